"""Reads the files of a run. What is wrong with one is said in a sentence that names it."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import statistics
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

JMH_RESULT = "jmh-result.json"
BASELINES = "baselines.json"
SIDE_BY_SIDE = "side-by-side.json"
JOURNAL = "measurements.jsonl"
DESCRIPTION = "run.json"
LOSSES = "losses.csv"
EVALUATIONS = "evaluations.csv"
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
_GRADIENT = LOSS_COLUMNS.index("gradient")

# The package of this project's benchmarks, and their factor: the threads that a backend computes
# on. JMH has a number of measuring threads besides.
SUITE = "io.github.backpropbench.benchmark."
THREADS = "threads"

# Factors that results of before do not name, with the value that they have there, in cells of the
# suite that have all factors of one of these sets.
IMPLIED: dict[str, tuple[str, list[set[str]]]] = {
    "loss": ("squared-error", [{"backend", "gradient"}]),
    "feed": ("fixed", [{"backend", "gradient", "optimizer"}]),
    "fusion": ("on", [{"gradient"}, {"operation"}]),
}
# The same of the benchmark of whole trainings: of before, they are all the original experiment's.
TRAINING = SUITE + "ConvergenceBenchmark.train"
IMPLIED_IN_TRAININGS = {
    "data": "normal",
    "target": "500-steps",
    "epochs": "100",
    "seeds": "1",
    "split": "1",
    "start": "warm",
}

# What run.json may have as its schemaVersion. In version 1, the gradient autograd is what is now
# called graph, and no backend has a role.
SCHEMA_VERSION = 2
_EAGER_AUTOGRAD = 2
# The only backend whose autograd was eager even then: it runs PyTorch's own.
_EAGER_BASELINE = "pytorch"

# How files begin that are not text, and what to do with them.
_PACKED = {
    b"\x1f\x8b": "compressed with gzip; decompress it",
    b"PK\x03\x04": "a zip archive; unpack it",
    b"BZh": "compressed with bzip2; decompress it",
    b"\xfd7zXZ": "compressed with xz; decompress it",
    b"(\xb5/\xfd": "compressed with zstd; decompress it",
}

# With this number of iterations, other load spares some.
MANY = 10

Record = dict[str, Any]
# The rounds in which a cell has a score, by benchmark and parameters.
Rounds = dict[tuple[str, frozenset[tuple[str, str]]], list[int]]


class ResultsError(Exception):
    """A file that is missing, damaged, or not what it should be."""


class NoResultsError(ResultsError):
    """Nothing was measured in a run."""


def exists(path: Path) -> bool:
    """Whether there is such a file or folder, as far as one may look."""
    try:
        return path.exists()
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror}") from None


def is_folder(run: Path) -> bool:
    """Whether a run is a folder; anything else is read as a file, a pipe too.

    :raises ResultsError: if there is no such thing
    """
    if not exists(run):
        raise ResultsError(f"{run} does not exist; name the folder of a run")
    return run.is_dir()


def name_of(run: Path) -> str:
    """The name of a run's folder or file; a pipe has none but its link's."""
    return (run if exists(run) and run.is_fifo() else run.resolve()).name


def read_text(file: Path) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32, without its byte order mark."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise ResultsError(f"{file} does not exist") from None
    except OSError as error:
        raise ResultsError(f"{file} cannot be read: {error.strerror}") from None
    for start, what in _PACKED.items():
        if content.startswith(start):
            raise ResultsError(f"{file} is {what}")
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise ResultsError(f"{file} is not text in {encoding[:6].upper()}") from None


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
    ones. The shortest of all may be an error of the clock. A fork has failed, and its score is NaN,
    if at least half of its iterations have no finite score.
    """
    times = list(times)
    ordered = sorted(filter(math.isfinite, times))
    if 2 * len(ordered) <= len(times):
        return math.nan
    return ordered[1] if len(ordered) >= MANY else statistics.median(ordered)


def with_implied(benchmark: str, parameters: dict[str, str]) -> dict[str, str]:
    """The parameters of a cell as they are called today, with those that results of before do not
    name."""
    if not benchmark.startswith(SUITE):
        return dict(parameters)
    today = dict(parameters)
    for name, (value, having) in IMPLIED.items():
        if any(factors <= parameters.keys() for factors in having):
            today.setdefault(name, value)
    if benchmark == TRAINING:
        today = {**IMPLIED_IN_TRAININGS, **today}
    is_of_before = "gradient" in parameters and "fusion" not in parameters
    if is_of_before and parameters.get("backend") != _EAGER_BASELINE:
        today["gradient"] = traced(today["gradient"])
    return today


def traced(gradient: str) -> str:
    """Today's name of a gradient that was measured when autograd meant the traced graph."""
    return "graph" if gradient == "autograd" else gradient


def read_description(file: Path) -> Record:
    """The content of run.json.

    :raises ResultsError: if it cannot be read, or is of a later version
    """
    content = read_json(file)
    version = content.get("schemaVersion") if isinstance(content, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ResultsError(f"{file} does not describe a run: no schemaVersion")
    if version > SCHEMA_VERSION:
        raise ResultsError(
            f"{file} has schema version {version}; these scripts read up to {SCHEMA_VERSION}"
        )
    return content


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


def read_losses(run: Path) -> list[list[Any]]:
    """The rows of a run's losses.csv, with the values of LOSS_COLUMNS.

    Without a run.json, gradients are taken to be called what they are called today.
    """
    file, description = run / LOSSES, run / DESCRIPTION
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
    version = read_description(description)["schemaVersion"] if exists(description) else math.inf
    if version < _EAGER_AUTOGRAD:
        for row in rows:
            row[_GRADIENT] = traced(row[_GRADIENT])
    return rows


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

    A last line without its end is none: the run was killed while it was written. Nor is a fork
    that has no fork_score.
    """
    if not exists(journal):
        return []
    forks = []
    for number, line in enumerate(read_text(journal).split("\n")[:-1], start=1):
        try:
            fork = json.loads(line)
            scores = map(float, fork.get("scores", [0.0]))
            benchmark = str(fork["cell"]["benchmark"])
            if fork["status"] == "ok" and not math.isnan(fork_score(scores)):
                forks.append(
                    {
                        "benchmark": benchmark,
                        "parameters": with_implied(benchmark, dict(fork["cell"]["parameters"])),
                        "threads": int(fork["threads"]),
                        "round": int(fork["round"]),
                    }
                )
        except (ValueError, KeyError, TypeError):
            raise ResultsError(f"{journal}, line {number}, is not a fork of a run") from None
    return forks


def benchmark_names(benchmarks: Iterable[str]) -> dict[str, str]:
    """Class and method of each benchmark, with as much of the package as no other one has."""
    ends = {}
    for benchmark in set(benchmarks):
        words = benchmark.split(".")
        ends[benchmark] = [".".join(words[-n:]) for n in range(min(2, len(words)), len(words) + 1)]
    count = Counter(end for of_one in ends.values() for end in of_one)
    return {
        benchmark: next((end for end in of_one if count[end] == 1), benchmark)
        for benchmark, of_one in ends.items()
    }


def unguarded(text: str) -> str:
    """Takes off the apostrophe that guards a spreadsheet against a formula."""
    return text[1:] if re.match(r"'[=+\-@\t\r\n'＝＋－＠]", text) else text
