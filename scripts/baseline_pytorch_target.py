"""The process that trains to a target in PyTorch, eager, for a baseline: a fork.

It reads lines of JSON from standard input, and answers each with a line of JSON. What is asked, and
the answer, are the fields of Question and Answer in baseline_target.py.
"""

from __future__ import annotations

import json
import math
import sys
import time
from dataclasses import asdict
from itertools import cycle

from baseline_plan import Iterations
from baseline_problem import Problem
from baseline_target import Answer, Question
from baseline_worker import one_thread

one_thread()
import torch  # noqa: E402  (reads the environment when it is loaded)

from baseline_pytorch_eager import Eager, outputs  # noqa: E402
from target_data import weights  # noqa: E402
from target_training import DTYPES, Rows, evaluation  # noqa: E402


class Trainings:
    """Trains from one seed after the other. What a seed starts from, and the orders of its epochs,
    are there before the clock runs."""

    def __init__(self, asked: Question) -> None:
        task, training, method = asked.task, asked.task.parts.training, asked.method
        w, b = weights(task.shape, 1)
        problem = Problem(training.x, training.targets(task.shape[-1]), w, b, asked.batch)
        self.target, self.interval = task.target, task.interval(asked.batch)
        self.most = task.most_steps(asked.batch)
        self.eager = Eager(problem, method, asked.rate)
        self.test = Rows(task.parts.test, task, method.precision)
        seeds = range(1, asked.seeds + 1)
        self.orders = [torch.from_numpy(task.order(seed)) for seed in seeds]
        drawn = [weights(task.shape, seed) for seed in seeds]
        self.starting = [
            [torch.tensor(values, dtype=DTYPES[method.precision]) for values in parameters]
            for parameters in ([*w, *(b if method.bias else [])] for w, b in drawn)
        ]

    def train(self, which: int) -> tuple[int, bool, int]:
        """The steps, whether the target was reached, and the nanoseconds of the evaluations."""
        eager, steps, evaluating = self.eager, 0, 0
        eager.network.starting = self.starting[which]
        eager.restart()
        eager.feed.follow(self.orders[which])
        while steps < self.most:
            eager.advance(self.interval)
            steps += self.interval
            before = time.perf_counter_ns()
            with torch.inference_mode():
                out = outputs((eager.network.w, eager.network.b), self.test.x)
                at = evaluation(steps, out, self.test)
            evaluating += time.perf_counter_ns() - before
            if self.target.is_reached_by(at):
                return steps, True, evaluating
            if not math.isfinite(at.loss):
                break
        return steps, False, evaluating


def answer(asked: Question) -> Answer:
    """Trains each seed once, warms up, then measures."""
    trainings = Trainings(asked)
    ends = [trainings.train(which)[:2] for which in range(asked.seeds)]
    turns = cycle(range(asked.seeds))

    def iteration(milliseconds: int) -> tuple[float, float, float]:
        start, count, steps, evaluating = time.perf_counter_ns(), 0, 0, 0
        while (passed := time.perf_counter_ns() - start) < milliseconds * 1e6 or count == 0:
            taken, _, nanoseconds = trainings.train(next(turns))
            count, steps, evaluating = count + 1, steps + taken, evaluating + nanoseconds
        return passed / count, steps / count, evaluating / passed

    def iterations(phase: Iterations) -> list[tuple[float, float, float]]:
        return [iteration(phase.milliseconds) for _ in range(phase.count)]

    iterations(asked.warmup)
    wall, cpu = time.perf_counter(), time.process_time()
    measured = iterations(asked.measurement)
    cpus = (time.process_time() - cpu) / (time.perf_counter() - wall)
    return Answer(ends, *map(list, zip(*measured, strict=True)), cpus)


def main() -> int:
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    for line in sys.stdin:
        print(json.dumps(asdict(answer(Question.from_json(line)))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
