"""Trainings in PyTorch until a target is reached, with its own autograd and optimizers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import torch

from baseline_check import MOMENTUM, WEIGHT_DECAY
from target_data import Data, weights
from target_task import Evaluation, Method, Task

DTYPES = {"f32": torch.float32, "f64": torch.float64}


class Rows:
    """Some rows of the data as tensors.

    :param labels: the class of each row, if there are classes
    :param y: what the loss takes: labels, or numbers
    """

    def __init__(self, data: Data, task: Task, precision: str) -> None:
        self.x = torch.tensor(data.x, dtype=DTYPES[precision])
        self.labels = torch.tensor(data.y) if data.classifies else None
        if task.loss == "cross-entropy":
            self.y = self.labels
        else:
            self.y = torch.tensor(data.targets(task.shape[-1]), dtype=DTYPES[precision])


class Networks:
    """One for each of some seeds: arrays with a first dimension more, which trains them at once in
    little more than the time of one."""

    def __init__(self, task: Task, bias: bool, seeds: Sequence[int], precision: str) -> None:
        drawn = [weights(task.shape, seed) for seed in seeds]

        def stacked(layers: list[tuple]) -> list[torch.Tensor]:
            return [
                torch.stack([torch.tensor(v, dtype=DTYPES[precision]) for v in of_one])
                for of_one in zip(*layers, strict=True)
            ]

        self.w = stacked([w for w, _ in drawn])
        self.b = [b.unsqueeze(1) for b in stacked([b for _, b in drawn])] if bias else []
        self.parameters = [parameter.requires_grad_() for parameter in [*self.w, *self.b]]

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        for layer, w in enumerate(self.w):
            x = x if layer == 0 else torch.relu(x)
            x = torch.baddbmm(self.b[layer], x, w) if self.b else torch.bmm(x, w)
        return x


def evaluations(
    task: Task,
    method: Method,
    rate: float,
    seeds: Sequence[int],
    rows: Data,
    precision: str = "f64",
) -> Iterator[list[Evaluation]]:
    """Trains from each seed, and evaluates them on some rows until the epochs are over."""
    networks = Networks(task, method.bias, seeds, precision)
    optimizer = _optimizer(method.optimizer, networks.parameters, rate)
    training, evaluated = (Rows(data, task, precision) for data in (task.parts.training, rows))
    orders = torch.stack([torch.from_numpy(task.order(seed)) for seed in seeds], dim=1)
    x = evaluated.x.expand(len(seeds), -1, -1)
    interval, step = task.interval(method.batch), 0
    for order in orders:
        for taken in order.split(method.batch, dim=1):
            optimizer.zero_grad()
            losses(networks(training.x[taken]), training.y[taken]).sum().backward()
            optimizer.step()
            step += 1
            if step % interval == 0:
                with torch.no_grad():
                    yield [evaluation(step, out, evaluated) for out in networks(x)]


def losses(out: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The loss of each network."""
    if y.is_floating_point():
        return torch.nn.functional.mse_loss(out, y, reduction="none").sum((1, 2))
    classes = torch.nn.functional.cross_entropy(out.flatten(0, 1), y.flatten(), reduction="none")
    return classes.view(y.shape).mean(1)


def evaluation(step: int, out: torch.Tensor, rows: Rows) -> Evaluation:
    """Of the outputs of a network for some rows."""
    per_row = len(out) if rows.y.is_floating_point() else 1
    accuracy = math.nan
    if rows.labels is not None:
        accuracy = (out.argmax(1) == rows.labels).sum().item() / len(out)
    return Evaluation(step, loss(out, rows.y).item() / per_row, accuracy)


def loss(out: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    if y.is_floating_point():
        return torch.nn.functional.mse_loss(out, y, reduction="sum")
    return torch.nn.functional.cross_entropy(out, y)


def _optimizer(name: str, parameters: list[torch.Tensor], rate: float) -> torch.optim.Optimizer:
    if name == "adam":
        return torch.optim.Adam(parameters, lr=rate)
    if name == "adamw":
        return torch.optim.AdamW(parameters, lr=rate, weight_decay=WEIGHT_DECAY)
    return torch.optim.SGD(parameters, lr=rate, momentum=MOMENTUM if name == "momentum" else 0)
