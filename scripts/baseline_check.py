"""Checks a baseline's losses against PyTorch's fixtures and against a training in float64."""

from __future__ import annotations

import numpy as np

from baseline_plan import Method
from baseline_problem import Problem, steps_of

STEPS = 500
# How far correct programs may differ, relatively, because they add in different orders. As in the
# Java program.
TOLERANCE = {"f32": 1e-5, "f64": 1e-11}
# A decay by 1e-5 or so is a few hundred roundings of a float32 weight, so a rounding that goes the
# same way at every step shows: libraries differ by 1e-5 after 500 steps.
DECAY_TOLERANCE_F32 = 1e-4

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
MOMENTUM, WEIGHT_DECAY = 0.9, 0.01


class WrongLossesError(Exception):
    """A baseline does not compute what it should."""


def matches(case: dict, method: Method) -> bool:
    """Whether a fixture's case was trained by this method, whatever its loss and feed."""
    gradient = "notebook" if method.gradient == "notebook" else "exact"
    wanted = (gradient, method.optimizer, method.bias)
    return (case["gradient"], case["optimizer"], case["bias"]) == wanted


def first_steps(method: Method) -> int:
    """How many of a cell's own steps are checked before it is timed: into the second pass over its
    minibatches."""
    return 5 if method.feed == "fixed" else 20


def require_equal(
    losses: list[float],
    expected: np.ndarray,
    method: Method,
    what: str,
    scale: np.ndarray | None = None,
) -> None:
    """
    :param scale: what errors are relative to: each loss itself, unless given
    :raises WrongLossesError: if a loss deviates by more than the tolerance
    """
    if len(losses) != len(expected):
        raise WrongLossesError(f"{what}: {len(losses)} losses instead of {len(expected)}")
    decays = method.precision == "f32" and method.optimizer == "adamw"
    tolerance = DECAY_TOLERANCE_F32 if decays else TOLERANCE[method.precision]
    error = np.abs(np.array(losses) - np.array(expected)) / (expected if scale is None else scale)
    wrong = np.flatnonzero(~(error <= tolerance))
    if wrong.size:
        step = int(wrong[0])
        raise WrongLossesError(
            f"{what}: the loss at step {step} is {losses[step]:.9g}, expected {expected[step]:.9g}"
        )


def exact_losses(problem: Problem, method: Method, rate: float, steps: int) -> np.ndarray:
    """The losses of the first steps, computed by the formulas in float64."""
    w, b = ([array.copy() for array in arrays] for arrays in (problem.w, problem.b))
    update = _Update(method.optimizer, rate, w + b if method.bias else w)
    losses = []
    for rows in steps_of(problem, method.feed, steps):
        loss, gradients = _gradients(problem.x[rows], problem.y[rows], w, b, method)
        losses.append(loss)
        update(gradients)
    return np.array(losses)


def _gradients(
    x: np.ndarray, y: np.ndarray, w: list[np.ndarray], b: list[np.ndarray], method: Method
) -> tuple[float, list[np.ndarray]]:
    """The loss, and its gradients with respect to all weights, then all biases."""
    reads, masks, out = [x], [], x
    for layer, weights in enumerate(w):
        pre = reads[layer] @ weights
        out = pre + b[layer] if method.bias else pre
        masks.append((pre if method.gradient == "notebook" else out) >= 0)
        reads.append(np.maximum(out, 0))
    loss, d_h = _loss(out, y, method.loss)
    share = len(x) if method.gradient == "notebook" else 1
    d_w, d_b = [], []
    for layer in reversed(range(len(w))):
        d_w.insert(0, reads[layer].T @ d_h)
        d_b.insert(0, d_h.sum(0) / share)
        if layer > 0:
            d_h = (d_h @ w[layer].T) * masks[layer - 1]
    return loss, d_w + d_b


def _loss(out: np.ndarray, y: np.ndarray, loss: str) -> tuple[float, np.ndarray]:
    """The loss, and its gradient with respect to the outputs."""
    if loss == "squared-error":
        return float(((out - y) ** 2).sum()), 2 * (out - y)
    shifted = out - out.max(1, keepdims=True)
    sums = np.exp(shifted).sum(1, keepdims=True)
    mean = float(-(y * (shifted - np.log(sums))).sum() / len(y))
    return mean, (np.exp(shifted) / sums - y) / len(y)


class _Update:
    """An optimizer, which changes its parameters in place."""

    def __init__(self, optimizer: str, rate: float, parameters: list[np.ndarray]) -> None:
        self.optimizer, self.rate, self.parameters = optimizer, rate, parameters
        self.moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
        self.steps = 0

    def __call__(self, gradients: list[np.ndarray]) -> None:
        self.steps += 1
        # Without bias, there are more gradients than parameters.
        for p, g, (m, v) in zip(self.parameters, gradients, self.moments, strict=False):
            if self.optimizer == "sgd":
                p -= self.rate * g
            elif self.optimizer == "momentum":
                m *= MOMENTUM
                m += g
                p -= self.rate * m
            else:
                if self.optimizer == "adamw":
                    p *= 1 - self.rate * WEIGHT_DECAY
                m += (1 - BETA1) * (g - m)
                v += (1 - BETA2) * (g * g - v)
                root = np.sqrt(v / (1 - BETA2**self.steps)) + EPSILON
                p -= self.rate * m / (1 - BETA1**self.steps) / root
