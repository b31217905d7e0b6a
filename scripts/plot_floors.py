"""The figure of matrix products against what is possible: the best floor at each size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

import results
from plot_data import NothingToDrawError, Runs
from plot_panels import grid, legend, line, note, panel_title, series
from plot_style import Style, backend_styles, text
from results_files import BASELINES, SIDE_BY_SIDE, SUITE, ResultsError, exists, is_folder
from results_jmh import read_results

_PRODUCTS = {
    "multiply": "A·B",
    "multiplyTransposedLeft": "Aᵀ·B",
    "multiplyTransposedRight": "A·Bᵀ",
}
_KERNEL = "KernelBenchmark.apply"
# A line needs a handful of sizes.
_FEWEST_SIZES = 4
# Larger sizes than this need a logarithmic axis.
_LINEAR_UP_TO = 100
_HEIGHT = 2.6  # inches


@dataclass(frozen=True)
class _Panel:
    """Products whose sizes differ in one number, n; cells have it in the column x."""

    precision: str
    operation: str
    sizes: str
    cells: pd.DataFrame

    @property
    def title(self) -> str:
        return f"{_PRODUCTS[self.operation]}, {text(self.precision)}, {self.sizes}"


def floors(runs: Runs) -> Figure:
    """Rates of products as a share of the best floor's, by size: a panel per product and family."""
    products, outside, same_rounds = _measured(runs)
    panels = list(_panels(products))
    if not panels:
        raise NothingToDrawError(
            f"no {_FEWEST_SIZES} sizes of a product that differ in one number only"
        )
    compared = [(panel, *_against_best(panel.cells, outside)) for panel in panels]
    compared = [one for one in compared if not one[1].empty]
    if not compared:
        raise NothingToDrawError("no product of the JVM that has a floor")
    drawn = pd.concat([cells for _, cells, _ in compared])
    # From zero, and the same in all panels; a wide bar may leave them.
    top = 1.2 * max(1.0, drawn["y"].max())
    figure, grid_axes = grid(len(compared), columns=3, height=_HEIGHT)
    handles: dict[str, Line2D] = {}
    styles = backend_styles({*products["backend"]})
    for (panel, cells, best), axes in zip(compared, grid_axes, strict=True):
        panel_title(axes, panel.title)
        axes.set_xlabel("n")
        axes.set_ylabel("rate / best floor's")
        axes.set_ylim(0, top)
        _draw(axes, runs, cells, best, styles, handles)
    legend(figure, list(handles.values()))
    note(figure, _note(drawn, same_rounds))
    return figure


def _measured(runs: Runs) -> tuple[pd.DataFrame, set[str], bool]:
    """The products on one thread, the names of the baselines, and whether all were measured in the
    same rounds: where baselines.sh has done that, by its file."""
    found, outside, same_rounds = [], set(), True
    for path, label in zip(runs.paths, runs.labels, strict=True):
        folder = path if is_folder(path) else path.parent
        if exists(folder / BASELINES) and (is_folder(path) or path.name == SIDE_BY_SIDE):
            outside |= {
                one["parameters"].get("backend", "") for one in read_results(folder / BASELINES, {})
            }
        own = _products(runs.cells[runs.cells["run"] == label]) if runs.cells is not None else None
        if own is None or own.empty:
            continue
        if is_folder(path) and exists(path / SIDE_BY_SIDE):
            try:
                own = _products(results.cells(path / SIDE_BY_SIDE).assign(run=label))
            except ResultsError as error:
                raise NothingToDrawError(f"the floors' file cannot be used: {error}") from None
        else:
            same_rounds &= path.name == SIDE_BY_SIDE
        found.append(own)
    if not found:
        raise NothingToDrawError("no matrix product")
    if not outside:
        raise NothingToDrawError("no floor: scripts/baselines.sh RUN measures them")
    return pd.concat(found, ignore_index=True), outside, same_rounds


