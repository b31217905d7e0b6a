"""The numbers of java.util.Random, which is specified bit by bit, many computed at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_MULTIPLIER = 0x5DEECE66D
_MASK = (1 << 48) - 1


def gaussians(seed: int, count: int) -> np.ndarray:
    """The first values of nextGaussian() of java.util.Random. The polar method draws a pair of
    uniform numbers, rejects it if it lies outside the unit circle, and else makes two values of it.
    Their last digit may differ, as the logarithm's may; as float32 numbers they are the same."""
    found: list[np.ndarray] = []
    missing = (count + 1) // 2
    state = (seed ^ _MULTIPLIER) & _MASK
    while missing > 0:
        # π/4 of all pairs lie inside the circle; those still missing are drawn in the next pass.
        pairs = int(missing * 1.3) + 16
        states = _states(state, 4 * pairs)
        state = int(states[-1])
        high, low = states[0::2] >> np.uint64(22), states[1::2] >> np.uint64(21)
        uniform = ((high << np.uint64(27)) + low).astype(np.float64) * 2.0**-53
        v1, v2 = 2 * uniform[0::2] - 1, 2 * uniform[1::2] - 1
        s = v1 * v1 + v2 * v2
        inside = (s < 1) & (s != 0)
        v1, v2, s = v1[inside][:missing], v2[inside][:missing], s[inside][:missing]
        factor = np.sqrt(-2 * np.log(s) / s)
        found.append(np.stack([v1 * factor, v2 * factor], axis=1).ravel())
        missing -= len(s)
    return np.concatenate(found)[:count]


def orders(rows: int, epochs: int, seed: int) -> np.ndarray:
    """The order of the rows in each epoch, epochs × rows: each is the one before, shuffled."""
    order, found = list(range(rows)), []
    bits = bits31(seed, epochs * rows)
    for _ in range(epochs):
        shuffle(order, bits)
        found.append(order.copy())
    return np.array(found, dtype=np.int64).reshape(epochs, rows)


def shuffle(order: list[int], bits: Iterator[int]) -> None:
    """Shuffles in place."""
    for last in range(len(order) - 1, 0, -1):
        other = _below(last + 1, bits)
        order[last], order[other] = order[other], order[last]


def bits31(seed: int, about: int) -> Iterator[int]:
    """The values of next(31), computed for about as many as are needed at a time."""
    state = (seed ^ _MULTIPLIER) & _MASK
    while True:
        states = _states(state, about + 16)
        state = int(states[-1])
        yield from (states >> np.uint64(17)).tolist()


def _below(bound: int, bits: Iterator[int]) -> int:
    """nextInt(bound), which rejects values from the end of the range that would favor some."""
    if bound & (bound - 1) == 0:
        return (bound * next(bits)) >> 31
    for value in bits:
        remainder = value % bound
        if value - remainder + bound - 1 < 1 << 31:
            return remainder
    raise AssertionError("there is always another value")


def _states(state: int, count: int) -> np.ndarray:
    """The next states of the linear congruential generator, by doubling: n steps together are
    one step with another multiplier and increment. The products wrap around at 64 bits, which
    leaves the lower 48 bits correct."""
    states = np.empty(count, dtype=np.uint64)
    states[0] = (state * _MULTIPLIER + 0xB) & _MASK
    multiplier, increment, known = _MULTIPLIER, 0xB, 1
    while known < count:
        more = min(known, count - known)
        states[known : known + more] = (
            states[:more] * np.uint64(multiplier) + np.uint64(increment)
        ) & np.uint64(_MASK)
        increment = (increment * multiplier + increment) & _MASK
        multiplier = (multiplier * multiplier) & _MASK
        known += more
    return states
