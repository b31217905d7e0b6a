"""The plots of the reference run show the times, ratios and intervals that its report prints."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from matplotlib.container import ErrorbarContainer

import plot_style
from drawing import drawn

RUN = Path(__file__).resolve().parents[2] / "bench-results" / "reference"
BACKENDS = ("arrays", "ejml", "ojalgo", "vector", "blas")
UNITS = {"/s": 1, "k/s": 1_000, "M/s": 1_000_000, "G/s": 1_000_000_000}
STEP = "io.github.backpropbench.benchmark.TrainingStepBenchmark.step"
# What the report calls the change whose cost is drawn.
CHANGES = {
    "bias / no bias": "bias",
    "autograd (eager) / manual": "autograd, eager",
    "graph / manual": "graph, traced and fused",
    "fused / op by op": "fused",
    "momentum / SGD": "momentum",
    "Adam / SGD": "adam",
    "AdamW / SGD": "adamw",
    "16 minibatches / one batch": "next minibatch",
    "16 shuffled / one batch": "shuffled minibatches",
}


def report() -> str:
    return (RUN / "report.md").read_text(encoding="utf-8")


def rows_of_cells() -> list[dict[str, str]]:
    """The training steps in cells.csv, as text."""
    with (RUN / "cells.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["benchmark"] == STEP]


def tables() -> dict[str, dict[tuple[str, int, str], str]]:
    """The cells of the report's tables, by heading, and by group, batch and backend."""
    found: dict[str, dict[tuple[str, int, str], str]] = {}
    title, group, columns = "", "", []
    for line in report().splitlines():
        fields = [field.strip() for field in line.strip("|").split("|")]
        if line.startswith("## "):
            title = line[3:]
        elif not line.startswith("|"):
            columns = []
        elif not columns:
            columns = fields
        elif columns[1] == "batch" and fields[1].isdecimal():
            group = fields[0] or group
            for backend, field in zip(columns[2:], fields[2:], strict=True):
                key = (group, int(fields[1]), backend.strip("()"))  # brackets mark yardsticks
                found.setdefault(title, {})[key] = field
    return found


def bars(name: str) -> dict[tuple[str, int, str], tuple[float, float, float]]:
    """What a figure draws (value, low, high), by panel, batch and backend."""
    backends = {plot_style.backend_style(name).marker: name for name in BACKENDS}
    found = {}
    for axes in drawn(name, RUN).axes:
        batches = [round(tick) for tick in axes.get_xticks()]
        for container in axes.containers:
            assert isinstance(container, ErrorbarContainer)
            line, _, (segments,) = container.lines
            points = zip(line.get_xydata(), segments.get_segments(), strict=True)
            for (x, y), segment in points:
                batch = min(batches, key=lambda batch: abs(batch - x))
                title = axes.get_title().replace("\n", " ")  # long ones are wrapped
                key = (title, batch, backends[line.get_marker()])
                found[key] = (y, segment[0, 1], segment[1, 1])
    return found


def assert_printed(value: float, printed: str) -> None:
    """Asserts that a number rounds to the printed one."""
    digits = Decimal(printed)
    half_a_unit = 0.5 * 10.0 ** digits.as_tuple().exponent
    assert abs(value - float(digits)) <= half_a_unit * (1 + 1e-9)


def assert_ratio(figure: tuple[float, float, float], printed: str) -> None:
    numbers = re.fullmatch(r"([\d.]+) \(([\d.]+)–([\d.]+)\)\??", printed)
    assert numbers, printed
    for value, text in zip(figure, numbers.groups(), strict=True):
        assert_printed(value, text)


def group_of(title: str) -> str:
    """A panel's title as the report names its rows."""
    network, _, method = title.partition(": ")
    gradient, bias, optimizer, *others = method.split(", ")
    feed, fusion = ([w for w in others if (w == "op by op") == last] for last in (False, True))
    words = [network.replace(",", ""), f"{gradient} {optimizer.lower()}", *feed, bias, *fusion]
    return ", ".join(words)


def test_throughput_with_its_intervals():
    printed = tables()["Training step: throughput and time"]
    figures = bars("methods")
    checked = 0

    for (title, batch, backend), (rate, low, high) in figures.items():
        text = printed.get((group_of(title), batch, backend))
        if text is None:
            continue  # in a row that the report leaves out
        shown = re.fullmatch(r"(?:\\\* )?([\d.]+) (\S+)<br>[\d.]+ \S+ ±(\d+|\d+\.\d) %", text)
        assert shown, text
        assert_printed(rate / UNITS[shown[2]], shown[1])
        assert_printed(100 * (high / rate - 1), shown[3])
        assert high / rate == pytest.approx(rate / low, rel=1e-9)
        checked += 1

    assert checked == len(printed) > 0


def test_ratios_with_their_intervals():
    printed = tables()["Backends against arrays"]
    figures = bars("ratio")
    checked = 0

    for (title, batch, backend), figure in figures.items():
        text = printed.get((group_of(title), batch, backend))
        if text is not None:  # else in a row that the report leaves out
            assert_ratio(figure, text)
            checked += 1
    assert checked == len(printed) > 0

    usual: dict[tuple[str, ...], Counter[str]] = {}
    method = {"gradient": "manual", "bias": "true", "feed": "fixed", "fusion": "on"}
    for row in rows_of_cells():
        if row["ratio.backend.arrays"] and method.items() <= {"fusion": "on", **row}.items():
            network = tuple(row[name] for name in ("shape", "loss", "precision", "threads"))
            usual.setdefault(network, Counter())[row["optimizer"]] += 1
    of_one = [optimizers["sgd"] or max(optimizers.values()) for optimizers in usual.values()]
    assert len(figures) == sum(of_one) > 0


def test_costs_with_their_intervals():
    (title,) = (title for title in tables() if title.startswith("Cost of "))
    printed: dict[tuple[str, str, int, str], list[str]] = {}
    for (row, batch, backend), text in tables()[title].items():
        change, _, rest = row.partition(": ")
        network = rest.split(", ")[0]
        if text:
            printed.setdefault((change, network, batch, backend), []).append(text)
    checked = set()

    for (title, batch, backend), figure in bars("costs").items():
        question, _, network = title.partition(": ")
        key = (CHANGES[question], network.replace(",", ""), batch, backend)
        for text in printed.get(key, []):  # none in a row that the report leaves out
            if agrees(figure, text):
                checked.add(key)

    assert checked == set(printed)
    assert checked


def agrees(figure: tuple[float, float, float], printed: str) -> bool:
    """Whether a row is the one that is drawn, of several that differ in the rest of the method."""
    try:
        assert_ratio(figure, printed)
    except AssertionError:
        return False
    return True
