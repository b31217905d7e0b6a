"""The page and the tables of the protocol belong together."""

from __future__ import annotations

import itertools
import re

from protocol_page import METHOD, PAGE, PROTOCOL, STEPS, TRAINING, page, read, table
from protocol_search import RATES
from target_task import OPTIMIZERS


def rows(**steps: list[str]) -> list[dict[str, str]]:
    """Trainings of two seeds by optimizer: the steps in f32, then in f64."""
    task = ["digits", "64-32-10", "cross-entropy", "96%", "100"]
    return [
        dict(zip(TRAINING, [*task, optimizer, "true", "8", "0.1", *rest], strict=True))
        for optimizer, values in steps.items()
        for rest in zip("1212", ["f32"] * 2 + ["f64"] * 2, values, strict=True)
    ]


def test_a_table_can_be_read_again(tmp_path):
    file = tmp_path / "steps.csv"
    file.write_text(table(TRAINING, rows(sgd=["1", "", "3", "4"])))

    assert read(file) == rows(sgd=["1", "", "3", "4"])
    assert file.read_text().splitlines()[2].endswith(",sgd,true,8,0.1,2,f32,")


def test_the_page_has_rates_and_steps():
    text = page(rows(sgd=["1", "1", "1200", "2400"], adam=["3", "5", "3", "5"]), "1.2")

    assert "PyTorch 1.2" in text
    assert "## `digits`, 64-32-10, cross-entropy" in text
    assert "an accuracy of 96 % on the test rows, within 100 epochs" in text
    assert "| optimizer | bias | batch 8 |\n|---|---|--:|\n| sgd | yes | 0.1 |\n" in text
    assert "| sgd | yes | 1,800 (1,200–2,400) |\n| adam | yes | 4 (3–5) |\n" in text
    assert "Every seed reaches it in both precisions." in text
    assert "at the same evaluation in 2 of 4 trainings." in text


def test_the_page_names_the_seeds_that_do_not_reach_the_target():
    text = page(rows(sgd=["1", "", "3", ""], adam=["", "", "", ""]), "1.2")

    assert "| sgd | yes | 3 (3–3, 1 not reached) |\n| adam | yes | not reached |" in text
    assert "- sgd with bias, batch 8, f32: 2\n- sgd with bias, batch 8, f64: 2\n" in text
    assert "- adam with bias, batch 8, f64: 1, 2\n" in text
    assert "at the same evaluation in 3 of 4 trainings." in text


def test_the_tables_are_complete():
    methods, trainings = read(PROTOCOL), read(STEPS)

    found = [(row["data"], row["optimizer"], row["bias"], row["batch"]) for row in methods]
    batches = ("8", "32", "128", "512")
    assert found == list(itertools.product(["digits"], OPTIMIZERS, ["true", "false"], batches))
    assert {float(row["learning_rate"]) for row in methods} <= set(RATES)
    seeds = [str(seed) for seed in range(1, 21)]
    expected = [
        {**row, "seed": seed, "precision": precision}
        for row in methods
        for precision in ("f32", "f64")
        for seed in seeds
    ]
    assert [{**row, "steps": ""} for row in trainings] == [{**row, "steps": ""} for row in expected]


def test_all_seeds_reach_the_targets():
    for row in read(PROTOCOL):
        steps = [
            training["steps"]
            for training in read(STEPS)
            if training["precision"] == "f64" and all(training[key] == row[key] for key in METHOD)
        ]
        assert len(steps) == 20 and all(steps), row


def test_the_page_is_that_of_the_tables():
    written = PAGE.read_text(encoding="utf-8")

    version = re.search(r"PyTorch (\d+\.\d+\.\d+)", written)
    assert version
    assert written == page(read(STEPS), version[1])
