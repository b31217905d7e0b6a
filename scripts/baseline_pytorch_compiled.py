"""PyTorch with the whole step as one function for torch.compile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice

import torch

from baseline_check import BETA1, BETA2, EPSILON, MOMENTUM, WEIGHT_DECAY
from baseline_plan import Method
from baseline_problem import Problem
from baseline_pytorch_data import DTYPES, Feed, Network
from baseline_pytorch_eager import Tensors, forward

# From weights and biases, x and targets to their gradients and the loss.
Gradient = Callable[
    [tuple[Tensors, Tensors], torch.Tensor, torch.Tensor],
    tuple[tuple[Tensors, Tensors], torch.Tensor],
]


class Compiled:
    """The training, with gradients by formulas that are compiled, or with a graph: torch.compile
    traces the loss and PyTorch's gradient of it."""

    unit = 1

    def __init__(self, problem: Problem, method: Method, rate: float) -> None:
        torch._dynamo.reset()
        self.network = Network(problem, method)
        self.moments = [(torch.zeros_like(p), torch.zeros_like(p)) for p in self.network.parameters]
        # β₁ and β₂ to the power of the number of steps.
        self.powers = torch.ones(2, dtype=torch.float64)
        step = torch.compile(self._step(method, rate), fullgraph=True, dynamic=False)
        y = torch.tensor(problem.y, dtype=DTYPES[method.precision])
        if method.loss == "cross-entropy" and method.gradient == "graph":
            y = y.argmax(1)
        self.feed = Feed(problem, method, lambda rows: y, partial(partial, step))

    def restart(self) -> None:
        self.network.restart()
        self.feed.restart()
        for moments in self.moments:
            for moment in moments:
                moment.zero_()
        self.powers.fill_(1)

    def losses(self, steps: int) -> list[float]:
        with torch.no_grad():
            return [step().item() for step in islice(self.feed, steps)]

    def advance(self, steps: int) -> None:
        with torch.no_grad():
            for step in islice(self.feed, steps):
                step()

    def _step(
        self, method: Method, rate: float
    ) -> Callable[[torch.Tensor, torch.Tensor], torch.Tensor]:
        w, b, parameters = self.network.w, self.network.b, self.network.parameters
        gradient = _gradient(method)
        update = self._update(method.optimizer, rate)

        def step(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
            (d_w, d_b), loss = gradient((w, b), x, y)
            update(parameters, [*d_w, *d_b])
            return loss

        return step

    def _update(self, optimizer: str, rate: float) -> Callable[[Tensors, Tensors], None]:
        moments, powers = self.moments, self.powers
        betas = torch.tensor([BETA1, BETA2], dtype=torch.float64)

        def descend(parameters: Tensors, gradients: Tensors) -> None:
            for p, g, (velocity, _) in zip(parameters, gradients, moments, strict=True):
                if optimizer == "momentum":
                    g = velocity.mul_(MOMENTUM).add_(g)
                p.sub_(rate * g)

        def adam(parameters: Tensors, gradients: Tensors) -> None:
            powers.mul_(betas)
            corrections = 1 - powers
            dtype = parameters[0].dtype
            size, root = (rate / corrections[0]).to(dtype), corrections[1].sqrt().to(dtype)
            for p, g, (m, v) in zip(parameters, gradients, moments, strict=True):
                if optimizer == "adamw":
                    p.mul_(1 - rate * WEIGHT_DECAY)
                m.lerp_(g, 1 - BETA1)
                v.mul_(BETA2).addcmul_(g, g, value=1 - BETA2)
                p.sub_(size * m / (v.sqrt() / root + EPSILON))

        return adam if optimizer in ("adam", "adamw") else descend


def _gradient(method: Method) -> Gradient:
    if method.gradient == "graph":
        return torch.func.grad_and_value(forward)
    notebook = method.gradient == "notebook"

    def by_hand(
        parameters: tuple[Tensors, Tensors], x: torch.Tensor, y: torch.Tensor
    ) -> tuple[tuple[Tensors, Tensors], torch.Tensor]:
        w, b = parameters
        reads, masks, out = [x], [], x
        for layer, weights in enumerate(w):
            pre = reads[layer] @ weights
            out = pre + b[layer] if b else pre
            masks.append((pre if notebook else out) >= 0)
            reads.append(out.clamp(min=0))
        loss, d_h = _loss(out, y, method.loss)
        d_w, d_b = [], []
        for layer in reversed(range(len(w))):
            d_w.insert(0, reads[layer].T @ d_h)
            if b:
                d_b.insert(0, d_h.sum(0) / (len(x) if notebook else 1))
            if layer > 0:
                d_h = (d_h @ w[layer].T) * masks[layer - 1]
        return (d_w, d_b), loss

    return by_hand


def _loss(out: torch.Tensor, y: torch.Tensor, loss: str) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss, and its gradient with respect to the outputs."""
    if loss == "squared-error":
        difference = out - y
        return difference.square().sum(), 2 * difference
    logs = torch.log_softmax(out, 1)
    return -(y * logs).sum() / len(y), (logs.exp() - y) / len(y)
