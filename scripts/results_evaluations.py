"""Reads evaluations.csv: how the trainings to a target of a run got closer to it, seed by seed."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from results_files import EVALUATIONS, ResultsError, read_csv, read_text, unguarded

# What is trained to what target; the number of steps also depends on METHOD and the batch.
TASK = ("data", "split", "shape", "loss", "target", "epochs")
METHOD = ("optimizer", "bias")
EVALUATION_COLUMNS = (
    *TASK,
    "training_rows",
    *METHOD,
    "batch",
    "learning_rate",
    "seed",
    "step",
    "test_loss",
    "test_accuracy",
)
_PERCENT = 100.0


def read_evaluations(run: Path) -> list[list[Any]]:
    """The rows of a run's evaluations.csv, with the values of EVALUATION_COLUMNS.

    :raises ResultsError: if they cannot be read
    """
    file = run / EVALUATIONS
    records = read_csv(read_text(file), file)
    if not records or tuple(records[0]) != EVALUATION_COLUMNS:
        raise ResultsError(
            f"{file} holds no evaluations: its first line is not {','.join(EVALUATION_COLUMNS)}"
        )
    rows = []
    for number, fields in enumerate(records[1:], start=2):
        row: dict[str, Any] = dict(zip(EVALUATION_COLUMNS, map(unguarded, fields), strict=True))
        for name, read in _READ.items():
            try:
                row[name] = read(row[name])
            except ValueError:
                raise ResultsError(
                    f"{file}, row {number}, has a {name} that is none: {row[name]!r}"
                ) from None
        rows.append([*row.values()])
    if not rows:
        raise ResultsError(f"{file} holds no evaluations: no training is in it")
    return rows


def target_of(text: str) -> tuple[bool, float]:
    """Whether a target such as 95% or 0.05 is an accuracy, and the accuracy or loss."""
    if text.endswith("%"):
        return True, float(text[:-1]) / _PERCENT
    return False, float(text)


def _target(text: str) -> str:
    if not math.isfinite(target_of(text)[1]):
        raise ValueError
    return text


_READ: dict[str, Callable[[str], Any]] = {
    "target": _target,
    "bias": lambda text: text == "true",
    "training_rows": int,
    "batch": int,
    "learning_rate": float,
    "seed": int,
    "step": int,
    "test_loss": float,
    "test_accuracy": lambda text: float(text or math.nan),
}


def trainings(evaluations: pd.DataFrame) -> pd.DataFrame:
    """One row per training: what it is, its steps, and whether it reached its target.

    A training ends with the first evaluation that reaches the target, or with its last epoch.
    """
    of_one = [name for name in evaluations.columns if not name.startswith(("step", "test_"))]
    last = evaluations.drop_duplicates(of_one, keep="last")
    return last.assign(reached=[_reaches(row) for _, row in last.iterrows()])


def _reaches(evaluation: pd.Series) -> bool:
    is_accuracy, value = target_of(evaluation["target"])
    if is_accuracy:
        return bool(evaluation["test_accuracy"] >= value)
    return bool(evaluation["test_loss"] <= value)


def fullness(of_seeds: pd.DataFrame) -> float:
    """The rows that some trainings with one batch size were trained on, by those of as many full
    batches: the last step of an epoch may have fewer."""
    rows, batch, steps = of_seeds["training_rows"], of_seeds["batch"], of_seeds["step"]
    per_epoch = (rows + batch - 1) // batch
    rest = (steps % per_epoch) * batch
    trained_on = steps // per_epoch * rows + rest.where(rest < rows, rows)
    return float(trained_on.sum() / (batch * steps).sum())


def steps_to_target(of_seeds: pd.DataFrame) -> dict[str, float]:
    """The expected number of steps until one of some trainings reaches the target, and the range
    over those that do.

    All steps by the number of trainings that reached it: one that does not is followed by another
    ("expected running time" in Hansen et al., "COCO", 2021). NaN if none did.
    """
    reached = of_seeds[of_seeds["reached"]]["step"]
    expected = of_seeds["step"].sum() / len(reached) if len(reached) else math.nan
    return {
        "steps": float(expected),
        "steps_low": float(reached.min()),
        "steps_high": float(reached.max()),
        "reached": len(reached),
        "of": len(of_seeds),
    }


def typical(of_seeds: pd.DataFrame) -> pd.Series | None:
    """The training with the median number of steps among those that reached the target."""
    reached = of_seeds[of_seeds["reached"]].sort_values(["step", "seed"])
    return None if reached.empty else reached.iloc[len(reached) // 2]
