"""The baselines: what each is, what it can measure, and how its worker is started."""

from __future__ import annotations

import importlib.util
import platform
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from baseline_cells import Method
from baseline_floors import FLOORS
from baseline_jmh import Machinery
from baseline_kind import Baseline, UnavailableError, require_fused
from baseline_problem import FIXTURE_NAMES, Shape
from baseline_worker import ONE_THREAD, method_arguments

SCRIPTS = Path(__file__).resolve().parent
_C_SCRIPT = SCRIPTS / "baseline_c.sh"
# More weights than this do not fit into registers, so one loop over the samples is no lower bound.
_MOST_WEIGHTS = 64

# For baselines that take a quarter of a minute to compile each fixture.
_FEW_FIXTURES = ("zeros", "deep", "classes")


# Why a baseline does not have a gradient.
_EAGER = {"graph": "PyTorch's eager mode traces no graph; pytorch-compile and JAX do"}
_COMPILED = {"autograd": "torch.compile traces: its gradient is graph"}
_JAX = {"autograd": "JAX traces: its gradient is graph"}
_C = dict.fromkeys(("autograd", "graph"), "C has no autograd")


def _require_defined(method: Method, missing: dict[str, str]) -> None:
    """Refuses what has no meaning for a baseline.

    :param missing: the gradients that it does not have, each with the reason
    """
    if method.gradient in missing:
        raise UnavailableError(missing[method.gradient])
    require_fused(method.fusion)


def _python(
    name: str,
    module: str,
    library: str,
    missing: dict[str, str],
    fixtures: tuple[str, ...] = FIXTURE_NAMES,
) -> Baseline:
    def machinery() -> Machinery:
        if importlib.util.find_spec(library) is None:
            raise UnavailableError(f"the Python package {library} is not installed")
        settings = [f"{key}={value}" for key, value in ONE_THREAD.items()]
        return Machinery(f"Python {platform.python_version()}", settings, name, version(library))

    def command(shape: Shape, method: Method, folder: Path) -> list[str]:
        _require_defined(method, missing)
        script = str(SCRIPTS / f"{module}.py")
        return [sys.executable, script, "--worker", name, *method_arguments(method)]

    return Baseline(name, machinery, command, fixtures)


def _eager_to_target(method: Method) -> list[str]:
    _require_defined(method, _EAGER)
    if method.gradient == "notebook":
        raise UnavailableError("trainings to a target have exact gradients")
    return [sys.executable, str(SCRIPTS / "baseline_pytorch_target.py")]


def _c_machinery() -> Machinery:
    try:
        done = subprocess.run([_C_SCRIPT, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise UnavailableError("there is no C compiler (gcc, or what CC names)") from None
    compiler, flags = done.stdout.splitlines()
    return Machinery("C", flags.split(), "c", compiler)


def _c_command(shape: Shape, method: Method, folder: Path) -> list[str]:
    _require_defined(method, _C)
    if len(shape) != 3:
        raise UnavailableError("the C loop is written for one hidden layer")
    if method.loss != "squared-error":
        raise UnavailableError("the C loop computes the squared error only")
    if method.optimizer not in ("sgd", "adam"):
        raise UnavailableError("the C loop has the optimizers sgd and adam only")
    if method.feed != "fixed":
        raise UnavailableError("the C loop trains on one batch only")
    inputs, hidden, outputs = shape
    if hidden * (inputs + outputs) > _MOST_WEIGHTS:
        raise UnavailableError(
            f"one loop is a lower bound only for networks of at most {_MOST_WEIGHTS} weights"
        )
    definitions = {
        "REAL": {"f32": "float", "f64": "double"}[method.precision],
        "INPUTS": inputs,
        "HIDDEN": hidden,
        "OUTPUTS": outputs,
        "BIAS": int(method.bias),
        "NOTEBOOK": int(method.gradient == "notebook"),
        "ADAM": int(method.optimizer == "adam"),
    }
    program = folder / "-".join(["c", *map(str, definitions.values())])
    if not program.exists():
        arguments = [f"-D{name}={value}" for name, value in definitions.items()]
        done = subprocess.run(
            [_C_SCRIPT, "--compile", program, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise UnavailableError(f"does not compile: {done.stderr.strip().splitlines()[-1]}")
    return [str(program)]


BASELINES = {
    baseline.name: baseline
    for baseline in (
        Baseline("c", _c_machinery, _c_command),
        replace(
            _python("pytorch", "baseline_pytorch", "torch", _EAGER), target_command=_eager_to_target
        ),
        _python("pytorch-compile", "baseline_pytorch", "torch", _COMPILED, _FEW_FIXTURES),
        _python("jax-step", "baseline_jax", "jax", _JAX),
        _python("jax-loop", "baseline_jax", "jax", _JAX),
        *FLOORS,
    )
}
