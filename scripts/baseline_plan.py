"""What baselines measure of a run: its training steps, trainings to a target and matrix
products."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baseline_cells import (
    KERNEL,
    ONE_THREAD,
    STEP,
    TRAINING,
    UNSAID,
    Cell,
    Method,
    ProductCell,
    TargetCell,
)
from results_files import DESCRIPTION, THREADS, ResultsError, read_description, with_implied
from target_task import Target, Task

_ROUNDS_OF_ADAPTIVE = 5
_FACTORS = {
    "precision": r"f32|f64",
    "shape": r"[1-9]\d{0,5}(-[1-9]\d{0,5})+",
    "batch": r"[1-9]\d{0,8}",
    "bias": r"true|false",
    "gradient": r"manual|notebook|autograd|graph",
    "optimizer": r"sgd|momentum|adam|adamw",
    "loss": r"squared-error|cross-entropy",
    "feed": r"fixed|next|shuffled",
    "fusion": r"on|off",
}
_TARGET_FACTORS = {
    "data": r".+",
    "target": r"\d[\d.eE-]*%?",
    "epochs": r"[1-9]\d{0,8}",
    "seeds": r"[1-9]\d{0,8}",
    "split": r"-?\d{1,19}",
}
# What a training without a target is trained on, which is not measured.
_WITHOUT_TARGET = "normal"
_PRODUCT_FACTORS = {
    "operation": "multiply|multiplyTransposedLeft|multiplyTransposedRight",
    "size": r"[1-9]\d{0,5}x[1-9]\d{0,5}x[1-9]\d{0,5}",
    "precision": _FACTORS["precision"],
    "fusion": _FACTORS["fusion"],
}
_WHAT = "training steps, trainings to a target or matrix products"


AnyCell = Cell | ProductCell


@dataclass(frozen=True)
class Iterations:
    """How many iterations, and how many milliseconds each of them lasts."""

    count: int
    milliseconds: int


@dataclass(frozen=True)
class Phases:
    """The phases of a fork."""

    warmup: Iterations
    measurement: Iterations

    def seconds(self) -> float:
        both = (self.warmup, self.measurement)
        return sum(phase.count * phase.milliseconds for phase in both) / 1000


@dataclass(frozen=True)
class Plan:
    """The cells of a run that baselines can measure.

    :param planned: the phases of each cell's forks, by the JVM backend that the run measures
    :param seed: for the order of the cells in each round
    :param jvm_arguments: those of each fork's JVM
    :param plugins: the backends that come from plug-ins
    """

    planned: dict[AnyCell, dict[str, Phases]]
    rounds: int
    seed: int
    jvm_arguments: list[str]
    plugins: frozenset[str] = frozenset()

    @property
    def cells(self) -> list[AnyCell]:
        return list(self.planned)

    @property
    def backends(self) -> list[str]:
        return list(dict.fromkeys(name for cell in self.planned.values() for name in cell))

    def phases(self, cell: AnyCell, backend: str) -> Phases:
        """The phases of a fork; for a backend that is not in the plan, the longest ones."""
        by_backend = self.planned[cell]
        return by_backend.get(backend) or max(by_backend.values(), key=Phases.seconds)


def read_plan(run: Path) -> Plan:
    """Reads the plan of a run.

    :raises ResultsError: if it cannot be read, or has no such cells
    """
    file = run / DESCRIPTION
    if not run.is_dir():
        raise ResultsError(
            f"{run} is not the folder of a run; name one, such as bench-results/my-run"
        )
    description = read_description(file)
    try:
        return _plan(file, description["plan"], _plugins(description))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"it has no {error}" if isinstance(error, KeyError) else error
        raise ResultsError(f"{file} does not describe a run: {reason}") from None


def _plugins(description: dict[str, Any]) -> frozenset[str]:
    """Older runs had none."""
    backends = (description.get("environment") or {}).get("backends") or []
    return frozenset(one["name"] for one in backends if one.get("plugin"))


def _plan(file: Path, plan: dict[str, Any], plugins: frozenset[str]) -> Plan:
    cells = [planned for planned in plan["cells"] if _is_measured(planned["cell"])]
    if not cells:
        raise ResultsError(f"{file} plans no {_WHAT}, which is what baselines measure")
    cells = [planned for planned in cells if _threads(planned) == ONE_THREAD]
    if not cells:
        raise ResultsError(
            f"{file} plans no {_WHAT} on one thread, which is what baselines measure"
        )
    by_cell: dict[AnyCell, dict[str, Phases]] = {}
    for planned in cells:
        cell, iterations = planned["cell"], planned["iterations"]
        phases = Phases(_iterations(iterations["warmup"]), _iterations(iterations["measurement"]))
        backend = str(cell["parameters"]["backend"])
        by_cell.setdefault(_cell(cell["benchmark"], cell["parameters"]), {})[backend] = phases
    return Plan(
        by_cell,
        _rounds(plan),
        int(plan["seed"]),
        [str(argument) for argument in plan["jvmArguments"]],
        plugins,
    )


def _is_measured(cell: dict[str, Any]) -> bool:
    """Of the kernel's operations only the products, as nothing is known to be a floor of others;
    not the cells of an engine, as baselines are compared with methods that all of them have; nor
    the first training of a process, in which a baseline would load its library.
    """
    if cell["benchmark"] not in (STEP, TRAINING, KERNEL):
        return False
    factors = cell["parameters"]
    if cell["benchmark"] == KERNEL:
        return re.fullmatch(_PRODUCT_FACTORS["operation"], factors["operation"]) is not None
    if factors.get("gradient") == "engine":
        return False
    if cell["benchmark"] == STEP:
        return True
    has_target = factors.get("data", _WITHOUT_TARGET) != _WITHOUT_TARGET
    return has_target and factors.get("start", "warm") == "warm"


def _rounds(plan: dict[str, Any]) -> int:
    """A run that ends at a time plans only its first rounds, and makes more."""
    adaptive = (plan.get("effort") or {}).get("budgetSeconds") is not None
    return max(int(plan["rounds"]), _ROUNDS_OF_ADAPTIVE if adaptive else 1)


def _threads(planned: dict[str, Any]) -> str:
    """Older runs do not record it; they measured on one thread."""
    return str(planned["cell"]["parameters"].get(THREADS, ONE_THREAD))


def _cell(benchmark: str, parameters: dict[str, str]) -> AnyCell:
    factors = {**UNSAID, **with_implied(benchmark, parameters)}
    if benchmark == KERNEL:
        return _product(factors)
    what = "a training step" if benchmark == STEP else "a training to a target"
    _require(what, factors, _FACTORS)
    method = Method(
        factors["precision"],
        factors["gradient"],
        factors["optimizer"],
        factors["bias"] == "true",
        factors["loss"],
        factors["feed"],
        factors["fusion"],
    )
    shape, batch = tuple(map(int, factors["shape"].split("-"))), int(factors["batch"])
    if benchmark == STEP:
        return Cell(shape, batch, method)
    _require(what, factors, _TARGET_FACTORS)
    target, epochs, split = Target.parse(factors["target"]), factors["epochs"], factors["split"]
    task = Task(factors["data"], shape, method.loss, target, int(epochs), int(split))
    return TargetCell(shape, batch, method, task, int(factors["seeds"]))


def _product(factors: dict[str, str]) -> ProductCell:
    _require("a product", factors, _PRODUCT_FACTORS)
    m, k, n = map(int, factors["size"].split("x"))
    return ProductCell(factors["operation"], m, k, n, factors["precision"], factors["fusion"])


def _require(what: str, factors: dict[str, str], patterns: dict[str, str]) -> None:
    for name, pattern in patterns.items():
        if not re.fullmatch(pattern, factors[name]):
            raise ValueError(f"{what} has the {name} {factors[name]!r}")


def _iterations(phase: dict[str, int]) -> Iterations:
    return Iterations(int(phase["count"]), int(phase["milliseconds"]))
