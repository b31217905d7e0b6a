"""The problems that the baselines train: the benchmarks' seeded data and the fixtures.

The Java program draws its data from java.util.Random, which is specified bit by bit. Here the
same numbers are computed, many at once.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FIXTURES = (
    Path(__file__).resolve().parent.parent / "src/main/resources/io/github/backpropbench/fixtures"
)
FIXTURE_NAMES = ("original", "single", "ragged", "wide", "zeros")

# NetworkBenchmark's seed and LearningRates' constants.
DATA_SEED = 42
_SHARE_OF_LIMIT = 0.05
_ADAM_RATE = 1e-3

_NAMES = ("x", "y", "w1", "b1", "w2", "b2")
_MULTIPLIER = 0x5DEECE66D
_MASK = (1 << 48) - 1


@dataclass(frozen=True)
class Problem:
    """One batch and the starting weights: arrays of float64, whose values are float32 numbers.

    x is batch × inputs, y batch × outputs, w1 inputs × hidden, b1 hidden, w2 hidden × outputs, b2
    outputs.
    """

    x: np.ndarray
    y: np.ndarray
    w1: np.ndarray
    b1: np.ndarray
    w2: np.ndarray
    b2: np.ndarray

    @property
    def shape(self) -> tuple[int, int, int]:
        """Inputs, hidden units, outputs."""
        return (*self.w1.shape, self.w2.shape[1])

    def write(self, file: Path) -> None:
        """Writes the file that read() and the C program read: inputs, hidden, outputs and batch in
        64 bits each, then the arrays, row-major float64, in the machine's byte order."""
        header = np.array([*self.shape, len(self.x)], dtype=np.int64)
        arrays = [np.ascontiguousarray(getattr(self, name), np.float64) for name in _NAMES]
        file.write_bytes(header.tobytes() + b"".join(array.tobytes() for array in arrays))


def read(file: Path) -> Problem:
    """Reads what Problem.write wrote."""
    content = file.read_bytes()
    inputs, hidden, outputs, batch = map(int, np.frombuffer(content, np.int64, count=4))
    values = np.frombuffer(content, np.float64, offset=32)
    sizes = [(batch, inputs), (batch, outputs), (inputs, hidden), (hidden,)]
    sizes += [(hidden, outputs), (outputs,)]
    ends = np.cumsum([math.prod(size) for size in sizes])
    parts = np.split(values, ends[:-1])
    return Problem(*(part.reshape(size) for part, size in zip(parts, sizes, strict=True)))


def seeded(shape: tuple[int, int, int], batch: int, seed: int = DATA_SEED) -> Problem:
    """The same as Problem.random in the Java program."""
    inputs, hidden, outputs = shape
    # In the order in which they are drawn there.
    sizes = {
        "x": (batch, inputs),
        "y": (batch, outputs),
        "w1": (inputs, hidden),
        "w2": (hidden, outputs),
        "b1": (hidden,),
        "b2": (outputs,),
    }
    counts = [math.prod(size) for size in sizes.values()]
    values = gaussians(seed, sum(counts)).astype(np.float32).astype(np.float64)
    parts = np.split(values, np.cumsum(counts)[:-1])
    return Problem(**{n: p.reshape(s) for (n, s), p in zip(sizes.items(), parts, strict=True)})


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


def learning_rate(optimizer: str, shape: tuple[int, int, int], batch: int) -> float:
    """The same as LearningRates.of in the Java program."""
    if optimizer == "adam":
        return _ADAM_RATE
    inputs, hidden, _ = shape
    curvature = batch * (inputs + 1) * (hidden + 1) / math.pi
    return _SHARE_OF_LIMIT * 2.0 / curvature


def fixture(name: str, precision: str) -> tuple[Problem, list[dict]]:
    """A fixture's problem, and its cases as stored in the file."""
    content = json.loads((FIXTURES / f"{name}-{precision}.json").read_text(encoding="utf-8"))
    return Problem(**{n: np.array(content[n]) for n in _NAMES}), content["cases"]


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
