"""The floors multiply as they should, or are not measured."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import baseline_floors
import baselines
import results
from baseline_cells import ProductCell
from baseline_fork import ask
from baseline_kind import Baseline, UnavailableError
from baseline_kinds import BASELINES
from baseline_product import WrongProductError, expected, operands, require_right, write
from plans import PLAIN, planned, write_plan
from runs import KERNEL, cell, product

NAMES = ("libxsmm", "eigen", "openblas", "mkl")
OPERATIONS = ("multiply", "multiplyTransposedLeft", "multiplyTransposedRight")
# On both sides of vectors' widths, of blocks, and of sizes at which libraries change their ways.
SIZES = [(1, 1, 1), (2, 3, 1), (1, 8, 17), (7, 16, 9), (15, 33, 31), (64, 3, 2), (100, 65, 130)]


def present(name: str) -> Baseline:
    try:
        BASELINES[name].machinery()
    except UnavailableError as error:
        pytest.skip(f"{name} is not available: {error}")
    return BASELINES[name]


def command_of(baseline: Baseline, one: ProductCell) -> list[str]:
    try:
        return baseline.product_command(one)
    except UnavailableError as error:
        pytest.skip(str(error))


def by_hand(one: ProductCell) -> np.ndarray:
    """The product by its definition, from the values in the order in which they are drawn."""
    left, right = operands(one)
    found = np.zeros((one.m, one.n))
    for i in range(one.m):
        for j in range(one.n):
            for t in range(one.k):
                a = left[t, i] if one.operation == "multiplyTransposedLeft" else left[i, t]
                b = right[j, t] if one.operation == "multiplyTransposedRight" else right[t, j]
                found[i, j] += a * b
    return found


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("precision", ["f32", "f64"])
@pytest.mark.parametrize("name", NAMES)
def test_a_floor_multiplies_ragged_sizes(name, precision, operation, tmp_path):
    cells = [ProductCell(operation, *size, precision) for size in SIZES]
    command = command_of(present(name), cells[0])

    answers = ask(command, [f"product {write(one, tmp_path)}" for one in cells], 60)

    for one, answer in zip(cells, answers, strict=True):
        require_right(answer["result"], one)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_is_expected_is_the_definition(operation):
    one = ProductCell(operation, 5, 4, 3, "f64")

    np.testing.assert_allclose(expected(one), by_hand(one), rtol=0, atol=1e-14)


@pytest.mark.parametrize("name", NAMES)
def test_a_floor_is_timed(name, tmp_path):
    one = ProductCell("multiply", 9, 5, 7, "f32")
    command = command_of(present(name), one)

    (answer,) = ask(command, [f"measure 1 5 20 5 {write(one, tmp_path)}"], 60)

    assert len(answer["scores"]) == 20
    # 630 operations: no processor does a thousand in a nanosecond.
    assert all(0.6 < score < 1e7 for score in answer["scores"])
    assert 0 < answer["cpus"] < 1.2


def test_a_product_that_is_wrong_is_found():
    one = ProductCell("multiplyTransposedLeft", 3, 40, 2, "f64")
    right = expected(one).flatten(order="F")

    require_right(list(right), one)
    for wrong in (
        right.astype(np.float32).astype(np.float64),  # in the other precision
        expected(one).flatten(),  # transposed
        np.where(np.arange(6) == 5, np.nan, right),
        np.where(np.arange(6) == 0, 0.0, right),
    ):
        with pytest.raises(WrongProductError, match="3x40x2 multiplyTransposedLeft f64: the prod"):
            require_right(list(wrong), one)
    with pytest.raises(WrongProductError, match="5 elements instead of 6"):
        require_right(list(right[:5]), one)


def test_libxsmm_says_which_product_it_does_not_do():
    one = ProductCell("multiplyTransposedLeft", 8, 8, 8, "f32")

    with pytest.raises(UnavailableError, match="no code for a transposed left factor"):
        BASELINES["libxsmm"].product_command(one)


@pytest.mark.parametrize("name", NAMES)
def test_a_floor_has_no_training_steps_and_no_fusion(name, tmp_path):
    with pytest.raises(UnavailableError, match="it measures single matrix products only"):
        BASELINES[name].command((3, 2, 1), PLAIN, tmp_path)
    with pytest.raises(UnavailableError, match="fusion=off is about"):
        BASELINES[name].product_command(ProductCell("multiply", 8, 8, 8, "f32", "off"))


def test_products_and_steps_are_measured_in_one_session(tmp_path, capsys):
    present("openblas")
    products = planned(
        product("vector"), product("ejml"), product(operation="scale"), benchmark=KERNEL
    )
    run = write_plan(tmp_path / "run", products + planned(cell("arrays", 8)))

    assert baselines.main([str(run), "--baselines", "c,openblas", "--no-jvm"]) == 0

    output = capsys.readouterr().out
    assert "openblas: C++, OpenBLAS 0." in output
    assert "1 cell left out: it measures single matrix products only" in output
    assert "1 cell left out: it measures training steps, no single products" in output
    found = results.load(run)
    assert set(found["backend"]) == {"c", "openblas"}
    openblas = found[found["backend"] == "openblas"]
    assert list(openblas["round"]) == [1, 2]
    assert list(openblas["size"]) == ["8x8x8"] * 2
    assert list(openblas["operation"]) == ["multiply"] * 2


WRONG = """\
import json, sys
for line in sys.stdin:
    print(json.dumps({"result": [1.0] * 64, "scores": [1.0], "cpus": 1.0}))
