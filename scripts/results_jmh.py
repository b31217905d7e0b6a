"""Reads files in JMH's JSON, whatever program wrote them, as the Java program reads them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from results_files import SUITE, THREADS, Record, ResultsError, Rounds, with_implied
from results_json import read_objects

# The parameter of a cell whose threads are its backend's, if JMH measured it on several.
_JMH_THREADS = "jmh.threads"

_NOT_FINITE = {"": math.nan, "NaN": math.nan, "+INF": math.inf, "-INF": -math.inf}

# What units of time are called, by JMH and by other programs.
_TIME = re.compile(
    r"[pnuµμm]?s|sec|min|hr?|days?|(nano|micro|milli)seconds|(second|minute|hour)s?", re.IGNORECASE
)
_FREQUENCY = re.compile(r"[kmg]?hz", re.IGNORECASE)


class _Cell(NamedTuple):
    """What a result measured, and how."""

    benchmark: str
    parameters: tuple[tuple[str, str], ...]
    mode: str
    threads: int  # those that JMH measures with

    def key(self) -> tuple[Any, ...]:
        """Equal for equal cells, those of older runs too, which do not say that threads are 1."""
        parameters = dict(self.parameters)
        if self.benchmark.startswith(SUITE) and {"backend", "precision"} <= parameters.keys():
            parameters.setdefault(THREADS, "1")
        return self.benchmark, frozenset(parameters.items()), self.mode, self.threads

    def __str__(self) -> str:
        words = [self.benchmark, *map("=".join, self.parameters)]
        threads = "1 thread" if self.threads == 1 else f"{self.threads} threads"
        return " ".join(f"{' '.join(words)} ({self.mode}, {threads})".split())


def read_results(file: Path, rounds: Rounds) -> Iterator[Record]:
    """What each iteration in a file measured, fork by fork.

    The keys are benchmark (as JMH names it), parameters, threads (those that a backend computes
    on, or that JMH measures with if the benchmark has no such factor), mode, unit, round,
    iteration (from 1), score, and secondary (scores by the metric's name).

    :param rounds: of the forks, in their order; a cell's forks are numbered from 1 where its
        number of rounds is another
    :raises ResultsError: if the file holds anything else, or a cell twice
    """
    cells = set()
    for line, result in read_objects(file):
        place = f"{file}, line {line},"
        try:
            cell = _cell(result)
            iterations = list(_iterations(cell, result, rounds))
        except (ValueError, OverflowError) as error:
            raise ResultsError(f"{place} is not a result of JMH: {error}") from None
        if cell.key() in cells:
            raise ResultsError(f"{place} holds a cell for the second time: {cell}")
        cells.add(cell.key())
        yield from iterations


def _cell(result: Record) -> _Cell:
    parameters, threads = result.get("params"), result.get("threads")
    if not isinstance(parameters, dict | None):
        raise ValueError("its params are not an object")
    benchmark = _text(result, "benchmark")
    values = {name: _as_text(value) for name, value in (parameters or {}).items()}
    count = 1 if threads is None else _as_text(threads)
    if not re.fullmatch(r"[+-]?\d{1,10}", str(count)) or not -(2**31) <= int(count) < 2**31:
        raise ValueError(f"its threads are {_shown(threads)}, not a whole number")
    parameters = tuple(with_implied(benchmark, values).items())
    return _Cell(benchmark, parameters, _text(result, "mode"), int(count))


def _iterations(cell: _Cell, result: Record, rounds: Rounds) -> Iterator[Record]:
    metric = _object(result, "primaryMetric")
    unit = _text(metric, "scoreUnit")
    _require_fitting(cell.mode, unit)
    parameters, threads = dict(cell.parameters), cell.threads
    if cell.benchmark.startswith(SUITE) and parameters.get(THREADS, "").isdecimal():
        threads = int(parameters.pop(THREADS))
        if cell.threads != 1:
            parameters[_JMH_THREADS] = str(cell.threads)
    score = _number(metric.get("score"))
    forks = _raw(metric) or [[score]]
    known = rounds.get((cell.benchmark, frozenset(cell.parameters)), [])
    order = known if len(known) == len(forks) else range(1, len(forks) + 1)
    secondaries = _object(result, "secondaryMetrics")
    raws = {name: [*map(_finite, _raw(_object(secondaries, name)))] for name in secondaries}
    secondary = {name: raw for name, raw in raws.items() if any(raw)}
    for fork, (in_round, scores) in enumerate(zip(order, forks, strict=True)):
        for iteration, score in enumerate(scores):
            yield {
                "benchmark": cell.benchmark,
                "parameters": parameters,
                "threads": threads,
                "mode": cell.mode,
                "unit": unit,
                "round": in_round,
                "iteration": iteration + 1,
                "score": score,
                "secondary": {name: _at(raw, fork, iteration) for name, raw in secondary.items()},
            }


def _require_fitting(mode: str, unit: str) -> None:
    """Refuses a rate, something per time, in a mode that measures times, and the reverse."""
    above, slash, below = (part.strip() for part in unit.rpartition("/"))
    over_time = bool(_TIME.fullmatch(below if slash else ""))
    of_time = bool(_TIME.fullmatch(above if slash else below))
    if mode == "thrpt" and of_time and not over_time:
        raise ValueError(f"mode {mode} measures a rate, but its unit {unit!r} is a time")
    is_rate = (over_time and not of_time) or _FREQUENCY.fullmatch(unit.strip())
    if mode in ("avgt", "sample", "ss") and is_rate:
        raise ValueError(f"mode {mode} measures a time, but its unit {unit!r} is a rate")


def _raw(metric: Record) -> list[list[float]]:
    """The score of each iteration by fork; none if there is no raw data."""
    histograms = metric.get("rawDataHistogram")
    if isinstance(histograms, list | dict) and histograms:
        raw, score = histograms, _mean_of_samples
    else:
        raw, score = metric.get("rawData"), _number
    forks = [list(map(score, _array(fork))) for fork in ([] if raw is None else _array(raw))]
    return forks if any(forks) else []


def _finite(fork: list[float]) -> list[float]:
    """With NaN for an infinity; none if at least half of them are not finite."""
    known = [score if math.isfinite(score) else math.nan for score in fork]
    return known if 2 * sum(map(math.isfinite, fork)) > len(fork) else []


def _mean_of_samples(histogram: Any) -> float:
    """Of pairs, a value and how often it was seen."""
    pairs = [(_number(value), _number(seen)) for value, seen, *_ in map(_array, _array(histogram))]
    count = sum(seen for _, seen in pairs)
    return sum(value * seen for value, seen in pairs) / count if count else math.nan


def _array(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("its raw data is not an array of one array per fork")
    return value


def _object(of: Record, name: str) -> Record:
    return of[name] if isinstance(of.get(name), dict) else {}


def _text(of: Record, name: str) -> str:
    value = of.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"it has no {name}")
    return value


def _number(value: Any) -> float:
    if value is None or (isinstance(value, str) and value in _NOT_FINITE):
        return _NOT_FINITE[value or ""]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{_shown(value)} is not a number")
    return float(value)


def _as_text(value: Any) -> str:
    """JMH writes texts; of other writers, a value is taken as the text that it is."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shown(value: Any) -> str:
    return repr(_as_text(value)[:40])


def _at(raw: list[list[float]], fork: int, iteration: int) -> float:
    known = fork < len(raw) and iteration < len(raw[fork])
    return raw[fork][iteration] if known else math.nan
