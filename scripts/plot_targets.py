"""Figures of trainings to a target: what decides how long they take, and how they get there."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import EngFormatter, LogLocator, NullFormatter

from plot_data import NothingToDrawError, Runs
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
from plot_style import Style, dashes
from plot_trainings import Task, Trained, trained
from results_evaluations import target_of

_METHOD, _CONTEXT = "#222222", "#bbbbbb"
_RING = 95  # its area in square points
_HEIGHT = 2.4  # inches
_TARGET = {"color": "#444444", "linewidth": 0.8, "linestyle": "--"}


def time_to_target(runs: Runs) -> Figure:
    """Steps to a target, samples per second, and time to the target, by batch: a row per method."""
    methods = trained(runs)
    figure, panels = grid(3 * len(methods), columns=3, height=_HEIGHT)
    handles: dict[str, Line2D] = {}
    first: dict[Task, list[Axes]] = {}  # the row of each task's first method
    for number, method in enumerate(methods):
        row = panels[3 * number : 3 * number + 3]
        for axes, above in zip(row, first.setdefault(method.task, row), strict=True):
            if axes is not above:
                axes.sharey(above)
        panel_title(row[0], f"{method.task.title}: {method.method}")
        _draw_steps(row[0], method, [one for one in methods if one.task == method.task], runs)
        handles |= _draw_cells(row[1], method, "samples_per_second", runs)
        _draw_cells(row[2], method, "seconds", runs)
        row[1].set_ylabel("throughput (samples/s)")
        row[2].set_ylabel("time to target (s)")
        _mark_shortest(row[2], method, runs)
    for axes in panels:
        _positive_axis(axes)
    legend(figure, [*handles.values(), *_keys()])
    note(figure, _note(methods))
    return figure


def _draw_steps(axes: Axes, method: Trained, of_task: list[Trained], runs: Runs) -> None:
    """The method's steps among those of the others, which show how far the methods are apart."""
    axes.set_ylabel("steps to target")
    _batches(axes, method)
    for number, run in enumerate(runs.labels):
        for other in of_task:
            known = _reached(other, run)
            axes.plot(known["batch"], known["steps"], color=_CONTEXT, linewidth=1, zorder=1)
        own = _reached(method, run)
        if own.empty:
            continue
        start = own.iloc[0]
        batches = own["batch"].to_numpy(dtype=float)
        fewer = start["steps"] * start["batch"] / batches
        axes.plot(batches, fewer, color=_METHOD, linestyle=":", linewidth=0.8, zorder=1)
        bounds = own[["steps_low", "steps_high"]].to_numpy(dtype=float).T
        style = Style(_METHOD, "o", dashes(number), number % 2 == 0)
        line(axes, style, batches, own["steps"].to_numpy(dtype=float), bounds)
    for _, at in method.steps.iterrows():
        _say_reached(axes, at)


def _say_reached(axes: Axes, at: pd.Series) -> None:
    """Says that only some of the seeds reach the target, or none."""
    look = {"fontsize": 6.5, "color": "#444444", "ha": "center"}
    if at["reached"] == 0:
        place = axes.get_xaxis_transform()
        axes.text(at["batch"], 0.97, "not reached", transform=place, rotation=90, va="top", **look)
    elif at["reached"] < at["of"]:
        words = f"{at['reached']} of {at['of']}"
        place = (at["batch"], max(at["steps"], at["steps_high"]))
        axes.annotate(words, place, xytext=(0, 4), textcoords="offset points", **look)


def _batches(axes: Axes, method: Trained) -> None:
    """The same horizontal axis in all panels of a row, whatever is known at each batch."""
    batches = method.steps["batch"]
    batch_axis(axes, batches)
    if batches.nunique() > 1:
        axes.set_xlim(batches.min() / 1.4, batches.max() * 1.4)


def _reached(method: Trained, run: str) -> pd.DataFrame:
    steps = method.steps[method.steps["run"] == run]
    return steps.dropna(subset=["steps"]).sort_values("batch")


def _draw_cells(axes: Axes, method: Trained, name: str, runs: Runs) -> dict[str, Line2D]:
    """A line per backend; the entries of the legend."""
    _batches(axes, method)
    handles = {}
    lines = series(method.cells, runs) if len(method.cells) else []
    spread = len(method.cells) > 0 and method.cells["batch"].nunique() == 1
    for number, (label, style, own) in enumerate(lines):
        x = apart(own["batch"], *((number, len(lines)) if spread else (0, 1)))
        bounds = own[[f"{name}_low", f"{name}_high"]].to_numpy(dtype=float).T
        line(axes, style, x, own[name].to_numpy(dtype=float), bounds)
        add_entry(handles, label, style)
    if not lines:
        words = "not measured" if method.steps["reached"].any() else "not reached"
        axes.text(0.5, 0.5, words, transform=axes.transAxes, color="#444444", ha="center")
    return handles


