"""Reads runs into pandas frames, for plots and for notebooks.

    import results
    results.load("bench-results/my-run")                  # one row per fork
    results.load("bench-results/my-run", "iterations")    # one row per iteration
    results.cells("bench-results/my-run")                 # one row per cell, as in the report
    results.losses("bench-results/my-run")                # one row per step of each training
    results.evaluations("bench-results/my-run")           # one row per evaluation on test rows
    results.roles("bench-results/my-run")                 # library or yardstick, by backend

Results of before are read under today's names: what they call autograd is graph, except PyTorch's
own; and fusion is on.

Two runs side by side:

    both = pd.concat([results.cells(old), results.cells(new)])
    both.pivot_table("nanoseconds", ["benchmark", "backend", "batch"], "run")

A run is its folder, or a file in JMH's JSON. What cannot be read raises ResultsError.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from results_cells import BENCHMARK, read_cells
from results_evaluations import EVALUATION_COLUMNS, read_evaluations
from results_files import (
    BASELINES,
    DESCRIPTION,
    IMPLIED_IN_TRAININGS,
    JMH_RESULT,
    JOURNAL,
    LOSS_COLUMNS,
    NoResultsError,
    Record,
    benchmark_names,
    exists,
    fork_score,
    is_folder,
    name_of,
    read_description,
    read_losses,
    read_rounds,
)
from results_files import ResultsError as ResultsError
from results_jmh import read_results

# Columns that are always there, whatever a file's cells have; other parameters have one too.
FACTORS = (
    "backend",
    "precision",
    "shape",
    "loss",
    "batch",
    "bias",
    "gradient",
    "optimizer",
    "feed",
    "fusion",
    "operation",
    "size",
    *IMPLIED_IN_TRAININGS,
)

# What a backend stands for, and the backends that are yardsticks in runs which do not say so.
LIBRARY, YARDSTICK, ENGINE = "library", "yardstick", "engine"
YARDSTICKS = ("arrays", "vector")

_WHERE = ("run", "source", "benchmark")
_HOW = ("threads", "mode", "unit")
_SCORES = ("score", "seconds", "samples_per_second")
_MODES = ("avgt", "thrpt", "sample", "ss")
_SECONDS = {
    "ns": 1e-9,
    "us": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "min": 60.0,
    "hr": 3600.0,
    "day": 86400.0,
}


def load(run: str | Path, rows: str = "forks") -> pd.DataFrame:
    """The measurements of a run with those of its baselines, or of one file in JMH's JSON.

    Columns: run (its name), source (the file), benchmark (class and method, with as much of the
    package as tells it from the run's others), FACTORS and other parameters, threads (see
    read_results), mode, unit, round (from 1), iteration (if rows is "iterations"), score (in that
    unit; of a fork, see fork_score: one that failed has no row), seconds (per operation),
    samples_per_second (batch by seconds; missing without a batch), and the secondary metrics by
    JMH's names, such as gc.alloc.rate.norm.
    """
    if rows not in ("forks", "iterations"):
        raise ValueError(f"rows are forks or iterations, not {rows!r}")
    path = Path(run)
    iterations = [
        {"run": name_of(path), "source": file.name, **iteration}
        for file in _result_files(path)
        for iteration in read_results(
            file, read_rounds(path / JOURNAL) if file.name == JMH_RESULT else {}
        )
    ]
    frame = _frame(iterations) if iterations else pd.DataFrame()
    if rows == "forks" and iterations:
        frame = _by_fork(frame)
    _require_some(frame, path)
    return _with_times(frame)


def cells(run: str | Path) -> pd.DataFrame:
    """What the run's report says of each cell that has scores: the content of its cells.csv.

    Columns: run (its name), benchmark (as in load), the parameters, rounds_of, forks, nanoseconds
    (per operation), samples_per_second, allocation (bytes per operation), and for each comparison
    ratio, low, high and verdict, with the factor and the reference's value: ratio.backend.arrays
    is the time as a multiple of that of arrays. nanoseconds and samples_per_second have their 95 %
    interval in columns that end in _low and _high. A parameter that a cell lacks is empty, a figure
    NaN. In place of a run's folder, a file in JMH's JSON or a file that `export --format cells`
    wrote will do.
    """
    path = Path(run)
    frame = pd.DataFrame(read_cells(path))
    _require_some(frame, path)
    frame[BENCHMARK] = frame[BENCHMARK].map(benchmark_names(frame[BENCHMARK]))
    frame["forks"] = frame["forks"].astype(int)
    frame.insert(0, "run", name_of(path))
    return _typed(frame)


def description(run: str | Path) -> dict[str, Any]:
    """The content of run.json: plan and environment, as written. Empty for a file in JMH's JSON."""
    path = Path(run)
    if not is_folder(path):
        return {}
    return read_description(path / DESCRIPTION)


def roles(run: str | Path) -> dict[str, str]:
    """What backends stand for, by name: library (a dependency that a project can add), yardstick
    (code of this project) or engine (a library's own gradients and optimizers). Those that run.json
    describes; and always the two that are yardsticks where a file does not say so.
    """
    path = Path(run)
    known = dict.fromkeys(YARDSTICKS, YARDSTICK)
    environment = description(path).get("environment") if exists(path / DESCRIPTION) else None
    backends = environment.get("backends") if isinstance(environment, dict) else None
    for backend in backends if isinstance(backends, list) else []:
        if isinstance(backend, dict) and "name" in backend:
            name = str(backend["name"])
            known[name] = str(backend.get("role") or known.get(name, LIBRARY))
    return known


