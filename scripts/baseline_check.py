"""Checks a baseline's losses against PyTorch's fixtures and against a training in float64."""

from __future__ import annotations

import numpy as np

from baseline_plan import Method
from baseline_problem import Problem

STEPS = 500
# How many of a cell's own steps are checked before it is timed.
FIRST_STEPS = 5
# How far correct programs may differ, relatively, because they add in different orders. As in the
# Java program.
TOLERANCE = {"f32": 1e-5, "f64": 1e-11}


class WrongLossesError(Exception):
    """A baseline does not compute what it should."""


def matches(case: dict, method: Method) -> bool:
    """Whether a fixture's case was trained by this method."""
    gradient = "notebook" if method.gradient == "notebook" else "exact"
    wanted = (gradient, method.optimizer, method.bias)
    return (case["gradient"], case["optimizer"], case["bias"]) == wanted


def require_equal(losses: list[float], expected: np.ndarray, precision: str, what: str) -> None:
    """
    :raises WrongLossesError: if a loss deviates by more than the tolerance
    """
    if len(losses) != len(expected):
        raise WrongLossesError(f"{what}: {len(losses)} losses instead of {len(expected)}")
    error = np.abs(np.array(losses) / np.array(expected) - 1)
    wrong = np.flatnonzero(~(error <= TOLERANCE[precision]))
    if wrong.size:
        step = int(wrong[0])
        raise WrongLossesError(
            f"{what}: the loss at step {step} is {losses[step]:.9g}, expected {expected[step]:.9g}"
        )


def exact_losses(problem: Problem, method: Method, rate: float, steps: int) -> np.ndarray:
    """The losses of the first steps, computed by the formulas in float64."""
    x, y, n = problem.x, problem.y, len(problem.x)
    parameters = [problem.w1.copy(), problem.w2.copy()]
    if method.bias:
        parameters += [problem.b1.copy(), problem.b2.copy()]
    moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
    losses = []
    for step in range(1, steps + 1):
        w1, w2, *biases = parameters
        pre = x @ w1
        h = pre + biases[0] if biases else pre
        r = np.maximum(h, 0)
        difference = r @ w2 + (biases[1] if biases else 0) - y
        losses.append((difference**2).sum())
        d_out = 2 * difference
        d_h = (d_out @ w2.T) * ((pre if method.gradient == "notebook" else h) >= 0)
        share = n if method.gradient == "notebook" else 1
        gradients = [x.T @ d_h, r.T @ d_out, d_h.sum(0) / share, d_out.sum(0) / share]
        for p, g, (m, v) in zip(parameters, gradients, moments, strict=False):
            if method.optimizer == "adam":
                m += 0.1 * (g - m)
                v += 0.001 * (g * g - v)
                g = rate * m / (1 - 0.9**step) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
                p -= g
            else:
                p -= rate * g
    return np.array(losses)
