"""PyTorch as a baseline: eager, with gradients by hand or by autograd, and torch.compile.

python scripts/baseline_pytorch.py RUN [OPTION…]     like baselines.sh, for these baselines only
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import torch

from baseline_plan import Method
from baseline_problem import Problem
from baseline_worker import one_thread, serve

DTYPES = {"f32": torch.float32, "f64": torch.float64}
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8

Tensors = dict[str, torch.Tensor]
# From parameters, x and y to the gradients and the loss.
Gradient = Callable[[Tensors, torch.Tensor, torch.Tensor], tuple[Tensors, torch.Tensor]]


class Network:
    """The data, the trained parameters, and their starting values."""

    def __init__(self, problem: Problem, method: Method) -> None:
        names = ("w1", "w2", "b1", "b2") if method.bias else ("w1", "w2")
        tensors = {
            name: torch.tensor(getattr(problem, name), dtype=DTYPES[method.precision])
            for name in ("x", "y", *names)
        }
        self.x, self.y = tensors["x"], tensors["y"]
        self.starting = {name: tensors[name].clone() for name in names}
        self.parameters = {name: tensors[name] for name in names}

    def restart(self) -> None:
        with torch.no_grad():
            for name, parameter in self.parameters.items():
                parameter.copy_(self.starting[name])


class HandWritten:
    """The formulas, in operations that write into buffers allocated once."""

    def __init__(self, network: Network, notebook: bool) -> None:
        parameters, self.notebook = network.parameters, notebook
        self.x, self.y = network.x, network.y
        self.w1, self.w2 = parameters["w1"], parameters["w2"]
        self.b1, self.b2 = parameters.get("b1"), parameters.get("b2")
        self.gradients = {name: torch.empty_like(p) for name, p in parameters.items()}
        (batch, _), (hidden, outputs) = self.x.shape, self.w2.shape
        self.h, self.r, self.d_h = (self.x.new_empty(batch, hidden) for _ in range(3))
        self.d_out = self.x.new_empty(batch, outputs)
        self.mask = torch.empty(batch, hidden, dtype=torch.bool)
        self.x_t, self.r_t, self.w2_t = self.x.T, self.r.T, self.w2.T
        self.d_out_flat = self.d_out.view(-1)

    def __call__(self) -> torch.Tensor:
        """Computes the gradients and returns the loss."""
        h, r, d_out, d_h, mask = self.h, self.r, self.d_out, self.d_h, self.mask
        gradients = self.gradients
        if self.b1 is None:
            torch.mm(self.x, self.w1, out=h)
            torch.ge(h, 0, out=mask)
        elif self.notebook:
            torch.mm(self.x, self.w1, out=h)
            torch.ge(h, 0, out=mask)
            h.add_(self.b1)
        else:
            torch.addmm(self.b1, self.x, self.w1, out=h)
            torch.ge(h, 0, out=mask)
        torch.clamp(h, min=0, out=r)
        if self.b2 is None:
            torch.mm(r, self.w2, out=d_out)
        else:
            torch.addmm(self.b2, r, self.w2, out=d_out)
        d_out.sub_(self.y)
        loss = torch.dot(self.d_out_flat, self.d_out_flat)
        d_out.mul_(2)
        torch.mm(self.r_t, d_out, out=gradients["w2"])
        torch.mm(d_out, self.w2_t, out=d_h)
        d_h.mul_(mask)
        torch.mm(self.x_t, d_h, out=gradients["w1"])
        if self.b1 is not None:
            reduce = torch.mean if self.notebook else torch.sum
            reduce(d_h, 0, out=gradients["b1"])
            reduce(d_out, 0, out=gradients["b2"])
        return loss


class Eager:
    """One operation after the other, which is PyTorch's default."""

    unit = 1

    def __init__(self, problem: Problem, method: Method, rate: float) -> None:
        self.network = Network(problem, method)
        self.rate = rate
        self.parameters = list(self.network.parameters.values())
        self.adam = None
        if method.optimizer == "adam":
            # At these sizes, fused takes two thirds of the default's time.
            self.adam = torch.optim.Adam(self.parameters, lr=rate, fused=True)
        self.by_autograd = method.gradient == "autograd"
        if self.by_autograd:
            for parameter in self.parameters:
                parameter.requires_grad_()
        else:
            self.by_hand = HandWritten(self.network, method.gradient == "notebook")
            for name, parameter in self.network.parameters.items():
                parameter.grad = self.by_hand.gradients[name]

    def restart(self) -> None:
        self.network.restart()
        if self.adam:
            self.adam.state.clear()

    def losses(self, steps: int) -> list[float]:
        return [loss.item() for loss in self._steps(steps)]

    def advance(self, steps: int) -> None:
        for _ in self._steps(steps):
            pass

    def _steps(self, steps: int) -> Iterator[torch.Tensor]:
        """Takes steps, and yields the loss before each."""
        with torch.inference_mode(not self.by_autograd):
            for _ in range(steps):
                loss = self._autograd() if self.by_autograd else self.by_hand()
                self._update()
                yield loss

    def _autograd(self) -> torch.Tensor:
        for parameter in self.parameters:
            parameter.grad = None
        loss = forward(self.network.parameters, self.network.x, self.network.y)
        loss.backward()
        return loss.detach()

    def _update(self) -> None:
        if self.adam:
            self.adam.step()
            return
        with torch.no_grad():
            for parameter in self.parameters:
                parameter.add_(parameter.grad, alpha=-self.rate)


