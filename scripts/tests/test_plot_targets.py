"""The figures of trainings to a target draw what the evaluations and the forks say."""

from __future__ import annotations

import pytest

import plot
import plot_style
from drawing import drawn, lines
from runs import cells_of, result, write_run
from trainings import (
    EVERY,
    STEPS,
    TRAINING,
    evaluations,
    expected_steps,
    training,
    training_results,
    write_evaluations,
    write_trainings,
)

BACKENDS = ("arrays", "ejml")
BATCHES = [*STEPS]
NETWORK = "digits to 95%: 64-32-10 cross-entropy"
METHODS = ["f32: manual, bias, SGD", "f32: manual, bias, Adam", "f32: bias, momentum"]


@pytest.fixture
def run(tmp_path):
    return write_trainings(tmp_path / "run")


def rows(figure):
    """The three panels of each method."""
    return [figure.axes[i : i + 3] for i in range(0, len(figure.axes), 3)]


def title(axes):
    return " ".join(axes.get_title().split())


def bars(axes):
    """The ends of the bars by place."""
    segments = [segment for bar in axes.collections for segment in segments_of(bar)]
    return {round(segment[0, 0]): tuple(segment[:, 1]) for segment in segments}


def segments_of(collection):
    return collection.get_segments() if hasattr(collection, "get_segments") else []


def test_a_row_of_three_panels_per_method(run):
    figure = drawn("time-to-target", run)

    assert [title(row[0]) for row in rows(figure)] == [f"{NETWORK}, {one}" for one in METHODS]
    for row in rows(figure):
        labels = [axes.get_ylabel() for axes in row]
        assert labels == ["steps to target", "throughput (samples/s)", "time to target (s)"]
        for axes, first in zip(row, figure.axes, strict=False):
            assert axes.get_xscale() == "log"
            assert axes.get_yscale() == "log"
            assert axes.get_ylim() == first.get_ylim()


def test_steps_are_the_expected_number_with_the_range_over_the_seeds(run):
    axes = drawn("time-to-target", run).axes[0]

    points = lines(axes)["o"]
    assert points[:, 0].tolist() == BATCHES
    # With batch 512, one of three seeds spends 200 steps and does not get there.
    assert points[:, 1] == pytest.approx([500, 120, (30 + 200 + 50) / 2])
    assert bars(axes) == {8: (400, 600), 32: (100, 140), 512: (30, 140)}  # 50, below the mean
    words = [text.get_text() for text in axes.texts]
    assert words == ["2 of 3"]
    scaling = next(line for line in axes.get_lines() if line.get_linestyle() == ":")
    assert scaling.get_ydata().tolist() == [500, 125, 500 / 64]


def test_rates_and_times_are_those_of_the_forks(run):
    found = {
        (one["params"]["backend"], int(one["params"]["batch"])): one["primaryMetric"]["score"]
        for one in training_results()
        if one["params"]["optimizer"] == "sgd"
    }
    _, throughput, seconds = rows(drawn("time-to-target", run))[0]

    for backend in BACKENDS:
        marker = plot_style.backend_style(backend).marker
        times = [found[backend, batch] * 1e-9 for batch in BATCHES]
        assert lines(seconds)[marker][:, 1] == pytest.approx(times, rel=1e-9)
        rates = [
            batch * expected_steps(batch) / (0.8 * time)  # a fifth of the time is evaluations'
            for batch, time in zip(BATCHES, times, strict=True)
        ]
        assert lines(throughput)[marker][:, 1] == pytest.approx(rates, rel=1e-9)
        low, high = bars(throughput)[8]
        assert low < high


def test_a_ring_marks_the_shortest_time(run):
    _, _, seconds = rows(drawn("time-to-target", run))[0]

    rings = [one for one in seconds.collections if not hasattr(one, "get_segments")]
    assert [tuple(ring.get_offsets()[0]) for ring in rings] == [
        (point[0], point[1])
        for backend in BACKENDS
        for points in [lines(seconds)[plot_style.backend_style(backend).marker]]
        for point in [min(points.tolist(), key=lambda point: point[1])]
    ]


def test_a_single_batch_is_not_called_the_shortest(tmp_path):
    found = [one for one in training_results() if fits(one, "sgd", 32)]
    run = write_evaluations(write_run(tmp_path / "run", found))

    _, _, seconds = rows(drawn("time-to-target", run))[0]

    assert not [one for one in seconds.collections if not hasattr(one, "get_segments")]
    arrays, ejml = (lines(seconds)[plot_style.backend_style(name).marker] for name in BACKENDS)
    assert arrays[0, 0] < 32 < ejml[0, 0]  # moved apart, as their bars would hide each other


def test_a_method_that_reaches_nothing_is_not_missing(run):
    figure = drawn("time-to-target", run)

    steps, throughput, seconds = rows(figure)[2]
    assert [text.get_text() for text in steps.texts] == ["not reached"] * 3
    for axes in (throughput, seconds):
        assert [text.get_text() for text in axes.texts] == ["not reached"]
    assert "seeds that do not reach" in " ".join(figure.get_suptitle().split())
    titles = [title(axes) for axes in drawn("accuracy", run).axes]
    assert not any("momentum" in words for words in titles)


