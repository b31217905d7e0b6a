"""Reads the files of a run. What is wrong with one is said in a sentence that names it."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

JMH_RESULT = "jmh-result.json"
BASELINES = "baselines.json"
SIDE_BY_SIDE = "side-by-side.json"
JOURNAL = "measurements.jsonl"
DESCRIPTION = "run.json"
LOSSES = "losses.csv"
CELLS = "cells.csv"

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

# The package of this project's benchmarks, and their factor: the threads that a backend computes
# on. JMH has a number of measuring threads besides.
SUITE = "io.github.backpropbench.benchmark."
THREADS = "threads"

# With this number of iterations, other load spares some.
MANY = 10

_NOT_FINITE = {"NaN": math.nan, "+INF": math.inf, "-INF": -math.inf}

Record = dict[str, Any]
# The rounds in which a cell has a score, by benchmark and parameters.
Rounds = dict[tuple[str, frozenset[tuple[str, str]]], list[int]]


class ResultsError(Exception):
    """A file that is missing, damaged, or not what it should be."""


class NoResultsError(ResultsError):
    """Nothing was measured in a run."""


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


def fork_score(times: Iterable[float]) -> float:
    """The second shortest of at least ten iterations, the median of fewer.

    Other load on the machine makes iterations longer, never shorter, and spares some of many short
    ones. The shortest of all may be an error of the clock.
    """
    ordered = sorted(times)
    return ordered[1] if len(ordered) >= MANY else statistics.median(ordered)


def read_csv(text: str, file: Path) -> list[list[str]]:
    """The records of a file with as many fields as its first one.

    :param file: named where the text is damaged
    """
    try:
        records = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise ResultsError(f"{file} is damaged: {error}") from None
    for number, fields in enumerate(records, start=1):
        if len(fields) != len(records[0]):
            raise ResultsError(
                f"{file}, row {number}, has {len(fields)} fields; there should be {len(records[0])}"
            )
    return records


def read_losses(file: Path) -> list[list[Any]]:
    """The rows of losses.csv, with the values of LOSS_COLUMNS."""
    records = read_csv(read_text(file), file)
    if not records or tuple(records[0]) != LOSS_COLUMNS:
        raise ResultsError(
            f"{file} holds no losses: its first line is not {','.join(LOSS_COLUMNS)}"
        )
    rows = []
    for number, fields in enumerate(records[1:], start=2):
        try:
            step, loss = int(fields[6]), float(fields[7])
        except ValueError:
            raise ResultsError(f"{file}, row {number}, has no step with its loss") from None
        rows.append([*map(unguarded, fields[:5]), fields[5] == "true", step, loss])
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
        raise ResultsError(f"{file} is not a result file of JMH: it is not a list of results")
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
    try:
        for fork in read_scored_forks(journal):
            key = (fork["benchmark"], frozenset(fork["parameters"].items()))
            rounds.setdefault(key, []).append(fork["round"])
    except ResultsError:
        return {}
    return rounds


def read_scored_forks(journal: Path) -> list[Record]:
    """The forks in a journal that have scores, with benchmark, parameters, threads and round.

    A last line without its end is none: the run was killed while it was written.
    """
    if not journal.exists():
        return []
    forks = []
    for number, line in enumerate(read_text(journal).split("\n")[:-1], start=1):
        try:
            fork = json.loads(line)
            if fork["status"] == "ok":
                forks.append(
                    {
                        "benchmark": str(fork["cell"]["benchmark"]),
                        "parameters": dict(fork["cell"]["parameters"]),
                        "threads": int(fork["threads"]),
                        "round": int(fork["round"]),
                    }
                )
        except (ValueError, KeyError, TypeError):
            raise ResultsError(f"{journal}, line {number}, is not a fork of a run") from None
    return forks


def short(benchmark: str) -> str:
    """The class and method of a benchmark."""
    return ".".join(benchmark.split(".")[-2:])


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
                "benchmark": short(result["benchmark"]),
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


def unguarded(text: str) -> str:
    """Takes off the apostrophe that guards a spreadsheet against a formula."""
    return text[1:] if re.match(r"'[=+\-@\t\r\n'＝＋－＠]", text) else text
