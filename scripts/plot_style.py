"""How figures look: one colour and marker per backend, fit for print, the same bytes every time."""

from __future__ import annotations

import json
import os
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

PALETTE = (
    Path(__file__).resolve().parent.parent
    / "src/main/resources/io/github/backpropbench/report/palette.json"
)
FORMATS = ("png", "svg", "pdf")

# The letters by which Matplotlib knows the palette's markers.
_MARKERS = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "triangle-down": "v",
    "diamond": "D",
    "star": "*",
    "plus": "P",
    "cross": "X",
}
# The width of lines: of libraries, and of the yardsticks that they are seen against.
_LINE, _THIN = 1.3, 0.6
# What tells the runs in one panel apart.
_DASHES = ("-", "--", ":", "-.")
_LONGEST_LABEL = 40

# The colours of training methods, which never stand in one figure with those of backends.
METHOD_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7")

_SETTINGS = {
    "figure.constrained_layout.use": True,
    "font.size": 8.5,
    "axes.titlesize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "lines.linewidth": _LINE,
    "lines.markersize": 5,
    "errorbar.capsize": 2,
    "legend.frameon": False,
    "savefig.dpi": 200,
    # Names come from files and are text, never markup.
    "text.parse_math": False,
    # Letters as outlines in SVG and as whole fonts in PDF: they look alike everywhere.
    "svg.fonttype": "path",
    "svg.hashsalt": "backprop-bench",
    "pdf.fonttype": 42,
}


@dataclass(frozen=True)
class Style:
    """How one backend of one run is drawn."""

    colour: str
    marker: str
    dashes: str = "-"
    filled: bool = True
    width: float = _LINE
    behind: bool = False

    def line(self) -> dict[str, object]:
        """The settings of a line with markers."""
        return {
            "color": self.colour,
            "marker": self.marker,
            "linestyle": self.dashes,
            "linewidth": self.width,
            "markerfacecolor": self.colour if self.filled else "white",
            **({"zorder": 1} if self.behind else {}),
        }

    def handle(self, label: str) -> Line2D:
        """The line's entry in a legend."""
        return Line2D([], [], label=visible(label), **self.line())


def use() -> None:
    """Applies the settings to all figures drawn from now on."""
    mpl.use("agg")
    mpl.rcParams.update(mpl.rcParamsDefault)
    mpl.rcParams.update(_SETTINGS)


def backend_style(backend: str, run: int = 0, thin: bool = False) -> Style:
    """The style of a backend by itself. Colour and marker follow from its name alone: an unknown
    backend always has the same, too."""
    return backend_styles({backend}, run, thin)[backend]


def backend_styles(backends: set[str], run: int = 0, thin: bool = False) -> dict[str, Style]:
    """The styles of backends that are drawn together: of unknown ones with the same colour and
    marker, the first by name keeps the marker, as in the reports."""
    palette = json.loads(PALETTE.read_text(encoding="utf-8"))
    known, others = palette["backends"], palette["others"]
    looks = {
        name: (known[name]["colour"], known[name]["marker"]) for name in backends & known.keys()
    }
    for name in sorted(backends - looks.keys()):
        looks[name] = _other(name, others, set(looks.values()))
    width = _THIN if thin else _LINE
    return {
        name: Style(colour, _MARKERS[marker], dashes(run), run % 2 == 0, width)
        for name, (colour, marker) in looks.items()
    }


def dashed_apart(styles: dict[str, Style]) -> dict[str, Style]:
    """The styles with dashes of their own for all unknown backends of the same colour but the
    first, as in the reports; for figures in which dashes do not tell runs apart."""
    known = json.loads(PALETTE.read_text(encoding="utf-8"))["backends"]
    apart, alike = dict(styles), Counter()
    for name in sorted(styles.keys() - known.keys()):
        colour = styles[name].colour
        apart[name] = replace(styles[name], dashes=dashes(alike[colour]))
        alike[colour] += 1
    return apart


def behind_style(run: int = 0) -> Style:
    """The style of a backend that is only there for the others to be compared with."""
    return Style("#c4c4c4", "", dashes(run), width=_THIN, behind=True)


def _other(backend: str, others: dict, taken: set[tuple[str, str]]) -> tuple[str, str]:
    """The colour and marker of an unknown backend that none of the others has."""
    colours, own = others["colours"], others["markers"]
    number = zlib.crc32(backend.encode("utf-8", "replace"))
    colour = colours[number % len(colours)]
    first = number // len(colours) % len(own)
    markers = own[first:] + own[:first] + others["spareMarkers"]
    alike = sum(other == colour for other, _ in taken)
    free = (marker for marker in markers if (colour, marker) not in taken)
    return colour, next(free, markers[alike % len(markers)])


def dashes(number: int) -> str:
    """One of the line styles."""
    return _DASHES[number % len(_DASHES)]


def backend_order(backends: set[str]) -> list[str]:
    """The palette's backends in its order, then the others by name."""
    known = list(json.loads(PALETTE.read_text(encoding="utf-8"))["backends"])
    return sorted(
        backends, key=lambda name: (known.index(name) if name in known else len(known), name)
    )


def text(value: object) -> str:
    """A file's text on one short line, with spaces in place of characters that do not print."""
    shown = "".join(c if c.isprintable() else " " for c in str(value)).strip()
    return shown if len(shown) <= _LONGEST_LABEL else shown[: _LONGEST_LABEL - 1] + "…"


def visible(label: str) -> str:
    """A label that a legend shows; it would leave out those that start with an underscore."""
    return f" {label}" if label.startswith("_") or not label else label


def save(figure: Figure, folder: Path, name: str, formats: list[str]) -> list[Path]:
    """Writes the figure, each file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for extension in formats:
        file = folder / f"{name}.{extension}"
        beside = folder / f".{name}.{os.getpid()}.{extension}"
        # A date would make each file differ from the last; PNG has none.
        dates = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
        try:
            figure.savefig(beside, format=extension, metadata=dates.get(extension))
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
        files.append(file)
    return files
