"""The trainings to a target of a run are read as the Java program writes and sums them up."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import results
from results_evaluations import EVALUATION_COLUMNS, fullness, steps_to_target, trainings, typical
from runs import journal_of, result, write_run
from trainings import TRAINING, evaluations, training, write_evaluations

HEADER = ",".join(EVALUATION_COLUMNS)
ROW = "digits,1,64-32-10,cross-entropy,95%,100,1079,sgd,true,32,0.1,1,10,0.5,0.9"


def test_rows_are_typed(tmp_path):
    frame = results.evaluations(write_evaluations(tmp_path))

    assert [*frame.columns] == [*EVALUATION_COLUMNS, "run"]
    first = frame.iloc[0].to_dict()
    assert first == {
        **evaluations()[0],
        "split": "1",
        "epochs": "100",
        "bias": True,
        "run": tmp_path.name,
    }


def test_a_regression_has_no_accuracy(tmp_path):
    (tmp_path / "evaluations.csv").write_text(f"{HEADER}\n{ROW.rpartition(',')[0]},\n")

    assert math.isnan(results.evaluations(tmp_path)["test_accuracy"][0])


def test_texts_are_taken_out_of_their_guard(tmp_path):
    row = ROW.replace("digits", '"\'=a,b.csv#""label"""')
    (tmp_path / "evaluations.csv").write_text(f"{HEADER}\n{row}\n")

    assert results.evaluations(tmp_path)["data"][0] == '=a,b.csv#"label"'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "holds no evaluations: its first line is not data,split,"),
        (HEADER.replace("seed", "round"), "holds no evaluations: its first line is not"),
        (HEADER, "holds no evaluations: no training is in it"),
        (f"{HEADER}\n{ROW},1", "row 2, has 16 fields; there should be 15"),
        (f"{HEADER}\n{ROW.replace('95%', 'good')}", "row 2, has a target that is none: 'good'"),
        (f"{HEADER}\n{ROW.replace('95%', 'nan')}", "row 2, has a target that is none: 'nan'"),
        (f"{HEADER}\n{ROW}\n{ROW.replace(',32,', ',x,')}", "row 3, has a batch that is none: 'x'"),
        (f"{HEADER}\n{ROW.replace(',10,', ',1.5,')}", "row 2, has a step that is none: '1.5'"),
        (f"{HEADER}\n{ROW}%", "row 2, has a test_accuracy that is none: '0.9%'"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, content, sentence):
    (tmp_path / "evaluations.csv").write_text(content + "\n" if content else "")

    with pytest.raises(results.ResultsError) as error:
        results.evaluations(tmp_path)
    assert str(error.value).startswith(f"{tmp_path / 'evaluations.csv'}")
    assert sentence in str(error.value)


def test_a_training_ends_at_its_target_or_not_at_all(tmp_path):
    frame = trainings(results.evaluations(write_evaluations(tmp_path)))

    own = frame[(frame["optimizer"] == "sgd") & (frame["batch"] == 512)]
    assert own["step"].tolist() == [30, 200, 50]
    assert own["reached"].tolist() == [True, False, True]
    figures = steps_to_target(own)
    assert figures == {"steps": 140, "steps_low": 30, "steps_high": 50, "reached": 2, "of": 3}
    assert typical(own)["seed"] == 3
    none = steps_to_target(own[~own["reached"]])
    assert math.isnan(none["steps"])
    assert typical(own[~own["reached"]]) is None


@pytest.mark.parametrize(
    ("target", "loss", "accuracy", "reached"),
    [
        ("95%", 9.0, 342 / 360, True),
        ("95%", 0.0, 341 / 360, False),
        ("0.05", 0.05, math.nan, True),
        ("0.05", 0.0500001, math.nan, False),
        ("0.05", math.nan, math.nan, False),
    ],
)
def test_targets_are_accuracies_or_losses(target, loss, accuracy, reached):
    row = {"target": target, "seed": 1, "step": 10, "test_loss": loss, "test_accuracy": accuracy}

    assert trainings(pd.DataFrame([row]))["reached"].tolist() == [reached]


def test_trainings_of_before_are_the_original_experiment_s(tmp_path):
    new = training(data="normal", target="500-steps", seeds="1", feed="fixed")
    task = ("data", "target", "epochs", "seeds", "split", "start")
    old = {name: value for name, value in new.items() if name not in task}
    run = write_run(tmp_path / "run", [result(old, [[1.0]], TRAINING), result(old, [[2.0]])])

    for frame in (results.cells(run), results.load(run)):
        shown = frame[[*task]].fillna("")
        assert [*shown.itertuples(index=False, name=None)] == [
            ("normal", "500-steps", "100", "1", "1", "warm"),
            ("", "", "", "", "", ""),
        ]

    # A journal that names them fits the same table, and the reverse.
    now = [result(new, [[1.0]], TRAINING), result(old, [[2.0]])]
    (run / "measurements.jsonl").write_text(journal_of(now))
    assert len(results.cells(run)) == 2


def test_a_cell_on_data_is_not_that_of_before(tmp_path):
    one = result(training(), [[1.0]], TRAINING)
    run = write_run(tmp_path / "run", [one])
    other = result(training(data="normal"), [[1.0]], TRAINING)
    (run / "measurements.jsonl").write_text(journal_of([other]))

    with pytest.raises(results.ResultsError, match="does not fit the run's forks"):
        results.cells(run)


def test_the_last_step_of_an_epoch_may_have_fewer_rows():
    of_seeds = pd.DataFrame({"training_rows": 1079, "batch": 512, "step": [3, 62]})

    assert fullness(of_seeds) == (21 * 1079 + 2 * 512) / (512 * 65)
