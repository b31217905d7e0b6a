"""Trains the two-layer perceptron with PyTorch, and keeps what the fixtures need.

out = clamp(x·W1 + b1, min=0)·W2 + b2, loss = the sum of the squared differences to y, one batch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from golden_problems import Arrays

STEPS = 500
CHECKPOINTS = (1, 10, STEPS)

Tensors = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Method:
    """How a problem is trained: gradient "exact" or "notebook", optimizer "sgd" or "adam"."""

    gradient: str
    optimizer: str
    bias: bool
    learning_rate: float

    def __str__(self) -> str:
        bias = "bias" if self.bias else "no bias"
        return f"{self.gradient} {self.optimizer} {bias} {self.learning_rate:g}"


@dataclass
class Run:
    """One training. The loss of a step is the loss before its update."""

    losses: np.ndarray  # one per step
    hidden: np.ndarray  # steps × batch × hidden: x·W1 + b1
    mask_input: np.ndarray  # of the same shape: what the gradient's mask was computed from
    parameters: dict[int, Arrays]  # after each of CHECKPOINTS


class Forward:
    """The forward pass and its intermediate results."""

    def __init__(self, data: Tensors, parameters: Tensors) -> None:
        self.pre = data["x"] @ parameters["w1"]
        self.h = self.pre + parameters["b1"] if "b1" in parameters else self.pre
        self.r = self.h.clamp(min=0)
        out = self.r @ parameters["w2"]
        self.out = out + parameters["b2"] if "b2" in parameters else out
        self.loss = (self.out - data["y"]).square().sum()


def autograd(forward: Forward, parameters: Tensors) -> Tensors:
    gradients = torch.autograd.grad(forward.loss, list(parameters.values()))
    return dict(zip(parameters, gradients, strict=True))


def hand_written(
    forward: Forward, data: Tensors, parameters: Tensors, mask: torch.Tensor
) -> Tensors:
    """The exact gradients, if the mask is h >= 0."""
    d_out = 2 * (forward.out - data["y"])
    d_h = (d_out @ parameters["w2"].T) * mask
    gradients = {
        "w1": data["x"].T @ d_h,
        "b1": d_h.sum(0),
        "w2": forward.r.T @ d_out,
        "b2": d_out.sum(0),
    }
    return {name: gradients[name].detach() for name in parameters}


def notebook(gradients: Tensors, batch: int) -> Tensors:
    """The original's bias version averages the gradients of the biases over the batch."""
    return {name: g / batch if name in ("b1", "b2") else g for name, g in gradients.items()}


def require_equal(gradients: Tensors, expected: Tensors) -> None:
    for name, values in expected.items():
        tolerance = 1e4 * torch.finfo(values.dtype).eps * values.abs().max()
        if (gradients[name] - values).abs().max() > tolerance:
            raise AssertionError(f"autograd and the formula differ in the gradient of {name}")


def train(problem: Arrays, method: Method, dtype: torch.dtype, strict: bool = False) -> Run:
    """Trains for STEPS steps.

    With "exact", the gradients are autograd's, which must agree with the formulas. A strict run
    makes a mistake on purpose: its gradient does not pass where a pre-activation is exactly 0.
    """
    tensors = {name: torch.tensor(values, dtype=dtype) for name, values in problem.items()}
    data = {name: tensors[name] for name in ("x", "y")}
    names = ("w1", "b1", "w2", "b2") if method.bias else ("w1", "w2")
    parameters = {name: tensors[name].requires_grad_() for name in names}
    adam = torch.optim.Adam(parameters.values(), lr=method.learning_rate)
    losses, hidden, mask_input, checkpoints = [], [], [], {}
    for step in range(1, STEPS + 1):
        forward = Forward(data, parameters)
        masked = forward.pre if method.gradient == "notebook" else forward.h
        mask = masked > 0 if strict else masked >= 0
        gradients = hand_written(forward, data, parameters, mask)
        if method.gradient == "notebook":
            gradients = notebook(gradients, batch=len(data["x"]))
        elif not strict:
            formulas, gradients = gradients, autograd(forward, parameters)
            require_equal(gradients, formulas)
        losses.append(forward.loss.detach().numpy())
        hidden.append(forward.h.detach().numpy())
        mask_input.append(masked.detach().numpy())
        update(parameters, gradients, method, adam)
        if step in CHECKPOINTS:
            checkpoints[step] = {n: p.detach().numpy().copy() for n, p in parameters.items()}
    return Run(np.array(losses), np.array(hidden), np.array(mask_input), checkpoints)


def update(parameters: Tensors, gradients: Tensors, method: Method, adam: torch.optim.Adam) -> None:
    for name, parameter in parameters.items():
        parameter.grad = gradients[name]
    if method.optimizer == "adam":
        adam.step()
        return
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter -= method.learning_rate * gradients[name]
