"""Reads the files of a run. What is wrong with one is said in a sentence that names it."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

JMH_RESULT = "jmh-result.json"
BASELINES = "baselines.json"
SIDE_BY_SIDE = "side-by-side.json"
JOURNAL = "measurements.jsonl"
DESCRIPTION = "run.json"
LOSSES = "losses.csv"

LOSS_COLUMNS = (
    "method",
    "backend",
    "precision",
    "gradient",
    "optimizer",
    "bias",
    "step",
    "loss",
)

# Where this project's benchmarks are, and their factor: the threads that a backend computes on. JMH
# has a number of measuring threads beside it.
SUITE = "io.github.backpropbench.benchmark."
THREADS = "threads"

_NOT_FINITE = {"NaN": math.nan, "+INF": math.inf, "-INF": -math.inf}

Record = dict[str, Any]
# The rounds in which a cell has a score, by benchmark and parameters.
Rounds = dict[tuple[str, frozenset[tuple[str, str]]], list[int]]


class ResultsError(Exception):
    """A file that is missing, damaged, or not what it should be."""


class NoResultsError(ResultsError):
    """A run in which nothing was measured."""


def read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ResultsError(f"{file} does not exist") from None
    except UnicodeDecodeError:
        raise ResultsError(f"{file} is not text in UTF-8") from None
    except OSError as error:
        raise ResultsError(f"{file} cannot be read: {error.strerror}") from None


def read_json(file: Path) -> Any:
    try:
        return json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise ResultsError(f"{file}, line {error.lineno}, is not JSON: {error.msg}") from None
    except RecursionError:
        raise ResultsError(f"{file} is not a result file: it is nested too deeply") from None


def read_losses(file: Path) -> list[list[Any]]:
    """The rows of losses.csv, with the values of LOSS_COLUMNS."""
    try:
        records = list(csv.reader(io.StringIO(read_text(file))))
    except csv.Error as error:
        raise ResultsError(f"{file} is damaged: {error}") from None
    if not records or tuple(records[0]) != LOSS_COLUMNS:
        raise ResultsError(
            f"{file} holds no losses: its first line is not {','.join(LOSS_COLUMNS)}"
        )
    rows = []
    for number, fields in enumerate(records[1:], start=2):
        if len(fields) != len(LOSS_COLUMNS):
            raise ResultsError(
                f"{file}, row {number}, has {len(fields)} fields; "
                f"there should be {len(LOSS_COLUMNS)}"
            )
        try:
            step, loss = int(fields[6]), float(fields[7])
        except ValueError:
            raise ResultsError(f"{file}, row {number}, has no step with its loss") from None
        rows.append([*map(_unguarded, fields[:5]), fields[5] == "true", step, loss])
    if not rows:
        raise ResultsError(f"{file} holds no losses: no training is in it")
    return rows


def read_results(file: Path, rounds: Rounds) -> Iterator[Record]:
    """What each iteration in a file in JMH's JSON measured.

    The keys are benchmark (class and method), parameters, threads (those that a backend computes
    on, or that JMH measures with if the benchmark has no such factor), mode, unit, round,
    iteration, score, and secondary (scores by the metric's name).

    :param rounds: of the forks, in their order; a cell's forks are numbered from 1 where its
        number of rounds is another
    """
    content = read_json(file)
    if not isinstance(content, list):
        raise ResultsError(f"{file} is not a result file of JMH: it is no list of results")
    for number, result in enumerate(content, start=1):
        try:
            yield from _iterations(result, rounds)
        except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
            reason = f"it has no {error}" if isinstance(error, KeyError) else error
            raise ResultsError(
                f"{file}, result {number}, is not a result of JMH: {reason}"
            ) from None


def read_rounds(journal: Path) -> Rounds:
    """The rounds in which each cell has a score: a failed fork leaves a gap in JMH's JSON.

    None are known if there is no journal, or if it is damaged, which a run's own tools report.
    """
    rounds: Rounds = {}
    if not journal.exists():
        return rounds
    for line in read_text(journal).splitlines():
        try:
            fork = json.loads(line)
            cell = fork["cell"]
            key = (cell["benchmark"], frozenset(cell["parameters"].items()))
            if fork["status"] == "ok":
                rounds.setdefault(key, []).append(int(fork["round"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return {}
    return rounds


def _iterations(result: Record, rounds: Rounds) -> Iterator[Record]:
    metric, parameters = result["primaryMetric"], result.get("params", {})
    forks = _raw(metric)
    own = result["benchmark"].startswith(SUITE)
    lane = THREADS if own and THREADS in parameters else ""
    known = rounds.get((result["benchmark"], frozenset(parameters.items())), [])
    order = known if len(known) == len(forks) else range(1, len(forks) + 1)
    secondary = {name: _raw(other) for name, other in result.get("secondaryMetrics", {}).items()}
    for fork, (in_round, scores) in enumerate(zip(order, forks, strict=True)):
        for iteration, score in enumerate(scores):
            yield {
                "benchmark": ".".join(result["benchmark"].split(".")[-2:]),
                "parameters": {n: v for n, v in parameters.items() if n != lane},
                "threads": int(parameters[lane] if lane else result.get("threads", 1)),
                "mode": result["mode"],
                "unit": metric["scoreUnit"],
                "round": in_round,
                "iteration": iteration + 1,
                "score": score,
                "secondary": {name: _at(raw, fork, iteration) for name, raw in secondary.items()},
            }


def _raw(metric: Record) -> list[list[float]]:
    """The score of each iteration by fork; the file's own score if it has no raw data."""
    if metric.get("rawDataHistogram"):
        return [[_mean_of_samples(i) for i in fork] for fork in metric["rawDataHistogram"]]
    forks = [[_number(score) for score in fork] for fork in metric.get("rawData") or []]
    return forks if any(forks) else [[_number(metric["score"])]]


def _mean_of_samples(histogram: list[list[Any]]) -> float:
    """Of pairs, a value and how often it was seen."""
    count = sum(_number(pair[1]) for pair in histogram)
    return sum(_number(pair[0]) * _number(pair[1]) for pair in histogram) / count


def _number(value: Any) -> float:
    if isinstance(value, str) and value in _NOT_FINITE:
        return _NOT_FINITE[value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def _at(raw: list[list[float]], fork: int, iteration: int) -> float:
    known = fork < len(raw) and iteration < len(raw[fork])
    return raw[fork][iteration] if known else math.nan


def _unguarded(text: str) -> str:
    """Takes off the apostrophe that guards a spreadsheet against a formula."""
    return text[1:] if re.match(r"'[=+\-@\t\r\n'＝＋－＠]", text) else text