def _products(cells: pd.DataFrame) -> pd.DataFrame:
    """Those of matrix products on one thread, with the numbers of their size."""
    if not {"operation", "size"} <= {*cells.columns}:
        return cells.iloc[:0]
    whole = f".{SUITE}{_KERNEL}"
    own = cells["benchmark"].map(lambda shown: whole.endswith(f".{shown}"))
    own &= cells["operation"].isin(list(_PRODUCTS)) & (cells["threads"].astype(str) == "1")
    own &= cells["size"].map(lambda size: re.fullmatch(r"\d+x\d+x\d+", str(size)) is not None)
    chosen = cells[own].dropna(subset=["nanoseconds"])
    sizes = chosen["size"].map(lambda size: tuple(map(int, size.split("x"))))
    return chosen.assign(**{name: sizes.map(lambda s, i=i: s[i]) for i, name in enumerate("mkn")})


def _panels(products: pd.DataFrame) -> Iterator[_Panel]:
    """A panel per product and family: the cubes, then the sizes that differ in one number."""
    cubes = products[(products["m"] == products["k"]) & (products["k"] == products["n"])]
    yield from _family(cubes, "m", "n×n×n")
    for varied in "mkn":
        fixed = [name for name in "mkn" if name != varied]
        for values, cells in products.groupby(fixed):
            sizes = dict(zip(fixed, map(str, values), strict=True)) | {varied: "n"}
            yield from _family(cells, varied, "×".join(sizes[name] for name in "mkn"))


def _family(cells: pd.DataFrame, varied: str, sizes: str) -> Iterator[_Panel]:
    for (precision, operation), own in cells.groupby(["precision", "operation"]):
        if own[varied].nunique() >= _FEWEST_SIZES:
            yield _Panel(precision, operation, sizes, own.assign(x=own[varied]))


def _against_best(cells: pd.DataFrame, outside: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells of the JVM, with their share of the rate of the best floor at their size in the
    columns y, y_low and y_high; and those floors."""
    is_floor = cells["backend"].isin(outside)
    floors_ = cells[is_floor].sort_values(["nanoseconds", "backend"])
    best = floors_.drop_duplicates(["run", "x"])
    names = dict(zip(zip(best["run"], best["x"], strict=True), best["backend"], strict=True))
    rows = []
    for _, cell in cells[~is_floor].iterrows():
        floor = names.get((cell["run"], cell["x"]))
        ratio, low, high = (cell.get(f"{end}.backend.{floor}") for end in ("ratio", "low", "high"))
        if floor is not None and not pd.isna(ratio):
            # The time's ratio, with its ends, the other way round.
            rows.append({**cell, "y": 1 / ratio, "y_low": 1 / high, "y_high": 1 / low})
    return pd.DataFrame(rows, columns=[*cells.columns, "y", "y_low", "y_high"]), best


def _draw(
    axes: Axes,
    runs: Runs,
    cells: pd.DataFrame,
    best: pd.DataFrame,
    styles: dict[str, Style],
    handles: dict[str, Line2D],
) -> None:
    axes.axhline(1, color="#444444", linewidth=0.8)
    for label, style, own in series(cells, runs, all_in_colour=True):
        bounds = own[["y_low", "y_high"]].to_numpy(dtype=float).T
        x, y = (own[name].to_numpy(dtype=float) for name in "xy")
        line(axes, style, x, y, bounds)
        handles.setdefault(label, style.handle(label))
    for backend, own in best.groupby("backend"):
        # Each marker on the line at 1 says which floor that is.
        style = Style(styles[backend].colour, styles[backend].marker, "none")
        axes.plot(own["x"], [1.0] * len(own), markersize=3.5, **style.line())
        label = f"best floor: {text(backend)}"
        handles.setdefault(label, style.handle(label))
    if best["x"].max() > _LINEAR_UP_TO:
        axes.set_xscale("log", base=2)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:g}"))


def _note(cells: pd.DataFrame, same_rounds: bool) -> str:
    words = (
        "Matrix products: 1 is the rate of the fastest library outside the JVM at that size, whose "
        "marker is on the line."
    )
    if not same_rounds:
        words += " The floors were measured in rounds of their own."
    if cells["y_low"].isna().all():
        return f"{words} One fork per cell: no interval."
    return f"{words} Bars: 95 % interval as in the report."
