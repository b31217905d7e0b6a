"""What the figures draw: the cells of one or several runs, and how runs are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

import results
from plot_style import text

STEP = "TrainingStepBenchmark.step"
FORWARD = "ForwardBenchmark.forward"
BACKWARD = "BackwardBenchmark.backward"

# The original experiment's batch, at which figures without a batch axis look.
BATCH = 64
METHOD = ["bias", "gradient", "optimizer"]
# By what runs are likely to differ, the most telling first; where it stands in run.json.
_DIFFERENCES = (
    ("jvm", "version"),
    ("machine", "cpu"),
    ("host",),
    ("os",),
    ("gitCommit",),
    ("jarSha256",),
)


class NothingToDrawError(Exception):
    """The runs hold nothing of a figure's kind."""


@dataclass(frozen=True)
class Runs:
    """The measurements and trainings of some runs, with a label for each run in the column run."""

    forks: pd.DataFrame | None  # None if no run has any
    losses: pd.DataFrame | None
    labels: list[str]
    baseline: str

    def of(self, benchmark: str) -> pd.DataFrame:
        """The forks of a benchmark."""
        if self.forks is None:
            raise NothingToDrawError("no results")
        forks = self.forks[self.forks["benchmark"] == benchmark]
        if forks.empty or forks[["backend", "batch", "shape"]].isna().any(axis=None):
            raise NothingToDrawError(f"no result of {benchmark.partition('.')[0]}")
        return forks


def read(paths: list[Path], baseline: str) -> Runs:
    """Reads runs; one may lack its losses, or its results if it has losses."""
    forks, losses = [], []
    labels = run_labels(paths)
    for path, label in zip(paths, labels, strict=True):
        trained = (path / results.LOSSES).exists()
        if trained:
            losses.append(results.losses(path).assign(run=label))
        try:
            forks.append(results.load(path).assign(run=label))
        except results.NoResultsError:
            if not trained:
                raise
    return Runs(
        pd.concat(forks, ignore_index=True) if forks else None,
        pd.concat(losses, ignore_index=True) if losses else None,
        labels,
        baseline,
    )


def run_labels(paths: list[Path]) -> list[str]:
    """A label a run, all different: by what differs between them, else by the folders' names."""
    if len(paths) == 1:
        return [text(paths[0].resolve().name)]
    environments = [results.description(path).get("environment", {}) for path in paths]
    for difference in _DIFFERENCES:
        values = [text(_at(environment, difference)) for environment in environments]
        if all(one != other for one, other in combinations(values, 2)):
            prefix = "JDK " if difference[0] == "jvm" else ""
            return [prefix + value for value in values]
    names = [text(path.resolve().name) for path in paths]
    different = len(set(names)) == len(names)
    return names if different else [f"{name} ({i})" for i, name in enumerate(names, start=1)]


def _at(environment: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        environment = environment.get(key, "") if isinstance(environment, dict) else ""
    return environment


def networks(cells: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The cells by what is never compared: shape and precision (and threads, if they differ)."""
    keys = ["shape", "precision"] + (["threads"] if cells["threads"].nunique() > 1 else [])
    for key, group in cells.groupby(keys, dropna=False, sort=False):
        title = f"{text(key[0])}, {text(key[1])}"
        yield title + (f", {key[2]} threads" if len(key) > 2 else ""), group


def usual_method(cells: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The cells of one method: by hand, with bias, SGD if measured, else the most frequent."""
    usual = cells[
        (cells["bias"] == True) & (cells["gradient"] == "manual") & (cells["optimizer"] == "sgd")  # noqa: E712
    ]
    if not usual.empty:
        return method_name(usual.iloc[0]), usual
    groups = [group for _, group in cells.groupby(METHOD, dropna=False, sort=False)]
    most = max(groups, key=len)
    return method_name(most.iloc[0]), most


def method_name(cell: pd.Series) -> str:
    """How a cell trains, in words."""
    bias = {True: "bias", False: "no bias"}.get(cell["bias"], text(cell["bias"]))
    optimizer = {"sgd": "SGD", "adam": "Adam"}.get(cell["optimizer"], text(cell["optimizer"]))
    return f"{text(cell['gradient'])}, {bias}, {optimizer}"


def at_one_batch(cells: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    """The cells of the experiment's batch, or of the largest."""
    batches = set(cells["batch"])
    batch = BATCH if BATCH in batches else max(batches)
    return int(batch), cells[cells["batch"] == batch]
