"""Writes runs for the tests: what the Java program writes, with scores that the tests choose."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

PACKAGE = "io.github.backpropbench.benchmark."
STEP = PACKAGE + "TrainingStepBenchmark.step"
FORWARD = PACKAGE + "ForwardBenchmark.forward"
BACKWARD = PACKAGE + "BackwardBenchmark.backward"
TRAINING = PACKAGE + "ConvergenceBenchmark.train"
KERNEL = PACKAGE + "KernelBenchmark.apply"
METHOD = {"bias": "true", "fusion": "on", "gradient": "manual", "optimizer": "sgd"}
BACKENDS = ("arrays", "ejml", "ojalgo")
BATCHES = (1, 64, 4096)
# The factor by which an interval extends up and down.
WIDE = 1.1


def cell(backend: str = "arrays", batch: int = 64, **others: str) -> dict[str, str]:
    factors = {"backend": backend, "precision": "f32", "shape": "3-2-1", "batch": str(batch)}
    factors["threads"] = "1"
    return {**factors, **METHOD, **others}


def classifier(backend: str = "arrays", **others: str) -> dict[str, str]:
    network = {"shape": "64-32-10", "loss": "cross-entropy", "optimizer": "adam", "feed": "fixed"}
    return cell(backend, 32, **{**network, **others})


def product(backend: str = "vector", **others: str) -> dict[str, str]:
    factors = {"backend": backend, "fusion": "on", "operation": "multiply", "precision": "f32"}
    return {**factors, "size": "8x8x8", "threads": "1", **others}


def of_before(parameters: dict[str, str]) -> dict[str, str]:
    """A cell as it was named when autograd meant the traced graph."""
    return {name: value for name, value in parameters.items() if name != "fusion"}


def result(
    parameters: dict[str, str],
    forks: list[list[float]],
    benchmark: str = STEP,
    mode: str = "avgt",
    unit: str = "ns/op",
    allocation: float | None = 0.0,
    others: dict[str, float] | None = None,
) -> dict[str, Any]:
    """A result as JMH writes it, with the scores of each iteration by fork.

    :param others: secondary metrics with the same score in every iteration
    """
    scores = [score for fork in forks for score in fork]

    def metric(raw: list[list[float]], its_unit: str) -> dict[str, Any]:
        mean = sum(map(sum, raw)) / max(1, len(scores))
        return {
            "score": mean,
            "scoreError": "NaN",
            "scoreConfidence": ["NaN", "NaN"],
            "scorePercentiles": {"50.0": mean},
            "scoreUnit": its_unit,
            "rawData": raw,
        }

    secondary = {}
    if allocation is not None:
        constant = [[allocation] * len(fork) for fork in forks]
        secondary["gc.alloc.rate.norm"] = metric(constant, "B/op")
    for name, value in (others or {}).items():
        secondary[name] = metric([[value] * len(fork) for fork in forks], "")
    return {
        "jmhVersion": "1.37",
        "benchmark": benchmark,
        "mode": mode,
        "threads": 1,
        "forks": len(forks),
        "jvm": "java",
        "jvmArgs": [],
        "jdkVersion": "17.0.15",
        "vmName": "OpenJDK 64-Bit Server VM",
        "vmVersion": "17.0.15+6",
        "warmupIterations": 1,
        "warmupTime": "150 ms",
        "warmupBatchSize": 1,
        "measurementIterations": 2,
        "measurementTime": "150 ms",
        "measurementBatchSize": 1,
        "params": parameters,
        "primaryMetric": metric(forks, unit),
        "secondaryMetrics": secondary,
    }


def forks_of(backend: str, batch: int, **factors: str) -> list[list[float]]:
    """Three forks of two iterations; no two cells have the same scores."""
    start = 20.0 + 30.0 * BACKENDS.index(backend) if backend in BACKENDS else 200.0
    time = start + batch * (3.0 + len(backend) / 10)
    time *= 1.2 if factors.get("bias") == "false" else 1.0
    time *= {"autograd": 1.5, "graph": 1.1}.get(factors.get("gradient", ""), 1.0)
    time *= 1.3 if factors.get("fusion") == "off" else 1.0
    time *= 2.0 if factors.get("optimizer") == "adam" else 1.0
    return [[time * (1 + fork / 50), time * (1 + fork / 40)] for fork in range(3)]


def standard_results(backends: Iterable[str] = BACKENDS) -> list[dict[str, Any]]:
    """Training steps by six methods over the batches, and both passes."""
    methods = (
        {**METHOD, "bias": "false"},
        {**METHOD, "fusion": "off"},
        METHOD,
        {**METHOD, "gradient": "autograd"},
        {**METHOD, "gradient": "autograd", "optimizer": "adam"},
        {**METHOD, "gradient": "graph"},
    )
    found = []
    for backend in backends:
        for batch in BATCHES:
            for method in methods:
                scores = forks_of(backend, batch, **method)
                found.append(result(cell(backend, batch, **method), scores))
        for benchmark, share in ((FORWARD, 0.4), (BACKWARD, 0.6)):
            parameters = cell(backend)
            del parameters["optimizer"]
            scores = [[share * s for s in fork] for fork in forks_of(backend, 64)]
            found.append(result(parameters, scores, benchmark))
    return found


def journal_of(found: list[dict[str, Any]]) -> str:
    """The lines of a journal with all forks of some results."""
    return "".join(
        json.dumps(
            {
                "round": fork + 1,
                "cell": {"benchmark": one["benchmark"], "parameters": one["params"]},
                "status": "ok",
                "threads": one["threads"],
            }
        )
        + "\n"
        for one in found
        for fork in range(one["forks"])
    )


def cells_of(found: list[dict[str, Any]]) -> list[dict[str, object]]:
    """The rows of cells.csv as the report would write them, except for its arithmetic: a cell's
    time is JMH's score, and the width of the intervals is arbitrary."""
    times = {
        (one["benchmark"], frozenset(one["params"].items())): one["primaryMetric"]["score"]
        for one in found
    }
    factors = list(dict.fromkeys(name for one in found for name in one["params"]))
    backends = list(dict.fromkeys(one["params"].get("backend", "") for one in found))
    levels = [("backend", backend) for backend in backends]
    levels += [("bias", "false"), ("gradient", "manual"), ("optimizer", "sgd"), ("feed", "fixed")]
    levels += [("fusion", "off")]
    rows: list[dict[str, object]] = []
    for one in found:
        parameters, time = one["params"], one["primaryMetric"]["score"]
        row: dict[str, object] = {"benchmark": one["benchmark"]}
        row |= {name: guarded(parameters.get(name, "")) for name in factors}
        row["threads"] = parameters.get("threads", one["threads"])
        row |= {"rounds_of": "run", "forks": one["forks"]}
        row |= figures("nanoseconds", time, one["forks"])
        rate = float(parameters.get("batch", "nan")) * 1e9 / time
        row |= figures("samples_per_second", rate, one["forks"])
        allocation = one["secondaryMetrics"].get("gc.alloc.rate.norm", {"score": ""})["score"]
        row["allocation"] = allocation
        for factor, level in levels:
            key = (one["benchmark"], frozenset({**parameters, factor: level}.items()))
            compared = factor in parameters and parameters[factor] != level and key in times
            ratio = time / times[key] if compared else ""
            low, high = (ratio / WIDE, ratio * WIDE) if compared and one["forks"] > 1 else ("", "")
            row[f"ratio.{factor}.{level}"] = ratio
            row |= {f"low.{factor}.{level}": low, f"high.{factor}.{level}": high}
            row[f"verdict.{factor}.{level}"] = "no difference shown" if compared else ""
        rows.append(row)
    return rows


