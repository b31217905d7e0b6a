"""The baselines of single matrix products: the floors by size, from libraries outside the JVM."""

from __future__ import annotations

import atexit
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from baseline_cells import Method, ProductCell
from baseline_jmh import Machinery
from baseline_kind import Baseline, UnavailableError, require_fused
from baseline_problem import Shape
from baseline_worker import ONE_THREAD

_SCRIPTS = Path(__file__).resolve().parent
_SOURCE = _SCRIPTS / "baseline_product.cpp"
_MKL = _SCRIPTS / "baseline_mkl.py"
# The compiler's warnings are about Eigen's headers.
_FLAGS = ["-std=c++17", "-O3", "-march=native", "-DNDEBUG", "-w"]
# What each program is compiled and linked with, and the packages that have it.
_NATIVE = {
    "libxsmm": (["-DLIBXSMM"], ["-lxsmm", "-lxsmmnoblas", "-lpthread", "-ldl"], "libxsmm-dev"),
    "eigen": (["-DEIGEN", "-isystem", "/usr/include/eigen3"], [], "libeigen3-dev"),
    "openblas": (["-DOPENBLAS"], ["-l:libopenblas.so.0"], "libopenblas0-pthread"),
}


@cache
def _built(name: str) -> tuple[str, Machinery]:
    """The program of a library, and what it is."""
    own, libraries, package = _NATIVE[name]
    compiler = os.environ.get("CXX", "g++")
    try:
        said = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise UnavailableError(
            "there is no C++ compiler (g++, or what CXX names); apt-get install g++"
        ) from None
    program = f"{_folder()}/{name}"
    command = [compiler, *_FLAGS, *own, "-o", program, str(_SOURCE), *libraries, "-lm"]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise UnavailableError(f"{_reason(built.stderr)}; apt-get install {package}")
    library = _said([program, "--version"])
    by = f"{library}, by {said.stdout.splitlines()[0]}"
    return program, Machinery("C++", [*_FLAGS, *own, *libraries], name, by)


def _reason(errors: str) -> str:
    """The first error of a compiler or linker, without where it was found."""
    found = [line for line in errors.splitlines() if "error:" in line or "cannot find" in line]
    reason = (found or errors.splitlines() or ["no reason given"])[0]
    return "does not compile: " + reason.split("error:")[-1].split("ld: ")[-1].strip()


@cache
def _folder() -> Path:
    """Holds the programs as long as this process runs."""
    folder = tempfile.mkdtemp(prefix="floors-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def _mkl_machinery() -> Machinery:
    if importlib.util.find_spec("torch") is None:
        raise UnavailableError("the Python package torch is not installed")
    settings = [f"{key}={value}" for key, value in ONE_THREAD.items()]
    version = _said([sys.executable, str(_MKL), "--version"])
    return Machinery(f"Python {platform.python_version()}", settings, "mkl", version)


def _said(command: list[str]) -> str:
    """What a program says about itself; it fails if it cannot measure."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines() or [f"status {done.returncode}"]
        raise UnavailableError(said[-1])
    return done.stdout.strip()


def _floor(
    name: str,
    machinery: Callable[[], Machinery],
    start: Callable[[], list[str]],
    missing: dict[str, str],
) -> Baseline:
    """
    :param start: the command that starts the worker, without its arguments
    :param missing: the operations that the library does not have, each with the reason
    """

    def command(shape: Shape, method: Method, folder: Path) -> list[str]:
        require_fused(method.fusion)
        raise UnavailableError("it measures single matrix products only")

    def product_command(cell: ProductCell) -> list[str]:
        require_fused(cell.fusion)
        if cell.operation in missing:
            raise UnavailableError(missing[cell.operation])
        return [*start(), cell.precision, cell.operation]

    return Baseline(name, machinery, command, fixtures=(), product_command=product_command)


def _native(name: str, missing: dict[str, str]) -> Baseline:
    return _floor(name, lambda: _built(name)[1], lambda: [_built(name)[0]], missing)


FLOORS = (
    _native(
        "libxsmm",
        {"multiplyTransposedLeft": "libxsmm generates no code for a transposed left factor"},
    ),
    _native("eigen", {}),
    _native("openblas", {}),
    _floor("mkl", _mkl_machinery, lambda: [sys.executable, str(_MKL)], {}),
)
