"""Trains a network with PyTorch, and keeps what the fixtures need.

Each layer is x·W + b, with clamp(·, min=0) after each but the last. The loss is the sum of the
squared differences to y, or PyTorch's cross-entropy with the labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import torch

from golden_problems import Arrays, layers_of, widths_of

STEPS = 500
CHECKPOINTS = (1, 10, STEPS)

Tensors = dict[str, torch.Tensor]


class Descent(torch.optim.Optimizer):
    """Gradient descent that rounds the product and the difference, as the committed fixtures did:
    torch.optim.SGD may fuse them."""

    def __init__(self, parameters: Iterable[torch.Tensor], rate: float) -> None:
        super().__init__(parameters, {"lr": rate})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            for parameter in group["params"]:
                parameter -= group["lr"] * parameter.grad


OPTIMIZERS: dict[str, Callable[[Iterable[torch.Tensor], float], torch.optim.Optimizer]] = {
    "sgd": Descent,
    "momentum": lambda parameters, rate: torch.optim.SGD(parameters, lr=rate, momentum=0.9),
    "adam": lambda parameters, rate: torch.optim.Adam(parameters, lr=rate),
    "adamw": lambda parameters, rate: torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01),
}


@dataclass(frozen=True)
class Method:
    """How a problem is trained: gradient "exact" or "notebook", and one of OPTIMIZERS.

    :param minibatch: the rows of a step, the next ones each time; the last ones before the data
        starts again may be fewer
    """

    gradient: str
    optimizer: str
    bias: bool
    learning_rate: float
    minibatch: int

    def __str__(self) -> str:
        bias = "bias" if self.bias else "no bias"
        return f"{self.gradient} {self.optimizer} {bias} {self.learning_rate:g}"


@dataclass
class Run:
    """One training. The loss of a step is the loss before its update."""

    losses: np.ndarray  # one per step
    # By hidden layer: steps × rows × units, what goes into the ReLU, and what the gradient's mask
    # was computed from. They are 0 for the rows that a step does not take.
    hidden: list[np.ndarray]
    mask_input: list[np.ndarray]
    parameters: dict[int, Arrays]  # after each of CHECKPOINTS


class Forward:
    """The forward pass and its intermediate results."""

    def __init__(self, x: torch.Tensor, target: torch.Tensor, parameters: Tensors) -> None:
        self.target = target
        self.reads: list[torch.Tensor] = []  # by layer
        self.pre: list[torch.Tensor] = []  # by layer: the product, without the bias
        self.h: list[torch.Tensor] = []  # by hidden layer: what goes into the ReLU
        h = x
        for layer in range(1, layers_of(parameters) + 1):
            self.reads.append(h.clamp(min=0) if self.reads else x)
            self.pre.append(self.reads[-1] @ parameters[f"w{layer}"])
            h = self.pre[-1] + parameters[f"b{layer}"] if "b1" in parameters else self.pre[-1]
            self.h.append(h)
        self.out = self.h.pop()
        if target.is_floating_point():
            self.loss = (self.out - target).square().sum()
        else:
            self.loss = torch.nn.functional.cross_entropy(self.out, target)


def autograd(forward: Forward, parameters: Tensors) -> Tensors:
    gradients = torch.autograd.grad(forward.loss, list(parameters.values()))
    return dict(zip(parameters, gradients, strict=True))


def hand_written(forward: Forward, parameters: Tensors, masks: list[torch.Tensor]) -> Tensors:
    """The exact gradients, if the masks are those of h >= 0."""
    gradients: Tensors = {}
    d_h = output_gradient(forward)
    for layer in range(len(forward.reads), 0, -1):
        gradients[f"w{layer}"] = forward.reads[layer - 1].T @ d_h
        gradients[f"b{layer}"] = d_h.sum(0)
        if layer > 1:
            d_h = (d_h @ parameters[f"w{layer}"].T) * masks[layer - 2]
    return {name: gradients[name].detach() for name in parameters}


def output_gradient(forward: Forward) -> torch.Tensor:
    """The derivative of the loss with respect to the outputs, by its formula."""
    out, target = forward.out, forward.target
    if target.is_floating_point():
        return 2 * (out - target)
    e = (out - out.max(1, keepdim=True).values).exp()
    ones = torch.nn.functional.one_hot(target, out.shape[1])
    return (e / e.sum(1, keepdim=True) - ones) / len(out)


def notebook(gradients: Tensors, batch: int) -> Tensors:
    """The original's bias version averages the gradients of the biases over the batch."""
    return {name: g / batch if name.startswith("b") else g for name, g in gradients.items()}


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
    x, target, parameters = tensors(problem, method.bias, dtype)
    optimizer = OPTIMIZERS[method.optimizer](parameters.values(), method.learning_rate)
    rows, units = len(x), widths_of(problem)[1:-1]
    hidden, mask_input = ([np.zeros((STEPS, rows, n)) for n in units] for _ in range(2))
    losses, checkpoints, first = [], {}, 0
    for step in range(STEPS):
        taken = slice(first, min(first + method.minibatch, rows))
        first = taken.stop % rows
        forward = Forward(x[taken], target[taken], parameters)
        masked = forward.pre[:-1] if method.gradient == "notebook" else forward.h
        gradients = hand_written(forward, parameters, [m > 0 if strict else m >= 0 for m in masked])
        if method.gradient == "notebook":
            gradients = notebook(gradients, batch=rows)
        elif not strict:
            formulas, gradients = gradients, autograd(forward, parameters)
            require_equal(gradients, formulas)
        losses.append(forward.loss.detach().numpy())
        for kept, values in ((hidden, forward.h), (mask_input, masked)):
            for layer, value in enumerate(values):
                kept[layer][step, taken] = value.detach().numpy()
        for name, parameter in parameters.items():
            parameter.grad = gradients[name]
        optimizer.step()
        if step + 1 in CHECKPOINTS:
            checkpoints[step + 1] = {n: p.detach().numpy().copy() for n, p in parameters.items()}
    return Run(np.array(losses), hidden, mask_input, checkpoints)


def tensors(
    problem: Arrays, bias: bool, dtype: torch.dtype
) -> tuple[torch.Tensor, torch.Tensor, Tensors]:
    """The inputs, the targets or labels, and the parameters."""
    target = torch.tensor(problem["labels"]) if "labels" in problem else None
    if target is None:
        target = torch.tensor(problem["y"], dtype=dtype)
    names = [name for name in problem if name.startswith(("w", "b") if bias else "w")]
    parameters = {n: torch.tensor(problem[n], dtype=dtype).requires_grad_() for n in names}
    return torch.tensor(problem["x"], dtype=dtype), target, parameters
