"""Trainings to a target are baselines, too: their plan, their check, and their measurement."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pytest

import baselines
import results
from baseline_fork import jvm_subject
from baseline_plan import TRAINING, Iterations, Method, read_plan
from baseline_target import Answer, Question, Reference, expected_steps, reference
from plans import planned, write_plan
from results_files import ResultsError
from runs import cell
from target_task import Method as TargetMethod
from target_task import Target, Task

TASK = Task("teacher:3-4-1:100", (3, 4, 1), "squared-error", Target(2.0, False), 20)
METHOD = Method("f64", "autograd", "sgd", True, feed="shuffled")
TINY = Iterations(2, 1)


def training(backend: str = "arrays", **others: str) -> dict[str, str]:
    """The parameters of a cell."""
    factors = {"shape": "3-4-1", "precision": "f64", "gradient": "autograd", "feed": "shuffled"}
    factors |= {"loss": "squared-error", "data": TASK.data, "target": "2", "epochs": "20"}
    return cell(backend, 16, **{**factors, "seeds": "3", "split": "1", "start": "warm", **others})


def write_evaluations(run, steps, target="2", rate="0.01") -> None:
    """A training of each seed, which reaches the loss 2 after its steps, or never."""
    head = "data,split,shape,loss,target,epochs,optimizer,bias,batch,learning_rate,seed,step,"
    rows = [head + "test_loss,test_accuracy"]
    for seed, count in enumerate(steps, start=1):
        start = f"{TASK.data},1,3-4-1,squared-error,{target},20,sgd,true,16,{rate},{seed}"
        ends = [(1, 9.5), (80, 3.0)] if count is None else [(1, 9.5), (count, 2.0)]
        rows += [f"{start},{step},{loss}," for step, loss in ends]
    (run / "evaluations.csv").write_text("\n".join(rows) + "\n")


def test_trainings_to_a_target_are_planned(tmp_path):
    cells = [
        training(),
        training("ejml"),
        training(start="cold"),
        training(data="normal", target="500-steps"),
        cell("arrays", shape="3-2-1"),
    ]
    plan = read_plan(write_plan(tmp_path / "run", planned(*cells, benchmark=TRAINING)))

    (one,) = plan.cells
    assert plan.backends == ["arrays", "ejml"]
    assert one.parameters("arrays") == training()
    assert one.benchmark == TRAINING
    assert (one.task, one.seeds, one.batch) == (TASK, 3, 16)
    assert str(one) == (
        "teacher:3-4-1:100 to 2, 3-4-1 batch 16 f64 autograd bias sgd shuffled, 3 seeds"
    )


def test_a_training_to_an_accuracy_is_planned(tmp_path):
    digits = training(
        shape="64-10", data="digits", target="95.5%", loss="cross-entropy", split="-7"
    )
    plan = read_plan(write_plan(tmp_path / "run", planned(digits, benchmark=TRAINING)))

    assert plan.cells[0].parameters("arrays") == digits
    assert plan.cells[0].task.target == Target(95.5, True)


@pytest.mark.parametrize("wrong", [{"target": "much"}, {"seeds": "0"}, {"split": "x"}])
def test_a_plan_that_makes_no_sense(tmp_path, wrong):
    run = write_plan(tmp_path / "run", planned(training(**wrong), benchmark=TRAINING))

    with pytest.raises(ResultsError, match=f"a training to a target has the {next(iter(wrong))}"):
        read_plan(run)


def test_a_question_as_json():
    asked = Question(TASK, METHOD, 16, 3, 0.02, TINY, Iterations(3, 5))

    assert Question.from_json(asked.to_json()) == asked


def test_trainings_that_do_not_reach_the_target_are_repeated():
    assert expected_steps([(10, True), (30, True)]) == 20
    assert expected_steps([(10, True), (100, False), (30, True)]) == 70


def test_scores_are_those_of_all_seeds():
    ends = [(10, True), (30, True)]
    measured = Answer(ends, [1000.0, 2900.0], [10.0, 30.0], [0.1, 0.2], 1.0)

    assert measured.per_training() == pytest.approx([2000.0, 2900.0 * 20 / 30])


def planned_cell(tmp_path, **others):
    run = write_plan(tmp_path / "run", planned(training(**others), benchmark=TRAINING))
    return run, read_plan(run).cells[0]


def test_steps_are_read_from_the_run(tmp_path):
    run, one = planned_cell(tmp_path)
    write_evaluations(run, [12, None, 24, 40])

    assert reference(run, one) == Reference(0.01, [(12, True), (80, False), (24, True)])


@pytest.mark.parametrize(
    ("steps", "target"), [([12, 13], "2"), ([12, 13, 14], "3")], ids=["seeds", "target"]
)
def test_steps_that_are_not_in_the_run(tmp_path, steps, target):
    run, one = planned_cell(tmp_path)
    write_evaluations(run, steps, target)

    with pytest.raises(ResultsError, match="evaluations.csv does not have the trainings of teach"):
        reference(run, one)


@pytest.mark.parametrize(
    ("content", "fault"), [(None, "does not exist"), ("data\nteacher:3-4-1:100\n", "is damaged")]
)
def test_evaluations_that_cannot_be_read(tmp_path, content, fault):
    run, one = planned_cell(tmp_path)
    if content:
        (run / "evaluations.csv").write_text(content)

    with pytest.raises(ResultsError, match=fault):
        reference(run, one)


@pytest.mark.parametrize(
    ("precision", "found", "fault"),
    [
        ("f64", (12, True), None),
        ("f64", (13, True), "seed 1 reaches the target in 13 steps; in the run's float64 it reach"),
        ("f32", (13, True), None),
        ("f32", (11, True), None),
        ("f32", (14, True), "seed 1 reaches the target in 14 steps"),
        ("f32", (80, False), "seed 1 does not reach the target in 80 steps"),
    ],
)
def test_steps_are_checked(tmp_path, precision, found, fault):
    _, one = planned_cell(tmp_path, precision=precision)

    said = Reference(0.1, [(12, True)]).fault([found], one)

    assert (said is None) if fault is None else said.startswith(fault)


def test_a_target_at_the_last_evaluation_may_be_missed_in_float32(tmp_path):
    _, one = planned_cell(tmp_path, precision="f32")

    assert Reference(0.1, [(80, True)]).fault([(80, False)], one) is None
    assert Reference(0.1, [(80, False)]).fault([(80, True)], one) is None
    exact = replace(one, method=replace(one.method, precision="f64"))
    assert Reference(0.1, [(80, True)]).fault([(80, False)], exact)


FAKE_JAVA = """\
#!{python}
import json, sys
arguments = sys.argv[1:]
with open({asked!r}, "w") as file:
    json.dump(arguments, file)
