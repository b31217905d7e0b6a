"""Figures over the batch: throughput, its ratio to a baseline, and what each method costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

import results
from plot_data import METHOD, STEP, NothingToDrawError, Runs, method_name, networks, usual_method
from plot_panels import (
    apart,
    batch_axis,
    grid,
    interval_note,
    legend,
    line,
    log_axis,
    note,
    series,
)
from plot_style import text

# A title, and cells with the columns y, y_low and y_high.
Panels = list[tuple[str, pd.DataFrame]]

# What is asked, the factor, the level whose cost is asked for, and the level without it; then the
# method that the question is best asked of.
_COSTS = (
    ("bias / no bias", "bias", True, False, {"gradient": "manual", "optimizer": "sgd"}),
    ("autograd / manual", "gradient", "autograd", "manual", {"bias": True, "optimizer": "sgd"}),
    ("Adam / SGD", "optimizer", "adam", "sgd", {"bias": True, "gradient": "autograd"}),
)


def throughput(runs: Runs) -> Figure:
    """Samples a second against the batch, a line a backend, a panel a shape and precision."""
    return _throughput(runs, _of_usual_methods(results.summary(runs.of(STEP))))


def methods(runs: Runs) -> Figure:
    """As throughput, a panel for each method that was measured."""
    panels = [
        (f"{title}: {method_name(group.iloc[0])}", group)
        for title, cells in networks(results.summary(runs.of(STEP)))
        for _, group in cells.groupby(METHOD, dropna=False, sort=False)
    ]
    return _throughput(runs, panels)


def ratio(runs: Runs) -> Figure:
    """The time of each backend as a multiple of the baseline's."""
    compared = results.ratios(runs.of(STEP), "backend", runs.baseline)
    baseline = text(runs.baseline)
    if compared.empty:
        raise NothingToDrawError(f"no training step of the baseline '{baseline}' and of another")
    compared = _as_drawn(compared)
    figure = _figure(runs, _of_usual_methods(compared), f"time / that of {baseline}")
    for axes in figure.axes:
        log_axis(axes)
        axes.axhline(1, color="#444444", linewidth=0.8)
    note(figure, f"Training step: below 1 is faster than {baseline}. {_ratio_note(compared)}")
    return figure


def costs(runs: Runs) -> Figure:
    """The time of a training step with a bias, autograd or Adam, by the time without."""
    forks = runs.of(STEP)
    panels = []
    for question, factor, level, reference, rest in _COSTS:
        compared = results.ratios(forks, factor, reference)
        compared = compared[(compared[factor] == level).fillna(False)]
        compared = _as_drawn(compared)
        panels += [
            (f"{question}: {title}", _preferred(cells, factor, rest))
            for title, cells in networks(compared)
        ]
    if not panels:
        raise NothingToDrawError("no two methods to compare")
    figure = _figure(runs, panels, "time with / time without", crowded=True)
    for axes in figure.axes:
        axes.axhline(1, color="#444444", linewidth=0.8)
    everything = pd.concat([cells for _, cells in panels])
    note(figure, f"Training step: 1.1 is 10 % more time. {_ratio_note(everything)}")
    return figure


def _as_drawn(compared: pd.DataFrame) -> pd.DataFrame:
    return compared.assign(y=compared["ratio"], y_low=compared["low"], y_high=compared["high"])


def _throughput(runs: Runs, panels: Panels) -> Figure:
    with_bounds = [
        (
            title,
            cells.assign(
                y=cells["samples_per_second"],
                y_low=cells["samples_per_second"] / cells["factor"],
                y_high=cells["samples_per_second"] * cells["factor"],
            ),
        )
        for title, cells in panels
    ]
    figure = _figure(runs, with_bounds, "throughput (samples/s)")
    for axes in figure.axes:
        log_axis(axes)
    forks = pd.concat([cells["forks"] for _, cells in panels])
    note(figure, f"Training step. {interval_note(forks)}")
    return figure


def _of_usual_methods(cells: pd.DataFrame) -> Panels:
    panels = []
    for title, group in networks(cells):
        method, chosen = usual_method(group)
        panels.append((f"{title}: {method}", chosen))
    return panels


def _figure(runs: Runs, panels: Panels, quantity: str, crowded: bool = False) -> Figure:
    """Lines over the batch.

    :param crowded: whether lines lie so close that their bars are moved apart
    """
    figure, grid_axes = grid(len(panels))
    handles: dict[str, Line2D] = {}
    for (title, cells), axes in zip(panels, grid_axes, strict=True):
        axes.set_title(title)
        axes.set_ylabel(quantity)
        batch_axis(axes, cells["batch"])
        lines = series(cells, runs)
        spread = crowded or cells["batch"].nunique() == 1
        for number, (label, style, own) in enumerate(lines):
            x = apart(own["batch"], *((number, len(lines)) if spread else (0, 1)))
            bounds = own[["y_low", "y_high"]].to_numpy(dtype=float).T
            line(axes, style, x, own["y"].to_numpy(dtype=float), bounds)
            handles[label] = style.handle(label)
    legend(figure, list(handles.values()))
    return figure


def _preferred(cells: pd.DataFrame, factor: str, rest: dict[str, object]) -> pd.DataFrame:
    """The cells of the method that a question is best asked of, or else of one method."""
    wanted = np.logical_and.reduce(
        [(cells[name] == value).fillna(False).to_numpy(dtype=bool) for name, value in rest.items()]
    )
    if wanted.any():
        return cells[wanted]
    others = [name for name in METHOD if name != factor]
    return next(group for _, group in cells.groupby(others, dropna=False, sort=False))


def _ratio_note(compared: pd.DataFrame) -> str:
    """What the error bars of ratios are."""
    if compared["low"].isna().all():
        return "One fork a cell: no interval."
    bars = "Bars: 95 % interval (Student's t on logarithms, "
    if compared["paired"].all():
        return bars + "forks paired by round)."
    if not compared["paired"].any():
        return bars + "not paired: measured at different times)."
    return bars + "paired by round where measured side by side)."
