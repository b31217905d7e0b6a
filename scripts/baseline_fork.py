"""Forks: processes that each measure one cell, of a baseline or of the JVM, once."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import baseline_jmh
from baseline_check import (
    STEPS,
    WrongLossesError,
    exact_losses,
    first_steps,
    matches,
    require_equal,
)
from baseline_kind import Baseline, UnavailableError
from baseline_plan import TRAINING, AnyCell, Cell, Method, Phases, Plan
from baseline_problem import fixture, learning_rate, seeded
from baseline_worker import ONE_THREAD

# For startup and compilation; the measurement is added to it.
_START_SECONDS = 600
# More processor time per second than this means a second thread.
_MOST_CPUS = 1.2
# Reports the steps of each iteration.
_TARGET_PROFILER = "io.github.backpropbench.benchmark.TargetProfiler"
_NANOSECONDS = {"ns/op": 1, "us/op": 1000}


class ForkError(Exception):
    """A fork has no result; the message is the reason."""


@dataclass(frozen=True)
class Subject:
    """One cell of one backend.

    :param fork: measures once: the nanoseconds per step, training or product of each iteration;
        raises ForkError
    :param result: makes the cell's result in JMH's JSON from all of its forks
    """

    backend: str
    cell: AnyCell
    fork: Callable[[], list[float]]
    result: Callable[[list[list[float]]], dict[str, Any]]


class Problems:
    """The problem files, each written once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def seeded(self, cell: Cell) -> Path:
        """The file of a cell's problem."""
        name = "-".join(map(str, (*cell.shape, cell.batch, cell.method.loss)))
        several = "" if cell.method.feed == "fixed" else "-minibatches"
        file = self.folder / f"{name}{several}.problem"
        if not file.exists():
            seeded(cell.shape, cell.batch, cell.method).write(file)
        return file


def baseline_subject(baseline: Baseline, cell: Cell, plan: Plan, problems: Problems) -> Subject:
    """A cell of a baseline.

    :raises UnavailableError: if the baseline cannot measure it
    """
    command = baseline.command(cell.shape, cell.method, problems.folder)
    machinery = baseline.machinery()
    method = cell.method
    rate = learning_rate(method.optimizer, method.loss, cell.shape, cell.batch)
    checked = first_steps(method)
    expected = exact_losses(seeded(cell.shape, cell.batch, method), method, rate, checked)
    phases = plan.phases(cell, baseline.name)
    settings = settings_of(phases)
    problem = problems.seeded(cell)

    def fork() -> list[float]:
        trained, measured = ask(
            command,
            [f"train {rate!r} {checked} {problem}", f"measure {rate!r} {settings} {problem}"],
            time_limit(phases),
        )
        try:
            # A loss that has become small has the rounding errors of the large ones before it.
            scale = np.maximum.accumulate(expected)
            require_equal(trained["losses"], expected, method, "its first steps", scale)
        except WrongLossesError as error:
            raise ForkError(str(error)) from None
        require_one_thread(measured["cpus"])
        return measured["scores"]

    def result(forks: list[list[float]]) -> dict[str, Any]:
        return baseline_jmh.result(cell.parameters(baseline.name), machinery, phases, forks)

    return Subject(baseline.name, cell, fork, result)


def settings_of(phases: Phases) -> str:
    """The phases as a worker takes them."""
    both = (phases.warmup, phases.measurement)
    return " ".join(f"{phase.count} {phase.milliseconds}" for phase in both)


def require_one_thread(cpus: float) -> None:
    """
    :param cpus: the processor time per second of a measurement
    """
    if cpus > _MOST_CPUS:
        raise ForkError(f"it used {cpus:.1f} processors instead of one thread")


