"""Writes the fixtures: what PyTorch computes for small problems, to check every backend against.

    python scripts/golden_pytorch.py            writes the fixture files
    python scripts/golden_pytorch.py --check    computes them again and compares them with the files

Needs the packages of scripts/requirements-fixtures.txt. A fixture file is also a problem file: the
problem is at its top level, next to the expected results.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from golden_conditioning import (
    DTYPES,
    ORDER_TOLERANCE,
    BadlyConditionedError,
    assess,
    require_visible_zeros,
)
from golden_problems import RECIPES, Arrays, Random, Recipe, layers_of
from golden_training import Method, Run, train

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "src/main/resources/io/github/backpropbench/fixtures"
VERSIONS = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "torch": torch.__version__,
}


def methods(recipe: Recipe, problem: Arrays) -> Iterator[Method]:
    """With the notebook's gradient only where it is defined: one hidden layer, and its loss."""
    kinds = [("exact", False), ("exact", True)]
    if layers_of(problem) == 2 and "y" in problem:
        kinds.append(("notebook", True))
    minibatch = recipe.minibatch or len(problem["x"])
    for optimizer, rates in recipe.rates.items():
        for rate in rates:
            for gradient, bias in kinds:
                yield Method(gradient, optimizer, bias, rate, minibatch)


def fixtures(recipe: Recipe) -> dict[str, dict[str, Any]]:
    """The content of the recipe's files, by precision, with NumPy arrays."""
    problem = recipe.problem()
    cases: dict[str, list[dict[str, Any]]] = {precision: [] for precision in DTYPES}
    random = Random(recipe.seed)
    for method in methods(recipe, problem):
        runs = {precision: train(problem, method, dtype) for precision, dtype in DTYPES.items()}
        print(f"{recipe.name}, {method}: {assess(problem, method, runs, random)}")
        if recipe.name == "zeros":
            require_visible_zeros(problem, method, runs["f64"])
        for precision, run in runs.items():
            cases[precision].append(case(method, run))
    return {
        precision: {
            "name": recipe.name,
            "note": recipe.note,
            "precision": precision,
            "seed": recipe.seed,
            "versions": VERSIONS,
            **how_it_is_trained(recipe, problem),
            **problem,
            "cases": cases[precision],
        }
        for precision in DTYPES
    }


def how_it_is_trained(recipe: Recipe, problem: Arrays) -> dict[str, Any]:
    """What a file says only if it is not the squared error of all rows."""
    found: dict[str, Any] = {"loss": "cross-entropy"} if "labels" in problem else {}
    return found if recipe.minibatch is None else {**found, "minibatch": recipe.minibatch}


def case(method: Method, run: Run) -> dict[str, Any]:
    return {
        "gradient": method.gradient,
        "optimizer": method.optimizer,
        "bias": method.bias,
        "learningRate": method.learning_rate,
        "losses": run.losses,
        "parametersAfter": {
            str(step): {name: values.ravel() for name, values in parameters.items()}
            for step, parameters in run.parameters.items()
        },
    }


def to_json(value: Any, indent: str = "") -> str:
    """JSON with each array of numbers on one line, each number as short as reads back the same."""
    if isinstance(value, np.ndarray) and value.ndim == 1:
        if not np.isfinite(value).all():
            raise ValueError("a fixture holds finite numbers only")
        return "[" + ", ".join(str(number) for number in value) + "]"
    deeper = indent + "  "
    if isinstance(value, dict):
        members = [f"{json.dumps(key)}: {to_json(item, deeper)}" for key, item in value.items()]
        opening, closing = "{}"
    elif isinstance(value, list | np.ndarray):
        members = [to_json(item, deeper) for item in value]
        opening, closing = "[]"
    else:
        return json.dumps(value, ensure_ascii=False)
    lines = ",\n".join(deeper + member for member in members)
    return f"{opening}\n{lines}\n{indent}{closing}"


def compare(actual: Any, expected: Any, tolerance: float, where: str) -> Iterator[str]:
    """Where a committed file differs from what was computed. Versions may differ."""
    if isinstance(expected, dict):
        if actual.keys() != expected.keys():
            yield f"{where}: has {list(actual)}, expected {list(expected)}"
            return
        for key in expected.keys() - {"versions"}:
            yield from compare(actual[key], expected[key], tolerance, f"{where} {key}")
    elif isinstance(expected, list) and not isinstance(expected[0], float):
        if len(actual) != len(expected):
            yield f"{where}: has length {len(actual)}, expected {len(expected)}"
            return
        for index, item in enumerate(expected):
            yield from compare(actual[index], item, tolerance, f"{where} {index}")
    elif isinstance(expected, list):
        scale = np.abs(expected) if where.endswith("losses") else np.abs(expected).max()
        if (
            len(actual) != len(expected)
            or (np.abs(np.subtract(actual, expected)) > tolerance * scale).any()
        ):
            yield f"{where}: differs by more than {tolerance:g}"
    elif actual != expected:
        yield f"{where}: is {actual}, expected {expected}"


def check(path: Path, content: str, precision: str) -> Iterator[str]:
    """Where a committed file is wrong. Two builds of PyTorch may add in different orders, so
    twice the tolerance is allowed."""
    if not path.exists():
        yield f"{path.name}: is missing"
        return
    committed = json.loads(path.read_text(encoding="utf-8"))
    yield from compare(committed, json.loads(content), 2 * ORDER_TOLERANCE[precision], path.name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the committed files")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    differences: list[str] = []
    for recipe in RECIPES:
        try:
            by_precision = fixtures(recipe)
        except BadlyConditionedError as error:
            print(f"golden_pytorch.py: {recipe.name}: {error}", file=sys.stderr)
            return 1
        for precision, fixture in by_precision.items():
            path = FIXTURES / f"{recipe.name}-{precision}.json"
            content = to_json(fixture) + "\n"
            if arguments.check:
                differences += check(path, content, precision)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8", newline="\n")
    for difference in differences:
        print(f"golden_pytorch.py: {difference}", file=sys.stderr)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
