"""What PyTorch trains: the parameters, and the rows that each step takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from typing import Generic, TypeVar

import torch

from baseline_plan import Method
from baseline_problem import Problem, steps_of
from baseline_worker import STEPS_BETWEEN_RESTARTS

DTYPES = {"f32": torch.float32, "f64": torch.float64}

T = TypeVar("T")


class Network:
    """The trained parameters, and their starting values.

    :param w: by layer
    :param b: by layer, empty without bias
    """

    def __init__(self, problem: Problem, method: Method) -> None:
        dtype = DTYPES[method.precision]
        self.w = [torch.tensor(values, dtype=dtype) for values in problem.w]
        biases = problem.b if method.bias else []
        self.b = [torch.tensor(values, dtype=dtype) for values in biases]
        self.parameters = [*self.w, *self.b]
        self.starting = [parameter.clone() for parameter in self.parameters]

    def restart(self) -> None:
        with torch.no_grad():
            for parameter, values in zip(self.parameters, self.starting, strict=True):
                parameter.copy_(values)


class Feed(Generic[T]):
    """What to call at each step: made once for each minibatch, or, where the rows of a step are
    copied into a buffer, once for all.

    :param targets: those of all rows, given how many a step takes
    :param make: from the rows of a step, x and targets
    :param dim: of the targets, along which the rows are
    """

    def __init__(
        self,
        problem: Problem,
        method: Method,
        targets: Callable[[int], torch.Tensor],
        make: Callable[[torch.Tensor, torch.Tensor], T],
        dim: int = 0,
    ) -> None:
        self._dim = dim
        x = torch.tensor(problem.x, dtype=DTYPES[method.precision])
        passes = {"fixed": 1, "next": -(-len(x) // problem.batch)}
        steps = steps_of(problem, method.feed, passes.get(method.feed, STEPS_BETWEEN_RESTARTS))
        self._gathered = method.feed == "shuffled"
        self._plan: list[tuple] = []
        self._x, self._targets, self._make, self._batch = x, targets, make, problem.batch
        self._buffers: dict[int, tuple] = {}
        for rows in steps:
            if self._gathered:
                self._plan.append(self._gathering(torch.from_numpy(rows)))
            else:
                taken = x[rows]
                every = targets(len(taken))
                self._plan.append((make(taken, every.narrow(dim, rows.start, len(taken))),))
        self.restart()

    def restart(self) -> None:
        if self._gathered:
            self._steps = self._gather(self._plan)
        else:
            self._steps = (step for (step,) in cycle(self._plan))

    def follow(self, order: torch.Tensor) -> None:
        """Starts with the first of the epochs of another order, epochs × rows, than its own."""
        steps = (self._gathering(rows) for epoch in order for rows in epoch.split(self._batch))
        self._steps = self._gather(steps)

    def _gathering(self, rows: torch.Tensor) -> tuple:
        """What to call for a step, and what to copy before it."""
        if len(rows) not in self._buffers:
            every = self._targets(len(rows))
            x_buffer = self._x[: len(rows)].clone()
            y_buffer = every.narrow(self._dim, 0, len(rows)).clone()
            step = self._make(x_buffer, y_buffer)
            self._buffers[len(rows)] = (step, self._x, x_buffer, every, y_buffer)
        return (*self._buffers[len(rows)], rows)

    def __iter__(self) -> Iterator[T]:
        return self._steps

    def _gather(self, steps: Iterable[tuple]) -> Iterator[T]:
        select, dim = torch.index_select, self._dim
        for step, x, x_buffer, y, y_buffer, rows in steps:
            select(x, 0, rows, out=x_buffer)
            select(y, dim, rows, out=y_buffer)
            yield step
