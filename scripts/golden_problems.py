"""The problems that the fixtures are computed for.

All values are multiples of 1/1024 of moderate size, so float32 and float64 hold them exactly. The
seeds were found by search: with them, no training brings a pre-activation so close to 0 that
rounding decides on which side of the ReLU's kink it falls. golden_pytorch.py checks that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

Arrays = dict[str, np.ndarray]
# Its streams are frozen across NumPy releases; those of numpy.random.Generator are not.
Random = np.random.RandomState


@dataclass(frozen=True)
class Recipe:
    """A problem, and learning rates at which its training is stable and the loss moves visibly.

    :param rates: by optimizer
    :param minibatch: the rows of a step; None for all
    """

    name: str
    note: str
    seed: int
    build: Callable[[Random], Arrays]
    rates: dict[str, tuple[float, ...]]
    minibatch: int | None = None

    def problem(self) -> Arrays:
        """The arrays x, y or labels, w1, b1, w2, b2 and so on, in float64 but for the labels."""
        return self.build(Random(self.seed))


def layers_of(names: Iterable[str]) -> int:
    """The number of layers whose arrays have these names."""
    return sum(name.startswith("w") for name in names)


def widths_of(problem: Arrays) -> list[int]:
    """The number of inputs, of the units of each hidden layer, and of outputs."""
    weights = [problem[f"w{layer}"] for layer in range(1, layers_of(problem) + 1)]
    return [len(weights[0]), *(w.shape[1] for w in weights)]


def on_grid(values: np.ndarray) -> np.ndarray:
    return np.round(values * 1024) / 1024


def normal(random: Random, *size: int) -> np.ndarray:
    return on_grid(random.standard_normal(size))


def normal_problem(
    shape: tuple[int, ...],
    batch: int,
    clearance: float = 0.0,
    scales: tuple[float, ...] | None = None,
    labels: bool = False,
) -> Callable[[Random], Arrays]:
    """Standard normal values. A sample with a pre-activation within the clearance of 0, with or
    without the biases, is drawn again.

    :param scales: of the weights, by layer
    :param labels: whether the samples have labels, the positions of their largest targets
    """

    def build(random: Random) -> Arrays:
        parameters: Arrays = {}
        for layer, (inputs, outputs) in enumerate(pairwise(shape), 1):
            scale = scales[layer - 1] if scales else 1.0
            parameters[f"w{layer}"] = on_grid(normal(random, inputs, outputs) * scale)
            parameters[f"b{layer}"] = normal(random, outputs)
        x: list[np.ndarray] = []
        while len(x) < batch:
            sample = normal(random, shape[0])
            if nearest_to_kink(sample, parameters) > clearance:
                x.append(sample)
        y = normal(random, batch, shape[-1])
        target = {"labels": y.argmax(1)} if labels else {"y": y}
        return {"x": np.array(x), **target, **parameters}

    return build


def nearest_to_kink(sample: np.ndarray, parameters: Arrays) -> float:
    """The smallest distance from 0 of a pre-activation, with or without the biases."""
    nearest = np.inf
    for bias in (0.0, 1.0):
        h = sample
        for layer in range(1, layers_of(parameters)):
            pre = np.maximum(h, 0) if layer > 1 else h
            h = pre @ parameters[f"w{layer}"] + bias * parameters[f"b{layer}"]
            nearest = min(nearest, float(np.abs(h).min()))
    return nearest


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
        rates={"sgd": (1e-6, 3e-4), "adam": (1e-6, 3e-3)},
    ),
    Recipe(
        name="single",
        note="one sample",
        seed=40,
        build=normal_problem((3, 2, 1), batch=1),
        rates={"sgd": (2e-4,), "adam": (5e-4,)},
    ),
    Recipe(
        name="ragged",
        note="no size is a multiple of another",
        seed=354,
        build=normal_problem((5, 7, 3), batch=13, clearance=0.3),
        rates={"sgd": (1e-4,), "adam": (1e-3,)},
    ),
    Recipe(
        name="wide",
        note="sizes beyond 32, just off the powers of two",
        seed=1,
        build=normal_problem((40, 33, 17), batch=31, clearance=1.0, scales=(1.0, 0.2)),
        rates={"sgd": (2e-5,), "adam": (1e-4,)},
    ),
    Recipe(
        name="zeros",
        note="pre-activations that are exactly 0 at the start, where the gradient passes",
        seed=11190,
        build=zeros_problem,
        rates={"sgd": (5e-4,), "adam": (1e-3,)},
    ),
    Recipe(
        name="deep",
        note="two hidden layers",
        seed=50711,
        build=normal_problem((5, 7, 6, 3), batch=11, clearance=0.15, scales=(1.0, 0.6, 0.3)),
        rates={"sgd": (5e-5,), "momentum": (5e-6,), "adam": (3e-4,), "adamw": (1e-4,)},
    ),
    Recipe(
        name="classes",
        note="cross-entropy with labels, in minibatches of which the last is smaller",
        seed=0,
        build=normal_problem((7, 11, 5), batch=50, clearance=0.4, scales=(1.0, 0.2), labels=True),
        rates={"sgd": (0.02,), "momentum": (0.002,), "adam": (5e-4,), "adamw": (5e-4,)},
        minibatch=16,
    ),
    Recipe(
        name="linear",
        note="no hidden layer",
        seed=0,
        build=normal_problem((5, 2), batch=12),
        rates={"sgd": (1e-3,), "momentum": (1e-4,), "adam": (3e-3,), "adamw": (3e-3,)},
    ),
)
