"""A figure of runs, as the script draws it."""

from __future__ import annotations

from pathlib import Path

import plot
import plot_data
import plot_style

PLOT = Path(plot.__file__)


def drawn(name, *runs, baseline="arrays"):
    plot_style.use()
    return plot.FIGURES[name](plot_data.read(list(runs), baseline))
