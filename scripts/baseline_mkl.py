"""MKL's matrix products, called by PyTorch: torch.mm, which writes into a matrix that it is given.

A floor of large products. Most of the time of a small one is PyTorch's own, a microsecond or so for
each call from Python, so there another library is the floor.

    baseline_mkl.py --version             the versions of MKL and PyTorch
    baseline_mkl.py f32 multiply          answers the lines that baseline_product.cpp does
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

import numpy as np
import torch

from baseline_plan import Iterations
from baseline_product import read, stored_shapes
from baseline_worker import measure_in_turn

_DTYPES = {"f32": torch.float32, "f64": torch.float64}
# As Places does in the Java program, which says why.
_MOST_COPIES, _BYTES, _PAGE = 16, 64 << 20, 4096


class Product:
    """A product of matrices of its own, computed again and again."""

    unit = 1

    def __init__(self, file: Path, precision: str, operation: str) -> None:
        (m, k, n), *factors = read(file)
        stored = [
            _column_major(values, shape, _DTYPES[precision])
            for values, shape in zip(factors, stored_shapes(operation, m, k, n), strict=True)
        ]
        self.bytes = stored[0].element_size() * (m * k + k * n + m * n)
        self.left = stored[0].T if operation == "multiplyTransposedLeft" else stored[0]
        self.right = stored[1].T if operation == "multiplyTransposedRight" else stored[1]
        self.out = torch.full((n, m), 1e6, dtype=_DTYPES[precision]).T

    def restart(self) -> None:
        """Nothing changes from one product to the next."""

    def losses(self, steps: int) -> list[float]:
        raise NotImplementedError("a product has no loss")

    def advance(self, steps: int) -> None:
        left, right, out, multiply = self.left, self.right, self.out, torch.mm
        for _ in range(steps):
            multiply(left, right, out=out)


def _column_major(values: np.ndarray, shape: tuple[int, int], dtype: torch.dtype) -> torch.Tensor:
    return torch.tensor(values, dtype=dtype).view(*shape[::-1]).T


def copies(file: Path, precision: str, operation: str) -> list[Product]:
    """The same product at several places in memory."""
    found, gaps = [Product(file, precision, operation)], []
    count = max(1, min(_MOST_COPIES, _BYTES // found[0].bytes))
    while len(found) < count:
        gaps.append(bytearray(random.randrange(1, _PAGE)))
        found.append(Product(file, precision, operation))
    return found


def version() -> str:
    """What computes PyTorch's products here.

    :raises ValueError: if it is not MKL
    """
    settings = torch.__config__.show()
    blas = re.search(r"BLAS_INFO=([^,\s]*)", settings)
    if not torch.backends.mkl.is_available() or not blas or blas[1] != "mkl":
        other = blas[1] if blas else "another library"
        raise ValueError(f"PyTorch's matrix products are {other}'s here, not MKL's")
    found = re.search(r"Math Kernel Library Version (\S+)", settings)
    return f"MKL {found[1] if found else '(version unknown)'} in PyTorch {torch.__version__}"


def serve(precision: str, operation: str) -> None:
    """Answers the lines of standard input."""
    for line in sys.stdin:
        command, rest = line.rstrip("\n").split(" ", 1)
        if command == "product":
            product = Product(Path(rest), precision, operation)
            product.advance(1)
            answer = {"result": product.out.T.flatten().tolist()}
        else:
            *numbers, file = rest.split(" ", 4)
            warmups, warmup, iterations, milliseconds = map(int, numbers)
            answer = measure_in_turn(
                copies(Path(file), precision, operation),
                Iterations(warmups, warmup),
                Iterations(iterations, milliseconds),
            )
        print(json.dumps(answer), flush=True)


def main(arguments: list[str]) -> int:
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if arguments == ["--version"]:
        try:
            print(version())
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    with torch.inference_mode():
        serve(*arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
