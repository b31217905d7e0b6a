"""Reads what the report says of each cell: cells.csv, which the Java program writes.

No interval and no ratio is computed here. Where a run has no such file, or was resumed since, and
for a file in JMH's JSON, the program's jar is asked for it.
"""

from __future__ import annotations

import math
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from results_files import (
    BASELINES,
    DESCRIPTION,
    IMPLIED,
    IMPLIED_IN_TRAININGS,
    JMH_RESULT,
    JOURNAL,
    THREADS,
    NoResultsError,
    Record,
    ResultsError,
    exists,
    is_folder,
    read_csv,
    read_scored_forks,
    read_text,
    unguarded,
    with_implied,
)
from results_jmh import read_results

CELLS = "cells.csv"
JAR = Path(__file__).resolve().parent.parent / "target" / "benchmarks.jar"

# The columns around those of the parameters.
BENCHMARK = "benchmark"
ROUNDS_OF = "rounds_of"
_NEEDED = {BENCHMARK, THREADS, ROUNDS_OF, "forks", "nanoseconds", "samples_per_second"}
_VERDICT = "verdict."
_OTHER_PARAMETER = "param."
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

# What one cell is, whichever file names it: benchmark, threads, and the parameters with a value.
Key = tuple[str, str, frozenset[tuple[str, str]]]


def read_cells(path: Path) -> list[Record]:
    """The cells of a run, of a file in JMH's JSON, or of a CSV file that was exported of one.

    The keys are the headings of cells.csv; figures are numbers, NaN where there is none.

    :raises ResultsError: if they cannot be read
    """
    if not is_folder(path):
        return _parse(read_text(path), path) if path.suffix == ".csv" else _exported(path)
    if not exists(path / DESCRIPTION):
        if not exists(path / JMH_RESULT):
            raise NoResultsError(f"{path} holds no results: it has no {JMH_RESULT}")
        return _exported(path / JMH_RESULT)
    measured = _forks_measured(path)
    if not measured:
        raise NoResultsError(f"{path} holds no results: no cell has a score")
    file = path / CELLS
    if not exists(file):
        return _exported(path, f"{file} does not exist")
    cells = _parse(read_text(file), file)
    if _forks_of(cells) != measured:
        return _exported(path, f"{file} does not fit the run's forks")
    return cells


def parameters_of(columns: Iterable[str]) -> list[str]:
    """Those of the headings that are the cells' parameters."""
    names = list(columns)
    return names[names.index(BENCHMARK) + 1 : names.index(ROUNDS_OF)]


def _parse(text: str, file: Path) -> list[Record]:
    header, *records = read_csv(text, file) or [[]]
    names = [unguarded(name) for name in header]
    if not {*names} >= _NEEDED:
        raise ResultsError(f"{file} is not a table of cells: its first line is not that of one")
    texts = {BENCHMARK, *parameters_of(names), ROUNDS_OF}
    rows = []
    for number, fields in enumerate(records, start=2):
        row: Record = {}
        for name, field in zip(names, fields, strict=True):
            try:
                is_text = name in texts or name.startswith(_VERDICT)
                row[name] = unguarded(field) if is_text else float(field or math.nan)
            except ValueError:
                raise ResultsError(
                    f"{file}, row {number}, has a {name} that is not a number: {field!r}"
                ) from None
        rows.append(_with_implied(row))
    return rows


def _with_implied(row: Record) -> Record:
    """A row with the columns of factors that tables of before do not have, named as today."""
    parameters = {name: row.pop(name) for name in (BENCHMARK, *parameters_of(row))}
    benchmark = parameters[BENCHMARK]
    known = {name: value for name, value in parameters.items() if value and name != BENCHMARK}
    added = {name: "" for name in (*IMPLIED, *IMPLIED_IN_TRAININGS) if name not in parameters}
    return {**parameters, **added, **with_implied(benchmark, known), **row}


def _exported(path: Path, reason: str = "") -> list[Record]:
    """The cells as the jar exports them.

    :param reason: why a run's own file is of no use
    """
    command = ["java", "-jar", str(JAR), "export", str(path), "--format", "cells"]
    try:
        if not JAR.exists():
            raise FileNotFoundError
        # A file may be one that this process has open, such as /dev/fd/63.
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, close_fds=False
        )
    except FileNotFoundError:
        raise ResultsError(_advice(path, reason)) from None
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise ResultsError(f"{shlex.join(command)} failed: {said[-1]}")
    return _parse(done.stdout, path)


def _advice(path: Path, reason: str) -> str:
    """How to make the table by hand."""
    program = "java -jar target/benchmarks.jar"
    name = shlex.quote(str(path))
    if reason:
        return f"{reason}; {program} report {name} writes it"
    return (
        f"{path} is not the folder of a run; {program} export {name} --format cells --out FILE.csv "
        "writes a table that takes its place"
    )


def _forks_of(cells: list[Record]) -> Counter[Key]:
    """The number of forks by cell that the table was made of."""
    counts: Counter[Key] = Counter()  # numbers that are not whole fit no run
    for cell in cells:
        parameters = {n.removeprefix(_OTHER_PARAMETER): cell[n] for n in parameters_of(cell)}
        counts[_key(cell[BENCHMARK], parameters, "")] += cell["forks"]
    return counts


def _forks_measured(run: Path) -> Counter[Key]:
    """The number of forks by cell that have scores: those of the journal, and of the baselines."""
    counts = Counter(
        _key(fork["benchmark"], fork["parameters"], fork["threads"])
        for fork in read_scored_forks(run / JOURNAL)
    )
    if exists(run / BASELINES):
        forks = {
            (_key(one["benchmark"], one["parameters"], one["threads"]), one["round"])
            for one in read_results(run / BASELINES, {})
        }
        baselines = Counter(key for key, _ in forks)
        counts.update({key: count for key, count in baselines.items() if key not in counts})
    return counts


def _key(benchmark: str, parameters: dict[str, str], threads: object) -> Key:
    """With the characters that cells.csv has in place of those that control a terminal, and without
    what results of before do not name."""
    shown = {name: _CONTROLS.sub("\ufffd", str(value)) for name, value in parameters.items()}
    on = shown.pop(THREADS, "") or str(threads)
    implied = {(name, value) for name, (value, _) in IMPLIED.items()}
    implied |= {*IMPLIED_IN_TRAININGS.items()}
    return benchmark, on, frozenset(one for one in shown.items() if one[1] and one not in implied)
