"""What is to be reached in a time to target, and when it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from java_random import orders
from target_data import Shape, Split, load, split

OPTIMIZERS = ("sgd", "momentum", "adam", "adamw")


@dataclass(frozen=True)
class Evaluation:
    """
    :param step: the updates before it
    :param loss: the mean over the rows
    :param accuracy: the share of rows whose largest output is that of their class; NaN without
        classes
    """

    step: int
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Target:
    """An accuracy to reach, or a loss to fall to.

    :param value: an accuracy in percent
    """

    value: float
    is_accuracy: bool

    @classmethod
    def parse(cls, text: str) -> Target:
        """Reads what str() writes, such as 95% or 0.05."""
        return cls(float(text.removesuffix("%")), text.endswith("%"))

    def __str__(self) -> str:
        return f"{self.value:g}" + "%" * self.is_accuracy

    def is_reached_by(self, at: Evaluation) -> bool:
        if self.is_accuracy:
            return math.isfinite(at.loss) and at.accuracy >= self.value / 100
        return at.loss <= self.value


@dataclass(frozen=True)
class Task:
    """What is to be learned, and how well.

    :param data: its name, as in the Java program
    :param epochs: the most that a training takes
    :param split: the seed of the division into training, validation and test rows
    """

    data: str
    shape: Shape
    loss: str
    target: Target
    epochs: int
    split: int = 1

    @property
    def parts(self) -> Split:
        return _parts(self.data, self.split)

    def minibatches(self, batch: int) -> int:
        """Those of an epoch."""
        return -(-len(self.parts.training.x) // batch)

    def interval(self, batch: int) -> int:
        """The steps between evaluations."""
        return max(1, self.minibatches(batch) // 4)

    def most_steps(self, batch: int) -> int:
        """Those of a training that does not reach the target: up to its last evaluation."""
        steps = self.epochs * self.minibatches(batch)
        return steps - steps % self.interval(batch)

    def order(self, seed: int) -> np.ndarray:
        """The order of the training rows in each epoch."""
        return _orders(len(self.parts.training.x), self.epochs, seed)


@lru_cache
def _parts(data: str, seed: int) -> Split:
    return split(load(data), seed)


@lru_cache(maxsize=64)
def _orders(rows: int, epochs: int, seed: int) -> np.ndarray:
    return orders(rows, epochs, seed)


@dataclass(frozen=True)
class Method:
    """How a network is trained."""

    optimizer: str
    bias: bool
    batch: int

    def __str__(self) -> str:
        return f"{self.optimizer} {'with' if self.bias else 'without'} bias, batch {self.batch}"
