"""The plots of the reference run show the times, ratios and intervals that its report prints."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from matplotlib.container import ErrorbarContainer

import plot_style
from drawing import drawn

RUN = Path(__file__).resolve().parents[2] / "bench-results" / "reference"
BACKENDS = ("arrays", "ejml", "ojalgo", "vector", "blas")
UNITS = {"/s": 1, "k/s": 1_000, "M/s": 1_000_000, "G/s": 1_000_000_000}


def tables() -> dict[str, dict[tuple[str, int, str], str]]:
    """The cells of the report's tables, by heading, and by group, batch and backend."""
    found: dict[str, dict[tuple[str, int, str], str]] = {}
    title, group, columns = "", "", []
    for line in (RUN / "report.md").read_text(encoding="utf-8").splitlines():
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
                found.setdefault(title, {})[group, int(fields[1]), backend] = field
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
    gradient, bias, optimizer, *feed = method.split(", ")
    return ", ".join([network.replace(",", ""), f"{gradient} {optimizer.lower()}", *feed, bias])


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

    assert checked == len(printed) == 60


def test_ratios_with_their_intervals():
    printed = tables()["Backends against arrays"]
    figures = bars("ratio")
    checked = 0

    for (title, batch, backend), figure in figures.items():
        assert_ratio(figure, printed[group_of(title), batch, backend])
        checked += 1

    assert checked == 4 * 12


def test_costs_with_their_intervals():
    printed = tables()["Cost of gradient, optimizer, feed and bias"]
    rows = {
        "bias / no bias": "bias: {}, manual sgd",
        "autograd / manual": "autograd: {}, sgd, bias",
        "momentum / SGD": "momentum: {}, manual, bias",
        "Adam / SGD": "adam: {}, autograd, bias",
        "AdamW / SGD": "adamw: {}, autograd, bias",
        "16 minibatches / one batch": "next minibatch: {}, manual adam, bias",
    }
    figures = bars("costs")
    checked = 0

    for (title, batch, backend), figure in figures.items():
        question, _, network = title.partition(": ")
        text = printed.get((rows[question].format(network.replace(",", "")), batch, backend))
        if text is None:
            continue  # in a row that the report leaves out
        assert_ratio(figure, text)
        checked += 1

    assert checked == len(printed) == 65
