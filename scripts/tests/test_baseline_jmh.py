"""What baselines write is JMH's JSON."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import stats

import baseline_jmh
import results
from baseline_jmh import Machinery
from baseline_plan import Iterations, Phases
from runs import cell, result

MACHINERY = Machinery("Python 3", ["OMP_NUM_THREADS=1"], "pytorch", "2.13.0")
PHASES = Phases(Iterations(4, 150), Iterations(2, 200))


def test_the_fields_are_those_of_jmh():
    written = baseline_jmh.result(cell("pytorch"), MACHINERY, PHASES, [[1.0, 2.0], [3.0, 4.0]])

    by_jmh = result(cell(), [[1.0]])
    assert list(written) == list(by_jmh)
    assert list(written["primaryMetric"]) == list(by_jmh["primaryMetric"])
    assert written["forks"] == 2
    assert (written["warmupIterations"], written["warmupTime"]) == (4, "150 ms")
    assert (written["measurementIterations"], written["measurementTime"]) == (2, "200 ms")
    assert written["params"]["backend"] == "pytorch"


def test_the_statistics_are_those_of_jmh():
    forks = [[10.0, 11.0, 14.0], [9.0, 10.5, 30.0]]

    metric = baseline_jmh.metric(forks, "ns/op")

    scores = np.ravel(forks)
    low, high = stats.t.interval(0.999, 5, scores.mean(), stats.sem(scores))
    assert metric["score"] == pytest.approx(scores.mean())
    assert metric["scoreConfidence"] == pytest.approx([low, high])
    assert metric["scoreError"] == pytest.approx((high - low) / 2)
    # As JMH prints them for these scores: rank · (n + 1) / 100, within the smallest and largest.
    assert metric["scorePercentiles"]["0.0"] == 9.0
    assert metric["scorePercentiles"]["50.0"] == 10.75
    assert metric["scorePercentiles"]["90.0"] == 30.0
    assert metric["rawData"] == forks


def test_too_few_scores_have_no_error():
    metric = baseline_jmh.metric([[1.0, 2.0]], "ns/op")

    assert metric["scoreError"] == "NaN"
    assert metric["scoreConfidence"] == ["NaN", "NaN"]


def test_the_loader_reads_it(tmp_path):
    written = baseline_jmh.result(cell("c", 8), MACHINERY, PHASES, [[50.0, 54.0], [60.0, 64.0]])
    baseline_jmh.write(tmp_path / "baselines.json", [written])

    forks = results.load(tmp_path)

    assert forks["seconds"].to_list() == pytest.approx([52e-9, 62e-9])
    row = forks.iloc[0]
    assert (row["backend"], row["batch"]) == ("c", 8)
    assert row["benchmark"] == "TrainingStepBenchmark.step"


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    file = tmp_path / "baselines.json"
    baseline_jmh.write(file, [])

    with pytest.raises(TypeError):
        baseline_jmh.write(file, [{"not JSON": object()}])

    assert json.loads(file.read_text()) == []
    assert list(tmp_path.iterdir()) == [file]
