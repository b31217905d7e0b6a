"""PyTorch, one operation after the other, which is its default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import torch

from baseline_check import MOMENTUM, WEIGHT_DECAY
from baseline_plan import Method
from baseline_problem import Problem
from baseline_pytorch_data import DTYPES, Feed, Network

Tensors = list[torch.Tensor]


class Buffers:
    """What steps of one number of rows write into, by layer."""

    def __init__(self, network: Network, rows: int, transposed: bool) -> None:
        """Transposed outputs, and their gradient, are stored one column after the other."""

        def made(dtype: torch.dtype | None = None) -> Tensors:
            return [w.new_empty(rows, w.shape[1], dtype=dtype) for w in network.w]

        # Products, and their gradients; those of the last layer are the outputs'.
        self.h, self.d_h = made(), made()
        self.r, self.mask = made()[:-1], made(torch.bool)[:-1]
        if transposed:
            for arrays in (self.h, self.d_h):
                arrays[-1] = arrays[-1].new_empty(arrays[-1].shape[::-1]).T


class HandWritten:
    """The formulas for some rows, in operations that write into buffers allocated once.

    :param y: the targets; with cross-entropy, the probabilities of the classes divided by minus
        the number of rows, a row for each class
    """

    def __init__(
        self,
        network: Network,
        method: Method,
        gradients: Tensors,
        buffers: Buffers,
        x: torch.Tensor,
        y: torch.Tensor,
    ) -> None:
        w, layers = network.w, len(network.w)
        self.notebook = method.gradient == "notebook"
        self.out, d_out = buffers.h[-1], buffers.d_h[-1]
        if method.loss == "cross-entropy":
            self.loss = CrossEntropy(self.out.T, y.contiguous(), d_out.T)
        else:
            self.loss = SquaredError(self.out, y, d_out)
        reads = [x, *buffers.r]
        b = network.b or [None] * layers
        hidden = zip(reads, w, b, buffers.h, buffers.mask, buffers.r, strict=False)
        self.hidden = list(hidden)  # as many as there are masks
        self.last = (reads[-1], w[-1], b[-1])
        masks = [None, *buffers.mask]
        before = [None, *buffers.d_h]
        g_b = gradients[layers:] or [None] * layers
        self.back = [
            (reads[i].T, buffers.d_h[i], gradients[i], g_b[i], w[i].T, before[i], masks[i])
            for i in reversed(range(layers))
        ]

    def __call__(self) -> torch.Tensor:
        """Computes the gradients and returns the loss."""
        self._forward()
        loss = self.loss()
        reduce = torch.mean if self.notebook else torch.sum
        for x_t, d_h, g_w, g_b, w_t, before, mask in self.back:
            torch.mm(x_t, d_h, out=g_w)
            if g_b is not None:
                reduce(d_h, 0, out=g_b)
            if before is not None:
                torch.mm(d_h, w_t, out=before)
                before.mul_(mask)
        return loss

    def _forward(self) -> None:
        for x, w, b, h, mask, r in self.hidden:
            if b is not None and not self.notebook:
                torch.addmm(b, x, w, out=h)
                torch.ge(h, 0, out=mask)
            else:
                torch.mm(x, w, out=h)
                torch.ge(h, 0, out=mask)
                if b is not None:
                    h.add_(b)
            torch.clamp(h, min=0, out=r)
        x, w, b = self.last
        if b is None:
            torch.mm(x, w, out=self.out)
        else:
            torch.addmm(b, x, w, out=self.out)


class SquaredError:
    """The loss of some outputs, which are overwritten, and its gradient d_out."""

    def __init__(self, out: torch.Tensor, y: torch.Tensor, d_out: torch.Tensor) -> None:
        self.out, self.y, self.d_out, self.out_flat = out, y, d_out, out.view(-1)

    def __call__(self) -> torch.Tensor:
        self.out.sub_(self.y)
        torch.mul(self.out, 2, out=self.d_out)
        return torch.dot(self.out_flat, self.out_flat)


class CrossEntropy:
    """The loss of some logits, and its gradient d_out. All have a row for each class: along rows of
    ten classes or so, PyTorch's softmax takes two to six times as long, and the products before and
    after it take a transposed matrix as well.

    :param y: the probabilities divided by minus the number of samples, so that they are a part of
        the loss and of the gradient
    """

    def __init__(self, out: torch.Tensor, y: torch.Tensor, d_out: torch.Tensor) -> None:
        self.out, self.y, self.d_out = out, y, d_out
        self.y_flat, self.d_out_flat = y.view(-1), d_out.view(-1)
        self.share = 1 / out.shape[1]

    def __call__(self) -> torch.Tensor:
        y, d_out = self.y, self.d_out
        torch.log_softmax(self.out, 0, out=d_out)
        loss = torch.dot(self.y_flat, self.d_out_flat)
        d_out.exp_()
        torch.add(y, d_out, alpha=self.share, out=d_out)
        return loss


class Eager:
    """The training, with gradients by hand or by autograd."""

    unit = 1

    def __init__(self, problem: Problem, method: Method, rate: float) -> None:
        self.network = network = Network(problem, method)
        self.method, self.rate = method, rate
        self.optimizer = optimizer(method.optimizer, network.parameters, rate)
        self.by_autograd = method.gradient == "autograd"
        transposed = method.loss == "cross-entropy" and not self.by_autograd
        if self.by_autograd:
            for parameter in network.parameters:
                parameter.requires_grad_()
            make = partial(partial, self._autograd)
        else:
            gradients = [torch.empty_like(p) for p in network.parameters]
            for parameter, gradient in zip(network.parameters, gradients, strict=True):
                parameter.grad = gradient
            buffers: dict[int, Buffers] = {}

            def make(x: torch.Tensor, y: torch.Tensor) -> HandWritten:
                if len(x) not in buffers:
                    buffers[len(x)] = Buffers(network, len(x), transposed)
                return HandWritten(network, method, gradients, buffers[len(x)], x, y)

        self.feed = Feed(problem, method, targets(problem, method), make, int(transposed))

    def restart(self) -> None:
        self.network.restart()
        self.feed.restart()
        if self.optimizer:
            self.optimizer.state.clear()

    def losses(self, steps: int) -> list[float]:
        return [loss.item() for loss in self._steps(steps)]

    def advance(self, steps: int) -> None:
        for _ in self._steps(steps):
            pass

    def _steps(self, steps: int) -> Iterator[torch.Tensor]:
        """Takes steps, and yields the loss before each."""
        with torch.inference_mode(not self.by_autograd):
            for compute in islice(self.feed, steps):
                loss = compute()
                self._update()
                yield loss

    def _autograd(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        for parameter in self.network.parameters:
            parameter.grad = None
        loss = forward((self.network.w, self.network.b), x, y)
        loss.backward()
        return loss.detach()

    def _update(self) -> None:
        if self.optimizer:
            self.optimizer.step()
            return
        with torch.no_grad():
            for parameter in self.network.parameters:
                parameter.add_(parameter.grad, alpha=-self.rate)


def optimizer(name: str, parameters: Tensors, rate: float) -> torch.optim.Optimizer | None:
    """None for gradient descent, which is faster by hand. At these sizes, fused takes two thirds of
    the default's time, or less."""
    if name == "sgd":
        return None
    if name == "momentum":
        return torch.optim.SGD(parameters, lr=rate, momentum=MOMENTUM, fused=True)
    if name == "adam":
        return torch.optim.Adam(parameters, lr=rate, fused=True)
    return torch.optim.AdamW(parameters, lr=rate, weight_decay=WEIGHT_DECAY, fused=True)


def targets(problem: Problem, method: Method) -> Callable[[int], torch.Tensor]:
    """Those of all rows, given how many a step takes, as forward or HandWritten take them."""
    y = torch.tensor(problem.y, dtype=DTYPES[method.precision])
    if method.loss == "squared-error":
        return lambda rows: y
    if method.gradient == "autograd":
        # PyTorch's cross-entropy takes half as long with labels as with probabilities.
        labels = y.argmax(1)
        return lambda rows: labels
    return lambda rows: (y * (-1 / rows)).T.contiguous()


def forward(parameters: tuple[Tensors, Tensors], x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The loss: the cross-entropy if the targets are labels, else the squared error."""
    out = outputs(parameters, x)
    if y.is_floating_point():
        return (out - y).square().sum()
    return torch.nn.functional.cross_entropy(out, y)


def outputs(parameters: tuple[Tensors, Tensors], x: torch.Tensor) -> torch.Tensor:
    w, b = parameters
    out = x
    for layer, weights in enumerate(w):
        if layer > 0:
            out = out.clamp(min=0)
        out = torch.addmm(b[layer], out, weights) if b else torch.mm(out, weights)
    return out
