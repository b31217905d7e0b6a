"""The cells that baselines measure, each without a backend: training steps, trainings to a target
and matrix products."""

from __future__ import annotations

from dataclasses import dataclass

from target_task import Task

_BENCHMARKS = "io.github.backpropbench.benchmark."
STEP = _BENCHMARKS + "TrainingStepBenchmark.step"
TRAINING = _BENCHMARKS + "ConvergenceBenchmark.train"
KERNEL = _BENCHMARKS + "KernelBenchmark.apply"
ONE_THREAD = "1"
# Goes without saying: what all runs measured before there were these factors.
UNSAID = {"loss": "squared-error", "feed": "fixed", "fusion": "on"}


@dataclass(frozen=True)
class Method:
    """How a network is trained: what a program is compiled for."""

    precision: str
    gradient: str
    optimizer: str
    bias: bool
    loss: str = UNSAID["loss"]
    feed: str = UNSAID["feed"]
    fusion: str = UNSAID["fusion"]

    def __str__(self) -> str:
        bias = "bias" if self.bias else "no bias"
        text = f"{self.precision} {self.gradient} {bias} {self.optimizer}"
        others = {"loss": self.loss, "feed": self.feed, "fusion": self.fusion}
        said = [value for name, value in others.items() if value != UNSAID[name]]
        return " ".join([text, *("op by op" if value == "off" else value for value in said)])


@dataclass(frozen=True)
class Cell:
    """A training step, without a backend.

    :param shape: the widths of the network, from the inputs to the outputs
    """

    shape: tuple[int, ...]
    batch: int
    method: Method

    @property
    def benchmark(self) -> str:
        return STEP

    def parameters(self, backend: str) -> dict[str, str]:
        """The factors, named and ordered as in the Java program's results."""
        return {
            "backend": backend,
            "batch": str(self.batch),
            "bias": str(self.method.bias).lower(),
            "feed": self.method.feed,
            "fusion": self.method.fusion,
            "gradient": self.method.gradient,
            "loss": self.method.loss,
            "optimizer": self.method.optimizer,
            "precision": self.method.precision,
            "shape": "-".join(map(str, self.shape)),
            "threads": ONE_THREAD,
        }

    def __str__(self) -> str:
        return f"{'-'.join(map(str, self.shape))} batch {self.batch} {self.method}"


@dataclass(frozen=True)
class TargetCell(Cell):
    """Trainings to a target.

    :param seeds: how many trainings, from the seeds 1, 2, and so on
    """

    task: Task
    seeds: int

    @property
    def benchmark(self) -> str:
        return TRAINING

    def parameters(self, backend: str) -> dict[str, str]:
        others = {
            "data": self.task.data,
            "epochs": str(self.task.epochs),
            "seeds": str(self.seeds),
            "split": str(self.task.split),
            "start": "warm",
            "target": str(self.task.target),
        }
        return dict(sorted((super().parameters(backend) | others).items()))

    def __str__(self) -> str:
        return f"{self.task.data} to {self.task.target}, {super().__str__()}, {self.seeds} seeds"


@dataclass(frozen=True)
class ProductCell:
    """A matrix product of m×k by k×n.

    :param operation: multiply; or multiplyTransposedLeft, whose left factor is stored as k×m; or
        multiplyTransposedRight, whose right factor is stored as n×k
    """

    operation: str
    m: int
    k: int
    n: int
    precision: str
    fusion: str = UNSAID["fusion"]

    @property
    def benchmark(self) -> str:
        return KERNEL

    @property
    def size(self) -> str:
        return f"{self.m}x{self.k}x{self.n}"

    def parameters(self, backend: str) -> dict[str, str]:
        """The factors, named and ordered as in the Java program's results."""
        return {
            "backend": backend,
            "fusion": self.fusion,
            "operation": self.operation,
            "precision": self.precision,
            "size": self.size,
            "threads": ONE_THREAD,
        }

    def __str__(self) -> str:
        return f"{self.size} {self.operation} {self.precision}"
