"""The loader: every number of a file, whatever its mode, and one sentence on what is damaged."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import results
from runs import (
    cell,
    cells_of,
    journal_of,
    result,
    standard_results,
    write_run,
)


def write(folder: Path, *found: dict) -> Path:
    return write_run(folder / "run", list(found))


def test_one_row_per_fork_or_per_iteration(tmp_path):
    run = write(tmp_path, result(cell(), [[10.0, 12.0], [20.0, 24.0]], allocation=16.0))

    forks = results.load(run)
    iterations = results.load(run, "iterations")

    assert list(forks["score"]) == [11.0, 22.0]
    assert list(forks["round"]) == [1, 2]
    assert list(forks["gc.alloc.rate.norm"]) == [16.0, 16.0]
    assert list(iterations["score"]) == [10.0, 12.0, 20.0, 24.0]
    assert list(iterations["iteration"]) == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("mode", "unit", "second"), [("avgt", "ns/op", 2.0), ("thrpt", "ops/s", 11.0)]
)
def test_many_iterations_count_by_the_second_best(tmp_path, mode, unit, second):
    shuffled = [7.0, 3.0, 12.0, 1.0, 9.0, 2.0, 5.0, 11.0, 4.0, 10.0, 6.0, 8.0]
    found = result(cell(), [shuffled, [5.0, 1.0, 3.0]], mode=mode, unit=unit)

    assert list(results.load(write(tmp_path, found))["score"]) == [second, 3.0]


def test_factors_have_their_types(tmp_path):
    row = results.load(write(tmp_path, result(cell(batch=512), [[1.0]]))).iloc[0]

    assert (row["run"], row["source"]) == ("run", "jmh-result.json")
    assert row["benchmark"] == "TrainingStepBenchmark.step"
    assert row["batch"] == 512
    assert row["bias"] is True or row["bias"] == np.True_
    assert (row["backend"], row["precision"], row["shape"]) == ("arrays", "f32", "3-2-1")


def test_the_threads_are_those_of_the_backend_or_of_jmh(tmp_path):
    run = write(tmp_path, result(cell(threads="2"), [[5.0]]), result(cell(), [[10.0]]))
    other = result({"threads": "many"}, [[1.0]], benchmark="org.example.Sort.sort")
    foreign = results.load(write(tmp_path / "foreign", {**other, "threads": 4})).iloc[0]

    assert list(results.load(run)["threads"]) == [2, 1]
    assert (foreign["threads"], foreign["param.threads"]) == (4, "many")


@pytest.mark.parametrize(
    ("mode", "unit", "score"),
    [("avgt", "ns/op", 250.0), ("avgt", "us/op", 0.25), ("ss", "ms/op", 0.00025)]
    + [("thrpt", "ops/s", 4e6), ("thrpt", "ops/us", 4.0), ("sample", "s/op", 2.5e-7)],
)
def test_time_and_throughput_follow_from_the_unit(tmp_path, mode, unit, score):
    found = result(cell(batch=64), [[score, score]], mode=mode, unit=unit)

    row = results.load(write(tmp_path, found)).iloc[0]

    assert row["seconds"] == pytest.approx(2.5e-7, rel=1e-12)
    assert row["samples_per_second"] == pytest.approx(64 / 2.5e-7, rel=1e-12)


def test_the_time_of_a_fork_that_counts_operations_is_that_of_its_mean_rate(tmp_path):
    found = result(cell(batch=1), [[1.0, 3.0]], mode="thrpt", unit="ops/s")

    assert results.load(write(tmp_path, found)).iloc[0]["seconds"] == 0.5


def test_samples_are_averaged(tmp_path):
    found = result(cell(), [[1.0]], mode="sample")
    del found["primaryMetric"]["rawData"]
    found["primaryMetric"]["rawDataHistogram"] = [[[[10.0, 3], [20.0, 1]], [[30.0, 2]]]]

    iterations = results.load(write(tmp_path, found), "iterations")

    assert list(iterations["score"]) == [12.5, 30.0]


def test_a_file_without_raw_data_has_its_own_score(tmp_path):
    found = result(cell(), [[5.0, 7.0]])
    del found["primaryMetric"]["rawData"]

    assert list(results.load(write(tmp_path, found))["score"]) == [6.0]


def test_a_benchmark_of_others_keeps_its_parameters(tmp_path):
    foreign = result({"size": "10", "mode": "fast"}, [[1.0]], benchmark="org.other.Sorting.sort")

    row = results.load(write(tmp_path, foreign)).iloc[0]

    assert row["benchmark"] == "Sorting.sort"
    assert (row["size"], row["param.mode"], row["mode"]) == ("10", "fast", "avgt")
    assert math.isnan(row["samples_per_second"])


def test_baselines_are_further_backends(tmp_path):
    run = write(tmp_path, result(cell(), [[1.0]]))
    baseline = [result(cell("pytorch"), [[100.0]], allocation=None)]
    (run / "baselines.json").write_text(json.dumps(baseline), encoding="utf-8")

    frame = results.load(run)

    assert dict(zip(frame["backend"], frame["source"], strict=True)) == {
        "arrays": "jmh-result.json",
        "pytorch": "baselines.json",
    }
    assert math.isnan(frame["gc.alloc.rate.norm"].iloc[1])


def test_cells_are_those_of_the_file(tmp_path):
    found = standard_results()

    cells = results.cells(write(tmp_path, *found))

    assert len(cells) == len(found)
    for (_, row), expected, raw in zip(cells.iterrows(), found, cells_of(found), strict=True):
        assert (row["run"], row["forks"], row["threads"]) == ("run", 3, "1")
        assert expected["benchmark"].endswith("." + row["benchmark"])
        assert row["nanoseconds"] == expected["primaryMetric"]["score"]
        for name in ("samples_per_second_low", "ratio.backend.ejml", "high.bias.false"):
            assert row[name] == raw[name] or (raw[name] == "" and math.isnan(row[name]))
        assert row["verdict.backend.ejml"] == raw["verdict.backend.ejml"]


def test_cells_have_the_types_of_forks(tmp_path):
    found = [result(cell("=cmd()", batch=512, hint="'x"), [[1.0]])]
    found.append(result({"size": "10"}, [[1.0]], benchmark="org.other.Sorting.sort"))

    first, second = (row for _, row in results.cells(write(tmp_path, *found)).iterrows())

    assert (first["backend"], first["hint"], first["batch"]) == ("=cmd()", "'x", 512)
    assert first["bias"] is True or first["bias"] == np.True_
    assert (second["benchmark"], second["size"], second["backend"]) == ("Sorting.sort", "10", "")
    assert second["batch"] is pd.NA
    assert second["bias"] is pd.NA


def test_a_torn_line_of_the_journal_is_no_fork(tmp_path):
    run = write(tmp_path, result(cell(), [[1.0], [2.0]]))
    with (run / "measurements.jsonl").open("a") as journal:
        journal.write('{"round": 3, "cell": {"benchmark')

    assert list(results.cells(run)["forks"]) == [2]


def test_cells_fit_the_journal_whatever_the_names(tmp_path):
    names = ["=x", "'=x", "a\nb", "\x1b[31m", "", "\u2028"]
    found = [result(cell(name, hint=name), [[1.0]]) for name in names]

    cells = results.cells(write(tmp_path, *found))

    assert list(cells["backend"]) == ["=x", "'=x", "a\nb", "\ufffd[31m", "", "\u2028"]


def test_cells_of_baselines_are_counted_once(tmp_path):
    found = [result(cell(), [[1.0]]), result(cell("c"), [[1.0], [2.0]])]
    run = write(tmp_path, *found)
    (run / "measurements.jsonl").write_text(journal_of(found[:1]))
    (run / "baselines.json").write_text(json.dumps([found[1], result(cell(), [[5.0], [6.0]])]))

    assert list(results.cells(run)["forks"]) == [1, 2]


def test_rounds_come_from_the_journal_where_a_fork_failed(tmp_path):
    run = write(
        tmp_path,
        result(cell("arrays"), [[10.0], [20.0], [40.0]]),
        result(cell("ejml"), [[20.0], [80.0]]),
    )
    journal = [
        {
            "round": in_round,
            "threads": 1,
            "status": "failed" if (backend, in_round) == ("ejml", 2) else "ok",
            "cell": {
                "benchmark": result(cell(), [[1.0]])["benchmark"],
                "parameters": cell(backend),
            },
        }
        for in_round in (1, 2, 3)
        for backend in ("arrays", "ejml")
    ]
    lines = "".join(json.dumps(fork) + "\n" for fork in journal)
    (run / "measurements.jsonl").write_text(lines + '{"torn', encoding="utf-8")

    frame = results.load(run)

    assert list(frame[frame["backend"] == "ejml"]["round"]) == [1, 3]


def test_two_runs_can_be_put_side_by_side(tmp_path):
    runs = [write_run(tmp_path / name) for name in ("old", "new")]

    both = pd.concat([results.cells(run) for run in runs])
    table = both.pivot_table("nanoseconds", ["benchmark", "backend", "batch"], "run")

    assert list(table.columns) == ["new", "old"]
    assert np.allclose(table["new"], table["old"], rtol=1e-12)


def test_losses(tmp_path):
    run = write_run(tmp_path / "run", methods=["one, with a comma", "'=cmd()"])

    losses = results.losses(run)

    assert list(losses["method"].unique()) == ["one, with a comma", "=cmd()"]
    assert list(losses["step"][:20]) == list(range(20))
    assert losses["loss"].iloc[20] == 11.0
    assert losses["bias"].all()


def test_losses_that_diverged(tmp_path):
    run = write_run(tmp_path / "run", methods=["one"])
    file = run / "losses.csv"
    file.write_text(file.read_text() + "one,a,f32,m,sgd,true,20,Infinity\n")

    assert results.losses(run)["loss"].iloc[-1] == math.inf


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('[{"benchmark"\n: }]', "jmh-result.json, line 2, is not JSON: '}' is no value"),
        ("[]", "holds no results: no cell has a score"),
        ("[\n{}]", "jmh-result.json, line 2, is not a result of JMH: it has no benchmark"),
        ("[" * 100_000, "jmh-result.json is not a result file: it is nested too deeply"),
    ],
)
def test_damage_is_said_in_one_sentence(tmp_path, content, sentence):
    (tmp_path / "jmh-result.json").write_text(content, encoding="utf-8")

    with pytest.raises(results.ResultsError) as error:
        results.load(tmp_path)

    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_a_score_that_is_no_number(tmp_path):
    found = result(cell(), [[1.0]])
    found["primaryMetric"]["rawData"] = [["fast"]]

    with pytest.raises(results.ResultsError, match=r"line 1, is not a result.*'fast' is not a n"):
        results.load(write(tmp_path, found))


def test_files_that_are_missing_or_not_text(tmp_path):
    with pytest.raises(results.ResultsError, match="nowhere does not exist; name the folder"):
        results.load(tmp_path / "nowhere")
    with pytest.raises(results.ResultsError, match="holds no results: it has no jmh-result.json"):
        results.load(tmp_path)
    with pytest.raises(results.ResultsError, match=r"losses.csv does not exist"):
        results.losses(tmp_path)
    (tmp_path / "jmh-result.json").write_bytes(b"[\xff]")
    with pytest.raises(results.ResultsError, match="is not text in UTF-8"):
        results.load(tmp_path)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (("loss\n", "losses\n"), "its first line is not method,backend"),
        (("true,3,", "true,"), "row 5, has 7 fields; there should be 8"),
        (("true,3,", "true,x,"), "row 5, has no step with its loss"),
    ],
)
def test_damaged_losses(tmp_path, damage, sentence):
    run = write_run(tmp_path / "run", methods=["one"])
    file = run / "losses.csv"
    file.write_text(file.read_text().replace(*damage))

    with pytest.raises(results.ResultsError, match=sentence):
        results.losses(run)
