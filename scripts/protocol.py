"""Chooses the targets and learning rates of a time to target with PyTorch, and writes them.

    python scripts/protocol.py              both tables, and src/docs/time-to-target.md
    python scripts/protocol.py --page       only the page, from the tables

Needs the packages of scripts/requirements-baselines.txt. The rules are on the page.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from baseline_worker import one_thread
from protocol_page import METHOD, PAGE, PROTOCOL, STEPS, TRAINING, Row, page, read, table
from protocol_search import best_rate, steps_to
from target_data import Shape
from target_task import OPTIMIZERS, Evaluation, Method, Target, Task
from target_training import DTYPES, evaluations

# Those of the choice of the target; all must reach it.
SEEDS = range(1, 21)
_FIRST_RATES = {"sgd": 0.5, "momentum": 0.2, "adam": 0.02, "adamw": 0.02}
BATCHES = (8, 32, 128, 512)
EPOCHS = 100


@dataclass(frozen=True)
class Wanted:
    """A task whose target is to be chosen.

    :param targets: the best one first
    """

    data: str
    shape: Shape
    loss: str
    targets: tuple[Target, ...]
    biases: tuple[bool, ...]

    def task(self, target: Target) -> Task:
        return Task(self.data, self.shape, self.loss, target, EPOCHS)

    def methods(self) -> list[Method]:
        """In the order of the tables."""
        which = itertools.product(OPTIMIZERS, self.biases, BATCHES)
        return [Method(*one) for one in which]


_PERCENTS = tuple(Target(percent, True) for percent in range(100, 0, -1))
WANTED = (Wanted("digits", (64, 32, 10), "cross-entropy", _PERCENTS, (True, False)),)


@dataclass(frozen=True)
class Reached:
    """How a method reaches the target.

    :param steps: of each of SEEDS; None if it does not reach it
    """

    task: Task
    method: Method
    rate: float
    steps: list[int | None]

    @property
    def is_enough(self) -> bool:
        return all(steps is not None for steps in self.steps)


def choose(wanted: Wanted, processes: int) -> list[Reached]:
    """The rates at the best target that all seeds reach with every method."""
    # The largest batch takes the fewest steps, so it is the first that does not reach a target, and
    # the fastest to train.
    methods = sorted(wanted.methods(), key=lambda method: (-method.bias, -method.batch))
    for target in wanted.targets:
        task = wanted.task(target)
        found = []
        with multiprocessing.Pool(processes, _one_thread) as pool:
            for reached in pool.imap(_reach, [(task, method) for method in methods]):
                found.append(reached)
                print(_summary(reached), flush=True)
                if not reached.is_enough:
                    break
        if len(found) == len(methods) and found[-1].is_enough:
            return sorted(found, key=lambda one: wanted.methods().index(one.method))
    raise AssertionError("the easiest target is always reached")


def reach(task: Task, method: Method) -> Reached:
    """Chooses the rate on the validation rows, and trains with it on the test rows."""
    parts = task.parts

    def train(rate: float, seeds: Sequence[int]) -> Iterator[list[Evaluation]]:
        return evaluations(task, method, rate, seeds, parts.validation)

    first = _FIRST_RATES[method.optimizer]
    rate = best_rate(task.target, task.most_steps(method.batch), first, train)
    return Reached(task, method, rate, steps_on_test_rows(task, method, rate, "f64"))


def steps_on_test_rows(task: Task, method: Method, rate: float, precision: str) -> list[int | None]:
    """The steps of each seed until the target on the test rows."""
    curves = evaluations(task, method, rate, SEEDS, task.parts.test, precision)
    return steps_to(task.target, curves)


def _summary(reached: Reached) -> str:
    count = sum(steps is not None for steps in reached.steps)
    return (
        f"{reached.task.data} {reached.task.target}, {reached.method}: "
        f"rate {reached.rate:g}, {count} of {len(reached.steps)} seeds"
    )


def _one_thread() -> None:
    torch.set_num_threads(1)


def _reach(which: tuple[Task, Method]) -> Reached:
    return reach(*which)


def _again(which: tuple[Reached, str]) -> list[int | None]:
    """The steps in another precision than that of the choice."""
    reached, precision = which
    if precision == "f64":
        return reached.steps
    return steps_on_test_rows(reached.task, reached.method, reached.rate, precision)


def method_row(reached: Reached) -> Row:
    """A row of protocol.csv."""
    task, method = reached.task, reached.method
    values = [task.data, "-".join(map(str, task.shape)), task.loss, task.target, task.epochs]
    values += [method.optimizer, str(method.bias).lower(), method.batch, f"{reached.rate:g}"]
    return dict(zip(METHOD, map(str, values), strict=True))


def training_rows(chosen: list[Reached], processes: int) -> Iterator[Row]:
    """The rows of pytorch-steps.csv."""
    which = list(itertools.product(chosen, DTYPES))
    with multiprocessing.Pool(processes, _one_thread) as pool:
        for (reached, precision), steps in zip(which, pool.imap(_again, which), strict=True):
            for seed, count in zip(SEEDS, steps, strict=True):
                text = "" if count is None else str(count)
                row = {"seed": str(seed), "precision": precision, "steps": text}
                yield method_row(reached) | row


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--page", action="store_true", help="write only the page")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count(), help="default: %(default)s"
    )
    options = parser.parse_args(argv)
    one_thread()
    try:
        if not options.page:
            chosen = [one for wanted in WANTED for one in choose(wanted, options.processes)]
            _write(PROTOCOL, table(METHOD, map(method_row, chosen)))
            _write(STEPS, table(TRAINING, training_rows(chosen, options.processes)))
        _write(PAGE, page(read(STEPS), torch.__version__.split("+")[0]))
    except OSError as error:
        print(f"protocol.py: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
