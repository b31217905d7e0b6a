"""Measures what the vector backend's code for narrow layers gains, and draws it.

    python scripts/narrow_layers.py target/benchmarks.jar
    python scripts/narrow_layers.py --draw

Measures training steps of networks with one hidden layer and one output, each with and without that
code, in turn and in a JVM of its own; writes src/docs/narrow-layers.csv and narrow-layers.png.
--draw only draws what was measured before. Needs the packages of scripts/requirements.txt, and
`java` on the PATH. Exit status: 0 done, 1 a measurement failed, 2 wrong usage or unreadable input.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

import plot_style

DOCS = Path(__file__).resolve().parent.parent / "src/docs"
WIDTHS = (1, 2, 3, 4, 6, 8, 12, 16)
BATCHES = (1, 16, 64, 512, 4096)
FIELDS = ("batch", "inputs", "hidden", "with_ns", "without_ns")
_WARMUP = ("-wi", "8", "-w", "200ms")
_ITERATIONS = ("-i", "60", "-r", "5ms")

Cell = tuple[int, int, int]
Times = tuple[float, float]


class MeasurementError(Exception):
    """A JVM that did not measure."""


def step(jar: Path, cell: Cell, narrow: bool) -> float:
    """Nanoseconds of a training step: the fastest iteration, as nothing disturbed it."""
    batch, inputs, hidden = cell
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        done = subprocess.run(
            [
                *("java", "-XX:+UseSerialGC", "-Djmh.ignoreLock=true"),
                f"-Dbackpropbench.vector.narrow={str(narrow).lower()}",
                # The program itself adds the options that the backend needs.
                *("-jar", str(jar), "TrainingStepBenchmark.step"),
                *("-f", "0", *_WARMUP, *_ITERATIONS, "-rf", "json", "-rff", str(result)),
                *("-p", "backend=vector", "-p", "gradient=manual", "-p", "optimizer=sgd"),
                *("-p", f"shape={inputs}-{hidden}-1", "-p", f"batch={batch}"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not result.is_file():
            raise MeasurementError(
                f"{inputs}-{hidden}-1 at batch {batch} was not measured: "
                f"{plot_style.text(done.stderr or done.stdout)[-300:]}"
            )
        return min(json.loads(result.read_text())[0]["primaryMetric"]["rawData"][0])


def measure(jar: Path, cells: list[Cell], rounds: int) -> dict[Cell, Times]:
    """The best time of each cell with the code and without it."""
    times: dict[Cell, Times] = {}
    for number in range(rounds):
        for cell in cells:
            once = step(jar, cell, True), step(jar, cell, False)
            best = times.get(cell, once)
            times[cell] = min(best[0], once[0]), min(best[1], once[1])
            print(f"round {number + 1}, batch {cell[0]}, {cell[1]}-{cell[2]}-1: {once}", flush=True)
    return times


def write(times: dict[Cell, Times], path: Path) -> None:
    """The times as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(FIELDS)
        for cell, (with_code, without) in sorted(times.items()):
            rows.writerow((*cell, f"{with_code:.1f}", f"{without:.1f}"))


def read(path: Path) -> dict[Cell, Times]:
    """What `write` wrote."""
    with path.open(newline="", encoding="utf-8") as file:
        return {
            (int(row["batch"]), int(row["inputs"]), int(row["hidden"])): (
                float(row["with_ns"]),
                float(row["without_ns"]),
            )
            for row in csv.DictReader(file)
        }


def draw(times: dict[Cell, Times]) -> Figure:
    """How many times as fast a step is with the code: a map of inputs and hidden per batch size."""
    plot_style.use()
    batches, inputs, hidden = (sorted({cell[axis] for cell in times}) for axis in range(3))
    figure = Figure(figsize=(2.3 * len(batches) + 0.8, 2.7))
    panels = figure.subplots(1, len(batches), squeeze=False)[0]
    for panel, batch in zip(panels, batches, strict=True):
        ratios = np.full((len(hidden), len(inputs)), np.nan)
        for (row, h), (column, i) in itertools.product(enumerate(hidden), enumerate(inputs)):
            if (batch, i, h) in times:
                with_code, without = times[batch, i, h]
                ratios[row, column] = without / with_code
                panel.text(column, row, f"{without / with_code:.1f}", ha="center", va="center")
        image = panel.imshow(
            ratios, origin="lower", aspect="auto", cmap="RdYlGn", norm=LogNorm(1 / 3, 3)
        )
        panel.set(title=f"batch {batch}", xlabel="inputs")
        panel.set_xticks(range(len(inputs)), inputs)
        panel.set_yticks(range(len(hidden)), hidden)
        panel.grid(False)
    panels[0].set_ylabel("hidden")
    bar = figure.colorbar(image, ax=panels, extend="both", label="times as fast")
    bar.ax.yaxis.set_major_locator(FixedLocator([1 / 3, 1 / 2, 1, 2, 3]))
    bar.ax.yaxis.set_major_formatter(FuncFormatter(lambda ratio, _: f"{ratio:.2g}"))
    bar.ax.yaxis.set_minor_locator(NullLocator())
    return figure


def numbers(text: str) -> tuple[int, ...]:
    """Positive numbers with commas between them."""
    values = tuple(int(part) for part in text.split(",") if part.strip().isdecimal())
    if not values or len(values) != text.count(",") + 1 or min(values) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a list like 1,2,4")
    return values


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("jar", nargs="?", type=Path, metavar="JAR", help="the suite's jar")
    what.add_argument("--draw", action="store_true", help="only draw what was measured before")
    parser.add_argument("--widths", type=numbers, default=WIDTHS, help="of inputs and hidden layer")
    parser.add_argument("--batches", type=numbers, default=BATCHES)
    parser.add_argument("--rounds", type=int, choices=range(1, 100), default=1, metavar="N")
    parser.add_argument("--out", type=Path, default=DOCS, metavar="DIR")
    args = parser.parse_args(argv)
    table = args.out / "narrow-layers.csv"
    try:
        if args.jar:
            cells = list(itertools.product(args.batches, args.widths, args.widths))
            write(measure(args.jar, cells, args.rounds), table)
        draw(read(table)).savefig(args.out / "narrow-layers.png", metadata={"Software": None})
    except MeasurementError as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, KeyError, ValueError) as error:
        print(f"{table} cannot be used: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
