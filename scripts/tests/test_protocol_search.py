"""The rule that picks a learning rate, and when a target is reached."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Sequence

import pytest

from protocol_search import RATES, SEARCH_SEEDS, best_rate, steps_to
from target_task import Evaluation, Target, Task

MOST = 40
NINETY = Target(90, True)


def search(steps: dict[float, list[int | None]]) -> float:
    """The best rate, if the seeds take these steps with each; with others, none gets there."""
    return best_rate(NINETY, MOST, 0.05, lambda rate, seeds: curves(steps.get(rate), seeds))


def curves(steps: list[int | None] | None, seeds: Sequence[int]) -> Iterator[list[Evaluation]]:
    """Evaluated at every step; each accuracy is enough only once."""
    assert seeds == SEARCH_SEEDS
    reached = steps or [None] * len(seeds)
    for step in range(1, MOST + 1):
        yield [Evaluation(step, 1.0, 0.9 if step == its else 0.89) for its in reached]


def test_the_rates():
    assert len(RATES) == 21
    assert (RATES[0], RATES[1], RATES[-1]) == (1e-6, 2e-6, 5.0)
    assert list(SEARCH_SEEDS) == list(range(1001, 1011))


def test_more_seeds_are_better_than_fewer_steps():
    assert search({0.1: [1] * 9 + [None], 0.02: [40] * 10}) == 0.02


def test_the_smallest_of_the_rates_that_are_as_good():
    same = [10] * 10  # 100 steps in all

    assert search({0.5: same, 0.1: [*same[1:], 20], 0.05: [*same[1:], 21]}) == 0.1
    assert search({0.1: same, 2.0: same[::-1]}) == 0.1
    # Compared with the fewest of all, not with one another.
    assert search({1.0: same, 0.5: [*same[1:], 19], 0.2: [*same[2:], 19, 19]}) == 0.5


def test_a_rate_that_is_as_good_but_fails_more_often_is_not_chosen():
    assert search({0.5: [10] * 10, 0.1: [1] * 9 + [None]}) == 0.5


def test_a_training_that_does_not_reach_it_counts_all_steps():
    assert search({0.1: [None, *[2] * 9], 0.01: [None, *[5] * 9]}) == 0.1
    # 40 + 18 against 40 + 23 steps.
    assert search({0.1: [None, *[2] * 9], 0.01: [*[2] * 4, 7, *[2] * 4, None]}) == 0.01


def test_without_a_rate_that_gets_there_it_is_the_smallest():
    assert search({}) == 1e-6


@pytest.mark.parametrize("seed", range(30))
def test_leaving_rates_out_early_changes_nothing(seed):
    """Against the rule without any shortcut."""
    drawn = random.Random(seed)
    values = [*[None] * drawn.choice([0, 1]), *range(1, MOST, drawn.choice([1, 8, 20]))]
    steps = {rate: [drawn.choice(values) for _ in SEARCH_SEEDS] for rate in RATES}

    missing = {rate: steps[rate].count(None) for rate in RATES}
    spent = {rate: sum(MOST if n is None else n for n in steps[rate]) for rate in RATES}
    most = [rate for rate in RATES if missing[rate] == min(missing.values())]
    fewest = min(spent[rate] for rate in most)
    assert search(steps) == min(rate for rate in most if spent[rate] <= 1.1 * fewest)


def test_a_worse_rate_is_not_trained_to_its_end():
    trained = []

    def train(rate: float, seeds: Sequence[int]) -> Iterator[list[Evaluation]]:
        for at in curves([10] * 10 if rate == 0.05 else None, seeds):
            trained.append(rate)
            yield at

    assert best_rate(NINETY, MOST, 0.05, train) == 0.05
    assert {trained.count(rate) for rate in RATES if rate != 0.05} == {12}


def test_a_target_is_reached_at_the_first_evaluation_that_satisfies_it():
    def accuracies(*each: list[float]) -> list[list[Evaluation]]:
        at = zip(*each, strict=True)
        return [[Evaluation(8 * i, 1.0, one) for one in some] for i, some in enumerate(at, 1)]

    target = Target(95, True)
    found = accuracies([0.9, 342 / 360, 0.94, 0.97], [0.9, 0.9, 341 / 360, 0.9], [0.95, 0, 1, 0])
    assert steps_to(target, found) == [16, None, 8]
    losses = [[Evaluation(step, loss, math.nan)] for step, loss in ((2, 0.3), (4, 0.05))]
    assert steps_to(Target(0.05, False), losses) == [4]
    assert steps_to(Target(0.04, False), losses) == [None]


def test_a_training_ends_with_a_loss_that_is_not_finite():
    first = [Evaluation(1, math.nan, 0.1), Evaluation(1, 1.0, 0.1)]
    then = [Evaluation(2, 1.0, 1.0), Evaluation(2, 1.0, 1.0)]

    assert steps_to(NINETY, [first, then]) == [None, 2]


def test_a_loss_that_is_not_finite_reaches_nothing():
    assert not Target(10, True).is_reached_by(Evaluation(1, math.nan, 1.0))
    assert not Target(10, True).is_reached_by(Evaluation(1, math.inf, 1.0))
    assert not Target(10, False).is_reached_by(Evaluation(1, math.nan, math.nan))


@pytest.mark.parametrize(
    ("batch", "minibatches", "interval", "most"),
    [(8, 135, 33, 13497), (32, 34, 8, 3400), (128, 9, 2, 900), (512, 3, 1, 300)],
)
def test_evaluations_are_four_an_epoch(batch, minibatches, interval, most):
    task = Task("digits", (64, 32, 10), "cross-entropy", NINETY, 100)

    assert task.minibatches(batch) == minibatches
    assert task.interval(batch) == interval
    assert task.most_steps(batch) == most


def test_targets_as_text():
    for text, target in (("96%", Target(96, True)), ("0.002", Target(0.002, False))):
        assert Target.parse(text) == target
        assert str(target) == text


def test_shuffling_goes_on_from_epoch_to_epoch():
    order = Task("digits", (64, 10), "cross-entropy", NINETY, 3).order(5)

    assert order.shape == (3, 1079)
    assert all(sorted(epoch) == list(range(1079)) for epoch in order.tolist())
    assert not any((a == b).all() for a, b in itertools.pairwise(order))
