"""Figures over the batch: throughput, its ratio to a baseline, and what each method costs."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from plot_data import (
    STEP,
    NothingToDrawError,
    Runs,
    by_method,
    method_columns,
    networks,
    usual_method,
    usually_fused,
)
from plot_panels import (
    add_entry,
    apart,
    batch_axis,
    grid,
    interval_note,
    legend,
    line,
    log_axis,
    note,
    panel_title,
    series,
)
from plot_style import text

# A title, and cells with the columns y, y_low and y_high.
Panels = list[tuple[str, pd.DataFrame]]

# What is asked, the factor, the level whose cost is asked for, and the level without it as
# cells.csv names it; then the method that the question is best asked of.
_COSTS = (
    ("bias / no bias", "bias", True, "false", {"gradient": "manual", "optimizer": "sgd"}),
    (
        "autograd (eager) / manual",
        "gradient",
        "autograd",
        "manual",
        {"bias": True, "optimizer": "sgd"},
    ),
    ("graph / manual", "gradient", "graph", "manual", {"bias": True, "optimizer": "sgd"}),
    (
        "fused / op by op",
        "fusion",
        "on",
        "off",
        {"bias": True, "gradient": "manual", "optimizer": "sgd"},
    ),
    ("momentum / SGD", "optimizer", "momentum", "sgd", {"bias": True, "gradient": "manual"}),
    ("Adam / SGD", "optimizer", "adam", "sgd", {"bias": True, "gradient": "autograd"}),
    ("AdamW / SGD", "optimizer", "adamw", "sgd", {"bias": True, "gradient": "manual"}),
    ("16 minibatches / one batch", "feed", "next", "fixed", {"bias": True, "gradient": "manual"}),
    ("16 shuffled / one batch", "feed", "shuffled", "fixed", {"bias": True, "gradient": "manual"}),
)


def throughput(runs: Runs) -> Figure:
    """Samples per second by batch: a line per backend, a panel per shape, loss and precision."""
    return _throughput(runs, _of_usual_methods(runs.of(STEP)))


def methods(runs: Runs) -> Figure:
    """As throughput, with a panel for each method that was measured."""
    panels = [
        (f"{title}: {method}", group)
        for title, cells in networks(runs.of(STEP))
        for method, group in by_method(cells)
    ]
    return _throughput(runs, panels)


def ratio(runs: Runs) -> Figure:
    """The time of each backend as a multiple of the baseline's."""
    baseline = text(runs.baseline)
    compared = _ratios(runs.of(STEP), "backend", runs.baseline)
    if compared.empty:
        raise NothingToDrawError(f"no training step of the baseline '{baseline}' and of another")
    figure = _figure(runs, _of_usual_methods(compared), f"time / that of {baseline}")
    for axes in figure.axes:
        log_axis(axes)
        axes.axhline(1, color="#444444", linewidth=0.8)
    note(figure, f"Training step: below 1 is faster than {baseline}. {_ratio_note(compared)}")
    return figure


def costs(runs: Runs) -> Figure:
    """The time of a step with a bias, autograd, fusion, … as a multiple of that without."""
    cells = runs.of(STEP)
    panels = []
    for question, factor, level, reference, rest in _COSTS:
        compared = _ratios(cells, factor, reference)
        compared = compared[(compared[factor] == level).fillna(False)]
        for title, group in networks(compared):
            chosen = _preferred(group, factor, rest)
            op_by_op = ", op by op" if (chosen["fusion"] == "off").any() else ""
            panels.append((f"{question}: {title}{op_by_op}", chosen))
    if not panels:
        raise NothingToDrawError("no two methods to compare")
    figure = _figure(runs, panels, "time with / time without", crowded=True)
    for axes in figure.axes:
        axes.axhline(1, color="#444444", linewidth=0.8)
    everything = pd.concat([group for _, group in panels])
    note(figure, f"Training step: 1.1 is 10 % more time. {_ratio_note(everything)}")
    return figure


def _ratios(cells: pd.DataFrame, factor: str, reference: str) -> pd.DataFrame:
    """The cells that the report compares with the one that has this level of the factor."""
    names = [f"{figure}.{factor}.{reference}" for figure in ("ratio", "low", "high")]
    if not {*names} <= {*cells.columns}:
        return cells.iloc[:0]
    drawn = dict(zip(("y", "y_low", "y_high"), (cells[name] for name in names), strict=True))
    return cells.assign(**drawn).dropna(subset=["y"])


def _throughput(runs: Runs, panels: Panels) -> Figure:
    with_bounds = [
        (
            title,
            cells.assign(
                y=cells["samples_per_second"],
                y_low=cells["samples_per_second_low"],
                y_high=cells["samples_per_second_high"],
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

    :param crowded: whether the lines are so close that their bars are moved apart
    """
    figure, grid_axes = grid(len(panels))
    handles: dict[str, Line2D] = {}
    for (title, cells), axes in zip(panels, grid_axes, strict=True):
        panel_title(axes, title)
        axes.set_ylabel(quantity)
        batch_axis(axes, cells["batch"])
        lines = series(cells, runs)
        spread = crowded or cells["batch"].nunique() == 1
        for number, (label, style, own) in enumerate(lines):
            x = apart(own["batch"], *((number, len(lines)) if spread else (0, 1)))
            bounds = own[["y_low", "y_high"]].to_numpy(dtype=float).T
            line(axes, style, x, own["y"].to_numpy(dtype=float), bounds)
            add_entry(handles, label, style)
    legend(figure, list(handles.values()))
    return figure


def _preferred(cells: pd.DataFrame, factor: str, rest: dict[str, object]) -> pd.DataFrame:
    """The cells of the method that a question is best asked of, or else of one method."""
    cells = wanted = usually_fused(cells)
    for name, value in rest.items():
        wanted = wanted[(wanted[name] == value).fillna(False)]
    others = [name for name in method_columns(cells.columns) if name != factor]
    groups = (cells if wanted.empty else wanted).groupby(others, dropna=False, sort=False)
    return next(group for _, group in groups)


def _ratio_note(compared: pd.DataFrame) -> str:
    """What the error bars of ratios are."""
    if compared["y_low"].isna().all():
        return "One fork per cell: no interval."
    return "Bars: 95 % interval as in the report."
