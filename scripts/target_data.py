"""The data and starting weights of trainings to a target: the same as in the Java program.

src/docs/time-to-target.md has the rules.
"""

from __future__ import annotations

import gzip
import math
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from java_random import bits31, gaussians, shuffle

RESOURCES = Path(__file__).resolve().parent.parent / "src/main/resources/io/github/backpropbench"
DIGITS = RESOURCES / "data/digits.csv.gz"
_LARGEST_PIXEL = 16
_KNOWN = re.compile(r"digits|teacher:(\d+(?:-\d+)+)(?::(\d+))?")
# As in the Java program.
_INPUT_SEED, _TEACHER_SEED = 314_159_265, 577_215_664

Shape = tuple[int, ...]
Parameters = tuple[list[np.ndarray], list[np.ndarray]]


@dataclass(frozen=True)
class Data:
    """Rows of a data set: arrays of float64, whose values are float32 numbers.

    :param y: the numbers to learn, rows × outputs; or the class of each row
    """

    x: np.ndarray
    y: np.ndarray

    @property
    def classifies(self) -> bool:
        return self.y.ndim == 1

    def targets(self, outputs: int) -> np.ndarray:
        """Rows × outputs: the numbers to learn, or 1 for the class and 0 for the others."""
        return np.eye(outputs)[self.y] if self.classifies else self.y

    def select(self, rows: np.ndarray) -> Data:
        return Data(self.x[rows], self.y[rows])


@dataclass(frozen=True)
class Split:
    """The parts of a data set."""

    training: Data
    validation: Data
    test: Data


def is_known(data: str) -> bool:
    """Whether load() has the data of a name; the Java program reads files as well."""
    return _KNOWN.fullmatch(data) is not None


def load(data: str) -> Data:
    """The whole data set of a name."""
    shape, rows = _KNOWN.fullmatch(data).groups()
    if shape is None:
        return digits()
    return teacher(tuple(map(int, shape.split("-"))), int(rows or 2000))


def digits(file: Path = DIGITS) -> Data:
    """Images of 8 × 8 pixels, in ten classes."""
    with gzip.open(file, "rt", encoding="ascii") as lines:
        numbers = np.loadtxt(lines, delimiter=",", dtype=np.int64)
    return Data(numbers[:, :-1] / _LARGEST_PIXEL, numbers[:, -1])


def teacher(shape: Shape, rows: int) -> Data:
    """Standard normal inputs, and the outputs of a network, the teacher."""
    x = float32(gaussians(_INPUT_SEED, rows * shape[0])).reshape(rows, shape[0])
    w, b = weights(shape, _TEACHER_SEED, biases=True)
    y = x @ w[0] + b[0]
    for weights_of_layer, biases in zip(w[1:], b[1:], strict=True):
        y = np.maximum(y, 0) @ weights_of_layer + biases
    return Data(x, float32(y))


def split(data: Data, seed: int) -> Split:
    """A fifth of the rows of each class for validation, and a fifth for the test. Rows without
    classes are one group."""
    groups = [np.arange(len(data.y))]
    if data.classifies:
        groups = [np.flatnonzero(data.y == label) for label in np.unique(data.y)]
    bits = bits31(seed, len(data.y))
    parts: tuple[list[int], list[int], list[int]] = ([], [], [])
    for group in groups:
        rows = group.tolist()
        shuffle(rows, bits)
        fifth = (len(rows) + 2) // 5
        ends = [len(rows) - 2 * fifth, len(rows) - fifth]
        for part, chosen in zip(parts, np.split(np.array(rows), ends), strict=True):
            part += chosen.tolist()
    return Split(*(data.select(np.array(sorted(part), dtype=np.int64)) for part in parts))


def weights(shape: Shape, seed: int, biases: bool = False) -> Parameters:
    """Normal weights with a variance of 2 / inputs of their layer.

    :param biases: whether standard normal biases are drawn after the weights of each layer; else
        they are 0
    """
    drawn = gaussians(seed, sum((inputs + biases) * n for inputs, n in pairwise(shape)))
    w, b = [], []
    for inputs, outputs in pairwise(shape):
        ends = [inputs * outputs, (inputs + biases) * outputs]
        values, shifts, drawn = np.split(drawn, ends)
        w.append(float32(values * math.sqrt(2.0 / inputs)).reshape(inputs, outputs))
        b.append(float32(shifts) if biases else np.zeros(outputs))
    return w, b


def float32(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32).astype(np.float64)
