"""Checks that a problem is fit to be a fixture: that every correct program gets the same numbers.

Correct programs add numbers in different orders. So each training is repeated with the samples,
inputs, hidden units and outputs reordered, and must give the same results up to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from golden_problems import Arrays, Random, exact_zeros, widths_of
from golden_training import CHECKPOINTS, Method, Run, train

DTYPES = {"f32": torch.float32, "f64": torch.float64}
REORDERINGS = 4

# The largest relative_deviation that another order may cause.
ORDER_TOLERANCE = {"f32": 5e-6, "f64": 1e-13}
# A pre-activation stays at least this many times its float32 error away from 0.
LEAST_MARGIN = 5.0
# The least relative_deviation caused by a gradient that wrongly stops at exactly 0.
LEAST_EFFECT_OF_ZEROS = 1e-3


class BadlyConditionedError(Exception):
    """The problem's numbers depend on the order of summation, or would not reveal a mistake."""


@dataclass(frozen=True)
class Conditioning:
    """How well conditioned one training is."""

    order_deviation: dict[str, float]  # by precision
    precision_deviation: float  # of float32 from float64
    margin: float

    def __str__(self) -> str:
        return (
            f"other orders f32 {self.order_deviation['f32']:.0e} "
            f"f64 {self.order_deviation['f64']:.0e}, "
            f"f32 from f64 {self.precision_deviation:.0e}, margin {self.margin:.0f}"
        )


def assess(problem: Arrays, method: Method, runs: dict[str, Run], random: Random) -> Conditioning:
    """Measures how well conditioned the training is.

    :raises BadlyConditionedError: if it is not conditioned well enough
    """
    others = {
        precision: [reordered(problem, method, dtype, random) for _ in range(REORDERINGS)]
        for precision, dtype in DTYPES.items()
    }
    result = Conditioning(
        {p: max(relative_deviation(other, runs[p]) for other in others[p]) for p in DTYPES},
        relative_deviation(runs["f32"], runs["f64"]),
        kink_margin([runs["f32"], *others["f32"], *others["f64"]], runs["f64"]),
    )
    for precision, deviation in result.order_deviation.items():
        if deviation > ORDER_TOLERANCE[precision]:
            raise BadlyConditionedError(f"{method}: depends on the order of sums ({result})")
    if result.margin < LEAST_MARGIN:
        raise BadlyConditionedError(f"{method}: comes too close to the kink ({result})")
    return result


def relative_deviation(run: Run, reference: Run) -> float:
    """The largest deviation of a loss, relative to that loss, or of a parameter, relative to the
    largest in its array."""
    deviations = [float(np.max(np.abs(run.losses / reference.losses - 1.0)))]
    for step in CHECKPOINTS:
        for name, values in reference.parameters[step].items():
            difference = np.abs(run.parameters[step][name] - values)
            deviations.append(float(difference.max() / np.abs(values).max()))
    return max(deviations)


def kink_margin(runs: list[Run], reference: Run) -> float:
    """The smallest distance from 0 of a pre-activation that is not 0, in units of the error."""
    margin = np.inf
    for name in ("hidden", "mask_input"):
        for layer, exact in enumerate(getattr(reference, name)):
            zero = exact == 0
            for run in runs:
                values = getattr(run, name)[layer]
                if values[zero].any():
                    raise BadlyConditionedError("a pre-activation is 0 in one order of sums only")
                error = np.abs(values - exact).max()
                if error > 0 and not zero.all():
                    margin = min(margin, float(np.abs(exact[~zero]).min() / error))
    return margin


def reordered(problem: Arrays, method: Method, dtype: torch.dtype, random: Random) -> Run:
    """Trains on the reordered problem, and puts the results back into the original order."""
    s = rows_in_another_order(len(problem["x"]), method.minibatch, random)
    units = [random.permutation(width) for width in widths_of(problem)]
    order = {"x": (s, units[0]), "y": (s, units[-1]), "labels": (s,)}
    for layer in range(1, len(units)):
        order[f"w{layer}"], order[f"b{layer}"] = (units[layer - 1], units[layer]), (units[layer],)
    shuffled = {name: values[np.ix_(*order[name])] for name, values in problem.items()}
    if "labels" in shuffled:
        shuffled["labels"] = np.argsort(units[-1])[shuffled["labels"]]
    run = train(shuffled, method, dtype)
    for parameters in run.parameters.values():
        for name, values in parameters.items():
            parameters[name] = values[inverse(*order[name])]
    for by_layer in (run.hidden, run.mask_input):
        for layer, values in enumerate(by_layer):
            by_layer[layer] = values[:, *inverse(s, units[layer + 1])]
    return run


def rows_in_another_order(rows: int, minibatch: int, random: Random) -> np.ndarray:
    """Each minibatch keeps its rows."""
    starts = range(0, rows, minibatch)
    return np.concatenate([s + random.permutation(min(minibatch, rows - s)) for s in starts])


def inverse(*permutations: np.ndarray) -> tuple[np.ndarray, ...]:
    return np.ix_(*(np.argsort(permutation) for permutation in permutations))


def require_visible_zeros(problem: Arrays, method: Method, run: Run) -> None:
    """Requires that each kind of exact zero occurs, and that treating it wrongly is noticed."""
    missing = [kind for kind, count in exact_zeros(problem).items() if count == 0]
    if missing:
        raise BadlyConditionedError(f"no pre-activation with {missing}")
    wrong = train(problem, method, torch.float64, strict=True)
    effect = relative_deviation(wrong, run)
    if effect < LEAST_EFFECT_OF_ZEROS:
        raise BadlyConditionedError(f"{method}: a gradient that stops at 0 changes only {effect}")
