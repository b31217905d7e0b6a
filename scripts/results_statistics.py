"""Scores of forks, intervals of their means and of the ratios of these.

The fork is the sample: iterations inside one are not independent of each other. Times are compared
by ratio, so all is done on logarithms, by Student's t. An interval reaches from value / factor to
value · factor; the factor is NaN if there are too few forks for any.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtrit

CONFIDENCE = 0.95
MANY = 10


def fork_score(times: np.ndarray) -> float:
    """The second shortest of at least ten iterations, the median of fewer.

    What else a machine does makes iterations longer, never shorter, and spares some of many short
    ones. The shortest of all may be an error of the clock.
    """
    return float(np.median(times) if len(times) < MANY else np.partition(times, 1)[1])


def reach(scores: np.ndarray) -> float:
    """The factor of the interval of a mean."""
    logs = np.log(scores)
    if len(logs) < 2:
        return math.nan
    return _factor(len(logs) - 1, logs.var(ddof=1) / len(logs))


def paired_ratio(numerators: np.ndarray, denominators: np.ndarray) -> tuple[float, float]:
    """The ratio, with its factor, of what was measured side by side, pair by pair."""
    quotients = numerators / denominators
    return math.exp(np.log(quotients).mean()), reach(quotients)


def welch_ratio(numerators: np.ndarray, denominators: np.ndarray) -> tuple[float, float]:
    """The ratio, with its factor, of two samples that are independent of each other."""
    sides = [np.log(numerators), np.log(denominators)]
    ratio = math.exp(sides[0].mean() - sides[1].mean())
    if min(map(len, sides)) < 2:
        return ratio, math.nan
    variances = [side.var(ddof=1) / len(side) for side in sides]
    if sum(variances) == 0:
        return ratio, 1.0
    freedom = sum(variances) ** 2 / sum(
        variance**2 / (len(side) - 1) for variance, side in zip(variances, sides, strict=True)
    )
    return ratio, _factor(freedom, sum(variances))


def _factor(freedom: float, variance: float) -> float:
    return math.exp(stdtrit(freedom, (1 + CONFIDENCE) / 2) * math.sqrt(variance))
