"""Runs of before are read under today's names; of run.json, what says how to read the rest."""

from __future__ import annotations

import json

import pytest

import results
from runs import (
    FORWARD,
    PACKAGE,
    cell,
    cells_of,
    journal_of,
    of_before,
    result,
    write_cells,
    write_run,
)


def write(folder, *found):
    return write_run(folder / "run", list(found))


def test_cells_of_older_runs_are_on_one_thread(tmp_path):
    parameters = cell()
    del parameters["threads"]
    run = write(tmp_path, result(cell(), [[1.0]]))
    (run / "measurements.jsonl").write_text(journal_of([result(parameters, [[1.0]])]))

    assert list(results.cells(run)["threads"]) == ["1"]


def test_results_of_before_have_the_loss_and_the_batch_of_then(tmp_path):
    forward = cell()
    del forward["optimizer"]
    other = result({"size": "10"}, [[1.0]], benchmark="org.other.Sorting.sort")
    own = (result(cell(), [[1.0]]), result(forward, [[1.0]], FORWARD))
    old = write(tmp_path / "old", *own, other)

    for frame in (results.cells(old), results.load(old)):
        assert list(frame["loss"].fillna("")) == ["squared-error", "squared-error", ""]
        assert list(frame["feed"].fillna("")) == ["fixed", "", ""]
        at = list(frame.columns).index("unit" if "unit" in frame else "rounds_of")
        assert {"loss", "feed"} <= {*frame.columns[:at]}


def test_autograd_of_before_is_graph_except_pytorch_s_own(tmp_path):
    autograd = of_before(cell(gradient="autograd"))
    kernel = {"backend": "ejml", "operation": "multiply", "size": "64x3x2"}
    foreign = {"gradient": "autograd", "operation": "fast"}
    run = write(
        tmp_path,
        result(autograd, [[1.0]]),
        result(cell("ejml", gradient="autograd"), [[1.0]]),
        result(of_before(cell("ojalgo")), [[1.0]]),
        result(kernel, [[1.0]], f"{PACKAGE}KernelBenchmark.apply"),
        result(foreign, [[1.0]], "org.other.Sorting.sort"),
    )
    outside = [
        result(
            cell(name, gradient=gradient) if now else of_before(cell(name, gradient=gradient)),
            [[1.0]],
        )
        for name, gradient, now in (
            ("pytorch", "autograd", False),
            ("jax-step", "autograd", False),
            ("jax-loop", "graph", True),
        )
    ]
    (run / "baselines.json").write_text(json.dumps(outside), encoding="utf-8")
    everything = json.loads((run / "jmh-result.json").read_text()) + outside
    write_cells(run / "cells.csv", cells_of(everything))

    for frame in (results.load(run), results.cells(run)):
        shown = frame[["backend", "gradient", "fusion"]].fillna("")
        assert [*shown.itertuples(index=False, name=None)] == [
            ("arrays", "graph", "on"),
            ("ejml", "autograd", "on"),
            ("ojalgo", "manual", "on"),
            ("ejml", "", "on"),
            ("", "autograd", ""),
            ("pytorch", "autograd", "on"),
            ("jax-step", "graph", "on"),
            ("jax-loop", "graph", "on"),
        ]


def test_cells_and_journals_of_before_have_their_columns_of_then(tmp_path):
    old = result(of_before(cell(gradient="autograd")), [[1.0], [2.0]])
    run = write(tmp_path, old)
    assert ",fusion," not in (run / "cells.csv").read_text()

    (cells,) = results.cells(run).to_dict("records")
    assert (cells["gradient"], cells["fusion"]) == ("graph", "on")

    # The report was made again, by today's program.
    write_cells(run / "cells.csv", cells_of([result(cell(gradient="graph"), [[1.0], [2.0]])]))
    (cells,) = results.cells(run).to_dict("records")
    assert (cells["gradient"], cells["fusion"], cells["forks"]) == ("graph", "on", 2)
    assert list(results.load(run)["round"]) == [1, 2]


def test_a_cell_of_before_that_a_file_has_under_both_names(tmp_path):
    old, new = of_before(cell(gradient="autograd")), cell(gradient="graph")

    with pytest.raises(results.ResultsError, match=r"a cell for the second time: .*=graph"):
        results.load(write(tmp_path, result(old, [[1.0]]), result(new, [[1.0]])))


@pytest.mark.parametrize(
    ("version", "gradient"), [(1, "graph"), (2, "autograd"), (None, "autograd")]
)
def test_losses_of_the_first_version_are_those_of_a_graph(tmp_path, version, gradient):
    run = write_run(tmp_path / "run", methods=["one"])
    file = run / "losses.csv"
    file.write_text(file.read_text().replace(",manual,", ",autograd,", 3))
    if version:
        (run / "run.json").write_text(json.dumps({"schemaVersion": version}))
    else:
        (run / "run.json").unlink()

    assert list(results.losses(run)["gradient"]) == [gradient] * 3 + ["manual"] * 17


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[]", "does not describe a run: no schemaVersion"),
        ("{}", "does not describe a run: no schemaVersion"),
        ('{"schemaVersion": true}', "does not describe a run: no schemaVersion"),
        ('{"schemaVersion": "2"}', "does not describe a run: no schemaVersion"),
        ('{"schemaVersion": 3}', "has schema version 3; these scripts read up to 2"),
        ("{", "line 1, is not JSON"),
    ],
)
def test_a_description_that_cannot_be_read(tmp_path, content, sentence):
    run = write_run(tmp_path / "run", methods=["one"])
    (run / "run.json").write_text(content)

    for read in (results.description, results.roles, results.losses):
        with pytest.raises(results.ResultsError, match=f"run.json.* {sentence}"):
            read(run)


def test_roles_are_those_of_the_description(tmp_path):
    backends = [
        {"name": "ejml", "role": "library"},
        {"name": "vector", "role": "library"},
        {"name": "mine", "role": "yardstick"},
        {"name": "blas"},
        {"role": "yardstick"},
        "arrays",
    ]
    run = write_run(tmp_path / "run", environment={"backends": backends})

    assert results.roles(run) == {
        "arrays": "yardstick",
        "vector": "library",
        "ejml": "library",
        "mine": "yardstick",
        "blas": "library",
    }


@pytest.mark.parametrize("environment", [{}, {"backends": None}, {"backends": {"arrays": 1}}])
def test_the_roles_of_before(tmp_path, environment):
    run = write_run(tmp_path / "run", environment=environment)

    expected = {"arrays": "yardstick", "vector": "yardstick"}
    assert results.roles(run) == expected
    assert results.roles(run / "jmh-result.json") == expected


def test_cells_that_name_the_loss_fit_a_journal_of_before(tmp_path):
    new = result(cell(loss="squared-error", feed="fixed"), [[1.0]])
    run = write(tmp_path, new)
    (run / "measurements.jsonl").write_text(journal_of([result(cell(), [[1.0]])]))

    assert list(results.cells(run)["feed"]) == ["fixed"]
