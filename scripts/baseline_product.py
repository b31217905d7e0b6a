"""The operands of matrix products, and what their products are: those of KernelBenchmark.

Matrices are stored column-major, without gaps, in files as in the workers' memory.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from baseline_cells import ProductCell
from baseline_problem import SEED
from java_random import gaussians

UNIT_ROUNDOFF = {"f32": 2.0**-24, "f64": 2.0**-53}
# As in the Java program, whose RelativeError gives the reason.
_SAFETY_FACTOR = 32.0


class WrongProductError(Exception):
    """A baseline does not compute what it should."""


def stored_shapes(operation: str, m: int, k: int, n: int) -> list[tuple[int, int]]:
    """Rows and columns of the factors as they are stored."""
    return [
        (k, m) if operation == "multiplyTransposedLeft" else (m, k),
        (n, k) if operation == "multiplyTransposedRight" else (k, n),
    ]


def operands(cell: ProductCell) -> list[np.ndarray]:
    """The benchmark's own values: normally distributed float32 numbers, as float64."""
    shapes = stored_shapes(cell.operation, cell.m, cell.k, cell.n)
    first = shapes[0][0] * shapes[0][1]
    drawn = gaussians(SEED, first + shapes[1][0] * shapes[1][1])
    drawn = drawn.astype(np.float32).astype(np.float64)
    return [
        part.reshape(shape) for part, shape in zip(np.split(drawn, [first]), shapes, strict=True)
    ]


def write(cell: ProductCell, folder: Path) -> Path:
    """Writes the file that the workers read, once: m, k and n in 64 bits each, then both factors in
    float64, in the machine's byte order."""
    file = folder / f"{cell.size}-{cell.operation}.factors"
    if not file.exists():
        sizes = np.array([cell.m, cell.k, cell.n], dtype=np.int64)
        factors = [values.tobytes(order="F") for values in operands(cell)]
        file.write_bytes(sizes.tobytes() + b"".join(factors))
    return file


def read(file: Path) -> tuple[tuple[int, int, int], np.ndarray, np.ndarray]:
    """The sizes, and the values of both factors, one column after the other."""
    content = file.read_bytes()
    m, k, n = map(int, np.frombuffer(content, np.int64, count=3))
    values = np.frombuffer(content, np.float64, offset=24)
    return (m, k, n), values[: m * k], values[m * k :]


@cache
def expected(cell: ProductCell) -> np.ndarray:
    """The product in float64, m×n."""
    left, right = operands(cell)
    left = left.T if cell.operation == "multiplyTransposedLeft" else left
    right = right.T if cell.operation == "multiplyTransposedRight" else right
    return left @ right


def require_right(result: list[float], cell: ProductCell) -> None:
    """
    :param result: column-major
    :raises WrongProductError: if an element deviates by more than rounding explains
    """
    exact = expected(cell)
    if len(result) != exact.size:
        raise WrongProductError(f"{cell}: {len(result)} elements instead of {exact.size}")
    scale = np.maximum(np.abs(exact), np.sqrt(np.mean(exact**2)))
    error = np.abs(np.array(result).reshape(exact.shape, order="F") - exact) / scale
    tolerance = _SAFETY_FACTOR * UNIT_ROUNDOFF[cell.precision] * np.sqrt(cell.k)
    if not (error <= tolerance).all():
        raise WrongProductError(
            f"{cell}: the product is off by {np.nanmax(error):.2g}, of which rounding explains "
            f"{tolerance:.2g}"
        )
