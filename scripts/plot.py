"""Draws the figures of a run into its plots folder, from its cells.csv, its losses.csv and, of
trainings to a target, its evaluations.csv.

    python scripts/plot.py bench-results/my-run
    python scripts/plot.py bench-results/my-run --figure ratio --baseline ejml --format pdf
    python scripts/plot.py bench-results/jdk17 bench-results/jdk25 --out plots

Needs the packages of scripts/requirements.txt. A run is its folder, a file in JMH's JSON, or a file
that `export --format cells` wrote. Times, ratios and intervals are the report's: none is computed
here.
Exit status: 0 drawn, 2 wrong usage, unreadable input, or nothing to draw.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

import plot_style
from plot_data import NothingToDrawError, Runs, read
from plot_floors import floors
from plot_lines import costs, methods, ratio, throughput
from plot_others import allocation, losses, passes
from plot_targets import accuracy, time_to_target
from results import ResultsError
from results_files import exists

FIGURES: dict[str, Callable[[Runs], Figure]] = {
    "throughput": throughput,
    "methods": methods,
    "ratio": ratio,
    "costs": costs,
    "passes": passes,
    "allocation": allocation,
    "losses": losses,
    "time-to-target": time_to_target,
    "accuracy": accuracy,
    "floors": floors,
}


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Draws the figures of one run, or of several runs together.",
        epilog="\n".join(
            f"{name:15} {figure.__doc__.splitlines()[0]}" for name, figure in FIGURES.items()
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "runs", nargs="+", type=Path, metavar="RUN", help="a run's folder or a file"
    )
    parser.add_argument(
        "--figure",
        choices=FIGURES,
        action="append",
        help="only this figure; may be repeated (default: every figure that the run has data for)",
    )
    parser.add_argument(
        "--format",
        type=formats,
        default=["png", "svg"],
        help=f"comma-separated, of {', '.join(plot_style.FORMATS)} (default: png,svg)",
    )
    parser.add_argument(
        "--baseline", default="arrays", help="backend that ratios compare with (default: arrays)"
    )
    parser.add_argument("--out", type=Path, help="a folder (default: plots in the run's folder)")
    return parser.parse_args(argv)


def formats(value: str) -> list[str]:
    names = value.split(",")
    unknown = [name for name in names if name not in plot_style.FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"unknown format {unknown[0]!r}; write one or more of {','.join(plot_style.FORMATS)}"
        )
    return names


def output_folder(options: argparse.Namespace) -> Path:
    if options.out:
        return options.out
    run = options.runs[0]
    if len(options.runs) > 1 or (exists(run) and run.is_fifo()):
        several = "several runs" if len(options.runs) > 1 else "a pipe"
        raise ResultsError(f"figures of {several} need their own folder: name it with --out")
    return (run if run.is_dir() else run.parent) / "plots"


def draw(options: argparse.Namespace) -> None:
    """Draws what was asked for, or all that there is data for.

    :raises NothingToDrawError: if a figure that was asked for, or every figure, has no data
    """
    folder = output_folder(options)
    runs = read(options.runs, options.baseline)
    plot_style.use()
    drawn, missing = 0, []
    for name in options.figure or FIGURES:
        try:
            figure = FIGURES[name](runs)
        except NothingToDrawError as error:
            if options.figure:
                raise NothingToDrawError(f"nothing to draw for {name}: {error}") from None
            missing.append(f"{name}: not drawn, {error}")
            continue
        for file in plot_style.save(figure, folder, name, options.format):
            print(file)
        drawn += 1
    if not drawn:
        raise NothingToDrawError("nothing to draw: " + "; ".join(missing))
    print(*missing, sep="\n", end="\n" if missing else "")


def main(argv: list[str] | None = None) -> int:
    try:
        draw(arguments(argv))
    except (ResultsError, NothingToDrawError) as error:
        print(f"plot.py: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"plot.py: {error.filename} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
