"""The cells and forks in files of JMH: what is kept apart, what counts, and what is refused."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pandas as pd
import pytest

import plot
import plot_data
import results
from jmh import ONE, OTHER, WHOLE, loaded, metric, of, refusal
from results_files import benchmark_names
from runs import STEP, cell, cells_of, journal_of, result, write_cells, write_run


@pytest.mark.parametrize(
    ("mode", "unit", "kinds"),
    [
        *[(mode, "ops/s", ("time", "rate")) for mode in ("avgt", "sample", "ss")],
        ("avgt", "ops/us", ("time", "rate")),
        ("avgt", "MB/sec", ("time", "rate")),
        ("ss", "MHz", ("time", "rate")),
        ("thrpt", "ns/op", ("rate", "time")),
        ("thrpt", "ms", ("rate", "time")),
        ("thrpt", "µs/op", ("rate", "time")),
        ("thrpt", "hours/request", ("rate", "time")),
    ],
)
def test_a_unit_that_contradicts_the_mode(tmp_path, mode, unit, kinds):
    found = json.dumps(result({}, [[1.0]], "a.B.f", mode, unit), ensure_ascii=False)

    of_mode, of_unit = kinds
    assert refusal(tmp_path, found) == (
        f", line 1, is not a result of JMH: mode {mode} measures a {of_mode}, "
        f"but its unit {unit!r} is a {of_unit}"
    )


@pytest.mark.parametrize(
    ("mode", "unit"),
    [(mode, unit) for mode in ("avgt", "thrpt") for unit in ("B/op", "points", "s/s", "op/frame")]
    + [("Throughput", "ops/s"), ("other", "ns/op")],
)
def test_a_score_that_is_neither_time_nor_rate(tmp_path, mode, unit):
    (seconds,) = loaded(tmp_path, result({}, [[1.0]], "a.B.f", mode, unit))["seconds"]

    assert math.isnan(seconds)


@pytest.mark.parametrize(
    "content",
    [f"[{ONE}, {OTHER},\n{ONE}]", f"[{ONE}]\n[{ONE}]", f"{ONE}\n{ONE}"],
)
def test_a_cell_that_a_file_holds_twice(tmp_path, content):
    reason = ", line 2, holds a cell for the second time: a.B.f n=1 (avgt, 1 thread)"

    assert refusal(tmp_path, content) == reason


def test_a_cell_of_an_older_run_is_that_of_a_newer_one(tmp_path):
    older = {name: value for name, value in cell().items() if name != "threads"}
    content = json.dumps([of(STEP, params=older), of(STEP, params=cell())])

    assert "TrainingStepBenchmark.step backend=arrays" in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("one", "other", "column", "values"),
    [
        (of("a.hash.M.get"), of("a.tree.M.get"), "benchmark", ["hash.M.get", "tree.M.get"]),
        (of(), of(mode="ss"), "mode", ["avgt", "ss"]),
        (of(), of(threads=4), "threads", [1, 4]),
        (of(params={"n": ""}), of(params={}), "n", ["", None]),
        (of(params=cell(batch="64")), of(params=cell(batch="064")), "batch", [64, 64]),
        (of(STEP, params=cell()), of(STEP, params=cell(), threads=2), "jmh.threads", [None, "2"]),
    ],
)
def test_cells_are_never_merged(tmp_path, one, other, column, values):
    frame = loaded(tmp_path, one, {**other, "primaryMetric": metric([5.0])})

    assert list(frame["score"]) == [2.0, 5.0]
    assert [None if pd.isna(value) else value for value in frame[column]] == values


@pytest.mark.parametrize(
    ("benchmarks", "shown"),
    [
        (["a.b.C.m", "a.b.D.m"], ["C.m", "D.m"]),
        (["a.x.C.m", "a.y.C.m", "a.y.D.m"], ["x.C.m", "y.C.m", "D.m"]),
        (["a.x.p.C.m", "a.y.p.C.m", "b.C.m"], ["x.p.C.m", "y.p.C.m", "b.C.m"]),
        (["b.C.m", "a.b.C.m", "cb.C.m"], ["b.C.m", "a.b.C.m", "cb.C.m"]),
        (["C.m", "m"], ["C.m", "m"]),
    ],
)
def test_as_much_of_the_package_as_tells_benchmarks_apart(benchmarks, shown):
    assert list(map(benchmark_names(benchmarks).get, benchmarks)) == shown


def test_a_table_of_cells_tells_packages_apart_and_plots_the_suite_s_own(tmp_path):
    found = [
        result(cell(), [[1.0]], name) for name in (STEP, "org.other.TrainingStepBenchmark.step")
    ]
    run = write_run(tmp_path / "run", found)

    cells = results.cells(run)
    runs = plot_data.read([run], "arrays")

    assert list(cells["benchmark"]) == [
        "benchmark.TrainingStepBenchmark.step",
        "other.TrainingStepBenchmark.step",
    ]
    assert list(runs.of(plot_data.STEP)["benchmark"]) == ["benchmark.TrainingStepBenchmark.step"]


NAN = "NaN"


@pytest.mark.parametrize(
    ("forks", "scores"),
    [
        ([[10.0, NAN, NAN, NAN, NAN], [10.0, 11.0, 12.0]], {2: 11.0}),
        ([[NAN, 10.0], [NAN, 10.0, 12.0]], {2: 11.0}),
        ([[10.0], [NAN], [], ["+INF", "-INF", 3.0]], {1: 10.0}),
        ([[NAN, "+INF", None, *map(float, range(20, 30))]], {1: 21.0}),
        ([[NAN, *map(float, range(20, 29))]], {1: 24.0}),
    ],
)
@pytest.mark.parametrize(("mode", "unit"), [("avgt", "us/op"), ("thrpt", "ops/us")])
def test_a_fork_without_half_of_its_scores_has_failed(tmp_path, forks, scores, mode, unit):
    if mode == "thrpt" and len(forks) == 1:
        scores = {1: 28.0 if len(forks[0]) == 13 else 24.0}

    found = of(mode=mode, primaryMetric=metric(*forks, unit=unit))

    frame = loaded(tmp_path, found)
    iterations = loaded(tmp_path, found, rows="iterations")
    assert dict(zip(frame["round"], frame["score"], strict=True)) == scores
    assert len(iterations) == sum(map(len, forks))


@pytest.mark.parametrize(("mode", "unit"), [("avgt", "ns/op"), ("thrpt", "ops/s")])
def test_a_score_keeps_its_sign(tmp_path, mode, unit):
    found = of(mode=mode, primaryMetric=metric([-1.0], [0.0], [1.0], unit=unit))

    assert list(loaded(tmp_path, found)["score"]) == [-1.0, 0.0, 1.0]


def test_a_file_in_which_all_forks_failed(tmp_path):
    found = of(primaryMetric=metric([NAN, NAN, 1.0]))

    assert refusal(tmp_path, json.dumps(found)) == " holds no results: no cell has a score"
    assert list(loaded(tmp_path, found, rows="iterations")["score"].isna()) == [True, True, False]


@pytest.mark.parametrize(
    "raw", [{}, {"rawData": None}, {"rawData": [[], []]}, {"rawDataHistogram": [[]]}]
)
def test_without_raw_data_the_file_s_own_score_counts(tmp_path, raw):
    metrics = {"score": 6.0, "scoreUnit": "ns/op", **raw}

    assert list(loaded(tmp_path, of(primaryMetric=metrics))["score"]) == [6.0]


def test_a_fork_of_a_run_that_failed_so_is_not_counted(tmp_path):
    found = [result(cell(), [[1.0]])]
    run = write_run(tmp_path / "run", found)
    fork = json.loads(journal_of(found))
    with (run / "measurements.jsonl").open("a", encoding="utf-8") as journal:
        journal.write(json.dumps({**fork, "round": 2, "scores": [NAN, 1.0]}) + "\n")

    assert list(results.cells(run)["forks"]) == [1]


@pytest.fixture
def pipe():
    """Makes a pipe of a text, which can be read once, as the shell's <(…) does."""
    opened = []

    def pipe(text: str) -> Path:
        reading, writing = os.pipe()
        opened.append(reading)
        os.set_inheritable(reading, True)
        with open(writing, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(text)
        return Path(f"/dev/fd/{reading}")

    yield pipe
    for descriptor in opened:
        os.close(descriptor)


def test_a_pipe_is_read_once(pipe):
    file = pipe(WHOLE)

    frame = results.load(file)

    assert list(frame["score"]) == [2.0]
    assert (frame["run"][0], frame["source"][0]) == (file.name, file.name)
    assert results.description(file) == {}


def test_a_pipe_is_left_to_the_jar(tmp_path, java, pipe):
    write_cells(tmp_path / "cells.csv", cells_of([result(cell(), [[1.0]])]))
    file = pipe((tmp_path / "cells.csv").read_text())
    java.answer.symlink_to(file)

    cells = results.cells(file)

    assert java.asked()[2:4] == ["export", str(file)]
    assert list(cells["nanoseconds"]) == [1.0]


def test_figures_of_a_pipe_need_a_folder(pipe, capsys):
    assert plot.main([str(pipe(""))]) == 2
    assert "figures of a pipe need their own folder: name it with --out" in capsys.readouterr().err


def test_a_folder_that_may_not_be_looked_into(tmp_path, monkeypatch):
    def stat(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(results.ResultsError, match="run cannot be read: Permission denied"):
        results.load(tmp_path / "run")
    with pytest.raises(results.ResultsError, match="run cannot be read: Permission denied"):
        results.cells(tmp_path / "run")


@pytest.mark.parametrize(
    ("forks", "means"),
    [
        ([["NaN", 24.0, 24.0], [24.0, "+INF", 26.0]], [24.0, 25.0]),
        ([["NaN", "NaN", 24.0], [24.0, 24.0, 24.0]], [math.nan, 24.0]),
        ([["NaN", 24.0], ["-INF", 24.0, 25.0, 26.0]], [math.nan, 25.0]),
        ([[24.0, 26.0]], [25.0, math.nan]),
        ([[], [24.0]], [math.nan, 24.0]),
    ],
)
def test_a_metric_counts_by_its_finite_iterations(tmp_path, forks, means):
    scores = metric([1.0, 1.0, 1.0, 1.0], [2.0, 2.0, 2.0, 2.0])
    found = of(primaryMetric=scores, secondaryMetrics={"m": metric(*forks, unit="B/op")})

    assert list(loaded(tmp_path, found)["m"].fillna(-1)) == [-1 if m != m else m for m in means]


@pytest.mark.parametrize(
    "without",
    [{"score": 24.0, "scoreUnit": "B/op"}, metric(["NaN", "NaN"]), metric(["+INF", 1.0]), metric()],
)
@pytest.mark.parametrize("rows", ["forks", "iterations"])
def test_a_metric_that_no_fork_has(tmp_path, without, rows):
    assert "m" not in loaded(tmp_path, of(secondaryMetrics={"m": without}), rows=rows)