def losses(run: str | Path) -> pd.DataFrame:
    """The training curves of a run: one row per step, the columns those of losses.csv, and run."""
    path = Path(run)
    frame = pd.DataFrame(read_losses(path), columns=list(LOSS_COLUMNS))
    return frame.assign(run=name_of(path))


def evaluations(run: str | Path) -> pd.DataFrame:
    """How the trainings to a target of a run got there: one row per evaluation on the test rows,
    the columns those of evaluations.csv, and run. test_accuracy is NaN where there are no classes.
    """
    path = Path(run)
    frame = pd.DataFrame(read_evaluations(path), columns=list(EVALUATION_COLUMNS))
    return frame.assign(run=name_of(path))


def cell_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that tell one cell of one run from another."""
    return list(frame.columns[: frame.columns.get_loc("unit") + 1])


def secondary_metrics(frame: pd.DataFrame) -> list[str]:
    """The columns that are JMH's secondary metrics."""
    own = {*cell_columns(frame), "round", "iteration", *_SCORES}
    return [column for column in frame.columns if column not in own]


def _result_files(path: Path) -> list[Path]:
    if not is_folder(path):
        return [path]
    files = [path / name for name in (JMH_RESULT, BASELINES) if exists(path / name)]
    if not files:
        raise NoResultsError(f"{path} holds no results: it has no {JMH_RESULT}")
    return files


def _require_some(frame: pd.DataFrame, path: Path) -> None:
    if frame.empty:
        raise NoResultsError(f"{path} holds no results: no cell has a score")


def _by_fork(iterations: pd.DataFrame) -> pd.DataFrame:
    """A row for each fork that has not failed. No column but the first iteration tells them apart:
    what is shown of two cells may be the same."""
    first = iterations["iteration"] == 1
    metrics = secondary_metrics(iterations)
    # Of rates the larger are better: as negative numbers they are in the order of times.
    sign = np.where(iterations["mode"] == "thrpt", -1.0, 1.0)
    forks = iterations.assign(score=iterations["score"] * sign).groupby(first.cumsum())
    cells = iterations[first].drop(columns=["iteration", "score", *metrics])
    cells = cells.where(cells.notna(), math.nan).infer_objects()
    scores = forks["score"].agg(fork_score) * sign[first]
    cells.index = scores.index
    frame = pd.concat([cells, scores, forks[metrics].mean()], axis="columns")
    return frame.dropna(subset=["score"]).reset_index(drop=True)


def _frame(iterations: list[Record]) -> pd.DataFrame:
    """The iterations with a column for each parameter, in their typed form, and each metric."""
    names = dict.fromkeys(FACTORS)
    metrics: dict[str, None] = {}
    for iteration in iterations:
        names.update(dict.fromkeys(iteration["parameters"]))
        metrics.update(dict.fromkeys(iteration["secondary"]))
    columns = {name: [iteration[name] for iteration in iterations] for name in _WHERE}
    shown = benchmark_names(columns["benchmark"])
    columns["benchmark"] = [shown[benchmark] for benchmark in columns["benchmark"]]
    taken = {*_WHERE, *_HOW, *_SCORES, "round", "iteration", "factor", "forks"}
    for name in names:
        values = [iteration["parameters"].get(name) for iteration in iterations]
        columns[f"param.{name}" if name in taken else name] = values
    for name in (*_HOW, "round", "iteration", "score"):
        columns[name] = [iteration[name] for iteration in iterations]
    for name in metrics:
        values = [iteration["secondary"].get(name, math.nan) for iteration in iterations]
        columns[f"metric.{name}" if name in columns else name] = values
    return _typed(pd.DataFrame(columns))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """With batches as numbers and biases as truth values, as far as all of them are."""
    batch, bias = (frame[name].where(frame[name] != "").dropna() for name in ("batch", "bias"))
    if batch.str.fullmatch(r"\d{1,15}").all():
        frame["batch"] = pd.to_numeric(batch).astype("Int64").reindex(frame.index)
    if bias.isin(["true", "false"]).all():
        frame["bias"] = (bias == "true").astype("boolean").reindex(frame.index)
    return frame


def _with_times(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the seconds per operation, and the samples per second, to the scores."""
    scores = zip(frame["score"], frame["unit"], frame["mode"], strict=True)
    seconds = [_seconds(*score) for score in scores]
    batch = pd.to_numeric(frame["batch"], errors="coerce").astype("Float64").astype(float)
    at = frame.columns.get_loc("score") + 1
    frame.insert(at, "seconds", seconds)
    frame.insert(at + 1, "samples_per_second", batch / frame["seconds"])
    return frame


def _seconds(score: float, unit: str, mode: str) -> float:
    """The time of an operation: the unit, which fits JMH's modes, says if the score is a rate."""
    if mode not in _MODES:
        return math.nan
    first, _, second = unit.partition("/")
    if second == "op" and first in _SECONDS:
        return score * _SECONDS[first]
    if first == "ops" and second in _SECONDS and score:
        return _SECONDS[second] / score
    return math.nan
