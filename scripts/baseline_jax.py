"""JAX as a baseline: a compiled step called from Python, and a compiled loop of steps.

python scripts/baseline_jax.py RUN [OPTION…]     like baselines.sh, for these baselines only
"""

from __future__ import annotations

import functools
import itertools
import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from baseline_check import BETA1, BETA2, EPSILON, MOMENTUM, WEIGHT_DECAY
from baseline_plan import Method
from baseline_problem import SEED, Problem, steps_of
from baseline_worker import STEPS_BETWEEN_RESTARTS, one_thread, serve
from java_random import orders

one_thread()
import jax  # noqa: E402  (reads the environment when it is loaded)
import jax.numpy as jnp  # noqa: E402

# A second thread, for dispatching, is more than the others have, and slower on small networks.
jax.config.update("jax_cpu_enable_async_dispatch", False)

# The weights of each layer, and the biases of each layer, if there are any.
Parameters = tuple[tuple[jax.Array, ...], tuple[jax.Array, ...]]
# The parameters, what the optimizer keeps for each of them, and for Adam the number of steps.
State = tuple[Any, ...]
# From a state and the rows of a step to the next state, and the loss before the step.
StepFunction = Callable[[State, jax.Array, jax.Array], tuple[State, jax.Array]]


def forward(parameters: Parameters, x: jax.Array, y: jax.Array, loss: str) -> jax.Array:
    """The loss."""
    w, b = parameters
    out = x
    for layer, weights in enumerate(w):
        if layer > 0:
            # Not maximum: its gradient at exactly 0 is one half.
            out = jnp.where(out >= 0, out, 0)
        out = out @ weights + b[layer] if b else out @ weights
    if loss == "squared-error":
        return jnp.square(out - y).sum()
    return -(y * jax.nn.log_softmax(out)).sum() / len(y)


def by_hand(
    parameters: Parameters, x: jax.Array, y: jax.Array, loss: str, notebook: bool
) -> tuple[jax.Array, Parameters]:
    """The loss and the gradients, computed by the formulas."""
    w, b = parameters
    reads, masks, out = [x], [], x
    for layer, weights in enumerate(w):
        pre = reads[layer] @ weights
        out = pre + b[layer] if b else pre
        masks.append((pre if notebook else out) >= 0)
        reads.append(jnp.where(out >= 0, out, 0))
    value, d_h = loss_and_output_gradient(out, y, loss)
    d_w, d_b = [], []
    for layer in reversed(range(len(w))):
        d_w.insert(0, reads[layer].T @ d_h)
        if b:
            d_b.insert(0, d_h.sum(0) * (1 / len(x) if notebook else 1))
        if layer > 0:
            d_h = jnp.where(masks[layer - 1], d_h @ w[layer].T, 0)
    return value, (tuple(d_w), tuple(d_b))


def loss_and_output_gradient(
    out: jax.Array, y: jax.Array, loss: str
) -> tuple[jax.Array, jax.Array]:
    if loss == "squared-error":
        return jnp.square(out - y).sum(), 2 * (out - y)
    logs = jax.nn.log_softmax(out)
    return -(y * logs).sum() / len(y), (jnp.exp(logs) - y) / len(y)


def loss_and_gradients(
    method: Method,
) -> Callable[[Parameters, jax.Array, jax.Array], tuple[jax.Array, Parameters]]:
    """By the formulas, or with a graph: jit traces the loss and JAX's gradient of it."""
    if method.gradient == "graph":
        return jax.value_and_grad(functools.partial(forward, loss=method.loss))
    notebook = method.gradient == "notebook"
    return functools.partial(by_hand, loss=method.loss, notebook=notebook)


def starting_state(parameters: Parameters, optimizer: str) -> State:
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    if optimizer == "sgd":
        return (parameters,)
    if optimizer == "momentum":
        return parameters, zeros
    return parameters, zeros, zeros, jnp.zeros((), parameters[0][0].dtype)


def updated(state: State, gradients: Parameters, optimizer: str, rate: float) -> State:
    """The state after a step of the optimizer."""
    map_all = jax.tree.map
    parameters, *kept = state
    if optimizer in ("sgd", "momentum"):
        if optimizer == "momentum":
            gradients = map_all(lambda v, g: MOMENTUM * v + g, kept[0], gradients)
        moved = map_all(lambda p, g: p - rate * g, parameters, gradients)
        return (moved, gradients) if optimizer == "momentum" else (moved,)
    if optimizer == "adamw":
        parameters = map_all(lambda p: p * (1 - rate * WEIGHT_DECAY), parameters)
    m, v, steps = kept
    steps = steps + 1
    m = map_all(lambda a, g: BETA1 * a + (1 - BETA1) * g, m, gradients)
    v = map_all(lambda a, g: BETA2 * a + (1 - BETA2) * g * g, v, gradients)
    # 1 - β^steps, without the rounding error of a power close to 1.
    size = rate / -jnp.expm1(steps * math.log(BETA1))
    root = jnp.sqrt(-jnp.expm1(steps * math.log(BETA2)))
    moved = map_all(lambda p, a, b: p - size * a / (jnp.sqrt(b) / root + EPSILON), parameters, m, v)
    return moved, m, v, steps


