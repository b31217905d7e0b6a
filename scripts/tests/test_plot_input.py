"""Whatever a run holds is drawn; what cannot be drawn gets one sentence that says why."""

from __future__ import annotations

import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest

import plot
import plot_data
from drawing import PLOT, drawn
from runs import (
    BACKENDS,
    cell,
    cells_of,
    curve_value,
    journal_of,
    result,
    standard_results,
    write_cells,
    write_losses,
    write_run,
)
from trainings import write_trainings

HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd()",
    "$x^{",
    "_hidden",
    "quo\"te's",
    "two\nlines\x1b[31m",
    "-- --> ]]>",
    "\\frac{1}{0}%&#",
    "x" * 500,
    "",
]


def test_hostile_names_are_text(tmp_path):
    run = write_trainings(tmp_path / "run", ["arrays", *HOSTILE])
    write_losses(run, HOSTILE, curve_value)

    assert plot.main([str(run), "--format", "svg"]) == 0

    for name in {*plot.FIGURES} - {"floors"}:  # it has no products
        content = (run / "plots" / f"{name}.svg").read_text(encoding="utf-8")
        elements = {element.tag for element in ElementTree.fromstring(content).iter()}
        assert not any("script" in str(tag) for tag in elements)
    labels = [entry.get_text() for entry in drawn("throughput", run).legends[0].get_texts()]
    assert len(labels) == 1 + len(HOSTILE)
    assert max(map(len, labels)) < 50
    assert not any("\n" in label for label in labels)


def test_hostile_factors_are_text(tmp_path):
    found = [
        result(cell(shape=name, precision=name, gradient=name, optimizer=name), [[1.0], [2.0]])
        for name in HOSTILE
    ]
    run = write_run(tmp_path / "run", found)

    assert plot.main([str(run), "--figure", "throughput", "--format", "svg"]) == 0

    ElementTree.parse(run / "plots" / "throughput.svg")


def test_several_runs_are_told_apart_by_what_differs(tmp_path):
    runs = [
        write_run(tmp_path / version, environment={"host": "same", "jvm": {"version": version}})
        for version in ("17.0.15", "25")
    ]

    figure = drawn("throughput", *runs)

    labels = [entry.get_text() for entry in figure.legends[0].get_texts()]
    assert labels[1:4] == ["arrays (yardstick) · JDK 25", "ejml · JDK 17.0.15", "ejml · JDK 25"]
    assert len(labels) == 2 * len(BACKENDS)
    out = tmp_path / "both"
    assert plot.main([*map(str, runs), "--out", str(out), "--format", "svg"]) == 0
    of_targets = {"time-to-target", "accuracy"}
    assert {file.stem for file in out.iterdir()} == {*plot.FIGURES} - of_targets - {"floors"}


def test_runs_that_do_not_differ_are_told_apart_by_their_folders(tmp_path):
    runs = [write_run(tmp_path / name / "run") for name in ("a", "b")]

    assert plot_data.run_labels(runs) == ["run (1)", "run (2)"]


def test_several_runs_need_a_folder(tmp_path, capsys):
    runs = [str(write_run(tmp_path / name)) for name in ("a", "b")]

    assert plot.main(runs) == 2
    assert "name it with --out" in capsys.readouterr().err


def test_a_table_of_cells_alone(tmp_path, capsys):
    file = tmp_path / "jmh.csv"
    write_cells(file, cells_of(standard_results()))

    assert plot.main([str(file), "--format", "svg"]) == 0

    assert (tmp_path / "plots" / "throughput.svg").stat().st_size > 1000
    assert not (tmp_path / "plots" / "losses.svg").exists()
    assert "losses: not drawn, no losses" in capsys.readouterr().out


def test_a_file_of_jmh_alone_is_drawn_by_what_the_jar_exports(tmp_path, java, capsys):
    file = tmp_path / "jmh.json"
    file.write_text(json.dumps(standard_results()), encoding="utf-8")
    write_cells(java.answer, cells_of(standard_results()))

    assert plot.main([str(file), "--format", "svg"]) == 0

    assert java.asked() == ["-jar", str(java.jar), "export", str(file), "--format", "cells"]
    assert (tmp_path / "plots" / "throughput.svg").stat().st_size > 1000
    assert not (tmp_path / "plots" / "losses.svg").exists()


