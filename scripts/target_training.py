"""Training in PyTorch until a target is reached, with its own autograd and optimizers."""

from __future__ import annotations

import math
from collections.abc import Iterator

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


class Network:
    """Its parameters, by layer."""

    def __init__(self, task: Task, bias: bool, seed: int, precision: str) -> None:
        w, b = weights(task.shape, seed)
        self.w, self.b = (
            [torch.tensor(v, dtype=DTYPES[precision]).requires_grad_() for v in values]
            for values in (w, b if bias else [])
        )

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        biases = self.b or [None] * len(self.w)
        for layer, (w, b) in enumerate(zip(self.w, biases, strict=True)):
            x = torch.nn.functional.linear(x if layer == 0 else torch.relu(x), w.T, b)
        return x


def evaluation(step: int, out: torch.Tensor, rows: Rows) -> Evaluation:
    """Of the outputs for some rows."""
    per_row = len(out) if rows.y.is_floating_point() else 1
    accuracy = math.nan
    if rows.labels is not None:
        accuracy = (out.argmax(1) == rows.labels).sum().item() / len(out)
    return Evaluation(step, loss(out, rows.y).item() / per_row, accuracy)


def evaluations(
    task: Task, method: Method, rate: float, seed: int, rows: Data, precision: str = "f64"
) -> Iterator[Evaluation]:
    """Trains, and evaluates on some rows, until the epochs are over or the loss is not finite."""
    network = Network(task, method.bias, seed, precision)
    optimizer = _optimizer(method.optimizer, [*network.w, *network.b], rate)
    training, evaluated = (Rows(data, task, precision) for data in (task.parts.training, rows))
    interval, step = task.interval(method.batch), 0
    for order in torch.from_numpy(task.order(seed)):
        for taken in order.split(method.batch):
            optimizer.zero_grad()
            loss(network(training.x[taken]), training.y[taken]).backward()
            optimizer.step()
            step += 1
            if step % interval == 0:
                with torch.no_grad():
                    at = evaluation(step, network(evaluated.x), evaluated)
                yield at
                if not math.isfinite(at.loss):
                    return


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
