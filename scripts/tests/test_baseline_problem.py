"""The data of the baselines is the Java program's."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from baseline_plan import Method
from baseline_problem import (
    FIXTURE_NAMES,
    fixture,
    learning_rate,
    read,
    seeded,
    steps_of,
)
from java_random import gaussians

PLAIN = Method("f32", "manual", "sgd", True)


def test_arrays_are_drawn_in_the_order_of_the_java_program():
    problem = seeded((3, 2, 1), 4, PLAIN)

    drawn = gaussians(42, 12 + 4 + 6 + 2 + 2 + 1).astype(np.float32)
    arrays = [problem.x, problem.y, *problem.w, *problem.b]
    assert np.array_equal(np.concatenate([array.ravel() for array in arrays]), drawn)
    assert problem.shape == (3, 2, 1)
    assert problem.x.shape == (4, 3)


def test_other_shapes_start_from_scaled_weights_without_bias():
    problem = seeded((5, 4, 3, 2), 6, PLAIN)

    drawn = gaussians(42, 30 + 12 + 20 + 12 + 6)[42:]
    for w, values in zip(problem.w, np.split(drawn, [20, 32]), strict=True):
        scaled = (values * math.sqrt(2.0 / len(w))).astype(np.float32)
        assert np.array_equal(w.ravel(), scaled)
    assert not any(b.any() for b in problem.b)
    assert problem.shape == (5, 4, 3, 2)


def test_labels_are_the_largest_of_the_drawn_targets():
    values = seeded((3, 5, 4), 9, PLAIN)
    classes = seeded((3, 5, 4), 9, replace(PLAIN, loss="cross-entropy"))

    assert np.array_equal(classes.y.argmax(1), values.y.argmax(1))
    assert np.array_equal(classes.y.sum(1), np.ones(9))
    assert np.array_equal(classes.x, values.x)
    assert np.array_equal(classes.w[1], values.w[1])


def test_minibatches_are_sixteen():
    problem = seeded((3, 2, 1), 4, replace(PLAIN, feed="next"))

    assert (len(problem.x), problem.batch) == (64, 4)
    assert np.array_equal(problem.x, seeded((3, 2, 1), 64, PLAIN).x)
    assert [rows.start for rows in steps_of(problem, "next", 17)] == [*range(0, 64, 4), 0]


def test_the_last_minibatch_takes_the_rows_that_are_left():
    problem, loss, _ = fixture("classes", "f64")

    assert loss == "cross-entropy"
    following = steps_of(problem, "next", 5)
    assert [rows.stop - rows.start for rows in following] == [16, 16, 16, 2, 16]
    random = steps_of(problem, "shuffled", 8)
    assert [len(rows) for rows in random] == [16, 16, 16, 2] * 2
    for one_pass in (random[:4], random[4:]):
        assert sorted(np.concatenate(one_pass)) == list(range(50))


def test_learning_rates_are_those_of_the_java_program():
    squared, entropy = "squared-error", "cross-entropy"
    original = 0.1 * math.pi / (64 * 4 * 3)
    assert learning_rate("sgd", squared, (3, 2, 1), 64) == pytest.approx(original)
    assert learning_rate("momentum", squared, (3, 2, 1), 64) == pytest.approx(original / 10)
    assert learning_rate("sgd", squared, (5, 4, 2), 8) == pytest.approx(0.1 / (8 * (6 + 5)))
    assert learning_rate("sgd", entropy, (5, 4, 2), 8) == pytest.approx(2 / (6 + 5))
    assert learning_rate("momentum", entropy, (5, 4, 2), 99) == pytest.approx(0.2 / (6 + 5))
    for optimizer in ("adam", "adamw"):
        assert learning_rate(optimizer, squared, (3, 2, 1), 64) == 1e-3
        assert learning_rate(optimizer, entropy, (5, 4, 2), 64) == 1e-3


@pytest.mark.parametrize("shape", [(5, 7, 3), (5, 3), (5, 4, 3, 2, 3)])
def test_a_problem_file_is_read_as_it_was_written(tmp_path, shape):
    problem = seeded(shape, 13, replace(PLAIN, feed="shuffled"))
    problem.write(tmp_path / "problem")

    again = read(tmp_path / "problem")

    assert (again.shape, again.batch) == (shape, 13)
    for name in ("x", "y"):
        assert np.array_equal(getattr(again, name), getattr(problem, name))
    for name in ("w", "b"):
        for values, expected in zip(getattr(again, name), getattr(problem, name), strict=True):
            assert np.array_equal(values, expected)


@pytest.mark.parametrize("name", FIXTURE_NAMES)
def test_fixtures(name):
    problem, _, cases = fixture(name, "f64")

    assert problem.x.shape[1] == problem.shape[0]
    assert {len(case["losses"]) for case in cases} == {500}