def test_a_run_that_only_has_evaluations(tmp_path):
    run = write_evaluations(tmp_path, evaluations(target="99%"))

    figure = drawn("time-to-target", run)
    assert len(figure.axes) == 9
    assert title(figure.axes[0]) == "digits to 99%: 64-32-10 cross-entropy: bias, SGD"
    assert [text.get_text() for text in figure.axes[1].texts] == ["not reached"]
    assert plot.main([str(run), "--figure", "accuracy"]) == 2


def test_a_method_without_a_time_was_not_measured(tmp_path):
    run = write_evaluations(write_run(tmp_path / "run"))

    _, throughput, seconds = rows(drawn("time-to-target", run))[0]

    for axes in (throughput, seconds):
        assert [text.get_text() for text in axes.texts] == ["not measured"]


def test_accuracy_is_that_of_the_typical_seed_against_its_time(run):
    figure = drawn("accuracy", run)

    found = {one["params"]["backend"]: one for one in training_results() if fits(one, "sgd", 32)}
    axes = figure.axes[0]
    assert title(axes) == f"{NETWORK}, f32: manual, bias, SGD, batch 32"
    for backend, one in found.items():
        points = lines(axes)[plot_style.backend_style(backend).marker]
        # The median of 100, 140 and 120 steps.
        steps = range(EVERY, 121, EVERY)
        time = one["primaryMetric"]["score"] * 1e-9
        assert points[:, 0] == pytest.approx([time * step / expected_steps(32) for step in steps])
        assert points[:, 1] == pytest.approx([0.95 * step / 120 for step in steps])
    assert 0.95 in [line.get_ydata()[0] for line in axes.get_lines()]


def fits(found, optimizer, batch):
    return found["params"]["optimizer"] == optimizer and found["params"]["batch"] == str(batch)


def test_a_regression_is_drawn_by_its_loss(tmp_path):
    parameters = training(data="teacher:8-16-1", shape="8-16-1", target="0.05", seeds="1")
    one = result(parameters, [[1e6]], TRAINING, others={"stepsToTarget": 40, "evaluationShare": 0})
    run = write_run(tmp_path / "run", [one])
    task = {name: parameters[name] for name in ("data", "shape", "loss", "target")}
    same = evaluations(**task, test_accuracy="")
    of_sgd = [row for row in same if row["optimizer"] == "sgd" and row["batch"] == 32]
    write_evaluations(run, [{**row, "test_loss": 2.0 / row["step"]} for row in of_sgd])

    (axes,) = drawn("accuracy", run).axes

    points = lines(axes)["o"]
    assert axes.get_ylabel() == "loss per test row"
    assert axes.get_yscale() == "log"
    assert points[-1].tolist() == [100 * 1e-3 / 40, 2.0 / 100]


def test_other_trainings_and_figures_are_apart(tmp_path):
    experiment = training(data="normal", target="500-steps", seeds="1", feed="fixed")
    found = [*training_results(), result(experiment, [[5e6]], TRAINING)]
    run = write_evaluations(write_run(tmp_path / "run", found))

    assert len(drawn("time-to-target", run).axes) == 9
    assert plot.main([str(run), "--figure", "throughput"]) == 2


def test_runs_that_train_other_seeds_are_not_mixed(tmp_path):
    others = {"stepsToTarget": 500, "evaluationShare": 0.2}
    parameters = training(batch=8, seeds="1", start="cold")
    cold = write_run(tmp_path / "cold", [result(parameters, [[1e6]], TRAINING, others=others)])
    one = [row for row in evaluations() if row["optimizer"] == "sgd" and row["seed"] == 1]
    write_evaluations(cold, [row for row in one if row["batch"] == 8])

    figure = drawn("time-to-target", write_trainings(tmp_path / "run"), cold)

    titles = [title(row[0]) for row in rows(figure)]
    words = [*METHODS[:2], METHODS[2], "f32: manual, bias, SGD, cold"]
    assert titles == [f"{NETWORK}, {one}" for one in words]
    steps = rows(figure)[-1][0]
    assert lines(steps)["o"].tolist() == [[8, 400]]
    assert figure.axes[0].get_ylim() != steps.get_ylim()


def test_old_runs_have_no_target(tmp_path, capsys):
    assert plot.main([str(write_run(tmp_path / "run")), "--format", "svg"]) == 0

    said = capsys.readouterr().out
    assert "time-to-target: not drawn, no evaluations of trainings to a target" in said
    assert "accuracy: not drawn" in said


def test_seeds_of_a_cell_are_the_first_ones(tmp_path):
    others = {"stepsToTarget": 500, "evaluationShare": 0.2}
    one = result(training(batch=8, seeds="2"), [[1e6]], TRAINING, others=others)
    run = write_evaluations(write_run(tmp_path / "run", [one]))

    axes = drawn("time-to-target", run).axes[0]

    assert lines(axes)["o"][0, 1] == (400 + 500) / 2


def test_intervals_of_times_are_those_of_the_file(run):
    rows_of = cells_of(training_results())
    axes = rows(drawn("time-to-target", run))[0][2]
    low, high = bars(axes)[8]
    same = [row for row in rows_of if row["optimizer"] == "sgd" and row["batch"] == "8"]
    ends = {(row["nanoseconds_low"] * 1e-9, row["nanoseconds_high"] * 1e-9) for row in same}
    assert any((low, high) == pytest.approx(end, rel=1e-9) for end in ends)
