"""PyTorch trains by the rules, and the committed tables are its own."""

from __future__ import annotations

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import target_training  # noqa: E402  (needs torch)
from baseline_check import _gradients, _loss, _Update  # noqa: E402
from baseline_plan import Method as FullMethod  # noqa: E402
from protocol_page import STEPS, read  # noqa: E402
from protocol_search import steps_to  # noqa: E402
from target_data import weights  # noqa: E402
from target_task import OPTIMIZERS, Evaluation, Method, Target, Task  # noqa: E402

DIGITS = Task("digits", (64, 32, 10), "cross-entropy", Target(96, True), 2)
TEACHER = Task("teacher:8-16-1", (8, 16, 1), "squared-error", Target(0.01, False), 2)


@pytest.mark.parametrize("task", [DIGITS, TEACHER], ids=lambda task: task.data)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("bias", [True, False])
def test_trains_by_the_formulas(task, optimizer, bias):
    method, rate = Method(optimizer, bias, 200), 0.0001

    rows = task.parts.test
    both = target_training.evaluations(task, method, rate, [3, 8], rows)
    for seed, found in zip([3, 8], zip(*both, strict=True), strict=True):
        expected = list(by_formulas(task, method, rate, seed))
        assert [at.step for at in found] == [at.step for at in expected]
        assert [at.loss for at in found] == pytest.approx([at.loss for at in expected], rel=1e-9)
        np.testing.assert_equal([at.accuracy for at in found], [at.accuracy for at in expected])


def by_formulas(task: Task, method: Method, rate: float, seed: int):
    """Trains without PyTorch, and evaluates after each step on the test rows."""
    training, test = task.parts.training, task.parts.test
    w, b = weights(task.shape, seed)
    update = _Update(method.optimizer, rate, w + b if method.bias else w)
    plain = FullMethod("f64", "manual", method.optimizer, method.bias, task.loss)
    targets = training.y if task is TEACHER else np.eye(10)[training.y]
    step = 0
    for order in task.order(seed):
        for start in range(0, len(order), method.batch):
            rows = order[start : start + method.batch]
            update(_gradients(training.x[rows], targets[rows], w, b, plain)[1])
            step += 1
            out = np.maximum(test.x @ w[0] + b[0], 0) @ w[1] + b[1]
            if task is TEACHER:
                yield Evaluation(step, _loss(out, test.y, task.loss)[0] / len(out), math.nan)
            else:
                loss = _loss(out, np.eye(10)[test.y], task.loss)[0]
                yield Evaluation(step, loss, float((out.argmax(1) == test.y).mean()))


def test_evaluates_every_so_many_steps_across_epochs():
    method = Method("sgd", True, 32)

    found = target_training.evaluations(DIGITS, method, 0.1, [1], DIGITS.parts.validation)

    assert [at.step for (at,) in found] == list(range(8, 69, 8))


def test_a_training_that_diverges_leaves_the_others_alone():
    """One whose weights are not numbers from the start, beside one that is right."""
    networks = target_training.Networks(TEACHER, True, [1, 2], "f64")
    with torch.no_grad():
        networks.w[0][0].fill_(math.nan)

    rows = target_training.Rows(TEACHER.parts.test, TEACHER, "f64")
    out = networks(rows.x.expand(2, -1, -1))
    target_training.losses(out, rows.y.expand(2, -1, -1)).sum().backward()

    assert torch.isnan(networks.w[0].grad[0]).any()
    assert torch.isfinite(networks.w[0].grad[1]).all()


def recorded() -> dict[str, list[dict[str, str]]]:
    """The trainings of some methods, each from all seeds."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in read(STEPS):
        if row["batch"] in ("128", "512") and row["precision"] == "f64":
            name = f"{row['data']} {row['optimizer']} {row['bias']} {row['batch']}"
            groups.setdefault(name, []).append(row)
    return groups


@pytest.mark.parametrize("rows", recorded().values(), ids=recorded().keys())
def test_the_recorded_steps_are_those_of_pytorch(rows):
    row, seeds = rows[0], [int(row["seed"]) for row in rows][:5]
    target = Target.parse(row["target"])
    shape = tuple(map(int, row["shape"].split("-")))
    task = Task(row["data"], shape, row["loss"], target, int(row["epochs"]))
    method = Method(row["optimizer"], row["bias"] == "true", int(row["batch"]))

    rate, test = float(row["learning_rate"]), task.parts.test
    curves = target_training.evaluations(task, method, rate, seeds, test)
    expected = [int(row["steps"]) if row["steps"] else None for row in rows[:5]]
    assert steps_to(target, curves) == expected