"""


def test_a_floor_that_is_wrong_has_no_time(tmp_path, monkeypatch, capsys):
    present("openblas")
    script = tmp_path / "worker.py"
    script.write_text(WRONG)
    fake = replace(BASELINES["openblas"], product_command=lambda _: [sys.executable, str(script)])
    monkeypatch.setitem(baselines.BASELINES, "openblas", fake)
    run = write_plan(tmp_path / "run", planned(product(), benchmark=KERNEL))

    assert baselines.main([str(run), "--baselines", "openblas", "--no-jvm"]) == 1

    output = capsys.readouterr().out
    assert (
        "openblas, 8x8x8 multiply f32: failed, 8x8x8 multiply f32: the product is off by" in output
    )
    assert not (run / "baselines.json").exists()


@pytest.mark.skipif(not shutil.which(os.environ.get("CXX", "g++")), reason="no C++ compiler")
def test_a_floor_that_is_not_there_says_what_to_install(monkeypatch):
    gone = (["-DEIGEN", "-include", "no/such/header.h"], [], "libnone-dev")
    monkeypatch.setitem(baseline_floors._NATIVE, "none", gone)
    with pytest.raises(UnavailableError) as reason:
        baseline_floors._built("none")
    assert str(reason.value) == (
        "does not compile: no/such/header.h: No such file or directory; apt-get install libnone-dev"
    )
    monkeypatch.setitem(
        baseline_floors._NATIVE, "none", (["-DOPENBLAS"], ["-l:libnone.so.0"], "libnone0")
    )
    with pytest.raises(UnavailableError, match="cannot find -l:libnone.so.0.*; apt-get install li"):
        baseline_floors._built("none")
    monkeypatch.setenv("CXX", "no-such-compiler")
    with pytest.raises(UnavailableError, match="there is no C.. compiler .*; apt-get install g"):
        baseline_floors._built("none")


def test_pytorch_without_mkl_is_no_floor_of_that_name(monkeypatch):
    torch = pytest.importorskip("torch")
    import baseline_mkl

    monkeypatch.setattr(
        torch, "__config__", SimpleNamespace(show=lambda: "settings: BLAS_INFO=open, USE_MKL=OFF")
    )
    with pytest.raises(ValueError, match="PyTorch's matrix products are open's here, not MKL's"):
        baseline_mkl.version()
