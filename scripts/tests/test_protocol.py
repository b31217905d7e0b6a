"""The targets are chosen by the rules, and the tables are written from what was chosen."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

import protocol  # noqa: E402  (needs torch)
from protocol import WANTED, Reached, Wanted, choose, main, method_row, training_rows  # noqa: E402
from protocol_page import page, table  # noqa: E402
from target_task import Method, Target  # noqa: E402

TARGETS = tuple(Target(percent, True) for percent in (95, 94, 93, 92))
SMALL = Wanted("digits", (64, 10), "cross-entropy", TARGETS, (True, False))


def test_the_best_target_that_enough_seeds_reach_with_each_method(monkeypatch):
    def reach(task, method):
        hard = (method.optimizer, method.batch) == ("adam", 8)
        fails = 0 if task.target.value <= (93 if hard else 94) else 1
        return Reached(task, method, 0.1, [4] * (20 - fails) + [None] * fails)

    monkeypatch.setattr(protocol, "reach", reach)
    chosen = choose(SMALL, 2)

    assert {one.task.target for one in chosen} == {Target(93, True)}
    assert [one.method for one in chosen] == SMALL.methods()


def test_what_is_wanted():
    (digits,) = WANTED

    assert digits.targets[:2] == (Target(100, True), Target(99, True))
    assert len(digits.methods()) == 32
    assert digits.methods()[0] == Method("sgd", True, 8)


def test_rows_of_the_tables(monkeypatch):
    task = SMALL.task(TARGETS[0])
    reached = Reached(task, Method("adamw", False, 32), 0.02, [8, None, *[16] * 18])
    monkeypatch.setattr(protocol, "steps_on_test_rows", lambda *which: [24] * 20)

    row = method_row(reached)
    assert ",".join(row.values()) == "digits,64-10,cross-entropy,95%,100,adamw,false,32,0.02"
    rows = list(training_rows([reached], 1))
    assert [(one["precision"], one["seed"], one["steps"]) for one in rows[:2] + rows[20:22]] == [
        ("f32", "1", "24"),
        ("f32", "2", "24"),
        ("f64", "1", "8"),
        ("f64", "2", ""),
    ]
    assert len(rows) == 40


def test_the_page_alone_is_written_from_the_tables(tmp_path, monkeypatch, capsys):
    steps, written = tmp_path / "steps.csv", tmp_path / "docs" / "page.md"
    monkeypatch.setattr(protocol, "STEPS", steps)
    monkeypatch.setattr(protocol, "PAGE", written)

    assert main(["--page"]) == 2
    assert capsys.readouterr().err == f"protocol.py: {steps}: No such file or directory\n"

    trained = Reached(SMALL.task(TARGETS[0]), Method("sgd", True, 8), 0.1, [3] * 20)
    rows = [
        method_row(trained) | {"seed": "1", "precision": p, "steps": "3"} for p in ("f32", "f64")
    ]
    steps.write_text(table(tuple(rows[0]), rows))
    assert main(["--page"]) == 0
    version = protocol.torch.__version__.split("+")[0]
    assert written.read_text(encoding="utf-8") == page(rows, version)