def test_a_run_that_was_resumed_is_drawn_by_what_the_jar_exports(tmp_path, java):
    run = write_run(tmp_path / "run", [result(cell(), [[1.0], [1.0]])])
    now = [result(cell(), [[1.0], [1.0], [4.0]])]
    (run / "measurements.jsonl").write_text(journal_of(now), encoding="utf-8")
    write_cells(java.answer, cells_of(now))

    (axes,) = drawn("throughput", run).axes

    assert java.asked()[2:4] == ["export", str(run)]
    assert list(axes.get_lines()[0].get_ydata()) == [pytest.approx(64e9 / 2)]


def test_what_the_jar_refuses_is_said(tmp_path, java, capsys):
    file = tmp_path / "jmh.json"
    file.write_text("{}")

    assert plot.main([str(file)]) == 2

    error = capsys.readouterr().err
    assert error.startswith("plot.py: java -jar ")
    assert error.endswith(" failed: it is no such file\n")


def test_a_run_with_losses_only(tmp_path):
    run = write_run(tmp_path / "run")
    for name in ("jmh-result.json", "measurements.jsonl", "cells.csv"):
        (run / name).unlink()

    assert plot.main([str(run), "--format", "png"]) == 0

    assert [file.name for file in (run / "plots").iterdir()] == ["losses.png"]


def test_a_run_whose_cells_all_failed_still_shows_its_losses(tmp_path):
    run = write_run(tmp_path / "run", [])

    assert plot.main([str(run), "--format", "png"]) == 0

    assert [file.name for file in (run / "plots").iterdir()] == ["losses.png"]


def test_trainings_that_diverged_leave_a_gap(tmp_path):
    run = write_run(tmp_path / "run", methods=["a"])
    rows = (run / "losses.csv").read_text() + "a,arrays,f32,manual,sgd,true,20,NaN\n"
    (run / "losses.csv").write_text(rows)

    (axes,) = drawn("losses", run).axes

    assert len(axes.get_lines()[0].get_ydata()) == 20


@pytest.mark.parametrize(
    ("damage", "options", "sentence"),
    [
        (lambda run: None, ["--figure", "passes"], "nothing to draw for passes: no result of Forw"),
        (lambda run: None, ["--figure", "ratio"], "nothing to draw for ratio: no training step of"),
        (
            lambda run: (run / "cells.csv").unlink(),
            [],
            "cells.csv does not exist; java -jar target/benchmarks.jar report ",
        ),
        (
            lambda run: (run / "measurements.jsonl").write_text(
                journal_of([result(cell(), [[1.0], [1.0]])])
            ),
            [],
            "cells.csv does not fit the run's forks; java -jar target/benchmarks.jar report ",
        ),
        (
            lambda run: (run / "baselines.json").write_text(
                json.dumps([result(cell("c"), [[1.0]])])
            ),
            [],
            "cells.csv does not fit the run's forks; java -jar target/benchmarks.jar report ",
        ),
        (
            lambda run: (run / "run.json").unlink(),
            [],
            "jmh-result.json is not the folder of a run; java -jar target/benchmarks.jar export ",
        ),
        (lambda run: (run / "cells.csv").write_text("a,b\n"), [], "is not a table of cells"),
        (
            lambda run: (run / "cells.csv").write_text(
                (run / "cells.csv").read_text().replace(",1.0,", ",fast,")
            ),
            [],
            "cells.csv, row 2, has a nanoseconds that is not a number: 'fast'",
        ),
        (lambda run: (run / "measurements.jsonl").write_text("[{\n"), [], "jsonl, line 1, is not"),
        (lambda run: (run / "losses.csv").write_text("x"), [], "losses.csv holds no losses"),
        (lambda run: (run / "plots").write_text(""), [], "plots cannot be written: File exists"),
        (
            lambda run: (run / "run.json").write_text('{"schemaVersion": 3}'),
            [],
            "run.json has schema version 3; these scripts read up to 2",
        ),
        (
            lambda run: [file.unlink() for file in run.iterdir()],
            [],
            "holds no results: it has no jmh-result.json",
        ),
    ],
)
def test_bad_input_gets_one_sentence(tmp_path, capsys, damage, options, sentence):
    run = write_run(tmp_path / "run", [result(cell(), [[1.0]])])
    damage(run)

    assert plot.main([str(run), *options]) == 2

    error = capsys.readouterr().err
    assert sentence in error
    assert error.startswith("plot.py: ")
    assert error.count("\n") == 1


def test_a_run_that_does_not_exist(tmp_path, capsys):
    assert plot.main([str(tmp_path / "nowhere")]) == 2
    assert "nowhere does not exist; name the folder of a run" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--format", "gif"], ["--figure", "pie"], []])
def test_wrong_usage(tmp_path, options):
    runs = [str(tmp_path)] if options else []
    done = subprocess.run(
        [sys.executable, PLOT, *runs, *options], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
