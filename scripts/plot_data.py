"""What the figures draw: the cells of one or several runs, and how runs are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

import results
from plot_shortlist import shown
from plot_style import text
from results_cells import parameters_of
from results_files import (
    EVALUATIONS,
    IMPLIED_IN_TRAININGS,
    LOSSES,
    SUITE,
    exists,
    name_of,
)

STEP = "TrainingStepBenchmark.step"
FORWARD = "ForwardBenchmark.forward"
BACKWARD = "BackwardBenchmark.backward"
TRAINING = "ConvergenceBenchmark.train"

# The original experiment's batch, at which figures without a batch axis look.
BATCH = 64
# The parameters that are no part of the method that a network is trained by.
_NOT_OF_THE_METHOD = {"backend", "precision", "shape", "loss", "batch", "threads"}
_NOT_OF_THE_METHOD |= {*IMPLIED_IN_TRAININGS} - {"start"}
_WORDS = {
    True: "bias",
    False: "no bias",
    "sgd": "SGD",
    "adam": "Adam",
    "adamw": "AdamW",
    "next": "next minibatch",
    "shuffled": "shuffled minibatches",
    "off": "op by op",
}
# What cells had before there were these factors goes without saying.
_UNSAID = {
    "loss": ("", "squared-error"),
    "feed": ("", "fixed"),
    "fusion": ("", "on"),
    "start": ("", "warm"),
}
# Where run.json says in what runs are likely to differ, the most telling first.
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
    """The cells and trainings of some runs, with a label for each run in the column run."""

    cells: pd.DataFrame | None  # None if no run has any
    losses: pd.DataFrame | None
    labels: list[str]
    baseline: str
    roles: dict[str, str]  # by backend; baselines outside the JVM have none
    evaluations: pd.DataFrame | None = None  # of trainings to a target
    forks: pd.DataFrame | None = None  # of the runs that have evaluations
    paths: Sequence[Path] = ()  # of the runs

    @cached_property
    def in_colour(self) -> frozenset[str]:
        """The backends that have lines in colour: of many, the best of each role."""
        if self.cells is None:
            return frozenset()
        cells = self.cells.dropna(subset=["nanoseconds"])
        steps = cells[cells["benchmark"].map(lambda shown: shown.endswith(STEP))]
        return shown(cells if steps.empty else steps, self.roles, self.baseline)

    def of(self, benchmark: str) -> pd.DataFrame:
        """The cells of a benchmark that have a time."""
        if self.cells is None:
            raise NothingToDrawError("no results")
        whole = f".{SUITE}{benchmark}"  # of which a run shows as much as it needs
        own = self.cells["benchmark"].map(lambda shown: whole.endswith(f".{shown}"))
        cells = self.cells[own].dropna(subset=["nanoseconds"])
        if cells.empty or cells["batch"].isna().any():
            raise NothingToDrawError(f"no result of {benchmark.partition('.')[0]}")
        return cells


def read(paths: list[Path], baseline: str) -> Runs:
    """Reads runs; one may lack its losses and evaluations, or its results if it has either."""
    cells, losses, evaluations, forks = [], [], [], []
    labels = run_labels(paths)
    for path, label in zip(paths, labels, strict=True):
        trained, evaluated = exists(path / LOSSES), exists(path / EVALUATIONS)
        if trained:
            losses.append(results.losses(path).assign(run=label))
        if evaluated:
            evaluations.append(results.evaluations(path).assign(run=label))
        try:
            cells.append(_in_rows(results.cells(path)).assign(run=label))
            if evaluated:
                forks.append(results.load(path).assign(run=label))
        except results.NoResultsError:
            if not trained and not evaluated:
                raise
    return Runs(
        _together(cells) if cells else None,
        pd.concat(losses, ignore_index=True) if losses else None,
        labels,
        baseline,
        {backend: role for path in paths for backend, role in results.roles(path).items()},
        pd.concat(evaluations, ignore_index=True) if evaluations else None,
        pd.concat(forks, ignore_index=True) if forks else None,
        paths,
    )


def _in_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Engines have gradients of their own, and are drawn beside the manual ones of others."""
    if "gradient" not in cells.columns:
        return cells
    return cells.assign(gradient=cells["gradient"].replace(results.ENGINE, "manual"))


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The cells of several runs; a parameter that only some have is empty in the others."""
    cells = pd.concat(frames, ignore_index=True)
    parameters = dict.fromkeys(name for frame in frames for name in parameters_of(frame.columns))
    for name in parameters:
        if name not in ("batch", "bias"):
            cells[name] = cells[name].fillna("")
    front = ["run", "benchmark", *parameters]
    return cells[front + [name for name in cells.columns if name not in front]]


def run_labels(paths: list[Path]) -> list[str]:
    """A label for each run, no two alike: what they differ in, or else their folders' names."""
    if len(paths) == 1:
        return [text(name_of(paths[0]))]
    environments = [results.description(path).get("environment", {}) for path in paths]
    for difference in _DIFFERENCES:
        values = [text(_at(environment, difference)) for environment in environments]
        if all(one != other for one, other in combinations(values, 2)):
            prefix = "JDK " if difference[0] == "jvm" else ""
            return [prefix + value for value in values]
    names = [text(name_of(path)) for path in paths]
    different = len(set(names)) == len(names)
    return names if different else [f"{name} ({i})" for i, name in enumerate(names, start=1)]


