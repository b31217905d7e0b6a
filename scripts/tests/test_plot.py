"""Every figure draws the numbers of the files."""

from __future__ import annotations

import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest

import plot
import plot_style
from drawing import PLOT, drawn, lines
from products import write_products
from runs import (
    BACKENDS,
    BATCHES,
    STEP,
    cell,
    cells_of,
    classifier,
    curve_value,
    result,
    standard_results,
    write_cells,
    write_run,
)
from trainings import write_trainings


@pytest.fixture
def run(tmp_path):
    return write_run(tmp_path / "run")


def score(found, benchmark=STEP, **factors):
    """The score that a file has for a cell."""
    wanted = cell(**factors)
    for one in found:
        if one["benchmark"] == benchmark and one["params"].items() <= wanted.items():
            return one["primaryMetric"]["score"]
    raise KeyError(factors)


def test_every_figure_is_written_and_not_empty(tmp_path, capsys):
    run = write_trainings(tmp_path / "run")
    products = write_products(tmp_path / "products")
    of_products = ["--figure", "floors"]
    others = [word for name in plot.FIGURES if name != "floors" for word in ("--figure", name)]

    for one, figures in ((run, others), (products, of_products)):
        out = ["--format", "png,svg,pdf", "--out", str(run / "plots")]
        assert plot.main([str(one), *figures, *out]) == 0

    files = {file.name for file in (run / "plots").iterdir()}
    assert files == {f"{name}.{kind}" for name in plot.FIGURES for kind in ("png", "svg", "pdf")}
    assert set(capsys.readouterr().out.split()) == {str(run / "plots" / name) for name in files}
    for name in plot.FIGURES:
        for kind, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
            assert (run / "plots" / f"{name}.{kind}").read_bytes().startswith(start)
        svg = ElementTree.parse(run / "plots" / f"{name}.svg")
        assert len(svg.findall(".//{http://www.w3.org/2000/svg}path")) > 10


def test_throughput_is_batch_by_the_score_of_the_file(run):
    (axes,) = drawn("throughput", run).axes

    assert axes.get_title() == "3-2-1, f32: manual, bias, SGD"
    assert axes.get_ylabel() == "throughput (samples/s)"
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    found = lines(axes)
    assert len(found) == len(BACKENDS)
    for backend in BACKENDS:
        points = found[plot_style.backend_style(backend).marker]
        expected = [
            b / (score(standard_results(), backend=backend, batch=b) * 1e-9) for b in BATCHES
        ]
        assert list(points[:, 0]) == list(BATCHES)
        assert points[:, 1] == pytest.approx(expected, rel=1e-12)


def test_error_bars_are_the_interval_of_the_file(tmp_path):
    found = [result(cell(), [[100.0], [110.0], [125.0]])]
    run = write_run(tmp_path / "run", found)
    rows = [{**row, "samples_per_second_low": 5e8} for row in cells_of(found)]
    write_cells(run / "cells.csv", rows)

    (axes,) = drawn("throughput", run).axes

    (bars,) = axes.collections
    (segment,) = bars.get_segments()
    assert segment[:, 1] == pytest.approx([5e8, rows[0]["samples_per_second_high"]], rel=1e-12)


def test_the_figure_says_what_its_bars_are(tmp_path, run):
    one = write_run(tmp_path / "one", [result(cell(), [[1.0, 2.0]])])

    assert "95 % interval over 3 forks" in drawn("throughput", run).get_suptitle()
    assert "no interval" in drawn("throughput", one).get_suptitle()


def test_methods_has_a_panel_per_method(run):
    titles = [axes.get_title() for axes in drawn("methods", run).axes]

    assert titles == [
        "3-2-1, f32: manual, no bias, SGD",
        "3-2-1, f32: manual, bias, SGD, op by op",
        "3-2-1, f32: manual, bias, SGD",
        "3-2-1, f32: autograd, bias, SGD",
        "3-2-1, f32: autograd, bias, Adam",
        "3-2-1, f32: graph, bias, SGD",
    ]


def test_ratio_to_the_baseline(run):
    (axes,) = drawn("ratio", run, baseline="ejml").axes

    found = lines(axes)
    assert len(found) == 2
    points = found[plot_style.backend_style("ojalgo").marker]
    results = standard_results()
    expected = [
        score(results, backend="ojalgo", batch=b) / score(results, backend="ejml", batch=b)
        for b in BATCHES
    ]
    assert points[:, 1] == pytest.approx(expected, rel=1e-9)
    assert axes.get_ylabel() == "time / that of ejml"


def test_the_ratio_goes_the_way_of_the_report(tmp_path):
    found = [
        result(cell("arrays"), [[100.0], [100.0], [100.0]]),
        result(cell("ejml"), [[180.0], [200.0], [230.0]]),  # takes twice as long
    ]

    figure = drawn("ratio", write_run(tmp_path / "run", found))

    (axes,) = figure.axes
    (points,) = lines(axes).values()
    ratio = (180 + 200 + 230) / 300
    assert points[0, 1] == pytest.approx(ratio, rel=1e-9)
    (bars,) = axes.collections
    (segment,) = bars.get_segments()
    low, high = segment[:, 1]
    assert low < ratio < high
    assert "below 1 is faster than arrays" in " ".join(figure.get_suptitle().split())


def test_costs_are_ratios_of_times(run):
    figure = drawn("costs", run)

    expected = {
        "bias / no bias: 3-2-1, f32": 1 / 1.2,
        "autograd (eager) / manual: 3-2-1, f32": 1.5,
        "graph / manual: 3-2-1, f32": 1.1,
        "fused / op by op: 3-2-1, f32": 1 / 1.3,
        "Adam / SGD: 3-2-1, f32": 2.0,
    }
    assert [axes.get_title() for axes in figure.axes] == list(expected)
    for axes in figure.axes:
        for points in lines(axes).values():
            assert points[:, 1] == pytest.approx([expected[axes.get_title()]] * 3, rel=1e-9)


