"""What baselines are checked against is itself checked against PyTorch's fixtures."""

from __future__ import annotations

import numpy as np
import pytest

from baseline_check import WrongLossesError, exact_losses, matches, require_equal
from baseline_plan import Method
from baseline_problem import FIXTURE_NAMES, fixture

METHODS = [
    Method("f64", gradient, optimizer, bias)
    for gradient, bias in (("manual", False), ("manual", True), ("autograd", True))
    for optimizer in ("sgd", "adam")
] + [Method("f64", "notebook", optimizer, True) for optimizer in ("sgd", "adam")]


@pytest.mark.parametrize("method", METHODS, ids=str)
def test_exact_losses_are_those_of_pytorch(method):
    trainings = 0
    for name in FIXTURE_NAMES:
        problem, cases = fixture(name, "f64")
        for case in cases:
            if matches(case, method):
                losses = exact_losses(problem, method, case["learningRate"], 500)
                require_equal(list(losses), case["losses"], "f64", name)
                trainings += 1
    assert trainings == 6


def test_a_wrong_loss_is_named():
    expected = np.array([4.0, 2.0, 1.0])
    require_equal([4.0, 2.00001, 1.0], expected, "f32", "it")

    with pytest.raises(WrongLossesError, match="it: the loss at step 1 is 2.001, expected 2"):
        require_equal([4.0, 2.001, 1.0], expected, "f32", "it")
    with pytest.raises(WrongLossesError, match="at step 1"):
        require_equal([4.0, 2.00001, 1.0], expected, "f64", "it")
    with pytest.raises(WrongLossesError, match="at step 2 is nan"):
        require_equal([4.0, 2.0, float("nan")], expected, "f32", "it")
    with pytest.raises(WrongLossesError, match="2 losses instead of 3"):
        require_equal([4.0, 2.0], expected, "f32", "it")
