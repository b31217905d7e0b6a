"""What each baseline can measure, and the reason where it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baseline_kinds import BASELINES, UnavailableError
from plans import OWN, PLAIN
from runs import BACKENDS


@pytest.mark.parametrize(
    ("shape", "method", "reason"),
    [
        ((784, 128, 10), PLAIN, "at most 64 weights"),
        ((3, 2, 2, 1), PLAIN, "for one hidden layer"),
        ((3, 1), PLAIN, "for one hidden layer"),
        ((3, 2, 2), replace(PLAIN, loss="cross-entropy"), "the squared error only"),
        ((3, 2, 1), replace(PLAIN, optimizer="momentum"), "the optimizers sgd and adam only"),
        ((3, 2, 1), replace(PLAIN, optimizer="adamw"), "the optimizers sgd and adam only"),
        ((3, 2, 1), replace(PLAIN, feed="next"), "on one batch only"),
        ((3, 2, 1), replace(PLAIN, gradient="autograd"), "no autograd"),
        ((3, 2, 1), replace(PLAIN, gradient="graph"), "no autograd"),
    ],
)
def test_the_c_loop_says_what_it_does_not_do(shape, method, reason, tmp_path):
    with pytest.raises(UnavailableError, match=reason):
        BASELINES["c"].command(shape, method, tmp_path)


@pytest.mark.parametrize(
    ("name", "missing", "reason"),
    [
        ("pytorch", "graph", "PyTorch's eager mode traces no graph; "),
        ("pytorch-compile", "autograd", "torch.compile traces: its gradient is graph"),
        ("jax-step", "autograd", "JAX traces: its gradient is graph"),
        ("jax-loop", "autograd", "JAX traces: its gradient is graph"),
    ],
)
def test_libraries_say_which_gradient_they_do_not_have(name, missing, reason, tmp_path):
    command = BASELINES[name].command

    with pytest.raises(UnavailableError, match=reason):
        command((3, 2, 1), replace(PLAIN, gradient=missing), tmp_path)
    assert OWN[name] in command((3, 2, 1), replace(PLAIN, gradient=OWN[name]), tmp_path)


@pytest.mark.parametrize("name", BASELINES)
def test_no_baseline_is_measured_op_by_op(name, tmp_path):
    with pytest.raises(UnavailableError, match="fusion=off is about the fused operations of"):
        BASELINES[name].command((3, 2, 1), replace(PLAIN, fusion="off"), tmp_path)


def test_the_backends_of_the_tests_are_not_baselines():
    assert not set(BACKENDS) & set(BASELINES)
