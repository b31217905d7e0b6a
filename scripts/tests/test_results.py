"""The loader: every number of a file, whatever its mode, and one sentence for what is damaged."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import results
from runs import cell, result, standard_results, write_run


def write(folder: Path, *found: dict) -> Path:
    return write_run(folder / "run", list(found))


def test_a_row_a_fork_and_a_row_an_iteration(tmp_path):
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
    assert results.ratios(results.load(run), "threads", 1)["ratio"].tolist() == [0.5]


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


def test_a_summary_has_the_scores_of_the_file(tmp_path):
    found = standard_results()

    summary = results.summary(results.load(write(tmp_path, *found)))

    assert len(summary) == len(found)
    for (_, row), expected in zip(summary.iterrows(), found, strict=True):
        assert row["score"] == pytest.approx(expected["primaryMetric"]["score"], rel=1e-12)
        assert row["seconds"] == pytest.approx(row["score"] * 1e-9, rel=1e-12)
        assert row["forks"] == 3


def test_an_interval_is_that_of_scipy(tmp_path):
    forks = [[10.0], [11.0], [13.0], [10.5]]

    row = results.summary(results.load(write(tmp_path, result(cell(), forks)))).iloc[0]

    logs = np.log(np.ravel(forks))
    low, high = stats.t.interval(0.95, 3, logs.mean(), stats.sem(logs))
    assert row["factor"] == pytest.approx(math.exp((high - low) / 2), rel=1e-12)


def test_one_fork_has_no_interval(tmp_path):
    row = results.summary(results.load(write(tmp_path, result(cell(), [[1.0, 2.0]])))).iloc[0]

    assert math.isnan(row["factor"])


def test_ratios_are_paired_by_round(tmp_path):
    fast, slow = np.array([10.0, 20.0, 40.0]), np.array([21.0, 39.0, 81.0])
    found = [result(cell("arrays"), fast[:, None].tolist())]
    found.append(result(cell("ejml"), slow[:, None].tolist()))

    ratios = results.ratios(results.load(write(tmp_path, *found)), "backend", "arrays")

    logs = np.log(slow / fast)
    low, high = stats.t.interval(0.95, 2, logs.mean(), stats.sem(logs))
    row = ratios.iloc[0]
    assert len(ratios) == 1
    assert (row["backend"], row["paired"]) == ("ejml", True)
    assert row[["ratio", "low", "high"]].to_list() == pytest.approx(
        [math.exp(logs.mean()), math.exp(low), math.exp(high)], rel=1e-12
    )


def test_rounds_come_from_the_journal_where_a_fork_failed(tmp_path):
    run = write(
        tmp_path,
        result(cell("arrays"), [[10.0], [20.0], [40.0]]),
        result(cell("ejml"), [[20.0], [80.0]]),
    )
    journal = [
        {
            "round": in_round,
            "status": "failed" if (backend, in_round) == ("ejml", 2) else "ok",
            "cell": {
                "benchmark": result(cell(), [[1.0]])["benchmark"],
                "parameters": cell(backend),
            },
        }
        for in_round in (1, 2, 3)
        for backend in ("arrays", "ejml")
    ]
    (run / "measurements.jsonl").write_text("\n".join(map(json.dumps, journal)), encoding="utf-8")

    frame = results.load(run)

    assert list(frame[frame["backend"] == "ejml"]["round"]) == [1, 3]
    row = results.ratios(frame, "backend", "arrays").iloc[0]
    assert row[["ratio", "low", "high"]].to_list() == pytest.approx([2.0, 2.0, 2.0])


def test_what_was_measured_apart_is_not_paired(tmp_path):
    run = write(tmp_path, result(cell("arrays"), [[10.0], [11.0], [12.0]]))
    baseline = [result(cell("c"), [[5.0], [6.0], [7.0]])]
    (run / "baselines.json").write_text(json.dumps(baseline), encoding="utf-8")

    row = results.ratios(results.load(run), "backend", "arrays").iloc[0]

    sides = np.log([5.0, 6.0, 7.0]), np.log([10.0, 11.0, 12.0])
    welch = stats.ttest_ind(*sides, equal_var=False).confidence_interval(0.95)
    assert not row["paired"]
    assert row[["low", "high"]].to_list() == pytest.approx(
        [math.exp(welch.low), math.exp(welch.high)], rel=1e-12
    )


def test_a_ratio_differs_in_one_factor_only(tmp_path):
    found = standard_results()

    ratios = results.ratios(results.load(write(tmp_path, *found)), "bias", False)

    manual = ratios[ratios["gradient"] == "manual"]
    assert len(ratios) == len(manual) == 9
    assert manual["ratio"].to_list() == pytest.approx([1 / 1.2] * 9)


def test_two_runs_can_be_put_beside_each_other(tmp_path):
    runs = [write_run(tmp_path / name) for name in ("old", "new")]

    both = pd.concat([results.load(run) for run in runs])
    table = results.summary(both).pivot_table("seconds", ["benchmark", "backend", "batch"], "run")

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
        ("", "jmh-result.json, line 1, is not JSON: Expecting value"),
        ('[{"benchmark"\n: }]', "jmh-result.json, line 2, is not JSON: Expecting value"),
        ("{}", "jmh-result.json is not a result file of JMH: it is no list of results"),
        ("[]", "holds no results: no cell has a score"),
        ("[{}]", "result 1, is not a result of JMH: it has no 'primaryMetric'"),
        ("[3]", "result 1, is not a result of JMH: "),
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

    with pytest.raises(results.ResultsError, match=r"result 1, is not a result.*'fast' is not a n"):
        results.load(write(tmp_path, found))


def test_files_that_are_missing_or_not_text(tmp_path):
    with pytest.raises(results.ResultsError, match="nowhere does not exist; name the folder"):
        results.load(tmp_path / "nowhere")
    with pytest.raises(results.ResultsError, match="holds no results: it has no jmh-result.json"):
        results.load(tmp_path)
    with pytest.raises(results.ResultsError, match=r"losses.csv does not exist"):
        results.losses(tmp_path)
    (tmp_path / "jmh-result.json").write_bytes(b"\xff\xfe[]")
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