def metric(unit, *raw):
    return {{"scoreUnit": unit, "rawData": [raw]}}
steps = {{"steps": metric("steps", 10, 30), "stepsToTarget": metric("steps", 20, 20)}}
result = {{"forks": 1, "primaryMetric": metric("us/op", 2, 9), "secondaryMetrics": steps}}
with open(arguments[arguments.index("-rff") + 1], "w") as file:
    json.dump([result], file)
"""


def test_the_jvm_s_trainings_are_those_of_all_seeds(tmp_path):
    run, one = planned_cell(tmp_path)
    java = tmp_path / "java"
    java.write_text(FAKE_JAVA.format(python=sys.executable, asked=str(tmp_path / "asked")))
    java.chmod(0o755)

    told = Reference(0.01, [(12, True), (80, False)]).jvm_arguments()
    subject = jvm_subject("arrays", one, read_plan(run), [str(java)], tmp_path, told)
    forks = [subject.fork(), subject.fork()]

    assert forks == [[4000, 6000]] * 2
    asked = json.loads((tmp_path / "asked").read_text())
    assert asked[0] == r"^io\.github\.backpropbench\.benchmark\.ConvergenceBenchmark\.train$"
    assert asked[asked.index("-prof") + 1] == "io.github.backpropbench.benchmark.TargetProfiler"
    assert asked[asked.index("-jvmArgsAppend") + 1].endswith(
        "-Dx=y -Dbackpropbench.learningRate=0.01 -Dbackpropbench.stepsToTarget=12,80"
    )
    assert {"data=teacher:3-4-1:100", "target=2", "seeds=3", "start=warm"} <= set(asked)
    written = subject.result(forks)
    assert written["primaryMetric"]["rawData"] == forks
    assert written["primaryMetric"]["scoreUnit"] == "ns/op"
    assert written["secondaryMetrics"]["steps"]["rawData"] == [[10, 30]] * 2


def exact_steps(seeds: int) -> list[int | None]:
    pytest.importorskip("torch")
    from protocol_search import steps_to
    from target_training import evaluations

    plain = TargetMethod("sgd", True, 16)
    seeds = range(1, seeds + 1)
    return steps_to(TASK.target, evaluations(TASK, plain, 0.01, seeds, TASK.parts.test))


@pytest.mark.parametrize("gradient", ["autograd", "manual"])
@pytest.mark.parametrize("precision", ["f32", "f64"])
def test_pytorch_reaches_the_target_at_the_same_evaluation(gradient, precision):
    expected = exact_steps(3)
    import baseline_pytorch_target

    method = replace(METHOD, gradient=gradient, precision=precision)
    asked = Question(TASK, method, 16, 3, 0.01, TINY, TINY)
    measured = baseline_pytorch_target.answer(asked)

    assert None not in expected
    assert measured.ends == [(steps, True) for steps in expected]
    assert len(measured.scores) == len(measured.steps) == 2
    assert all(0 < share < 1 for share in measured.shares)
    assert all(min(expected) <= steps <= max(expected) for steps in measured.steps)


def test_digits_are_classified_as_by_the_protocol():
    pytest.importorskip("torch")
    import baseline_pytorch_target
    from protocol_search import steps_to
    from target_training import evaluations

    task = Task("digits", (64, 8, 10), "cross-entropy", Target(60, True), 3)
    method = Method("f64", "autograd", "adam", False, "cross-entropy", "shuffled")
    asked = Question(task, method, 100, 2, 0.02, TINY, TINY)

    plain = TargetMethod("adam", False, 100)
    expected = steps_to(task.target, evaluations(task, plain, 0.02, [1, 2], task.parts.test))
    assert [steps for steps, _ in baseline_pytorch_target.answer(asked).ends] == expected


def test_a_run_s_trainings_are_measured(tmp_path, capsys):
    steps = exact_steps(3)
    run = write_plan(tmp_path / "run", planned(training(), benchmark=TRAINING))
    write_evaluations(run, steps)

    assert baselines.main([str(run), "--baselines", "c,pytorch", "--no-jvm"]) == 0

    assert "1 cell left out: of the baselines, only pytorch trains" in capsys.readouterr().out
    (written,) = json.loads((run / "baselines.json").read_text())
    assert written["benchmark"] == TRAINING
    assert written["params"] == training("pytorch")
    expected = written["secondaryMetrics"]["stepsToTarget"]["rawData"]
    assert expected == [[sum(steps) / 3] * 3] * 2
    assert results.load(run)["round"].to_list() == [1, 2]


def test_a_training_that_takes_other_steps_is_not_timed(tmp_path, capsys):
    first, *others = exact_steps(3)
    run = write_plan(tmp_path / "run", planned(training(), benchmark=TRAINING))
    write_evaluations(run, [first + 1, *others])

    assert baselines.main([str(run), "--baselines", "pytorch", "--no-jvm"]) == 1

    assert "failed, seed 1 reaches the target in" in capsys.readouterr().out