def _at(environment: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        environment = environment.get(key, "") if isinstance(environment, dict) else ""
    return environment


def networks(cells: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The cells of each shape, loss and precision (and of each number of threads, if they differ),
    which are never compared with others."""
    keys = ["shape", "loss", "precision"] + (["threads"] if cells["threads"].nunique() > 1 else [])
    for key, group in cells.groupby(keys, dropna=False, sort=False):
        loss = "" if key[1] in _UNSAID["loss"] else f" {text(key[1])}"
        title = f"{text(key[0])}{loss}, {text(key[2])}"
        yield title + (f", {key[3]} threads" if len(key) > 3 else ""), group


def by_method(cells: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The cells of each method of training, with its name."""
    groups = cells.groupby(method_columns(cells.columns), dropna=False, sort=False)
    return [(method_name(group.iloc[0]), group) for _, group in groups]


def usual_method(cells: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The cells of one method: manual with bias, SGD and one batch if measured, else the most
    frequent; not op by op if there is another."""
    cells = usually_fused(cells)
    usual = cells[
        (cells["bias"] == True)  # noqa: E712
        & (cells["gradient"] == "manual")
        & cells["optimizer"].isin(["sgd", ""])
        & cells["feed"].isin(_UNSAID["feed"])
    ]
    return max(by_method(cells if usual.empty else usual), key=lambda method: len(method[1]))


def usually_fused(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells that were not measured op by op, or all if there are no others."""
    fused = cells[cells["fusion"].isin(_UNSAID["fusion"])]
    return cells if fused.empty else fused


def method_columns(columns: Iterable[str]) -> list[str]:
    """The parameters that make a method: all but those of the network and of its place."""
    return [name for name in parameters_of(columns) if name not in _NOT_OF_THE_METHOD]


def method_name(cell: pd.Series) -> str:
    """How a cell trains, in words: gradient, bias, optimizer, then whatever else it has."""
    names = ["gradient", "bias", "optimizer"]
    names += [name for name in method_columns(cell.index) if name not in names]
    return in_words({name: cell[name] for name in names})


def in_words(method: dict[str, object]) -> str:
    """Factors of a method by their values, without what goes without saying."""
    values = [
        value
        for name, value in method.items()
        if not pd.isna(value) and value not in _UNSAID.get(name, ("",))
    ]
    return ", ".join(_WORDS.get(value, text(value)) for value in values)


def at_one_batch(cells: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    """The cells of the experiment's batch, or else of the largest."""
    batches = set(cells["batch"])
    batch = BATCH if BATCH in batches else max(batches)
    return int(batch), cells[cells["batch"] == batch]
