"""JAX as a baseline: a compiled step called from Python, and a compiled loop of steps.

python scripts/baseline_jax.py RUN [OPTION…]     like baselines.sh, for these baselines only
"""

from __future__ import annotations

import functools
import math
import sys
from collections.abc import Callable

from baseline_plan import Method
from baseline_problem import Problem
from baseline_worker import STEPS_BETWEEN_RESTARTS, one_thread, serve

one_thread()
import jax  # noqa: E402  (reads the environment when it is loaded)
import jax.numpy as jnp  # noqa: E402

# A second thread, for dispatching, is more than the others have, and slower on small networks.
jax.config.update("jax_cpu_enable_async_dispatch", False)

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8

# w1, w2 and, with a bias, b1, b2.
Parameters = tuple[jax.Array, ...]
# The parameters; for Adam, also both of its moments and the number of steps so far.
State = tuple[Parameters, Parameters, Parameters, jax.Array] | tuple[Parameters]


def forward(parameters: Parameters, x: jax.Array, y: jax.Array) -> jax.Array:
    """The loss."""
    w1, w2, *biases = parameters
    h = x @ w1 + biases[0] if biases else x @ w1
    # Not maximum: its gradient at exactly 0 is one half.
    out = jnp.where(h >= 0, h, 0) @ w2
    return jnp.square((out + biases[1] if biases else out) - y).sum()


def by_hand(
    parameters: Parameters, x: jax.Array, y: jax.Array, notebook: bool
) -> tuple[jax.Array, Parameters]:
    """The loss and the gradients, computed by the formulas."""
    w1, w2, *biases = parameters
    pre = x @ w1
    h = pre + biases[0] if biases else pre
    r = jnp.where(h >= 0, h, 0)
    out = r @ w2
    difference = (out + biases[1] if biases else out) - y
    d_out = 2 * difference
    d_h = jnp.where((pre if notebook else h) >= 0, d_out @ w2.T, 0)
    gradients = [x.T @ d_h, r.T @ d_out]
    if biases:
        share = 1 / len(x) if notebook else 1
        gradients += [d_h.sum(0) * share, d_out.sum(0) * share]
    return jnp.square(difference).sum(), tuple(gradients)


def loss_and_gradients(
    gradient: str,
) -> Callable[[Parameters, jax.Array, jax.Array], tuple[jax.Array, Parameters]]:
    if gradient == "autograd":
        return jax.value_and_grad(forward)
    return functools.partial(by_hand, notebook=gradient == "notebook")


def starting_state(parameters: Parameters, method: Method) -> State:
    if method.optimizer == "sgd":
        return (parameters,)
    zeros = tuple(map(jnp.zeros_like, parameters))
    return parameters, zeros, zeros, jnp.zeros((), parameters[0].dtype)


def one_step(method: Method, rate: float) -> Callable[..., tuple[State, jax.Array]]:
    """The step as a function of state, x and y: the next state, and the loss before the step."""
    gradient = loss_and_gradients(method.gradient)

    def step(state: State, x: jax.Array, y: jax.Array) -> tuple[State, jax.Array]:
        loss, gradients = gradient(state[0], x, y)
        if method.optimizer == "sgd":
            moved = tuple(p - rate * g for p, g in zip(state[0], gradients, strict=True))
            return (moved,), loss
        parameters, m, v, steps = state
        steps = steps + 1
        m = tuple(BETA1 * a + (1 - BETA1) * g for a, g in zip(m, gradients, strict=True))
        v = tuple(BETA2 * a + (1 - BETA2) * g * g for a, g in zip(v, gradients, strict=True))
        # 1 - β^steps, without the rounding error of a power close to 1.
        size = rate / -jnp.expm1(steps * math.log(BETA1))
        root = jnp.sqrt(-jnp.expm1(steps * math.log(BETA2)))
        moved = tuple(
            p - size * a / (jnp.sqrt(b) / root + EPSILON)
            for p, a, b in zip(parameters, m, v, strict=True)
        )
        return (moved, m, v, steps), loss

    return step


class Step:
    """One compiled step, called again and again."""

    unit = 1

    def __init__(self, problem: Problem, method: Method, rate: float) -> None:
        if method.precision == "f64":
            jax.config.update("jax_enable_x64", True)
        dtype = jnp.float64 if method.precision == "f64" else jnp.float32
        names = ("w1", "w2", "b1", "b2") if method.bias else ("w1", "w2")
        self.x, self.y = (jnp.asarray(getattr(problem, n), dtype) for n in ("x", "y"))
        parameters = tuple(jnp.asarray(getattr(problem, n), dtype) for n in names)
        self.starting = starting_state(parameters, method)
        self.compile(one_step(method, rate))
        self.restart()

    def compile(self, step: Callable[..., tuple[State, jax.Array]]) -> None:
        self.step = jax.jit(step, donate_argnums=0)

    def restart(self) -> None:
        # A copy, since a step overwrites the state that it is given.
        self.state = jax.tree.map(jnp.copy, self.starting)

    def losses(self, steps: int) -> list[float]:
        found = []
        for _ in range(steps):
            self.state, loss = self.step(self.state, self.x, self.y)
            found.append(float(loss))
        return found

    def advance(self, steps: int) -> None:
        step, state, x, y = self.step, self.state, self.x, self.y
        for _ in range(steps):
            state, loss = step(state, x, y)
        self.state = jax.block_until_ready(state)
        loss.block_until_ready()


class Loop(Step):
    """All steps up to the next restart in one compiled loop, which carries the state and the
    loss along."""

    unit = STEPS_BETWEEN_RESTARTS

    def compile(self, step: Callable[..., tuple[State, jax.Array]]) -> None:
        def loop(state: State, x: jax.Array, y: jax.Array, steps: int) -> tuple[State, jax.Array]:
            def body(_: int, carried: tuple[State, jax.Array]) -> tuple[State, jax.Array]:
                return step(carried[0], x, y)

            return jax.lax.fori_loop(0, steps, body, (state, jnp.zeros((), x.dtype)))

        self.loop = jax.jit(loop, donate_argnums=0)
        self.step = functools.partial(self.loop, steps=1)

    def advance(self, steps: int) -> None:
        self.state, loss = jax.block_until_ready(self.loop(self.state, self.x, self.y, steps))


BASELINES = {"jax-step": Step, "jax-loop": Loop}


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--worker"]:
        return serve(BASELINES[arguments[1]], arguments[2:])
    import baselines

    return baselines.main(["--baselines", ",".join(BASELINES), *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
