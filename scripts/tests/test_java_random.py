"""The numbers are those of java.util.Random."""

from __future__ import annotations

import math

import numpy as np
import pytest

from java_random import _below, gaussians, orders


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
