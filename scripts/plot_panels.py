"""What figures have in common: a grid of panels, a legend of backends, a note on the bars."""

from __future__ import annotations

import math
import textwrap

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import EngFormatter, FuncFormatter, LogLocator, NullLocator

from plot_data import Runs
from plot_style import Style, backend_order, backend_styles, behind_style, dashed_apart, text
from results import LIBRARY, YARDSTICK

_PANEL = (3.3, 2.5)  # inches
_LEAST_WIDTH = 4.6
_MOST_COLUMNS = 3
_NOTE_SIZE = 7.5  # points
_LETTERS_PER_INCH = 18  # of that size
_LABEL_LETTERS_PER_INCH = 15
_TITLE_LETTERS = 42  # above a panel
_LEGEND_ROW = 0.18  # inches
# The factor by which neighbours are moved apart where their bars would hide each other.
_APART = 1.06
# An axis over fewer decades than this needs ticks between the powers of ten.
_FEW_DECADES = 2.2


def grid(
    panels: int, columns: int = _MOST_COLUMNS, height: float = _PANEL[1]
) -> tuple[Figure, list[Axes]]:
    """A figure with this number of panels, row by row."""
    columns = min(panels, columns)
    rows = math.ceil(panels / columns)
    width = max(_PANEL[0] * columns, _LEAST_WIDTH)
    figure = Figure(figsize=(width, height * rows + 0.4))
    axes = list(figure.subplots(rows, columns, squeeze=False).flat)
    for unused in axes[panels:]:
        unused.remove()
    return figure, axes[:panels]


def panel_title(axes: Axes, words: str) -> None:
    """A title above a panel, in two lines if the panel is too narrow for one."""
    lines = textwrap.wrap(words, _TITLE_LETTERS, break_long_words=False, break_on_hyphens=False)
    axes.set_title("\n".join(lines))


def series(
    cells: pd.DataFrame, runs: Runs, all_in_colour: bool = False
) -> list[tuple[str, Style, pd.DataFrame]]:
    """The cells of each backend of each run, with label and style, in the palette's order.

    A yardstick is called one, and drawn in thin lines. Of many backends, only the best of each role
    are drawn in colour.
    """
    found = []
    together = set() if runs.cells is None else set(runs.cells["backend"].dropna())
    for backend in backend_order(set(cells["backend"])):
        role = runs.roles.get(backend, LIBRARY)
        name = text(backend) + ("" if role == LIBRARY else f" ({role})")
        for number, run in enumerate(runs.labels):
            own = cells[(cells["backend"] == backend) & (cells["run"] == run)]
            if not own.empty:
                label = name + (f" · {run}" if len(runs.labels) > 1 else "")
                is_behind = not all_in_colour and backend not in runs.in_colour
                styles = backend_styles(together | {backend}, number, role == YARDSTICK)
                if len(runs.labels) == 1:
                    styles = dashed_apart(styles)
                found.append((label, behind_style(number) if is_behind else styles[backend], own))
    return found


def add_entry(handles: dict[str, Line2D], label: str, style: Style) -> None:
    """Adds a line to a legend: one entry for all that are behind the others."""
    entry = "other backends" if style.behind else label
    handles.setdefault(entry, style.handle(entry))


def line(axes: Axes, style: Style, x: np.ndarray, y: np.ndarray, bounds: np.ndarray) -> None:
    """A line with error bars.

    :param bounds: the lower and the upper bounds, two rows; NaN where there is no interval
    """
    order = np.argsort(x)
    x, y = x[order], y[order]
    if style.behind:
        axes.plot(x, y, **style.line())
        return
    low, high = np.where(np.isnan(bounds[:, order]), y, bounds[:, order])
    reach = np.maximum(0, [y - low, high - y])
    axes.errorbar(x, y, yerr=reach, elinewidth=0.9, **style.line())


def apart(batches: pd.Series, number: int, count: int) -> np.ndarray:
    """The batches, moved a little to tell one of count series from the others."""
    return batches.to_numpy(dtype=float) * _APART ** (number - (count - 1) / 2)


def batch_axis(axes: Axes, batches: pd.Series) -> None:
    """A logarithmic axis with a tick at each batch that was measured."""
    values = sorted({int(batch) for batch in batches})
    axes.set_xscale("log", base=2)
    axes.set_xticks(values, map(str, values))
    axes.xaxis.set_minor_locator(NullLocator())
    if len(values) == 1:
        axes.set_xlim(values[0] / 2, values[0] * 2)
    elif len(values) > 8:
        axes.tick_params("x", rotation=60)
    axes.set_xlabel("batch (samples per step)")


def log_axis(axes: Axes) -> None:
    """A logarithmic vertical axis with plain numbers: 0.5, 1, 2 or 1 k, 10 k, 100 k."""
    axes.set_yscale("log")
    low, high = axes.get_ylim()
    few = math.log10(high / low) < _FEW_DECADES
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if few else (1,), numticks=12))
    axes.yaxis.set_minor_formatter(FuncFormatter(lambda value, _: ""))
    large = EngFormatter()
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, at: f"{value:g}" if value < 1000 else large(value, at))
    )


def legend(figure: Figure, handles: list[Artist]) -> None:
    """One legend below all panels, for which the figure grows."""
    longest = max(len(str(handle.get_label())) for handle in handles)
    width, height = figure.get_size_inches()
    columns = max(1, min(len(handles), int(width / (0.7 + longest / _LABEL_LETTERS_PER_INCH))))
    rows = math.ceil(len(handles) / columns)
    figure.set_size_inches(width, height + rows * _LEGEND_ROW)
    figure.legend(handles=handles, loc="outside lower center", ncols=columns)


def note(figure: Figure, words: str) -> None:
    """A line in small letters above the panels that says what is drawn."""
    width = int(figure.get_size_inches()[0] * _LETTERS_PER_INCH)
    figure.suptitle(textwrap.fill(words, width), fontsize=_NOTE_SIZE, color="#444444")


def interval_note(forks: pd.Series) -> str:
    """What the error bars are."""
    least, most = int(forks.min()), int(forks.max())
    if most < 2:
        return "One fork per cell: no interval."
    count = f"{least}" if least == most else f"{least} to {most}"
    return f"Bars: 95 % interval over {count} forks, as in the report."
