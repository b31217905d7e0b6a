"""A run's plan is read as the baselines need it."""

from __future__ import annotations

import json

import pytest

from baseline_plan import Cell, Iterations, Method, Phases, ProductCell, read_plan
from plans import planned, write_plan
from results import ResultsError
from runs import FORWARD, KERNEL, cell, of_before, product


def test_training_steps_are_read_once_whatever_their_backend(tmp_path):
    cells = planned(
        cell("arrays", 8),
        cell("ejml", 8),
        cell("ejml", 64, precision="f64", bias="false", optimizer="adam"),
    )
    run = write_plan(tmp_path, cells + planned(cell("noop"), benchmark=FORWARD))

    plan = read_plan(run)

    assert plan.cells == [
        Cell((3, 2, 1), 8, Method("f32", "manual", "sgd", True)),
        Cell((3, 2, 1), 64, Method("f64", "manual", "adam", False)),
    ]
    assert plan.backends == ["arrays", "ejml"]
    assert (plan.rounds, plan.seed) == (2, 3)
    assert plan.phases(plan.cells[0], "arrays") == Phases(Iterations(1, 1), Iterations(3, 2))
    assert plan.jvm_arguments == ["-Xmx1g", "-Dx=y"]


def test_the_cells_of_engines_are_left_out(tmp_path):
    own = cell("ojalgo-ann", 8, gradient="engine")

    plan = read_plan(write_plan(tmp_path / "both", planned(cell("ojalgo", 8), own)))
    assert [read.method.gradient for read in plan.cells] == ["manual"]
    assert plan.backends == ["ojalgo"]
    with pytest.raises(ResultsError, match="plans no training steps"):
        read_plan(write_plan(tmp_path / "alone", planned(own)))


def test_a_run_that_ends_at_a_time_has_more_rounds_than_it_plans(tmp_path):
    cells = planned(cell("arrays"))

    fixed = write_plan(tmp_path / "fixed", cells, effort={"budgetSeconds": None})
    timed = write_plan(tmp_path / "timed", cells, effort={"budgetSeconds": 275.0})

    assert read_plan(fixed).rounds == 2
    assert read_plan(timed).rounds == 5


def test_each_backend_is_warmed_up_as_planned_and_others_as_the_slowest(tmp_path):
    quick, slow = planned(cell("arrays", 8), cell("vector", 8))
    slow["iterations"] = {**quick["iterations"], "warmup": {"count": 9, "milliseconds": 100}}
    plan = read_plan(write_plan(tmp_path, [quick, slow]))
    (only,) = plan.cells

    assert plan.phases(only, "arrays").warmup == Iterations(1, 1)
    assert plan.phases(only, "vector").warmup == Iterations(9, 100)
    assert plan.phases(only, "pytorch").warmup == Iterations(9, 100)


def test_only_steps_on_one_thread_are_read_and_older_runs_had_no_other(tmp_path):
    before = cell("vector", 8)
    del before["threads"]
    run = write_plan(tmp_path, planned(before, cell("vector", 64, threads="2")))
    assert [read.batch for read in read_plan(run).cells] == [8]

    with pytest.raises(ResultsError, match="target or matrix products on one thread"):
        read_plan(write_plan(tmp_path, planned(cell("vector", 64, threads="2"))))


def test_a_cell_has_the_parameters_that_it_was_read_from(tmp_path):
    parameters = cell("arrays", 64, gradient="notebook", optimizer="adam")
    (read,) = read_plan(write_plan(tmp_path, planned(parameters))).cells

    new = {"loss": "squared-error", "feed": "fixed"}  # as older runs did not record them
    assert read.parameters("pytorch") == {**parameters, **new, "backend": "pytorch"}


def test_a_plan_of_before_has_graphs_and_fused_operations(tmp_path):
    cells = [of_before(cell(gradient=gradient)) for gradient in ("manual", "autograd")]
    before = read_plan(write_plan(tmp_path / "before", planned(*cells), version=1))
    cells = [cell(gradient=gradient) for gradient in ("manual", "graph")]
    today = read_plan(write_plan(tmp_path / "today", planned(*cells)))

    assert before.cells == today.cells
    assert before.cells[1].parameters("ejml")["gradient"] == "graph"
    assert {one.parameters("ejml")["fusion"] for one in before.cells} == {"on"}


def test_gradients_and_fusion_make_cells_of_their_own(tmp_path):
    found = [
        cell("ejml", gradient=gradient, fusion=fusion)
        for gradient, fusion in (("autograd", "on"), ("graph", "on"), ("manual", "off"))
    ]
    plan = read_plan(write_plan(tmp_path, planned(*found)))

    assert [str(one.method) for one in plan.cells] == [
        "f32 autograd bias sgd",
        "f32 graph bias sgd",
        "f32 manual bias sgd op by op",
    ]
    new = {"loss": "squared-error", "feed": "fixed"}
    assert [one.parameters("ejml") for one in plan.cells] == [{**one, **new} for one in found]


