"""Writes the measurements of baselines as JMH's JSON, with the fields of the JVM's own results."""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import stdtrit

from baseline_plan import STEP, Iterations, Phases

# The release whose format is written.
_JMH_VERSION = "1.37"
_CONFIDENCE = 0.999
_PERCENTILES = (0.0, 50.0, 90.0, 95.0, 99.0, 99.9, 99.99, 99.999, 99.9999, 100.0)


@dataclass(frozen=True)
class Machinery:
    """What took the measurement, in the fields that JMH has for the JVM.

    :param executable: the program
    :param arguments: the settings that it was started with
    """

    executable: str
    arguments: list[str]
    name: str
    version: str


def result(
    parameters: dict[str, str],
    machinery: Machinery,
    phases: Phases,
    forks: list[list[float]],
    benchmark: str = STEP,
    secondary: dict[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """One cell as JMH writes it.

    :param phases: of each fork
    :param forks: nanoseconds per step, or per training, of each iteration, by fork
    :param secondary: other metrics
    """
    return {
        "jmhVersion": _JMH_VERSION,
        "benchmark": benchmark,
        "mode": "avgt",
        "threads": 1,
        "forks": len(forks),
        "jvm": machinery.executable,
        "jvmArgs": machinery.arguments,
        "jdkVersion": machinery.version,
        "vmName": machinery.name,
        "vmVersion": machinery.version,
        **_phase("warmup", phases.warmup),
        **_phase("measurement", phases.measurement),
        "params": parameters,
        "primaryMetric": metric(forks, "ns/op"),
        "secondaryMetrics": secondary or {},
    }


def metric(forks: list[list[float]], unit: str) -> dict[str, Any]:
    """A metric with JMH's statistics, which treat the iterations of all forks as one sample."""
    scores = np.concatenate(forks)
    mean, error = float(scores.mean()), math.nan
    if len(scores) > 2:
        quantile = stdtrit(len(scores) - 1, (1 + _CONFIDENCE) / 2)
        error = float(quantile * scores.std(ddof=1) / math.sqrt(len(scores)))
    return {
        "score": mean,
        "scoreError": _number(error),
        "scoreConfidence": [_number(mean - error), _number(mean + error)],
        "scorePercentiles": {str(rank): _percentile(scores, rank) for rank in _PERCENTILES},
        "scoreUnit": unit,
        "rawData": forks,
    }


def write(file: Path, results: list[dict[str, Any]]) -> None:
    """Writes a file of results, whole or not at all."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8", newline="\n")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _phase(name: str, iterations: Iterations) -> dict[str, Any]:
    return {
        f"{name}Iterations": iterations.count,
        f"{name}Time": f"{iterations.milliseconds} ms",
        f"{name}BatchSize": 1,
    }


def _percentile(scores: np.ndarray, rank: float) -> float:
    """As estimated by Apache Commons Math, which JMH uses."""
    return float(np.percentile(scores, rank, method="weibull"))


def _number(value: float) -> float | str:
    """JSON has no NaN; JMH writes it as a string."""
    return "NaN" if math.isnan(value) else value
