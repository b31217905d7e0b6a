"""Figures of other kinds: losses, the passes of a step, and allocation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from plot_data import (
    BACKWARD,
    FORWARD,
    STEP,
    NothingToDrawError,
    Runs,
    at_one_batch,
    method_name,
    networks,
    usual_method,
)
from plot_panels import grid, interval_note, legend, note, series
from plot_style import METHOD_COLOURS, dashes, text, visible
from results_cells import parameters_of

_TRAINED_ON = ["backend", "precision"]
# A loss that falls by more than this factor is drawn on a logarithmic axis.
_LOG_FROM = 100.0


def losses(runs: Runs) -> Figure:
    """The loss at each step, a curve per training."""
    if runs.losses is None:
        raise NothingToDrawError("no losses")
    finite = runs.losses[np.isfinite(runs.losses["loss"])]
    if finite.empty:
        raise NothingToDrawError("no finite loss")
    figure, (axes,) = grid(1)
    order = list(dict.fromkeys(finite["method"]))
    several = len(runs.labels) > 1
    drawn: set[tuple[str, str]] = set()
    for (method, run, *_), curve in finite.groupby(["method", "run", *_TRAINED_ON], sort=False):
        number = order.index(method)
        label = text(f"{method} · {run}" if several else method)
        axes.plot(
            curve["step"],
            curve["loss"],
            color=METHOD_COLOURS[number % len(METHOD_COLOURS)],
            linestyle=dashes(runs.labels.index(run) if several else number),
            label=visible(label) if (method, run) not in drawn else "_",
        )
        drawn.add((method, run))
    least, most = finite["loss"].min(), finite["loss"].max()
    if least > 0 and most / least > _LOG_FROM:
        axes.set_yscale("log")
    axes.set_xlabel("training step")
    axes.set_ylabel("loss (sum of squared errors)")
    legend(figure, [line for line in axes.get_lines() if line.get_label() != "_"])
    agreement = _agreement(finite)
    if agreement:
        note(figure, agreement)
    return figure


def _agreement(losses: pd.DataFrame) -> str:
    """How many trainings are drawn as one line, and how far apart they are at most."""
    steps = losses.groupby(["run", "method", "step"], sort=False)["loss"]
    trainings = losses.groupby(["run", "method"], sort=False)[_TRAINED_ON].apply(
        lambda trained_on: len(trained_on.drop_duplicates())
    )
    if trainings.max() == 1:
        return ""
    apart = ((steps.max() - steps.min()) / steps.max().abs()).max()
    return (
        f"Each line is up to {trainings.max()} trainings (backends, precisions), "
        f"which differ by at most {apart:.0e} of the loss."
    )


def passes(runs: Runs) -> Figure:
    """The time of forward and backward pass at one batch, a bar per backend."""
    forward, backward = (runs.of(name) for name in (FORWARD, BACKWARD))
    panels = []
    for title, cells in networks(forward):
        method, chosen = usual_method(cells)
        batch, chosen = at_one_batch(chosen)
        panels.append((f"{title}, batch {batch}\n{method}", chosen))
    rows = max(len(series(cells, runs, True)) for _, cells in panels)
    figure, grid_axes = grid(len(panels), columns=2, height=0.9 + 0.25 * rows)
    drawn = []
    for (title, cells), axes in zip(panels, grid_axes, strict=True):
        entries = series(cells, runs, True)
        for row, (_, style, own) in enumerate(entries):
            left = 0.0
            for cell, alpha in ((own.iloc[0], 0.45), (_same(backward, own.iloc[0]), 0.95)):
                if cell is not None:
                    drawn.append(cell["forks"])
                    time, low, high = (
                        cell[f"nanoseconds{end}"] / 1000 for end in ("", "_low", "_high")
                    )
                    axes.barh(
                        row,
                        time,
                        left=left,
                        color=style.colour,
                        alpha=alpha,
                        xerr=None if np.isnan(low) else [[time - low], [high - time]],
                        error_kw={"elinewidth": 0.9},
                    )
                    left += time
        axes.set_yticks(range(len(entries)), [label for label, _, _ in entries])
        axes.invert_yaxis()
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("time (µs)")
        axes.set_title(title)
    shades = {"forward pass with loss": 0.45, "backward pass": 0.95}
    legend(figure, [Patch(color="#555555", alpha=a, label=name) for name, a in shades.items()])
    note(figure, interval_note(pd.Series(drawn)))
    return figure


def allocation(runs: Runs) -> Figure:
    """The bytes that a warm training step allocates at one batch, by method and backend."""
    measured = runs.of(STEP).dropna(subset=["allocation"])
    if measured.empty:
        raise NothingToDrawError("no allocation (JMH's GC profiler was not on)")
    groups = []
    for title, cells in networks(measured):
        batch, chosen = at_one_batch(cells)
        row = f"{title}, batch {batch}: " + chosen.apply(method_name, axis=1)
        groups.append(chosen.assign(row=row))
    cells = pd.concat(groups)
    rows = list(dict.fromkeys(cells["row"]))
    backends = [one for one in series(cells, runs) if not one[1].behind]
    figure = Figure(figsize=(6.6, 1.1 + len(rows) * (0.16 + 0.07 * len(backends))))
    axes = figure.subplots()
    for number, (_, style, own) in enumerate(backends):
        shift = (number - (len(backends) - 1) / 2) * 0.7 / len(backends)
        height = [rows.index(row) + shift for row in own["row"]]
        axes.plot(own["allocation"], height, **replace(style, dashes="none").line())
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xlim(-0.2, max(10.0, cells["allocation"].max() * 3))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_yticks(range(len(rows)), rows)
    axes.set_yticks(np.arange(len(rows) - 1) + 0.5, minor=True)
    axes.tick_params("y", which="both", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="y", which="minor")
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel("allocation (bytes per step; the axis is linear below 1)")
    note(
        figure,
        "As in the report, 0 stands where there is no more than JMH and the JVM need for "
        "themselves: some kB per iteration.",
    )
    legend(figure, [replace(style, dashes="none").handle(label) for label, style, _ in backends])
    return figure


def _same(cells: pd.DataFrame, cell: pd.Series) -> pd.Series | None:
    """The cell of another benchmark that has the same parameters."""
    same = cells
    for name in ["run", *parameters_of(cells.columns)]:
        same = same[same[name].astype(str) == str(cell[name])]
    return None if same.empty else same.iloc[0]