def figures(name: str, value: float, forks: int) -> dict[str, object]:
    low, high = (value / WIDE, value * WIDE) if forks > 1 else ("", "")
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def guarded(text: str) -> str:
    """A text as the Java program writes it into a CSV file."""
    shown = "".join("\ufffd" if ord(c) < 32 and c not in "\n\r\t" else c for c in text)
    return "'" + shown if shown[:1] in tuple("=+-@\t\r\n'") else shown


def write_cells(file: Path, rows: list[dict[str, object]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def curve_value(number: int, step: int) -> float:
    return (10.0 + number) * math.exp(-step / 200)


def write_losses(folder: Path, methods: Iterable[str], value: Callable[[int, int], float]) -> None:
    columns = ["method", "backend", "precision", "gradient", "optimizer", "bias", "step", "loss"]
    with (folder / "losses.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for number, method in enumerate(methods):
            for step in range(20):
                loss = value(number, step)
                writer.writerow([method, "arrays", "f32", "manual", "sgd", "true", step, loss])


def write_run(
    folder: Path,
    found: list[dict[str, Any]] | None = None,
    methods: Iterable[str] = ("manual, no bias", "manual, bias", "autograd", "autograd with Adam"),
    environment: dict[str, Any] | None = None,
) -> Path:
    """A run with its results, cells, losses and description."""
    folder.mkdir(parents=True, exist_ok=True)
    found = standard_results() if found is None else found
    (folder / "jmh-result.json").write_text(json.dumps(found), encoding="utf-8")
    (folder / "measurements.jsonl").write_text(journal_of(found), encoding="utf-8")
    write_cells(folder / "cells.csv", cells_of(found))
    description = {
        "schemaVersion": 2,
        "arguments": ["run"],
        "plan": {"profile": "quick", "seed": 1, "rounds": 3, "cells": [], "jvmArguments": []},
        "environment": environment or {},
    }
    (folder / "run.json").write_text(json.dumps(description), encoding="utf-8")
    write_losses(folder, methods, curve_value)
    return folder
