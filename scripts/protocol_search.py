"""The choice of a learning rate by the rule of src/docs/time-to-target.md."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from target_task import Evaluation, Target

RATES = tuple(float(f"{digit}e{power}") for power in range(-6, 1) for digit in (1, 2, 5))
SEARCH_SEEDS = range(1001, 1011)
# Rates that take this many times the fewest steps are as good: at the edge of stability, a few
# seeds take ten times as long, and rounding errors decide which.
_AS_GOOD = 1.1
# Trains with a rate from some seeds, and evaluates all of them again and again.
Trainings = Callable[[float, Sequence[int]], Iterable[list[Evaluation]]]


def steps_to(target: Target, curves: Iterable[list[Evaluation]]) -> list[int | None]:
    """The steps of each training until the first evaluation that reaches the target; None if it
    ends before, with the last epoch or a loss that is not finite."""
    steps: dict[int, int | None] = {}
    count = 0
    for at in curves:
        count = len(at)
        steps |= _ended(target, at, steps)
        if len(steps) == count:
            break
    return [steps.get(training) for training in range(count)]


def _ended(
    target: Target, at: list[Evaluation], before: dict[int, int | None]
) -> dict[int, int | None]:
    """The trainings that end with some evaluations, and not before."""
    return {
        training: one.step if target.is_reached_by(one) else None
        for training, one in enumerate(at)
        if training not in before and (target.is_reached_by(one) or not math.isfinite(one.loss))
    }


def best_rate(target: Target, most_steps: int, first: float, train: Trainings) -> float:
    """Of the rates with which the most seeds reach the target, the smallest whose steps in all are
    at most a tenth more than the fewest.

    :param most_steps: those of a training that does not reach the target
    :param first: the rate to try first; if it is good, the others are soon known to be worse
    """
    found: dict[float, Merit] = {}
    for rate in sorted(RATES, key=lambda rate: abs(math.log(rate / first))):
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
    ended: dict[int, int | None] = {}
    for at in train(rate, SEARCH_SEEDS):
        ended |= _ended(target, at, ended)
        if len(ended) == len(at):
            break
        # The others have taken as many steps by now, and may all reach the target at once.
        missing, spent = _count(ended, most_steps)
        if best and _is_out(missing, spent + (len(at) - len(ended)) * at[0].step, best):
            return None
    others = dict.fromkeys(range(len(SEARCH_SEEDS)))
    return _count(others | ended, most_steps)


def _count(ended: dict[int, int | None], most_steps: int) -> Merit:
    steps = ended.values()
    missing = sum(count is None for count in steps)
    return missing, sum(most_steps if count is None else count for count in steps)


def _is_out(missing: int, spent: int, best: Merit) -> bool:
    """Whether a rate is worse than the best one, for sure."""
    return missing > best[0] or (missing == best[0] and not _is_as_good(spent, best[1]))
