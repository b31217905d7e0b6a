"""Forks of a baseline that train to a target."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import baseline_jmh
from baseline_fork import ForkError, Subject, ask, require_one_thread, time_limit
from baseline_kind import Baseline, UnavailableError
from baseline_plan import TRAINING, Plan, TargetCell
from baseline_target import Answer, Question, expected_steps, reference
from target_data import is_known


def target_subject(baseline: Baseline, cell: TargetCell, plan: Plan, run: Path) -> Subject:
    """A cell of a baseline.

    :param run: the run's folder, which has the steps that the trainings must take
    :raises UnavailableError: if the baseline cannot measure it
    :raises ResultsError: if the folder does not have them
    """
    if baseline.target_command is None:
        raise UnavailableError("of the baselines, only pytorch trains to a target")
    command = baseline.target_command(cell.method)
    if not is_known(cell.task.data):
        raise UnavailableError("baselines train to a target on digits and teachers only")
    expected = reference(run, cell)
    if not expected.is_reached():
        raise UnavailableError("no seed reaches the target")
    phases, task = plan.phases(cell, baseline.name), cell.task
    asked = Question(
        task, cell.method, cell.batch, cell.seeds, expected.rate, phases.warmup, phases.measurement
    )
    answers: list[Answer] = []

    def fork() -> list[float]:
        (answer,) = (
            Answer.from_json(one) for one in ask(command, [asked.to_json()], time_limit(phases))
        )
        fault = expected.fault(answer.ends, cell)
        if fault:
            raise ForkError(fault)
        require_one_thread(answer.cpus)
        answers.append(answer)
        return answer.per_training()

    def result(forks: list[list[float]]) -> dict[str, Any]:
        parameters, machinery = cell.parameters(baseline.name), baseline.machinery()
        secondary = _secondary(answers)
        return baseline_jmh.result(parameters, machinery, phases, forks, TRAINING, secondary)

    return Subject(baseline.name, cell, fork, result)


def _secondary(answers: list[Answer]) -> dict[str, Any]:
    """The metrics that the Java program has besides."""
    expected = [[expected_steps(one.ends)] * len(one.steps) for one in answers]
    return {
        "evaluationShare": baseline_jmh.metric([one.shares for one in answers], "share"),
        "steps": baseline_jmh.metric([one.steps for one in answers], "steps"),
        "stepsToTarget": baseline_jmh.metric(expected, "steps"),
    }
