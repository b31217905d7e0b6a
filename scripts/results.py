"""Reads runs into pandas frames, for plots and for notebooks.

    import results
    forks = results.load("bench-results/my-run")     # one row a fork
    results.load("bench-results/my-run", "iterations")
    results.summary(forks)                           # one row a cell, with its interval
    results.ratios(forks, "backend", "arrays")       # against one level of a factor
    results.losses("bench-results/my-run")           # one row a step of each training

Two runs beside each other:

    both = pd.concat([results.load(old), results.load(new)])
    results.summary(both).pivot_table("seconds", ["benchmark", "backend", "batch"], "run")

A run is its folder, or any one file in JMH's JSON. What cannot be read raises ResultsError.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from results_files import (
    BASELINES,
    DESCRIPTION,
    JMH_RESULT,
    JOURNAL,
    LOSS_COLUMNS,
    LOSSES,
    NoResultsError,
    Record,
    ResultsError,
    read_json,
    read_losses,
    read_results,
    read_rounds,
)
from results_statistics import fork_score, paired_ratio, reach, welch_ratio

# The factors of this project's benchmarks; empty in a cell that has no such factor.
FACTORS = (
    "backend",
    "precision",
    "shape",
    "batch",
    "bias",
    "gradient",
    "optimizer",
    "operation",
    "size",
)
_WHERE = ("run", "source", "benchmark")
_HOW = ("threads", "mode", "unit")
_SCORES = ("score", "seconds", "samples_per_second")
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

    Columns: run (its name), source (the file), benchmark (class and method), FACTORS and other
    parameters, threads (see read_results), mode, unit, round (from 1), iteration (if rows is
    "iterations"), score (in that unit; of a fork, see fork_score), seconds (an
    operation), samples_per_second (batch by seconds; missing without a batch), and the secondary
    metrics by JMH's names, such as gc.alloc.rate.norm.
    """
    if rows not in ("forks", "iterations"):
        raise ValueError(f"rows are forks or iterations, not {rows!r}")
    path = Path(run)
    iterations = [
        {"run": path.resolve().name, "source": file.name, **iteration}
        for file in _result_files(path)
        for iteration in read_results(
            file, read_rounds(path / JOURNAL) if file.name == JMH_RESULT else {}
        )
    ]
    if not iterations:
        raise NoResultsError(f"{path} holds no results: no cell has a score")
    frame = _frame(iterations)
    if rows == "forks":
        keys = [*cell_columns(frame), "round"]
        # Of rates the larger are better: as negative numbers they are in the order of times.
        sign = np.where(frame["mode"] == "thrpt", -1.0, 1.0)
        groups = frame.assign(score=frame["score"] * sign).groupby(keys, dropna=False, sort=False)
        scores = groups["score"].agg(lambda times: abs(fork_score(times.to_numpy())))
        metrics = groups[secondary_metrics(frame)].mean()
        frame = pd.concat([scores, metrics], axis="columns").reset_index()
    return _with_times(frame)


def description(run: str | Path) -> dict[str, Any]:
    """The content of run.json: plan and environment. Empty for a single file of JMH."""
    path = Path(run)
    if path.is_file():
        return {}
    content = read_json(path / DESCRIPTION)
    if not isinstance(content, dict):
        raise ResultsError(f"{path / DESCRIPTION} does not describe a run")
    return content


def losses(run: str | Path) -> pd.DataFrame:
    """The training curves of a run: one row a step, with the columns of losses.csv, and run."""
    path = Path(run)
    frame = pd.DataFrame(read_losses(path / LOSSES), columns=list(LOSS_COLUMNS))
    return frame.assign(run=path.resolve().name)


def cell_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that tell one cell of one run from another."""
    return list(frame.columns[: frame.columns.get_loc("unit") + 1])


def secondary_metrics(frame: pd.DataFrame) -> list[str]:
    """The columns that are JMH's secondary metrics."""
    own = {*cell_columns(frame), "round", "iteration", *_SCORES}
    return [column for column in frame.columns if column not in own]


def summary(forks: pd.DataFrame) -> pd.DataFrame:
    """One row a cell: the means over its forks, their number, and factor: the 95 % interval of
    score, seconds and samples_per_second reaches from value / factor to value · factor. With one
    fork there is none.
    """
    groups = forks.groupby(cell_columns(forks), dropna=False, sort=False)
    cells = groups[["score", *secondary_metrics(forks)]].mean()
    cells.insert(1, "factor", groups["score"].agg(lambda scores: reach(scores.to_numpy())))
    cells.insert(2, "forks", groups.size())
    cells = cells.reset_index()
    return _with_times(cells)


