"""Writes trainings to a target for the tests: their cells, and their evaluations."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from runs import TRAINING, cell, result, standard_results, write_run

EVALUATIONS = (
    *("data", "split", "shape", "loss", "target", "epochs"),
    *("training_rows", "optimizer", "bias", "batch"),
    *("learning_rate", "seed", "step", "test_loss", "test_accuracy"),
)
# The steps of each seed with the batches of training_results; None: it does not reach the target.
STEPS = {8: (400, 500, 600), 32: (100, 140, 120), 512: (30, None, 50)}
MOST_STEPS = 200
# Whatever the batch, no step has fewer rows.
TRAINING_ROWS = 512_000
EVERY = 10


def training(backend: str = "arrays", batch: int = 32, **others: str) -> dict[str, str]:
    """A training to a target on data."""
    task = {"shape": "64-32-10", "loss": "cross-entropy", "feed": "shuffled", "data": "digits"}
    task |= {"target": "95%", "epochs": "100", "seeds": "3", "split": "1", "start": "warm"}
    return cell(backend, batch, **{**task, **others})


def expected_steps(batch: int) -> float:
    steps = STEPS[batch]
    return sum(one or MOST_STEPS for one in steps) / sum(one is not None for one in steps)


def training_results(backends: Iterable[str] = ("arrays", "ejml")) -> list[dict[str, Any]]:
    """Trainings to the target by three optimizers; evaluations take a fifth of their time."""
    found = []
    for number, backend in enumerate(backends):
        for batch in STEPS:
            steps = expected_steps(batch)
            others = {"stepsToTarget": steps, "evaluationShare": 0.2}
            for optimizer in ("sgd", "adam"):
                # 10 µs per step and 1 µs per sample for the first backend, in nanoseconds.
                time = steps * (10_000 + 1_000 * batch) * (1 + number) / 0.8
                scores = [[time * (1 + fork / 50)] * 2 for fork in range(3)]
                parameters = training(backend, batch, optimizer=optimizer)
                found.append(result(parameters, scores, TRAINING, others=others))
    return found


def write_evaluations(folder: Path, rows: Iterable[dict[str, object]] | None = None) -> Path:
    """The evaluations of training_results, and those of an optimizer that reaches nothing."""
    with (folder / "evaluations.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, EVALUATIONS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(evaluations() if rows is None else rows)
    return folder


def evaluations(**changed: object) -> list[dict[str, object]]:
    return [
        {**evaluation, **changed}
        for optimizer in ("sgd", "adam", "momentum")
        for batch, steps in STEPS.items()
        for seed, last in enumerate(steps, start=1)
        for evaluation in curve(optimizer, batch, seed, None if optimizer == "momentum" else last)
    ]


def curve(optimizer: str, batch: int, seed: int, last: int | None) -> list[dict[str, object]]:
    """A training that is evaluated every ten steps and gets better with each of them."""
    task = {"data": "digits", "split": 1, "shape": "64-32-10", "loss": "cross-entropy"}
    task |= {"target": "95%", "epochs": 100, "training_rows": TRAINING_ROWS}
    task |= {"optimizer": optimizer, "bias": "true"}
    task |= {"batch": batch, "learning_rate": 0.1, "seed": seed}
    found = []
    for step in range(EVERY, (last or MOST_STEPS) + 1, EVERY):
        accuracy = 0.95 * step / last if last else 0.9 * step / MOST_STEPS
        found.append({**task, "step": step, "test_loss": 1 - accuracy, "test_accuracy": accuracy})
    return found


def write_trainings(folder: Path, backends: Iterable[str] = ("arrays", "ejml")) -> Path:
    """A run of the other benchmarks, and of trainings to a target."""
    backends = [*backends]
    run = write_run(folder, standard_results(backends) + training_results(backends))
    return write_evaluations(run)