def _mark_shortest(axes: Axes, method: Trained, runs: Runs) -> None:
    """A ring around the batch with which each backend takes the shortest time."""
    if method.cells.empty or method.cells["batch"].nunique() == 1:
        return
    for _, style, own in (one for one in series(method.cells, runs) if not one[1].behind):
        best = own.loc[own["seconds"].idxmin()]
        at = ([float(best["batch"])], [best["seconds"]])
        axes.scatter(*at, s=_RING, facecolors="none", edgecolors=style.colour, linewidths=0.8)


def _positive_axis(axes: Axes) -> None:
    """A logarithmic axis if anything is drawn on it."""
    if axes.dataLim.height >= 0 and np.isfinite(axes.dataLim.y0):
        log_axis(axes)


def _keys() -> list[Line2D]:
    """What the lines stand for that are no backend's."""
    ring = {"linestyle": "", "marker": "o", "markersize": 8, "fillstyle": "none"}
    return [
        Line2D([], [], color=_METHOD, marker="o", label="steps by this method"),
        Line2D([], [], color=_CONTEXT, label="by the others"),
        Line2D([], [], color=_METHOD, linestyle=":", label="twice the batch, half the steps"),
        Line2D([], [], color=_METHOD, **ring, label="shortest time"),
    ]


def _note(methods: list[Trained]) -> str:
    seeds = {int(count) for method in methods for count in method.steps["of"]}
    some = " The steps of seeds that do not reach the target count, too."
    missed = any((method.steps["reached"] < method.steps["of"]).any() for method in methods)
    forks = [method.cells["forks"] for method in methods if len(method.cells)]
    return (
        f"Steps: mean over {_range(seeds)} seeds, and their range; the same for every backend."
        + (some if missed else "")
        + " Throughput without evaluations, time with them."
        + (f" {interval_note(pd.concat(forks))}" if forks else "")
    )


def _range(counts: set[int]) -> str:
    return f"{min(counts)}" if len(counts) == 1 else f"{min(counts)} to {max(counts)}"


def accuracy(runs: Runs) -> Figure:
    """Accuracy, or loss, on the test rows against time: a panel per method, a line per backend."""
    methods = [method for method in trained(runs) if len(method.cells)]
    if not methods:
        raise NothingToDrawError("no training to a target has a time")
    figure, panels = grid(len(methods))
    handles: dict[str, Line2D] = {}
    first: dict[Task, Axes] = {}  # the panel of each task's first method
    for method, axes in zip(methods, panels, strict=True):
        if axes is not first.setdefault(method.task, axes):
            axes.sharex(first[method.task])
        batch = int(method.cells.loc[method.cells["seconds"].idxmin()]["batch"])
        panel_title(axes, f"{method.task.title}: {method.method}, batch {batch}")
        cells = method.cells[method.cells["batch"] == batch]
        for label, style, own in series(cells, runs):
            if _draw_curve(axes, method.curve(batch, own.iloc[0]["run"]), own.iloc[0], style):
                add_entry(handles, label, style)
        _draw_target(axes, method.cells.iloc[0]["target"])
        axes.set_xscale("log")
        axes.set_xlabel("time")
        axes.xaxis.set_major_locator(LogLocator(numticks=5))
        axes.xaxis.set_major_formatter(EngFormatter(unit="s"))
        axes.xaxis.set_minor_formatter(NullFormatter())
    legend(figure, [*handles.values(), Line2D([], [], **_TARGET, label="target")])
    note(
        figure,
        "With the batch that takes the shortest time. Each line is one training: that with the"
        " median number of steps of the seeds that reach the target. Time: its steps, by the mean"
        " time per step with the evaluations.",
    )
    return figure


def _draw_curve(axes: Axes, curve: pd.DataFrame, cell: pd.Series, style: Style) -> bool:
    """A training from its first evaluation to its last, which has the marker."""
    is_accuracy, _ = target_of(cell["target"])
    # Evaluations come every so many steps: their time is proportional to the steps, too.
    seconds = curve["step"] * cell["seconds"] / cell["expected_steps"]
    values = curve["test_accuracy" if is_accuracy else "test_loss"]
    axes.plot(seconds, values, markevery=[-1], **style.line())
    return not curve.empty


def _draw_target(axes: Axes, target: str) -> None:
    is_accuracy, value = target_of(target)
    axes.axhline(value, **_TARGET)
    if is_accuracy:
        axes.set_ylabel("accuracy on the test rows")
    else:
        axes.set_ylabel("loss per test row")
        log_axis(axes)