def ratios(forks: pd.DataFrame, factor: str, reference: str | bool) -> pd.DataFrame:
    """The time of each cell by that of the cell that differs in this factor alone, where it has the
    reference's level: 2 is twice as slow. Columns: those of the cell, ratio, low and high (the 95 %
    interval), paired.

    Forks of the same file and round are paired. What was not measured side by side is taken as
    independent, and paired is False.
    """
    columns = cell_columns(forks)
    alike = [column for column in columns if column not in (factor, "source", "mode", "unit")]
    records = []
    for _, group in forks.groupby(alike, dropna=False, sort=False):
        denominator = group[group[factor] == reference]
        numerators = group[(group[factor] != reference).fillna(False)]
        if denominator.empty:
            continue
        for _, numerator in numerators.groupby([factor, "source"], sort=False):
            records.append({**numerator.iloc[0][columns], **_ratio(numerator, denominator)})
    return pd.DataFrame.from_records(records, columns=[*columns, "ratio", "low", "high", "paired"])


def _ratio(numerator: pd.DataFrame, denominator: pd.DataFrame) -> Record:
    pairs = numerator.merge(denominator, on=["source", "round"], suffixes=("", "_reference"))
    paired = not pairs.empty
    if paired:
        ratio, factor = paired_ratio(
            pairs["seconds"].to_numpy(), pairs["seconds_reference"].to_numpy()
        )
    else:
        ratio, factor = welch_ratio(
            numerator["seconds"].to_numpy(), denominator["seconds"].to_numpy()
        )
    return {"ratio": ratio, "low": ratio / factor, "high": ratio * factor, "paired": paired}


def _result_files(path: Path) -> list[Path]:
    if not path.exists():
        raise ResultsError(f"{path} does not exist; name the folder of a run")
    if not path.is_dir():
        return [path]
    files = [path / name for name in (JMH_RESULT, BASELINES) if (path / name).exists()]
    if not files:
        raise NoResultsError(f"{path} holds no results: it has no {JMH_RESULT}")
    return files


def _frame(iterations: list[Record]) -> pd.DataFrame:
    """The iterations with a column for each parameter, in their typed form, and each metric."""
    names = dict.fromkeys(FACTORS)
    metrics: dict[str, None] = {}
    for iteration in iterations:
        names.update(dict.fromkeys(iteration["parameters"]))
        metrics.update(dict.fromkeys(iteration["secondary"]))
    columns = {name: [iteration[name] for iteration in iterations] for name in _WHERE}
    taken = {*_WHERE, *_HOW, *_SCORES, "round", "iteration", "factor", "forks"}
    for name in names:
        values = [iteration["parameters"].get(name) for iteration in iterations]
        columns[f"param.{name}" if name in taken else name] = values
    for name in (*_HOW, "round", "iteration", "score"):
        columns[name] = [iteration[name] for iteration in iterations]
    for name in metrics:
        values = [iteration["secondary"].get(name, math.nan) for iteration in iterations]
        columns[f"metric.{name}" if name in columns else name] = values
    frame = pd.DataFrame(columns)
    if frame["batch"].dropna().str.fullmatch(r"\d{1,15}").all():
        frame["batch"] = pd.to_numeric(frame["batch"]).astype("Int64")
    if frame["bias"].dropna().isin(["true", "false"]).all():
        frame["bias"] = frame["bias"].map({"true": True, "false": False}).astype("boolean")
    return frame


def _with_times(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds an operation's seconds, and the samples a second, to the scores."""
    seconds = [_seconds(*row) for row in zip(frame["score"], frame["unit"], strict=True)]
    batch = pd.to_numeric(frame["batch"], errors="coerce").astype("Float64").astype(float)
    at = frame.columns.get_loc("score") + 1
    frame.insert(at, "seconds", seconds)
    frame.insert(at + 1, "samples_per_second", batch / frame["seconds"])
    return frame


def _seconds(score: float, unit: str) -> float:
    """The time of an operation; whether the score is a time or a rate, its unit says."""
    first, _, second = unit.partition("/")
    if second == "op" and first in _SECONDS:
        return score * _SECONDS[first]
    if first == "ops" and second in _SECONDS and score:
        return _SECONDS[second] / score
    return math.nan