def test_networks_of_any_depth_with_their_loss_and_feed(tmp_path):
    parameters = cell("arrays", 32, shape="784-256-128-10", optimizer="adamw")
    parameters |= {"loss": "cross-entropy", "feed": "shuffled"}
    linear = {**parameters, "shape": "3-1", "optimizer": "momentum", "feed": "next"}
    first, second = read_plan(write_plan(tmp_path, planned(parameters, linear))).cells

    assert first.shape == (784, 256, 128, 10)
    assert first.method == Method("f32", "manual", "adamw", True, "cross-entropy", "shuffled")
    assert first.parameters("jax-step") == {**parameters, "backend": "jax-step"}
    assert str(first) == ("784-256-128-10 batch 32 f32 manual bias adamw cross-entropy shuffled")
    assert (second.shape, second.method.feed) == ((3, 1), "next")


def test_products_are_read_alone_or_beside_training_steps(tmp_path):
    products = planned(
        product("vector", size="64x3x2"),
        product("ejml", size="64x3x2"),
        product("vector", operation="multiplyTransposedLeft", precision="f64"),
        product("vector", operation="addRow"),
        benchmark=KERNEL,
    )
    steps = planned(cell("arrays", 8))

    alone = read_plan(write_plan(tmp_path / "alone", products))
    both = read_plan(write_plan(tmp_path / "both", products + steps))

    assert alone.cells == [
        ProductCell("multiply", 64, 3, 2, "f32"),
        ProductCell("multiplyTransposedLeft", 8, 8, 8, "f64"),
    ]
    assert alone.cells[0].parameters("ejml") == product("ejml", size="64x3x2")
    assert both.cells == alone.cells + read_plan(write_plan(tmp_path / "steps", steps)).cells
    assert both.backends == ["vector", "ejml", "arrays"]
    with pytest.raises(ResultsError, match="plans no training steps, trainings to a target or mat"):
        read_plan(write_plan(tmp_path / "other", products[-1:]))


@pytest.mark.parametrize(
    ("factor", "value"),
    [("size", "8x8"), ("size", "0x8x8"), ("size", "8x8x8.5"), ("precision", "f16"), ("fusion", "")],
)
def test_a_strange_factor_of_a_product_is_named(tmp_path, factor, value):
    run = write_plan(tmp_path, planned(product(**{factor: value}), benchmark=KERNEL))

    with pytest.raises(ResultsError, match=f"a product has the {factor} '"):
        read_plan(run)


@pytest.mark.parametrize(
    ("factor", "value"),
    [
        ("shape", "3"),
        ("shape", "3--1"),
        ("shape", "0-2-1"),
        ("batch", "0"),
        ("bias", "yes"),
        ("precision", "f16"),
    ]
    + [("gradient", "guess"), ("optimizer", "lbfgs"), ("shape", "3-2-1; rm -rf /")]
    + [("loss", "hinge"), ("feed", "random"), ("fusion", "some"), ("fusion", "")],
)
def test_a_strange_factor_is_named(tmp_path, factor, value):
    run = write_plan(tmp_path, planned(cell(**{factor: value})))

    with pytest.raises(ResultsError, match=f"run.json does not describe a run: .* the {factor} '"):
        read_plan(run)


def test_a_run_that_is_none(tmp_path):
    with pytest.raises(ResultsError, match="nowhere is not the folder of a run; name one"):
        read_plan(tmp_path / "nowhere")
    with pytest.raises(ResultsError, match=r"run.json does not exist"):
        read_plan(tmp_path)
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(ResultsError, match="no schemaVersion"):
        read_plan(tmp_path)
    (tmp_path / "run.json").write_text('{"schemaVersion": 3}')
    with pytest.raises(ResultsError, match="schema version 3; these scripts read up to 2"):
        read_plan(tmp_path)
    (tmp_path / "run.json").write_text('{"schemaVersion": 1}')
    with pytest.raises(ResultsError, match="does not describe a run: it has no 'plan'"):
        read_plan(tmp_path)


def test_a_plan_without_training_steps(tmp_path):
    run = write_plan(tmp_path, planned(cell(), benchmark=FORWARD))

    with pytest.raises(ResultsError, match="plans no training steps"):
        read_plan(run)


def test_a_plan_of_another_kind(tmp_path):
    run = write_plan(tmp_path, [{"cell": {"benchmark": 3}}], rounds="many")

    with pytest.raises(ResultsError, match="plans no training steps"):
        read_plan(run)
    run = write_plan(tmp_path, rounds="many")
    with pytest.raises(ResultsError, match="does not describe a run: invalid literal"):
        read_plan(run)
    assert json.loads((run / "run.json").read_text())["plan"]["rounds"] == "many"
