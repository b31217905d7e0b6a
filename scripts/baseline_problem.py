"""The problems that the baselines train: the benchmarks' seeded data and the fixtures."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from pathlib import Path

import numpy as np

from baseline_plan import Method
from java_random import gaussians, orders

FIXTURES = (
    Path(__file__).resolve().parent.parent / "src/main/resources/io/github/backpropbench/fixtures"
)
FIXTURE_NAMES = ("original", "single", "ragged", "wide", "zeros", "deep", "classes", "linear")

# NetworkBenchmark's seed, which is also that of its shuffling, and its minibatches of a data set.
SEED = 42
MINIBATCHES = 16
# Their weights and biases are standard normal, as in the original experiment.
_STANDARD_NORMAL = ((3, 2, 1), (784, 128, 10))

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """The data and the starting weights: arrays of float64, whose values are float32 numbers.

    :param x: rows × inputs
    :param y: rows × outputs; with cross-entropy, each row holds the probabilities of the classes
    :param w: by layer, its inputs × its outputs
    :param b: by layer, its outputs
    :param batch: the rows of a step; where they do not divide the data, the last one of each pass
        takes those that are left
    """

    x: np.ndarray
    y: np.ndarray
    w: list[np.ndarray]
    b: list[np.ndarray]
    batch: int

    @property
    def shape(self) -> Shape:
        """Inputs, the units of each hidden layer, outputs."""
        return (self.x.shape[1], *(len(b) for b in self.b))

    def write(self, file: Path) -> None:
        """Writes the file that read() and the C program read: the number of layers, the shape, the
        rows and the batch in 64 bits each, then x, y, the first layer's weights and biases, and so
        on, row-major float64, in the machine's byte order."""
        header = np.array([len(self.w), *self.shape, len(self.x), self.batch], dtype=np.int64)
        layers = [array for layer in zip(self.w, self.b, strict=True) for array in layer]
        arrays = [np.ascontiguousarray(array, np.float64) for array in (self.x, self.y, *layers)]
        file.write_bytes(header.tobytes() + b"".join(array.tobytes() for array in arrays))


def read(file: Path) -> Problem:
    """Reads what Problem.write wrote."""
    content = file.read_bytes()
    layers = int(np.frombuffer(content, np.int64, count=1)[0])
    *shape, rows, batch = map(int, np.frombuffer(content, np.int64, count=layers + 3, offset=8))
    values = np.frombuffer(content, np.float64, offset=8 * (layers + 4))
    sizes: list[tuple[int, ...]] = [(rows, shape[0]), (rows, shape[-1])]
    for inputs, outputs in pairwise(shape):
        sizes += [(inputs, outputs), (outputs,)]
    x, y, *parameters = _split(values, sizes)
    return Problem(x, y, parameters[0::2], parameters[1::2], batch)


def seeded(shape: Shape, batch: int, method: Method, seed: int = SEED) -> Problem:
    """The same as the benchmarks' problem in the Java program: one batch, or several that steps
    take one after the other."""
    rows = batch if method.feed == "fixed" else MINIBATCHES * batch
    # In the order in which they are drawn there.
    weights = list(pairwise(shape))
    sizes = [(rows, shape[0]), (rows, shape[-1]), *weights, *((n,) for n in shape[1:])]
    drawn = gaussians(seed, sum(map(math.prod, sizes)))
    x, y, *parameters = _split(drawn, sizes)
    w, b = parameters[: len(weights)], parameters[len(weights) :]
    if shape not in _STANDARD_NORMAL:
        w = [values * math.sqrt(2.0 / len(values)) for values in w]
        b = [np.zeros_like(values) for values in b]
    x, y = _float32(x), _float32(y)
    if method.loss == "cross-entropy":
        y = np.eye(shape[-1])[y.argmax(1)]
    return Problem(x, y, list(map(_float32, w)), list(map(_float32, b)), batch)


def _split(values: np.ndarray, sizes: list[tuple[int, ...]]) -> list[np.ndarray]:
    ends = np.cumsum([math.prod(size) for size in sizes])
    parts = np.split(values, ends[:-1])
    return [part.reshape(size) for part, size in zip(parts, sizes, strict=True)]


def _float32(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32).astype(np.float64)


def steps_of(problem: Problem, feed: str, steps: int) -> list[slice | np.ndarray]:
    """The rows that each step takes."""
    rows, batch = len(problem.x), problem.batch
    if feed == "fixed":
        return [slice(0, rows)] * steps
    starts = range(0, rows, batch)
    if feed == "next":
        minibatches = [slice(start, min(start + batch, rows)) for start in starts]
        return list(islice(cycle(minibatches), steps))
    shuffled = orders(rows, -(-steps // len(starts)), SEED)
    return [order[start : start + batch] for order in shuffled for start in starts][:steps]


def learning_rate(optimizer: str, loss: str, shape: Shape, batch: int) -> float:
    """The same as LearningRates.of in the Java program."""
    if optimizer in ("adam", "adamw"):
        return 1e-3
    # As the velocity adds up 1 / (1 - 0.9) = 10 steps.
    share = 0.1 if optimizer == "momentum" else 1.0
    reads = sum(inputs + 1 for inputs in shape[:-1])
    if loss == "cross-entropy":
        return share * 2.0 / reads
    if shape in _STANDARD_NORMAL:
        return share * (0.05 * 2.0 / (batch * (shape[0] + 1) * (shape[1] + 1) / math.pi))
    return share * 0.1 / (batch * reads)


def fixture(name: str, precision: str) -> tuple[Problem, str, list[dict]]:
    """A fixture's problem, its loss, and its cases as stored in the file."""
    content = json.loads((FIXTURES / f"{name}-{precision}.json").read_text(encoding="utf-8"))
    layers = range(1, 1 + sum(key.startswith("w") for key in content))
    w, b = ([np.array(content[f"{n}{layer}"]) for layer in layers] for n in ("w", "b"))
    y = np.eye(len(b[-1]))[content["labels"]] if "labels" in content else np.array(content["y"])
    x = np.array(content["x"])
    problem = Problem(x, y, w, b, content.get("minibatch", len(x)))
    return problem, content.get("loss", "squared-error"), content["cases"]
