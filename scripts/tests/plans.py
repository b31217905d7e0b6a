"""Writes run.json of a run that plans training steps, for the tests of the baselines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from baseline_plan import Method
from runs import STEP, cell

ITERATIONS = {
    "warmup": {"count": 1, "milliseconds": 1},
    "measurement": {"count": 3, "milliseconds": 2},
}
PLAIN = Method("f32", "manual", "sgd", True)
# What the libraries differentiate themselves: PyTorch eagerly, the others with a graph.
OWN = {"pytorch": "autograd", "pytorch-compile": "graph", "jax-step": "graph", "jax-loop": "graph"}


def planned(*parameters: dict[str, str], benchmark: str = STEP) -> list[dict[str, Any]]:
    return [
        {"cell": {"benchmark": benchmark, "parameters": one}, "iterations": ITERATIONS}
        for one in parameters
    ]


def write_plan(
    folder: Path, cells: list[dict[str, Any]] | None = None, version: int = 2, **others: Any
) -> Path:
    """A run that measures the given cells; one of the backend arrays at batch 8 by default."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = {
        "profile": "custom",
        "seed": 3,
        "rounds": 2,
        "cells": planned(cell(batch=8)) if cells is None else cells,
        "jvmArguments": ["-Xmx1g", "-Dx=y"],
        **others,
    }
    description = {"schemaVersion": version, "arguments": ["run"], "plan": plan, "environment": {}}
    (folder / "run.json").write_text(json.dumps(description), encoding="utf-8")
    return folder
