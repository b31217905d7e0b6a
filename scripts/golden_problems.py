"""The problems that the fixtures are computed for.

All values are multiples of 1/1024 of moderate size, so float32 and float64 hold them exactly. The
seeds were found by search: with them, no training brings a pre-activation so close to 0 that
rounding decides on which side of the ReLU's kink it falls. golden_pytorch.py checks that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Arrays = dict[str, np.ndarray]
# Its streams are frozen across NumPy releases; those of numpy.random.Generator are not.
Random = np.random.RandomState


@dataclass(frozen=True)
class Recipe:
    """A problem, and learning rates at which its training is stable and the loss moves visibly."""

    name: str
    note: str
    seed: int
    build: Callable[[Random], Arrays]
    sgd_rates: tuple[float, ...]
    adam_rates: tuple[float, ...]

    def problem(self) -> Arrays:
        """The arrays x, y, w1, b1, w2 and b2, in float64."""
        return self.build(Random(self.seed))


def on_grid(values: np.ndarray) -> np.ndarray:
    return np.round(values * 1024) / 1024


def normal(random: Random, *size: int) -> np.ndarray:
    return on_grid(random.standard_normal(size))


def normal_problem(
    shape: tuple[int, int, int], batch: int, clearance: float = 0.0, w2_scale: float = 1.0
) -> Callable[[Random], Arrays]:
    """Standard normal values. A sample with a pre-activation within the clearance of 0, with or
    without the bias, is drawn again."""
    inputs, hidden, outputs = shape

    def build(random: Random) -> Arrays:
        w1 = normal(random, inputs, hidden)
        b1 = normal(random, hidden)
        w2 = on_grid(normal(random, hidden, outputs) * w2_scale)
        b2 = normal(random, outputs)
        x: list[np.ndarray] = []
        while len(x) < batch:
            sample = normal(random, inputs)
            pre = sample @ w1
            if min(np.abs(pre).min(), np.abs(pre + b1).min()) > clearance:
                x.append(sample)
        y = normal(random, batch, outputs)
        return {"x": np.array(x), "y": y, "w1": w1, "b1": b1, "w2": w2, "b2": b2}

    return build


def zeros_problem(random: Random) -> Arrays:
    """Multiples of 1/8 before the ReLU, which can sum to exactly 0 in any order, and rows of zeros
    in x. The values after the ReLU are normal, so that no gradient cancels out."""
    inputs, hidden, outputs, batch = 4, 5, 2, 12
    x = random.randint(-8, 9, (batch, inputs)) / 4
    x[[3, 8]] = 0
    w1 = random.randint(-2, 3, (inputs, hidden)) / 2
    b1 = random.randint(-8, 9, hidden) / 8
    b1[0] = 0
    w2 = normal(random, hidden, outputs)
    b2 = normal(random, outputs)
    return {"x": x, "y": normal(random, batch, outputs), "w1": w1, "b1": b1, "w2": w2, "b2": b2}


def exact_zeros(problem: Arrays) -> dict[str, int]:
    """How often each kind of zero occurs before the ReLU at the start of the training."""
    pre = problem["x"] @ problem["w1"]
    b1 = np.broadcast_to(problem["b1"], pre.shape)
    x_is_zero = np.broadcast_to(~problem["x"].any(axis=1, keepdims=True), pre.shape)
    kinds = {
        "x·W1 = 0, x not 0": (pre == 0) & ~x_is_zero,
        "x·W1 = 0, x·W1+b1 > 0": (pre == 0) & (b1 > 0),
        "x·W1 = 0, x·W1+b1 < 0": (pre == 0) & (b1 < 0),
        "x·W1+b1 = 0, x·W1 > 0": (pre + b1 == 0) & (pre > 0),
        "x·W1+b1 = 0, x·W1 < 0": (pre + b1 == 0) & (pre < 0),
        "x = 0, b1 = 0": x_is_zero & (b1 == 0),
        "x = 0, b1 < 0": x_is_zero & (b1 < 0),
    }
    return {kind: int(where.sum()) for kind, where in kinds.items()}


RECIPES = (
    Recipe(
        name="original",
        note="the original experiment's shape and batch, at its learning rate and at larger ones",
        seed=4250,
        build=normal_problem((3, 2, 1), batch=64),
        sgd_rates=(1e-6, 3e-4),
        adam_rates=(1e-6, 3e-3),
    ),
    Recipe(
        name="single",
        note="one sample",
        seed=40,
        build=normal_problem((3, 2, 1), batch=1),
        sgd_rates=(2e-4,),
        adam_rates=(5e-4,),
    ),
    Recipe(
        name="ragged",
        note="no size is a multiple of another",
        seed=354,
        build=normal_problem((5, 7, 3), batch=13, clearance=0.3),
        sgd_rates=(1e-4,),
        adam_rates=(1e-3,),
    ),
    Recipe(
        name="wide",
        note="sizes beyond 32, just off the powers of two",
        seed=1,
        build=normal_problem((40, 33, 17), batch=31, clearance=1.0, w2_scale=0.2),
        sgd_rates=(2e-5,),
        adam_rates=(1e-4,),
    ),
    Recipe(
        name="zeros",
        note="pre-activations that are exactly 0 at the start, where the gradient passes",
        seed=11190,
        build=zeros_problem,
        sgd_rates=(5e-4,),
        adam_rates=(1e-3,),
    ),
)
