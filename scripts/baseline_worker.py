"""The process that trains for a baseline: a fork.

It is started for one method, reads lines from standard input, and answers each with a line of JSON:

    train RATE STEPS PROBLEM        {"losses": [one per step, before its update]}
    measure RATE WARMUPS MS ITERATIONS MS PROBLEM
                                    {"scores": [nanoseconds per step, by iteration], "cpus": …}

PROBLEM is a file of baseline_problem.py; cpus is the processor time per second of the measurement,
which shows whether it used one thread only. baseline_c.c speaks the same protocol.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from typing import Protocol

from baseline_plan import Iterations, Method
from baseline_problem import Problem, read

STEPS_BETWEEN_RESTARTS = 500
# Settings for one thread in every library; they must be set before it is loaded.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # The size of XLA's thread pools, and whether its products are split over them.
    "NPROC": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
}


class Training(Protocol):
    """A network in training."""

    # The smallest number of steps that can be taken at once.
    unit: int

    def restart(self) -> None:
        """Goes back to the starting weights and a new optimizer."""

    def losses(self, steps: int) -> list[float]:
        """Takes steps from the current state, and returns the loss before each."""

    def advance(self, steps: int) -> None:
        """Takes steps, a multiple of unit, and returns when they are done."""


# Makes a training from a problem, a method and a learning rate.
Factory = Callable[[Problem, Method, float], Training]


def serve(factory: Factory, arguments: list[str]) -> int:
    """Answers the lines of standard input; the arguments are those of method_arguments."""
    precision, gradient, optimizer, bias, loss, feed = arguments
    method = Method(precision, gradient, optimizer, bias == "bias", loss, feed)
    for line in sys.stdin:
        command, rate, rest = line.rstrip("\n").split(" ", 2)
        if command == "train":
            steps, problem = rest.split(" ", 1)
            training = factory(read(Path(problem)), method, float(rate))
            training.restart()
            answer = {"losses": training.losses(int(steps))}
        else:
            *numbers, problem = rest.split(" ", 4)
            warmups, warmup, iterations, milliseconds = map(int, numbers)
            training = factory(read(Path(problem)), method, float(rate))
            answer = measure(
                training, Iterations(warmups, warmup), Iterations(iterations, milliseconds)
            )
        print(json.dumps(answer), flush=True)
    return 0


def method_arguments(method: Method) -> list[str]:
    """A method as the arguments of a worker."""
    bias = "bias" if method.bias else "no-bias"
    return [method.precision, method.gradient, method.optimizer, bias, method.loss, method.feed]


def one_thread() -> None:
    """Limits the libraries that are loaded from now on to one thread."""
    os.environ.update(ONE_THREAD)


def measure(
    training: Training, warmup: Iterations, measurement: Iterations
) -> dict[str, list[float] | float]:
    """Warms up, then measures; restarts as TrainingStepBenchmark does."""
    return measure_in_turn([training], warmup, measurement)


def measure_in_turn(
    trainings: Sequence[Training], warmup: Iterations, measurement: Iterations
) -> dict[str, list[float] | float]:
    """Measures the same thing at several places in memory, the next one in each iteration."""
    stopwatches = cycle([_Stopwatch(training) for training in trainings])
    for _ in range(warmup.count):
        next(stopwatches).iteration(warmup.milliseconds)
    wall, cpu = time.perf_counter(), time.process_time()
    scores = [
        next(stopwatches).iteration(measurement.milliseconds) for _ in range(measurement.count)
    ]
    cpus = (time.process_time() - cpu) / (time.perf_counter() - wall)
    return {"scores": scores, "cpus": cpus}


class _Stopwatch:
    """Takes steps in chunks, which grow until the clock is no longer read too often."""

    def __init__(self, training: Training) -> None:
        self.training = training
        self.chunk = training.unit
        self.steps_left = 0

    def iteration(self, milliseconds: int) -> float:
        """Takes steps for that long, and returns the nanoseconds per step."""
        limit = milliseconds * 1_000_000
        steps = 0
        start = before = time.perf_counter_ns()
        while True:
            self._advance()
            steps += self.chunk
            now = time.perf_counter_ns()
            if now - start >= limit:
                return (now - start) / steps
            if now - before < limit / 200 and 2 * self.chunk <= STEPS_BETWEEN_RESTARTS:
                self.chunk *= 2
            before = now

    def _advance(self) -> None:
        missing = self.chunk
        while missing > 0:
            if self.steps_left == 0:
                self.training.restart()
                self.steps_left = STEPS_BETWEEN_RESTARTS
            steps = min(missing, self.steps_left)
            self.training.advance(steps)
            missing -= steps
            self.steps_left -= steps
