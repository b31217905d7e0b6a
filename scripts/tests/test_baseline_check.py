"""What baselines are checked against is itself checked against PyTorch's fixtures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from baseline_check import WrongLossesError, exact_losses, matches, require_equal
from baseline_plan import Method
from baseline_problem import FIXTURE_NAMES, fixture, seeded

F32, F64 = (Method(precision, "manual", "sgd", True) for precision in ("f32", "f64"))
KINDS = [("manual", False), ("manual", True), ("autograd", True), ("graph", True)]
OPTIMIZERS = ("sgd", "momentum", "adam", "adamw")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(("gradient", "bias"), [*KINDS, ("notebook", True)])
def test_exact_losses_are_those_of_pytorch(gradient, bias, optimizer):
    trainings = 0
    for name in FIXTURE_NAMES:
        problem, loss, cases = fixture(name, "f64")
        # Minibatches in order; a problem without them takes all rows at each step.
        method = Method("f64", gradient, optimizer, bias, loss, "next")
        for case in cases:
            if matches(case, method):
                losses = exact_losses(problem, method, case["learningRate"], 500)
                require_equal(list(losses), case["losses"], method, name)
                trainings += 1
    before = 6 if optimizer in ("sgd", "adam") else 0
    assert trainings == before + (0 if gradient == "notebook" else 3)


def test_one_batch_is_all_rows_and_a_shuffled_pass_takes_each_row_once():
    problem, loss, _ = fixture("classes", "f64")
    fixed = Method("f64", "manual", "sgd", True, loss)
    still = [exact_losses(problem, replace(fixed, feed=f), 0.0, 4) for f in ("next", "shuffled")]
    (whole,) = exact_losses(problem, fixed, 0.0, 1)

    # At a rate of 0, the mean over the rows is that of the minibatches, weighted by their rows.
    for losses in still:
        assert np.dot(losses, [16, 16, 16, 2]) / 50 == pytest.approx(whole, rel=1e-14)
    assert abs(still[0][0] - still[1][0]) > 1e-3


def test_the_gradient_is_that_of_finite_differences():
    method = Method("f64", "manual", "sgd", True, "cross-entropy")
    problem = seeded((3, 5, 4, 3), 7, method)
    rate, distance = 1e-3, 1e-6

    def loss(problem):
        return exact_losses(problem, method, 0.0, 1)[0]

    before, after = exact_losses(problem, method, rate, 2)
    squares = 0.0
    for arrays in (problem.w, problem.b):
        for array in arrays:
            for index in np.ndindex(array.shape):
                value = array[index]
                array[index] = value + distance
                above = loss(problem)
                array[index] = value - distance
                squares += ((above - loss(problem)) / (2 * distance)) ** 2
                array[index] = value
    # To first order, a step takes rate · |gradient|² from the loss.
    assert (before - after) / rate == pytest.approx(squares, rel=2e-3)


def test_a_wrong_loss_is_named():
    expected = np.array([4.0, 2.0, 1.0])
    require_equal([4.0, 2.00001, 1.0], expected, F32, "it")

    with pytest.raises(WrongLossesError, match="it: the loss at step 1 is 2.001, expected 2"):
        require_equal([4.0, 2.001, 1.0], expected, F32, "it")
    with pytest.raises(WrongLossesError, match="at step 1"):
        require_equal([4.0, 2.00001, 1.0], expected, F64, "it")
    with pytest.raises(WrongLossesError, match="at step 2 is nan"):
        require_equal([4.0, 2.0, float("nan")], expected, F32, "it")
    with pytest.raises(WrongLossesError, match="2 losses instead of 3"):
        require_equal([4.0, 2.0], expected, F32, "it")


def test_a_loss_that_has_become_small_may_be_judged_by_the_first():
    expected = np.array([4.0, 1e-4])
    with pytest.raises(WrongLossesError, match="step 1"):
        require_equal([4.0, 1.0001e-4], expected, F32, "it")
    require_equal([4.0, 1.0001e-4], expected, F32, "it", np.maximum.accumulate(expected))


def test_rounding_of_the_decay_is_allowed_for_in_float32():
    for precision, allowed in (("f32", True), ("f64", False)):
        method = Method(precision, "manual", "adamw", True)
        try:
            require_equal([2.00008], np.array([2.0]), method, "it")
        except WrongLossesError:
            assert not allowed
        else:
            assert allowed
