"""Forks that train to a target, and what they are checked against: a run's evaluations.csv."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from baseline_plan import Iterations, Method, TargetCell
from results_files import ResultsError
from target_task import Evaluation, Target, Task

EVALUATIONS = "evaluations.csv"

# The steps of each seed, and whether it reached the target.
Ends = list[tuple[int, bool]]


@dataclass(frozen=True)
class Question:
    """What the process of a fork is to train."""

    task: Task
    method: Method
    batch: int
    seeds: int
    rate: float
    warmup: Iterations
    measurement: Iterations

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Question:
        asked = json.loads(line)
        task = asked["task"]
        task |= {"shape": tuple(task["shape"]), "target": Target(**task["target"])}
        made = {"task": Task(**task), "method": Method(**asked["method"])}
        phases = {name: Iterations(**asked[name]) for name in ("warmup", "measurement")}
        return cls(**{**asked, **made, **phases})


@dataclass(frozen=True)
class Answer:
    """What a fork measured.

    :param ends: of each seed
    :param scores: nanoseconds of a training, by iteration
    :param steps: of an iteration's trainings, their mean
    :param shares: of an iteration's time, that of the evaluations
    """

    ends: Ends
    scores: list[float]
    steps: list[float]
    shares: list[float]
    cpus: float

    @classmethod
    def from_json(cls, answer: dict[str, Any]) -> Answer:
        ends = [(int(steps), bool(reached)) for steps, reached in answer["ends"]]
        return cls(**{**answer, "ends": ends})

    def per_training(self) -> list[float]:
        """The scores as if each iteration had trained every seed equally often."""
        expected = expected_steps(self.ends)
        return [score * expected / n for score, n in zip(self.scores, self.steps, strict=True)]


def expected_steps(ends: Ends) -> float:
    """The steps until a training reaches the target, if one that does not is followed by another:
    "expected running time" in Hansen et al., "COCO", 2021."""
    return sum(steps for steps, _ in ends) / sum(reached for _, reached in ends)


@dataclass(frozen=True)
class Reference:
    """A cell's trainings in float64, as evaluations.csv has them."""

    rate: float
    ends: Ends

    def jvm_arguments(self) -> list[str]:
        """Tells a JVM that measures the cell; it refuses to, if its trainings take other steps."""
        steps = ",".join(str(count) for count, _ in self.ends)
        told = {"learningRate": repr(self.rate), "stepsToTarget": steps}
        return [f"-Dbackpropbench.{name}={value}" for name, value in told.items()]

    def is_reached(self) -> bool:
        return any(reached for _, reached in self.ends)

    def fault(self, found: Ends, cell: TargetCell) -> str | None:
        """What is wrong with the steps of a training: in float32, rounding may move the target by
        an evaluation."""
        allowed = 0 if cell.method.precision == "f64" else cell.task.interval(cell.batch)
        for seed, (own, expected) in enumerate(zip(found, self.ends, strict=True), start=1):
            # As if the target were reached at an evaluation after the last one.
            steps = [n if reached else n + allowed for n, reached in (own, expected)]
            same = own[1] == expected[1] or allowed > 0
            if not same or abs(steps[0] - steps[1]) > allowed:
                return f"seed {seed} {_words(own)}; in the run's float64 it {_words(expected)}"
        return None


def _words(end: tuple[int, bool]) -> str:
    return f"{'reaches' if end[1] else 'does not reach'} the target in {end[0]} steps"


def reference(run: Path, cell: TargetCell) -> Reference:
    """Reads the trainings of a cell.

    :raises ResultsError: if they are not there
    """
    file = run / EVALUATIONS
    ends: dict[int, tuple[int, bool]] = {}
    rates = set()
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in _rows_of(cell, csv.DictReader(lines)):
                accuracy = float(row["test_accuracy"] or "nan")
                at = Evaluation(int(row["step"]), float(row["test_loss"]), accuracy)
                ends[int(row["seed"])] = (at.step, cell.task.target.is_reached_by(at))
                rates.add(float(row["learning_rate"]))
    except FileNotFoundError:
        raise ResultsError(f"{file} does not exist; it has the learning rates and steps") from None
    except (KeyError, ValueError) as error:
        raise ResultsError(f"{file} is damaged: {error}") from None
    seeds = range(1, cell.seeds + 1)
    if not set(seeds) <= ends.keys() or len(rates) != 1:
        raise ResultsError(f"{file} does not have the trainings of {cell}")
    return Reference(rates.pop(), [ends[seed] for seed in seeds])


def _rows_of(cell: TargetCell, rows: Iterable[dict[str, str]]) -> Iterable[dict[str, str]]:
    wanted = cell.parameters("")
    names = ("data", "split", "shape", "loss", "target", "epochs", "optimizer", "bias", "batch")
    return (row for row in rows if all(row[name] == wanted[name] for name in names))