def jvm_subject(
    backend: str,
    cell: AnyCell,
    plan: Plan,
    java: list[str],
    folder: Path,
    told: Sequence[str] = (),
) -> Subject:
    """A cell of the JVM, measured by JMH's own command line.

    :param java: the command that starts the program
    :param told: more arguments of the JVM that measures
    """
    file = folder / "jmh.json"
    parameters = cell.parameters(backend)
    command = [*java, f"^{re.escape(cell.benchmark)}$", "-f", "1", "-t", "1", "-foe", "true"]
    phases = plan.phases(cell, backend)
    for flags, phase in (("-wi", "-w"), phases.warmup), (("-i", "-r"), phases.measurement):
        command += [flags[0], str(phase.count), flags[1], f"{phase.milliseconds}ms"]
    for name, value in parameters.items():
        command += ["-p", f"{name}={value}"]
    if plan.jvm_arguments or told:
        command += ["-jvmArgsAppend", " ".join([*plan.jvm_arguments, *told])]
    if cell.benchmark == TRAINING:
        command += ["-prof", _TARGET_PROFILER]
    command += ["-rf", "json", "-rff", str(file)]
    measured: list[dict[str, Any]] = []

    def fork() -> list[float]:
        file.unlink(missing_ok=True)
        run(command, "", time_limit(phases))
        try:
            (one,) = json.loads(file.read_text(encoding="utf-8"))
            scores = _jvm_scores(one)
        except (OSError, ValueError, KeyError, TypeError):
            raise ForkError("JMH wrote no result") from None
        measured.append(one)
        return scores

    def result(forks: list[list[float]]) -> dict[str, Any]:
        secondary = {
            name: baseline_jmh.metric(
                [one["secondaryMetrics"][name]["rawData"][0] for one in measured],
                metric["scoreUnit"],
            )
            for name, metric in measured[0]["secondaryMetrics"].items()
        }
        primary = {"primaryMetric": baseline_jmh.metric(forks, "ns/op")}
        return {**measured[0], "forks": len(forks), **primary, "secondaryMetrics": secondary}

    return Subject(backend, cell, fork, result)


def _jvm_scores(measured: dict[str, Any]) -> list[float]:
    """Nanoseconds per operation; of trainings to a target as if each iteration had trained every
    seed equally often."""
    (scores,) = measured["primaryMetric"]["rawData"]
    nanoseconds = _NANOSECONDS[measured["primaryMetric"]["scoreUnit"]]
    metrics = measured["secondaryMetrics"]
    if "stepsToTarget" not in metrics:
        return [nanoseconds * score for score in scores]
    (expected,), (taken,) = (metrics[name]["rawData"] for name in ("stepsToTarget", "steps"))
    by_iteration = zip(scores, expected, taken, strict=True)
    return [nanoseconds * score * all_seeds / own for score, all_seeds, own in by_iteration]


def check(baseline: Baseline, method: Method, folder: Path) -> int:
    """Trains the fixtures with a method and returns the number of trainings.

    :raises WrongLossesError: if a loss differs from PyTorch's, or from the formulas' where PyTorch
        has trained on other rows
    :raises ForkError: if the worker fails
    """
    lines: dict[tuple[str, ...], list[str]] = {}
    expected: dict[tuple[str, ...], list[tuple[str, list[float]]]] = {}
    for name in baseline.fixtures:
        problem, loss, cases = fixture(name, method.precision)
        if loss != method.loss:
            continue
        try:
            command = tuple(baseline.command(problem.shape, method, folder))
        except UnavailableError:
            continue  # no cell of this shape can be measured either
        file = folder / f"{name}-{method.precision}.problem"
        problem.write(file)
        for case in cases:
            if matches(case, method):
                rate, losses = case["learningRate"], case["losses"]
                if method.feed != "next" and problem.batch < len(problem.x):
                    # PyTorch's are those of its minibatches, one after the other.
                    losses = exact_losses(problem, method, rate, STEPS)
                lines.setdefault(command, []).append(f"train {rate!r} {STEPS} {file}")
                expected.setdefault(command, []).append((name, losses))
    for command, questions in lines.items():
        answers = ask(list(command), questions, _START_SECONDS)
        for (name, losses), answer in zip(expected[command], answers, strict=True):
            what = f"the fixture {name}, {method}"
            require_equal(answer["losses"], losses, method, what)
    return sum(map(len, lines.values()))


def ask(command: list[str], lines: list[str], seconds: float) -> list[dict[str, Any]]:
    """The answers of a worker to some lines."""
    output = run(command, "".join(line + "\n" for line in lines), seconds)
    try:
        answers = [json.loads(line) for line in output.splitlines()]
    except ValueError:
        raise ForkError(f"it answered {output[:80]!r}") from None
    if len(answers) != len(lines):
        raise ForkError(f"it gave {len(answers)} answers to {len(lines)} lines")
    return answers


def run(command: list[str], given: str, seconds: float) -> str:
    """What a process prints when it runs on one thread within a time limit."""
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            timeout=seconds,
            env={**os.environ, **ONE_THREAD},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ForkError(f"it took more than {seconds:.0f} s") from None
    except OSError as error:
        raise ForkError(f"{command[0]} cannot be started: {error.strerror}") from None
    if done.returncode != 0:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise ForkError(f"it ended with {done.returncode}: {said[-1].strip() if said else ''}")
    return done.stdout


def time_limit(phases: Phases) -> float:
    return _START_SECONDS + 10 * phases.seconds()
