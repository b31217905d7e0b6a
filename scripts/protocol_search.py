"""The choice of a learning rate by the rule of src/docs/time-to-target.md."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from target_task import Evaluation, Target

RATES = tuple(float(f"{digit}e{power}") for power in range(-6, 1) for digit in (1, 2, 5))
SEARCH_SEEDS = range(1001, 1011)
# Rates that take this many times the fewest steps are as good: at the edge of stability, a few
# seeds take ten times as long, and rounding errors decide which.
_AS_GOOD = 1.1
# Tried first, as it is near the best of all methods; the others are then soon worse.
_FIRST_RATE = 0.05

# Evaluates a training with a rate and a seed.
Trainings = Callable[[float, int], Iterable[Evaluation]]


def steps_to(target: Target, curve: Iterable[Evaluation]) -> int | None:
    """The steps until the first evaluation that reaches the target; None if none does."""
    return next((at.step for at in curve if target.is_reached_by(at)), None)


def best_rate(target: Target, most_steps: int, train: Trainings) -> float:
    """Of the rates with which the most seeds reach the target, the smallest whose steps in all are
    at most a tenth more than the fewest.

    :param most_steps: those of a training that does not reach the target
    """
    found: dict[float, Merit] = {}
    for rate in sorted(RATES, key=lambda rate: abs(math.log(rate / _FIRST_RATE))):
        merit = _merit(target, most_steps, train, rate, min(found.values(), default=None))
        if merit:
            found[rate] = merit
    missing, fewest = min(found.values())
    return min(
        rate
        for rate, (own, spent) in found.items()
        if own == missing and _is_as_good(spent, fewest)
    )


# How many seeds do not reach the target, and the steps of all.
Merit = tuple[int, int]


def _is_as_good(spent: int, fewest: int) -> bool:
    return spent <= _AS_GOOD * fewest


def _merit(
    target: Target, most_steps: int, train: Trainings, rate: float, best: Merit | None
) -> Merit | None:
    """Nothing as soon as the rate cannot be chosen any more, given the best one so far."""
    missing, spent = 0, 0
    for seed in SEARCH_SEEDS:
        steps = None
        for at in train(rate, seed):
            if target.is_reached_by(at):
                steps = at.step
                break
            if best and _is_out(missing, spent + at.step, best):
                return None
        missing += steps is None
        spent += most_steps if steps is None else steps
        if best and _is_out(missing, spent, best):
            return None
    return missing, spent


def _is_out(missing: int, spent: int, best: Merit) -> bool:
    """Whether a rate is worse than the best one even if all seeds left reach the target at once."""
    return missing > best[0] or (missing == best[0] and not _is_as_good(spent, best[1]))
