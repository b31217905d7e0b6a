"""The figure of products shows the share of the best floor at each size."""

from __future__ import annotations

import json

import numpy as np
import pytest

import plot
import products
import results
from drawing import drawn, lines
from plot_data import NothingToDrawError
from plot_style import backend_style
from products import CUBES, FLOORS, product_results, time_of, with_a_step, write_products
from results_files import ResultsError
from runs import WIDE, cells_of, write_cells, write_run

VECTOR = backend_style("vector").marker


def best(size):
    return min(FLOORS, key=lambda name: time_of(name, *size))


def share(size, factor=1.0):
    return time_of(best(size), *size) / (factor * time_of("vector", *size))


def panels(figure):
    return {axes.get_title(): axes for axes in figure.axes}


def test_a_line_is_the_share_of_the_best_floor(tmp_path):
    figure = drawn("floors", write_products(tmp_path / "run"))

    by_title = panels(figure)
    assert list(by_title) == [
        "A·B, f32, n×n×n",
        "A·B, f64, n×n×n",
        "A·B, f32, n×20×7",
        "A·B, f64, n×20×7",
    ]
    cubes = lines(by_title["A·B, f32, n×n×n"])[VECTOR]
    np.testing.assert_allclose(cubes, [(n, share((n, n, n))) for n in CUBES], rtol=1e-12)
    others = lines(by_title["A·B, f64, n×20×7"])[VECTOR]
    np.testing.assert_allclose(others, [(m, share((m, 20, 7))) for m in (2, 4, 6, 9)], rtol=1e-12)


def test_the_best_floor_has_its_marker_where_it_is_best(tmp_path):
    axes = panels(drawn("floors", write_products(tmp_path / "run")))["A·B, f32, n×n×n"]

    found = lines(axes)
    for name in FLOORS:
        own = [(n, 1.0) for n in CUBES if best((n, n, n)) == name]
        assert own, "each is the best somewhere"
        np.testing.assert_array_equal(found[backend_style(name).marker], own)


def test_the_bars_are_the_intervals_of_the_ratio_the_other_way_round(tmp_path):
    axes = panels(drawn("floors", write_products(tmp_path / "run")))["A·B, f32, n×n×n"]

    (bars,) = (one for one in axes.containers if one.has_yerr)
    (segments,) = (one.get_segments() for one in bars.lines[2])
    found = [(low[1], high[1]) for low, high in segments]
    expected = [(share((n, n, n)) / WIDE, share((n, n, n)) * WIDE) for n in CUBES]
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_what_was_measured_in_the_same_rounds_is_drawn(tmp_path, monkeypatch):
    run = write_products(tmp_path / "run")
    side_by_side = run / "side-by-side.json"
    side_by_side.write_text(json.dumps(product_results(factor=2)))
    file = tmp_path / "cells.csv"
    write_cells(file, cells_of(with_a_step(product_results(factor=2))))
    # As the jar would export it.
    real = results.cells
    monkeypatch.setattr(results, "cells", lambda path: real(file if path == side_by_side else path))

    of_folder, of_file = drawn("floors", run), drawn("floors", side_by_side)
    for figure in (of_folder, of_file):
        cubes = lines(panels(figure)["A·B, f32, n×n×n"])[VECTOR]
        np.testing.assert_allclose(cubes, [(n, share((n, n, n), 2)) for n in CUBES], rtol=1e-12)
        assert "rounds of their own" not in figure.get_suptitle()
    side_by_side.unlink()
    assert "rounds of their own" in drawn("floors", run).get_suptitle().replace("\n", " ")


def test_large_sizes_have_a_logarithmic_axis_with_plain_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(products, "CUBES", (1, 8, 64, 512))
    axes = panels(drawn("floors", write_products(tmp_path / "run")))["A·B, f32, n×n×n"]

    assert axes.get_xscale() == "log"
    axes.figure.canvas.draw()
    assert {"8", "512"} <= {tick.get_text() for tick in axes.get_xticklabels()}


def test_without_floors_or_sizes_there_is_nothing_to_draw(tmp_path, capsys):
    steps = write_run(tmp_path / "steps")
    with pytest.raises(NothingToDrawError, match="no matrix product"):
        drawn("floors", steps)
    alone = write_products(tmp_path / "alone")
    few = write_products(tmp_path / "few", ("1x1x1", "8x8x8", "16x16x16", "5x30x30"))
    with pytest.raises(NothingToDrawError, match="no 4 sizes of a product that differ in one num"):
        drawn("floors", few)
    rows = [row for row in cells_of(with_a_step(product_results())) if row["backend"] not in FLOORS]
    write_cells(alone / "cells.csv", rows)
    (alone / "baselines.json").unlink()
    with pytest.raises(NothingToDrawError, match="no floor: scripts/baselines.sh RUN measures"):
        drawn("floors", alone)
    assert plot.main([str(steps), "--figure", "floors"]) == 2
    assert "nothing to draw for floors: no matrix product" in capsys.readouterr().err


def test_a_file_that_needs_the_jar_is_a_reason_not_a_failure(tmp_path, monkeypatch):
    run = write_products(tmp_path / "run")
    side_by_side = run / "side-by-side.json"
    side_by_side.write_text("[]")
    real = results.cells

    def cells(path):
        if path == side_by_side:
            raise ResultsError("there is no jar")
        return real(path)

    monkeypatch.setattr(results, "cells", cells)
    with pytest.raises(NothingToDrawError, match="there is no jar"):
        drawn("floors", run)
