"""A figure of runs, as the script draws it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import plot
import plot_data
import plot_style

PLOT = Path(plot.__file__)


def drawn(name, *runs, baseline="arrays"):
    plot_style.use()
    return plot.FIGURES[name](plot_data.read(list(runs), baseline))


def lines(axes):
    """The points of each line with markers, by the marker."""
    return {
        line.get_marker(): np.array(line.get_xydata())
        for line in axes.get_lines()
        if line.get_marker() in "os^vD*PX" and len(line.get_xdata())
    }
