"""Writes runs of matrix products with floors, for the tests of their figure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from runs import KERNEL, cells_of, product, result, standard_results, write_cells, write_run

CUBES = (1, 2, 8, 16, 40)
# Nanoseconds per n³ and per call, by backend: up to 8, libxsmm is faster than eigen.
COSTS = {"vector": (0.02, 30.0), "libxsmm": (0.03, 5.0), "eigen": (0.02, 20.0)}
FLOORS = ("libxsmm", "eigen")


def time_of(backend: str, m: int, k: int, n: int) -> float:
    per_term, per_call = COSTS[backend]
    return per_call + per_term * m * k * n


def product_results(factor: float = 1.0) -> list[dict[str, Any]]:
    """Cubes of A·B in both precisions, and some other sizes, by a JVM backend and two floors.

    :param factor: by which the JVM takes longer
    """
    sizes = [(n, n, n) for n in CUBES] + [(m, 20, 7) for m in (2, 4, 6, 9)] + [(5, 30, 30)]
    found = []
    for backend in COSTS:
        for precision in ("f32", "f64"):
            for size in sizes:
                time = time_of(backend, *size) * (1 if backend in FLOORS else factor)
                parameters = product(backend, precision=precision, size="x".join(map(str, size)))
                scores = [[time, time]] * 2
                found.append(result(parameters, scores, KERNEL, allocation=None))
    return found


def with_a_step(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results, and a training step, whose factors the Java program's tables always have."""
    return [*found, standard_results(["arrays"])[0]]


def write_products(folder: Path, sizes: Iterable[str] | None = None) -> Path:
    """A run whose floors were measured in rounds of their own, with all sizes or only some."""
    found = product_results()
    chosen = [one for one in found if sizes is None or one["params"]["size"] in sizes]
    everything = with_a_step(chosen)
    own = [one for one in everything if one["params"]["backend"] not in FLOORS]
    outside = [one for one in everything if one["params"]["backend"] in FLOORS]
    run = write_run(folder, own)
    (run / "baselines.json").write_text(json.dumps(outside), encoding="utf-8")
    rows = cells_of(everything)
    for row in rows:
        row["rounds_of"] = "baselines" if row["backend"] in FLOORS else "run"
    write_cells(run / "cells.csv", rows)
    return run