def one_step(method: Method, rate: float) -> StepFunction:
    gradient = loss_and_gradients(method)

    def step(state: State, x: jax.Array, y: jax.Array) -> tuple[State, jax.Array]:
        loss, gradients = gradient(state[0], x, y)
        return updated(state, gradients, method.optimizer, rate), loss

    return step


def gathered(values: jax.Array, rows: jax.Array) -> jax.Array:
    return values.at[rows].get(mode="promise_in_bounds")


class Training:
    """A network in training; how its step is compiled is up to the baseline."""

    def __init__(self, problem: Problem, method: Method, rate: float) -> None:
        if method.precision == "f64":
            jax.config.update("jax_enable_x64", True)
        self.problem, self.feed = problem, method.feed
        dtype = jnp.float64 if method.precision == "f64" else jnp.float32
        self.x, self.y = jnp.asarray(problem.x, dtype), jnp.asarray(problem.y, dtype)
        w = tuple(jnp.asarray(values, dtype) for values in problem.w)
        b = tuple(jnp.asarray(values, dtype) for values in problem.b if method.bias)
        self.starting = starting_state((w, b), method.optimizer)
        self.compile(one_step(method, rate))
        self.restart()

    def compile(self, step: StepFunction) -> None:
        raise NotImplementedError

    def restart(self) -> None:
        # A copy, since a step overwrites the state that it is given.
        self.state = jax.tree.map(jnp.copy, self.starting)


class Step(Training):
    """One compiled step, called again and again."""

    unit = 1

    def compile(self, step: StepFunction) -> None:
        passes = {"fixed": 1, "next": -(-len(self.problem.x) // self.problem.batch)}
        taken = steps_of(self.problem, self.feed, passes.get(self.feed, STEPS_BETWEEN_RESTARTS))
        if self.feed == "shuffled":
            self.data = [(self.x, self.y, jnp.asarray(rows)) for rows in taken]
            self.step = jax.jit(
                lambda state, x, y, rows: step(state, gathered(x, rows), gathered(y, rows)),
                donate_argnums=0,
            )
        else:
            self.data = [(self.x[rows], self.y[rows]) for rows in taken]
            self.step = jax.jit(step, donate_argnums=0)

    def restart(self) -> None:
        super().restart()
        self.steps = itertools.cycle(self.data)

    def losses(self, steps: int) -> list[float]:
        found = []
        for data in itertools.islice(self.steps, steps):
            self.state, loss = self.step(self.state, *data)
            found.append(float(loss))
        return found

    def advance(self, steps: int) -> None:
        step, state = self.step, self.state
        for data in itertools.islice(self.steps, steps):
            state, loss = step(state, *data)
        self.state = jax.block_until_ready(state)
        loss.block_until_ready()


class Loop(Training):
    """All steps up to the next restart in one compiled loop, which carries the state and the
    loss along."""

    unit = STEPS_BETWEEN_RESTARTS

    def compile(self, step: StepFunction) -> None:
        rows = len(self.problem.x)
        batch = rows if self.feed == "fixed" else self.problem.batch
        minibatches = -(-rows // batch)
        order = np.arange(rows)
        if self.feed == "shuffled":
            order = orders(rows, -(-STEPS_BETWEEN_RESTARTS // minibatches), SEED).ravel()
        self.data = (self.x, self.y, jnp.asarray(order))

        def take(data: tuple[jax.Array, ...], number: jax.Array, size: int) -> list[jax.Array]:
            x, y, order = data
            if self.feed == "fixed":
                return [x, y]
            first = number % minibatches * batch
            if self.feed == "next":
                return [jax.lax.dynamic_slice_in_dim(values, first, size) for values in (x, y)]
            first += number // minibatches * rows
            index = jax.lax.dynamic_slice_in_dim(order, first, size)
            return [gathered(values, index) for values in (x, y)]

        def loop(state: State, data: tuple[jax.Array, ...], start: int, stop: int) -> Any:
            def of_size(size: int) -> Callable[[State, jax.Array], tuple[State, jax.Array]]:
                return lambda state, number: step(state, *take(data, number, size))

            def body(number: jax.Array, carried: tuple[State, jax.Array]) -> Any:
                if rows % batch == 0:
                    return of_size(batch)(carried[0], number)
                is_last = number % minibatches == minibatches - 1
                sizes = of_size(rows % batch), of_size(batch)
                return jax.lax.cond(is_last, *sizes, carried[0], number)

            return jax.lax.fori_loop(start, stop, body, (state, jnp.zeros((), self.x.dtype)))

        self.loop = jax.jit(loop, donate_argnums=0)

    def restart(self) -> None:
        super().restart()
        self.number = 0

    def losses(self, steps: int) -> list[float]:
        return [float(self._take(1)) for _ in range(steps)]

    def advance(self, steps: int) -> None:
        self._take(steps).block_until_ready()
        jax.block_until_ready(self.state)

    def _take(self, steps: int) -> jax.Array:
        stop = self.number + steps
        self.state, loss = self.loop(self.state, self.data, self.number, stop)
        self.number = stop
        return loss


BASELINES = {"jax-step": Step, "jax-loop": Loop}


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--worker"]:
        return serve(BASELINES[arguments[1]], arguments[2:])
    import baselines

    return baselines.main(["--baselines", ",".join(BASELINES), *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
