"""Measures a run's training steps outside the JVM with PyTorch, JAX and a C loop, its trainings to
a target with PyTorch, and its matrix products with libxsmm, Eigen, OpenBLAS and MKL.

Started by baselines.sh. Each baseline is first checked against PyTorch's fixtures. Then all of them
are measured in rounds together with the JVM's backends, each in its own process and in a new order
every round, so that what is compared is measured side by side; a product is checked against one in
float64 by each process before it is timed. Two files are written into the run's folder, in JMH's
JSON:

    baselines.json      the baselines, which reports show as additional backends
    side-by-side.json   the baselines and the JVM's backends as measured with them, for ratios:
                        plot.py draws it, with intervals
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from results_files import BASELINES as BASELINES_FILE
from results_files import SIDE_BY_SIDE, ResultsError, fork_score

try:
    import baseline_jmh
    from baseline_check import WrongLossesError
    from baseline_fork import ForkError, Problems, Subject, baseline_subject, check, jvm_subject
    from baseline_kind import Baseline, UnavailableError
    from baseline_kinds import BASELINES
    from baseline_plan import AnyCell, Method, Plan, ProductCell, TargetCell, read_plan
    from baseline_product_fork import product_subject
    from baseline_target import reference
    from baseline_target_fork import target_subject
except ModuleNotFoundError as missing:
    print(
        f"baselines.py: the Python package {missing.name} is not installed; "
        "pip install -r scripts/requirements-baselines.txt",
        file=sys.stderr,
    )
    sys.exit(2)

JAR = Path(__file__).resolve().parent.parent / "target" / "benchmarks.jar"


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="baselines.sh",
        description="Measures the training steps, trainings to a target and matrix products of a "
        "run's plan outside the JVM, beside it.",
        epilog="Gradients: manual by all that measure steps, autograd by pytorch (eager), graph "
        "by those that trace (pytorch-compile, jax-step, jax-loop). Trainings to a target: by "
        "pytorch. Matrix products: by libxsmm, eigen, openblas, and mkl (by PyTorch). Cells that a "
        "baseline does not have are counted, with the reason. Exit status: 0 done, 1 a baseline or "
        "a cell failed, 2 wrong usage or input.",
    )
    parser.add_argument("run", type=Path, metavar="RUN", help="the folder of a run")
    parser.add_argument(
        "--baselines",
        type=baseline_names,
        default=list(BASELINES),
        metavar="NAMES",
        help=f"comma-separated, of {', '.join(BASELINES)} (default: all that are installed)",
    )
    parser.add_argument("--rounds", type=positive, help="forks of each cell (default: the run's)")
    parser.add_argument(
        "--no-jvm",
        action="store_true",
        help="measure only the baselines, without a ratio to the JVM",
    )
    parser.add_argument(
        "--backends",
        type=lambda value: value.split(","),
        metavar="NAMES",
        help="the JVM backends to measure beside them (default: the run's)",
    )
    parser.add_argument("--jar", type=Path, default=JAR, help="default: target/benchmarks.jar")
    parser.add_argument("--java", default="java", help="the JVM's command (default: java)")
    return parser.parse_args(argv)


def baseline_names(value: str) -> list[str]:
    names = value.split(",")
    unknown = [name for name in names if name not in BASELINES]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"unknown baseline {unknown[0]!r}; write one or more of {','.join(BASELINES)}"
        )
    return names


def positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of rounds; write 1 or more")
    return int(value)


class Session:
    """The measurement of a run's cells."""

    def __init__(self, options: argparse.Namespace, plan: Plan, folder: Path) -> None:
        self.options = options
        self.plan = plan
        self.folder = folder
        self.failed = False
        self.forks: dict[Subject, list[list[float]]] = {}

    def measure(self) -> None:
        """Measures all rounds; after each, all results so far are on disk."""
        subjects = self._baselines()
        if not subjects:
            raise ResultsError("no baseline can measure any cell of the run; nothing was measured")
        if not self.options.no_jvm:
            subjects += self._jvm({subject.cell for subject in subjects})
        rounds = self.options.rounds or self.plan.rounds
        print(f"{len(subjects)} cells, {rounds} rounds")
        self.forks = {subject: [] for subject in subjects}
        start = time.monotonic()
        for number in range(1, rounds + 1):
            self._round(number)
            self._write()
            passed = time.monotonic() - start
            left = passed / number * (rounds - number)
            print(f"round {number} of {rounds}, {left / 60:.0f} min left", flush=True)

    def _baselines(self) -> list[Subject]:
        subjects = []
        for name in self.options.baselines:
            baseline = BASELINES[name]
            try:
                machinery = baseline.machinery()
            except UnavailableError as error:
                print(f"{name}: not available, {error}")
                continue
            print(f"{name}: {machinery.executable}, {machinery.version}", flush=True)
            subjects += self._subjects(baseline)
        return subjects

    def _subjects(self, baseline: Baseline) -> list[Subject]:
        """The cells that the baseline can measure, if it computes their method correctly."""
        subjects: list[Subject] = []
        problems = Problems(self.folder)
        left_out: dict[str, int] = {}
        right: dict[Method, bool] = {}
        for cell in self.plan.cells:
            try:
                if isinstance(cell, ProductCell):
                    subject = product_subject(baseline, cell, self.plan, self.folder)
                elif isinstance(cell, TargetCell):
                    subject = target_subject(baseline, cell, self.plan, self.options.run)
                else:
                    subject = baseline_subject(baseline, cell, self.plan, problems)
            except UnavailableError as error:
                left_out[str(error)] = left_out.get(str(error), 0) + 1
                continue
            if not isinstance(cell, ProductCell) and cell.method not in right:
                right[cell.method] = self._is_right(baseline, cell.method)
            if isinstance(cell, ProductCell) or right[cell.method]:
                subjects.append(subject)
        for reason, count in left_out.items():
            print(f"  {count} {'cell' if count == 1 else 'cells'} left out: {reason}")
        return subjects

    def _is_right(self, baseline: Baseline, method: Method) -> bool:
        try:
            trainings = check(baseline, method, self.folder)
        except (WrongLossesError, ForkError, UnavailableError) as error:
            print(f"  {method}: not measured, {error}", flush=True)
            self.failed = True
            return False
        print(f"  {method}: right in {trainings} trainings of the fixtures", flush=True)
        return True

    def _jvm(self, cells: set[AnyCell]) -> list[Subject]:
        """The backends at the cells that a baseline measures."""
        if not self.options.jar.is_file():
            raise ResultsError(
                f"{self.options.jar} does not exist; build it with mvn verify, name another with "
                "--jar, or leave the JVM out with --no-jvm"
            )
        java = [self.options.java, "-jar", str(self.options.jar)]
        told: dict[AnyCell, list[str]] = {}
        for cell in self.plan.cells:
            if cell not in cells:
                continue
            expected = None
            if isinstance(cell, TargetCell):
                expected = reference(self.options.run, cell)
            if expected is None or expected.is_reached():
                told[cell] = expected.jvm_arguments() if expected else []
        return [
            jvm_subject(backend, cell, self.plan, java, self.folder, told[cell])
            for backend in self._backends()
            for cell in told
        ]

    def _backends(self) -> list[str]:
        """Those that JMH's command line finds; it does not load plug-ins."""
        found = []
        for backend in self.options.backends or self.plan.backends:
            if backend in self.plan.plugins:
                print(f"{backend}: left out, it is a plug-in; its times are in the run itself")
            else:
                found.append(backend)
        return found

    def _round(self, number: int) -> None:
        order = list(self.forks)
        random.Random(self.plan.seed * 31 + number).shuffle(order)
        for subject in order:
            try:
                self.forks[subject].append(subject.fork())
            except ForkError as error:
                # If it went on, its later forks would be paired with those of other rounds.
                print(f"  {subject.backend}, {subject.cell}: failed, {error}", flush=True)
                del self.forks[subject]
                self.failed = True

    def _write(self) -> None:
        results = {subject: subject.result(forks) for subject, forks in self.forks.items()}
        outside = [r for subject, r in results.items() if subject.backend in BASELINES]
        if outside:
            baseline_jmh.write(self.options.run / BASELINES_FILE, outside)
        if len(outside) < len(results):
            baseline_jmh.write(self.options.run / SIDE_BY_SIDE, list(results.values()))

    def table(self) -> str:
        """The time of a step, a training to a target or a product in nanoseconds: one row per cell,
        one column per backend."""
        backends = list(dict.fromkeys(subject.backend for subject in self.forks))
        times: dict[Any, dict[str, str]] = {}
        for subject, forks in self.forks.items():
            score = statistics.geometric_mean(fork_score(fork) for fork in forks)
            times.setdefault(str(subject.cell), {})[subject.backend] = f"{score:,.0f}"
        rows = [["time (ns)", *backends]]
        rows += [[cell, *(row.get(name, "-") for name in backends)] for cell, row in times.items()]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        return "\n".join(
            row[0].ljust(widths[0])
            + "".join(f"  {v.rjust(w)}" for v, w in zip(row[1:], widths[1:], strict=True))
            for row in rows
        )


def main(argv: list[str] | None = None) -> int:
    options = arguments(argv)
    try:
        plan = read_plan(options.run)
        for name in (BASELINES_FILE, SIDE_BY_SIDE):
            if (options.run / name).exists():
                raise ResultsError(f"{options.run / name} exists; move it to measure again")
        with tempfile.TemporaryDirectory() as folder:
            session = Session(options, plan, Path(folder))
            session.measure()
        print(session.table())
    except ResultsError as error:
        print(f"baselines.sh: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"baselines.sh: {error.filename} cannot be used: {error.strerror}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("baselines.sh: stopped; the finished rounds are in the run's folder", file=sys.stderr)
        return 1
    return 1 if session.failed else 0


if __name__ == "__main__":
    sys.exit(main())
