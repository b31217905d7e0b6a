"""The data of the baselines is the Java program's."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from baseline_plan import Method
from baseline_problem import (
    FIXTURE_NAMES,
    _below,
    fixture,
    gaussians,
    learning_rate,
    orders,
    read,
    seeded,
    steps_of,
)


def test_gaussians_are_those_of_java():
    # Printed by a Java program: new Random(42).nextGaussian(), …, and the value after 100,006.
    first = [
        1.1419053154730547,
        0.9194079489827879,
        -0.9498666368908959,
        -1.1069902863993377,
        0.2809776380727795,
        0.6846227956326554,
    ]
    negative_seed = [-1.1860262593274535, 0.8896355203316739, 0.07207057524014324]

    values = gaussians(42, 100_007)

    require_same(values[:6], first)
    require_same(values[100_006:], [0.27599592975743625])
    require_same(gaussians(-7, 3), negative_seed)


def require_same(values, expected):
    """Equal except for the last digit of the logarithm, and equal as float32, which is used."""
    assert values == pytest.approx(expected, rel=1e-15, abs=0)
    assert np.array_equal(values.astype(np.float32), np.array(expected, dtype=np.float32))


@pytest.mark.parametrize("seed", [0, 1, 42, -1, 2**63 - 1])
def test_gaussians_are_those_of_the_specification(seed):
    require_same(gaussians(seed, 501), specified(seed, 501))


def specified(seed: int, count: int) -> list[float]:
    """As the documentation of java.util.Random specifies it, one value after the other."""
    state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def bits(number: int) -> int:
        nonlocal state
        state = (state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return state >> (48 - number)

    def uniform() -> float:
        return ((bits(26) << 27) + bits(27)) * 2.0**-53

    found: list[float] = []
    while len(found) < count:
        v1, v2 = 2 * uniform() - 1, 2 * uniform() - 1
        s = v1 * v1 + v2 * v2
        if 0 < s < 1:
            factor = math.sqrt(-2 * math.log(s) / s)
            found += [v1 * factor, v2 * factor]
    return found[:count]


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


def test_rows_are_shuffled_as_by_java():
    for rows, seed in ((50, 42), (64, 42), (1, 7), (2, -3)):
        assert orders(rows, 3, seed).tolist() == shuffled(rows, 3, seed)


def test_numbers_from_the_uneven_end_of_the_range_are_rejected():
    bound = (1 << 30) + 1  # the remainders below 2^30 - 1 are twice as frequent

    assert _below(bound, iter([bound + 5, (1 << 31) - 1, 7])) == 7
    assert _below(3, iter([2**31 - 1, 5])) == 2
    assert _below(8, iter([2**31 - 1])) == 7


def shuffled(rows: int, epochs: int, seed: int) -> list[list[int]]:
    """As the documentation of java.util.Random specifies nextInt(bound), one by one."""
    state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def bits31() -> int:
        nonlocal state
        state = (state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return state >> 17

    def below(bound: int) -> int:
        if bound & -bound == bound:
            return (bound * bits31()) >> 31
        while True:
            bits = bits31()
            value = bits % bound
            if bits - value + (bound - 1) < 2**31:
                return value

    order, found = list(range(rows)), []
    for _ in range(epochs):
        for i in range(rows - 1, 0, -1):
            j = below(i + 1)
            order[i], order[j] = order[j], order[i]
        found.append(list(order))
    return found


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