def test_a_network_is_a_shape_with_its_loss(tmp_path):
    found = [
        result(classifier(), [[100.0]]),
        result(classifier(loss="squared-error"), [[90.0]]),
    ]
    figure = drawn("throughput", write_run(tmp_path / "run", found))

    assert [axes.get_title() for axes in figure.axes] == [
        "64-32-10 cross-entropy, f32: manual, bias,\nAdam",
        "64-32-10, f32: manual, bias, Adam",
    ]


def test_optimizers_and_feeds_have_costs(tmp_path):
    found = [
        result(classifier(optimizer="sgd"), [[100.0]]),
        result(classifier(optimizer="momentum"), [[110.0]]),
        result(classifier(), [[120.0]]),
        result(classifier(optimizer="adamw"), [[130.0]]),
        result(classifier(feed="next"), [[126.0]]),
        result(classifier(feed="shuffled"), [[150.0]]),
    ]
    figure = drawn("costs", write_run(tmp_path / "run", found))

    assert [
        (axes.get_title().split(":")[0], lines(axes)["o"][0, 1].round(9)) for axes in figure.axes
    ] == [
        ("momentum / SGD", 1.1),
        ("Adam / SGD", 1.2),
        ("AdamW / SGD", 1.3),
        ("16 minibatches / one batch", 1.05),
        ("16 shuffled / one batch", 1.25),
    ]
    assert figure.axes[3].get_title().endswith("64-32-10\ncross-entropy, f32")


def test_passes_stack_backward_on_forward(run):
    (axes,) = drawn("passes", run).axes

    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["arrays (yardstick)", "ejml", "ojalgo"]
    bars = axes.patches
    for row, backend in enumerate(BACKENDS):
        forward, backward = bars[2 * row], bars[2 * row + 1]
        step = score(standard_results(), backend=backend, batch=64)
        assert forward.get_width() == pytest.approx(0.4 * step / 1000)
        assert backward.get_x() == forward.get_width()
        assert backward.get_width() == pytest.approx(0.6 * step / 1000)


def test_allocation_is_that_of_the_file(tmp_path):
    found = [
        result(cell("ejml"), [[1.0]], allocation=0.0),
        result(cell("ojalgo"), [[1.0]], allocation=208.0),
        result(cell("ojalgo", batch=1), [[1.0]], allocation=999.0),
    ]

    (axes,) = drawn("allocation", write_run(tmp_path / "run", found)).axes

    (row,) = axes.get_yticklabels()
    assert row.get_text() == "3-2-1, f32, batch 64: manual, bias, SGD"
    points = lines(axes)
    assert points[plot_style.backend_style("ejml").marker][0, 0] == 0.0
    assert points[plot_style.backend_style("ojalgo").marker][0, 0] == 208.0


def test_losses_are_those_of_the_file(run):
    (axes,) = drawn("losses", run).axes

    curves = axes.get_lines()
    assert [curve.get_label() for curve in curves] == [
        "manual, no bias",
        "manual, bias",
        "autograd",
        "autograd with Adam",
    ]
    for number, curve in enumerate(curves):
        assert list(curve.get_ydata()) == [curve_value(number, step) for step in range(20)]
    assert len({(curve.get_color(), curve.get_linestyle()) for curve in curves}) == 4


def test_losses_of_several_backends_are_one_entry_per_method(tmp_path):
    run = write_run(tmp_path / "run")
    file = run / "losses.csv"
    header, *rows = file.read_text().splitlines()
    others = [row.replace(",arrays,", ",ejml,") for row in rows]
    file.write_text("\n".join([header, *rows, *others]) + "\n")

    figure = drawn("losses", run)

    (legend,) = figure.legends
    assert [entry.get_text() for entry in legend.get_texts()] == [
        "manual, no bias",
        "manual, bias",
        "autograd",
        "autograd with Adam",
    ]
    assert len(figure.axes[0].get_lines()) == 8
    said = " ".join(figure.get_suptitle().split())
    assert said.startswith("Each line is up to 2 trainings")
    assert said.endswith("differ by at most 0e+00 of the loss.")


def test_a_backend_has_one_colour_and_marker_in_every_figure(run):
    for name in ("throughput", "methods", "costs", "ratio"):
        for axes in drawn(name, run).axes:
            for line in axes.get_lines():
                if line.get_marker() == plot_style.backend_style("ojalgo").marker:
                    assert line.get_color() == plot_style.backend_style("ojalgo").colour


def test_known_backends_differ_and_unknown_ones_stay_the_same():
    palette = json.loads(plot_style.PALETTE.read_text(encoding="utf-8"))
    known = {plot_style.backend_style(name) for name in palette["backends"]}

    assert len(known) == len(palette["backends"])
    unknown = plot_style.backend_style("nd4j")
    assert unknown == plot_style.backend_style("nd4j")
    assert unknown.colour in palette["others"]["colours"]
    assert not {style.colour for style in known} & set(palette["others"]["colours"])


def test_files_are_the_same_every_time(tmp_path):
    contents = []
    for attempt in ("one", "two"):
        folder = write_run(tmp_path / attempt / "run") / "plots"
        command = [sys.executable, PLOT, folder.parent, "--format", "png,svg,pdf"]
        command += ["--figure", "throughput", "--figure", "losses"]
        subprocess.run(command, check=True, capture_output=True)
        contents.append({file.name: file.read_bytes() for file in folder.iterdir()})

    assert contents[0] == contents[1]
