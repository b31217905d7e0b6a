"""The data of the baselines is the Java program's."""

from __future__ import annotations

import math

import numpy as np
import pytest

import baseline_problem
from baseline_problem import FIXTURE_NAMES, fixture, gaussians, learning_rate, read, seeded


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


def test_arrays_are_drawn_in_the_order_of_the_java_program():
    problem = seeded((3, 2, 1), 4)

    drawn = gaussians(42, 12 + 4 + 6 + 2 + 2 + 1).astype(np.float32)
    names = ("x", "y", "w1", "w2", "b1", "b2")
    assert np.array_equal(np.concatenate([getattr(problem, n).ravel() for n in names]), drawn)
    assert problem.shape == (3, 2, 1)
    assert problem.x.shape == (4, 3)


def test_learning_rates_are_those_of_the_java_program():
    assert learning_rate("sgd", (3, 2, 1), 64) == pytest.approx(0.1 * math.pi / (64 * 4 * 3))
    assert learning_rate("adam", (3, 2, 1), 64) == 1e-3


def test_a_problem_file_is_read_as_it_was_written(tmp_path):
    problem = seeded((5, 7, 3), 13)
    problem.write(tmp_path / "problem")

    again = read(tmp_path / "problem")

    for name in baseline_problem._NAMES:
        assert np.array_equal(getattr(again, name), getattr(problem, name))


@pytest.mark.parametrize("name", FIXTURE_NAMES)
def test_fixtures(name):
    problem, cases = fixture(name, "f64")

    assert problem.x.shape[1] == problem.shape[0]
    assert {len(case["losses"]) for case in cases} == {500}
