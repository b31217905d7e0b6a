"""Trains networks at the benchmarks' learning rates, and writes how far they come.

    python scripts/learning_rates.py        writes src/docs/learning-rates.md

Needs the packages of scripts/requirements-baselines.txt. A rate is fit if no loss is far above the
first one ("does not diverge") and the last one is visibly below it ("does not stand still").
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from baseline_plan import Method
from baseline_problem import Shape, learning_rate, seeded
from baseline_pytorch_eager import Eager
from baseline_worker import one_thread

PAGE = Path(__file__).resolve().parent.parent / "src/docs/learning-rates.md"
STEPS = 500
SHAPES = (
    (3, 1),
    (3, 2, 1),
    (4, 32, 16, 4),
    (64, 32, 10),
    (784, 128, 10),
    (784, 256, 128, 10),
    (64, 64, 64, 64, 64, 10),
    (3, 5, 4, 3, 3, 2, 1),
    (100, 100, 100),
)
LOSSES = ("squared-error", "cross-entropy")
OPTIMIZERS = ("sgd", "momentum", "adam", "adamw")
BATCHES = (1, 32, 512)
# More inputs than this with more rows than that would take minutes.
_MANY_INPUTS, _FEW_ROWS = 500, 32

_LAST_SHARE = 0.95
_MORE = 10
_PAGE = f"""\
# Learning rates

The benchmarks train their seeded problems at these rates, so that a measured training neither
diverges nor stands still within the {STEPS} steps until it starts again. Written by
`scripts/learning_rates.py`, which trains each problem in PyTorch in float32, every step on the
same batch. "Largest" is the largest loss on the way. A rate is fit if every loss is finite, none is
above twice the first one (with cross-entropy: above the first one by more than 1), and the last one
is at most {_LAST_SHARE:.0%} of the first. Where the loss stays although the rate is multiplied by
{_MORE}, the reason is the network: with few units in many layers, the outputs hardly depend on the
inputs, and the targets are random.

"""


@dataclass(frozen=True)
class Row:
    """A training."""

    shape: Shape
    loss: str
    batch: int
    optimizer: str
    rate: float
    losses: list[float]

    def fault(self) -> str:
        """What is wrong with the training, or nothing."""
        first, last = self.losses[0], self.losses[-1]
        most = first + 1 if self.loss == "cross-entropy" else 2 * first
        if not all(loss <= most for loss in self.losses):  # NaN is not, either
            return "diverges"
        return "" if last <= _LAST_SHARE * first else "stands still"

    def verdict(self) -> str:
        """As shown: a rate that no larger one improves is not at fault."""
        if self.fault() == "stands still":
            more = train(self.shape, self.loss, self.batch, self.optimizer, _MORE * self.rate)
            if more.fault() == "stands still":
                return f"stays at {_MORE} times the rate, too"
        return self.fault() or "fit"

    def cells(self, verdict: str) -> list[str]:
        first, largest, last = self.losses[0], max(self.losses), self.losses[-1]
        if not all(map(math.isfinite, self.losses)):
            largest = math.nan
        return [
            "-".join(map(str, self.shape)),
            self.loss,
            str(self.batch),
            self.optimizer,
            f"{self.rate:.3g}",
            *(f"{loss:.4g}" for loss in (first, largest, last)),
            f"{last / first:.2g}",
            verdict,
        ]


def trainings() -> Iterator[tuple[Shape, str, int, str]]:
    for shape, loss, batch in itertools.product(SHAPES, LOSSES, BATCHES):
        if loss == "cross-entropy" and shape[-1] == 1:
            continue  # the probability of a single class is always 1
        if shape[0] <= _MANY_INPUTS or batch <= _FEW_ROWS:
            for optimizer in OPTIMIZERS:
                yield shape, loss, batch, optimizer


def train(shape: Shape, loss: str, batch: int, optimizer: str, rate: float | None = None) -> Row:
    """Trains at the rate of the benchmarks unless another is given. The last loss is that after
    all steps."""
    if rate is None:
        rate = learning_rate(optimizer, loss, shape, batch)
    method = Method("f32", "manual", optimizer, True, loss)
    training = Eager(seeded(shape, batch, method), method, rate)
    training.restart()
    return Row(shape, loss, batch, optimizer, rate, training.losses(STEPS + 1))


def page(rows: list[tuple[Row, str]]) -> str:
    """The page, from trainings and their verdicts."""
    heads = ["shape", "loss", "batch", "optimizer", "rate", "first", "largest", "last"]
    table = [[*heads, "last/first", "verdict"], *(row.cells(verdict) for row, verdict in rows)]
    lines = ["| " + " | ".join(cells) + " |" for cells in table]
    lines.insert(1, "|---|---|--:|---|--:|--:|--:|--:|--:|---|")
    return _PAGE + "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=PAGE, help="default: %(default)s")
    options = parser.parse_args(argv)
    one_thread()
    torch.set_num_threads(1)
    rows = [(row, row.verdict()) for row in (train(*which) for which in trainings())]
    try:
        options.output.write_text(page(rows), encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"learning_rates.py: {options.output}: {error.strerror}", file=sys.stderr)
        return 2
    unfit = [(row, verdict) for row, verdict in rows if verdict == row.fault()]
    for row, verdict in unfit:
        print(f"learning_rates.py: {' '.join(row.cells(verdict))}", file=sys.stderr)
    return 1 if unfit else 0


if __name__ == "__main__":
    sys.exit(main())
