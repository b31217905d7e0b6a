"""The fixtures are PyTorch's trainings of the recipes; golden_pytorch.py --check repeats them."""

from __future__ import annotations

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import golden_training  # noqa: E402  (needs torch)
from golden_conditioning import reordered, rows_in_another_order  # noqa: E402
from golden_problems import RECIPES, Random, nearest_to_kink, widths_of  # noqa: E402
from golden_pytorch import FIXTURES, how_it_is_trained, methods  # noqa: E402
from golden_training import Method, train  # noqa: E402

BY_NAME = {recipe.name: recipe for recipe in RECIPES}
NEW = ("deep", "classes", "linear")


def read(name: str, precision: str) -> dict:
    return json.loads((FIXTURES / f"{name}-{precision}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("precision", ["f32", "f64"])
def test_files_hold_the_problems_of_the_recipes(name, precision):
    content, problem = read(name, precision), BY_NAME[name].problem()

    for array, values in problem.items():
        assert np.array_equal(content[array], values), array
        assert np.array_equal(values * 1024, np.round(values * 1024))
    trained = how_it_is_trained(BY_NAME[name], problem)
    assert {key: content.get(key) for key in trained} == trained
    assert ("loss" in content, "minibatch" in content) == (name == "classes",) * 2
    expected = [(m.gradient, m.optimizer, m.bias) for m in methods(BY_NAME[name], problem)]
    cases = [(case["gradient"], case["optimizer"], case["bias"]) for case in content["cases"]]
    assert cases == expected


@pytest.mark.parametrize("name", NEW)
def test_the_new_ones_have_all_optimizers_and_learn(name):
    for case in (case for precision in ("f32", "f64") for case in read(name, precision)["cases"]):
        losses = case["losses"]
        assert min(losses) > 0
        # Both are of the same minibatch.
        assert losses[499] < losses[499 % 4] and losses[499] < losses[0]
        assert case["parametersAfter"].keys() == {"1", "10", "500"}
    kinds = {(case["optimizer"], case["bias"]) for case in read(name, "f32")["cases"]}
    assert kinds == {(o, b) for o in golden_training.OPTIMIZERS for b in (True, False)}


@pytest.mark.parametrize("name", NEW)
def test_the_first_steps_of_the_new_ones(name, monkeypatch):
    monkeypatch.setattr(golden_training, "STEPS", 10)
    content, problem = read(name, "f64"), BY_NAME[name].problem()

    for case, method in zip(content["cases"], methods(BY_NAME[name], problem), strict=True):
        run = train(problem, method, torch.float64)
        np.testing.assert_allclose(run.losses, case["losses"][:10], rtol=1e-13)
        for parameter, values in run.parameters[10].items():
            expected = case["parametersAfter"]["10"][parameter]
            np.testing.assert_allclose(values.ravel(), expected, atol=1e-13)


def test_another_order_gives_the_same_training(monkeypatch):
    monkeypatch.setattr(golden_training, "STEPS", 10)
    for name in NEW:
        problem = BY_NAME[name].problem()
        method = next(methods(BY_NAME[name], problem))
        run = train(problem, method, torch.float64)
        other = reordered(problem, method, torch.float64, Random(1))
        np.testing.assert_allclose(other.losses, run.losses, rtol=1e-13)
        assert len(run.hidden) == len(widths_of(problem)) - 2
        for values, expected in zip(other.hidden, run.hidden, strict=True):
            np.testing.assert_allclose(values, expected, atol=1e-12)


def test_minibatches_keep_their_rows():
    rows = rows_in_another_order(50, 16, Random(0))

    parts = np.split(rows, [16, 32, 48])
    assert [sorted(part) for part in parts] == [
        list(range(start, min(start + 16, 50))) for start in range(0, 50, 16)
    ]
    assert not np.array_equal(rows, np.arange(50))


def test_the_nearest_pre_activation_is_looked_for_in_all_layers():
    one = np.array([[1.0]])
    parameters = {
        "w1": 2 * one,
        "b1": np.array([1.0]),
        "w2": one,
        "b2": np.array([-2.9]),
        "w3": one,
    }
    parameters["b3"] = np.array([0.0])

    # 2 and 2 without biases; 3 and 0.1 with them.
    assert nearest_to_kink(np.array([1.0]), parameters) == pytest.approx(0.1)


def test_a_wrong_formula_is_noticed(monkeypatch):
    problem = BY_NAME["classes"].problem()
    monkeypatch.setattr(golden_training, "output_gradient", lambda forward: forward.out)

    with pytest.raises(AssertionError, match="autograd and the formula differ"):
        train(problem, Method("exact", "sgd", True, 0.01, 16), torch.float64)