class Compiled:
    """The whole step as one function for torch.compile."""

    unit = 1

    def __init__(self, problem: Problem, method: Method, rate: float) -> None:
        torch._dynamo.reset()
        self.network = Network(problem, method)
        parameters = self.network.parameters.values()
        self.moments = [torch.zeros_like(p) for p in parameters for _ in range(2)]
        # β₁ and β₂ to the power of the number of steps.
        self.powers = torch.ones(2, dtype=torch.float64)
        self.step = torch.compile(self._step(method, rate), fullgraph=True, dynamic=False)

    def restart(self) -> None:
        self.network.restart()
        for moment in self.moments:
            moment.zero_()
        self.powers.fill_(1)

    def losses(self, steps: int) -> list[float]:
        with torch.no_grad():
            return [self.step().item() for _ in range(steps)]

    def advance(self, steps: int) -> None:
        step = self.step
        with torch.no_grad():
            for _ in range(steps):
                step()

    def _step(self, method: Method, rate: float) -> Callable[[], torch.Tensor]:
        network, moments, powers = self.network, self.moments, self.powers
        names = list(network.parameters)
        gradient = _gradient(method.gradient)
        betas = torch.tensor([BETA1, BETA2], dtype=torch.float64)

        def step() -> torch.Tensor:
            gradients, loss = gradient(network.parameters, network.x, network.y)
            if method.optimizer == "sgd":
                for name in names:
                    network.parameters[name].sub_(rate * gradients[name])
                return loss
            powers.mul_(betas)
            corrections = 1 - powers
            size = (rate / corrections[0]).to(loss.dtype)
            root = corrections[1].sqrt().to(loss.dtype)
            for number, name in enumerate(names):
                m, v = moments[2 * number], moments[2 * number + 1]
                m.lerp_(gradients[name], 1 - BETA1)
                v.mul_(BETA2).addcmul_(gradients[name], gradients[name], value=1 - BETA2)
                network.parameters[name].sub_(size * m / (v.sqrt() / root + EPSILON))
            return loss

        return step


def forward(parameters: Tensors, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The loss."""
    w1, w2 = parameters["w1"], parameters["w2"]
    if "b1" in parameters:
        r = torch.addmm(parameters["b1"], x, w1).clamp(min=0)
        out = torch.addmm(parameters["b2"], r, w2)
    else:
        out = torch.mm(torch.mm(x, w1).clamp(min=0), w2)
    return (out - y).square().sum()


def _gradient(kind: str) -> Gradient:
    if kind == "autograd":
        return torch.func.grad_and_value(forward)

    def by_hand(p: Tensors, x: torch.Tensor, y: torch.Tensor) -> tuple[Tensors, torch.Tensor]:
        pre = x @ p["w1"]
        h = pre + p["b1"] if "b1" in p else pre
        r = h.clamp(min=0)
        out = r @ p["w2"]
        difference = (out + p["b2"] if "b2" in p else out) - y
        d_out = 2 * difference
        d_h = (d_out @ p["w2"].T) * ((pre if kind == "notebook" else h) >= 0)
        bias_scale = len(x) if kind == "notebook" else 1
        gradients = {"w1": x.T @ d_h, "w2": r.T @ d_out}
        if "b1" in p:
            gradients["b1"] = d_h.sum(0) / bias_scale
            gradients["b2"] = d_out.sum(0) / bias_scale
        return gradients, difference.square().sum()

    return by_hand


BASELINES = {"pytorch": Eager, "pytorch-compile": Compiled}


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--worker"]:
        one_thread()
        torch.set_num_threads(1)
        torch.set_num_interop_threads(1)
        return serve(BASELINES[arguments[1]], arguments[2:])
    import baselines

    return baselines.main(["--baselines", ",".join(BASELINES), *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
