"""The baselines compute PyTorch's losses, and are measured in rounds into JMH's JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import baseline_kinds
import baselines
import results
from baseline_check import WrongLossesError
from baseline_fork import ForkError, ask, check
from baseline_kinds import BASELINES, Baseline, UnavailableError
from baseline_plan import Iterations, Method
from baseline_problem import fixture, seeded
from baseline_worker import measure
from plans import OWN, PLAIN, planned, write_plan
from runs import cell

# For C, which has these gradients and optimizers only.
OF_C = [
    Method(precision, gradient, optimizer, bias)
    for precision in ("f32", "f64")
    for optimizer in ("sgd", "adam")
    for gradient, bias in (("manual", False), ("manual", True), ("notebook", True))
]

# Each pair of levels at least once; not all, since a library takes seconds to load.
SOME = [
    Method("f32", "manual", "sgd", True),
    Method("f32", "manual", "adam", False),
    Method("f32", "autograd", "sgd", False),
    Method("f32", "autograd", "adam", True),
    Method("f32", "notebook", "adam", True),
    Method("f64", "manual", "sgd", False),
    Method("f64", "manual", "adam", True),
    Method("f64", "autograd", "sgd", True),
    Method("f64", "notebook", "sgd", True),
]
CLASSES = [
    Method("f32", "manual", "momentum", True, "cross-entropy", "next"),
    Method("f32", "autograd", "adamw", False, "cross-entropy", "next"),
    Method("f32", "autograd", "sgd", True, "cross-entropy", "fixed"),
    Method("f64", "manual", "adamw", False, "cross-entropy", "shuffled"),
    Method("f64", "autograd", "momentum", False, "cross-entropy", "shuffled"),
    Method("f64", "manual", "adam", True, "cross-entropy", "fixed"),
]


def present(name: str) -> Baseline:
    try:
        BASELINES[name].machinery()
    except UnavailableError as error:
        pytest.skip(f"{name} is not available: {error}")
    return BASELINES[name]


def own(name: str, method: Method) -> Method:
    """A method, where it is autograd by what a library calls so."""
    return replace(method, gradient=OWN[name]) if method.gradient == "autograd" else method


@pytest.mark.parametrize("method", OF_C, ids=str)
def test_c_has_the_losses_of_pytorch(method, tmp_path):
    assert check(present("c"), method, tmp_path) == 5


@pytest.mark.parametrize("method", SOME, ids=str)
@pytest.mark.parametrize("name", ["pytorch", "jax-step", "jax-loop"])
def test_libraries_have_the_losses_of_the_fixtures(name, method, tmp_path):
    assert check(present(name), own(name, method), tmp_path) == (
        6 if method.gradient == "notebook" else 8
    )


@pytest.mark.parametrize("method", CLASSES, ids=str)
@pytest.mark.parametrize("name", ["pytorch", "jax-step", "jax-loop"])
def test_libraries_have_the_losses_of_the_classes(name, method, tmp_path):
    assert check(present(name), own(name, method), tmp_path) == 1


@pytest.mark.parametrize(
    ("optimizer", "feed"), [("momentum", "next"), ("adamw", "shuffled"), ("adam", "shuffled")]
)
@pytest.mark.parametrize("name", ["pytorch", "jax-step", "jax-loop"])
def test_libraries_take_all_rows_of_a_fixture_without_minibatches(name, optimizer, feed, tmp_path):
    method = Method("f64", "manual", optimizer, True, feed=feed)
    assert check(present(name), method, tmp_path) == (8 if optimizer == "adam" else 2)


@pytest.mark.parametrize(
    ("method", "trainings"),
    [
        (Method("f32", "manual", "sgd", True), 2),
        (Method("f32", "graph", "sgd", True), 2),
        (Method("f64", "graph", "adamw", True, "cross-entropy", "shuffled"), 1),
    ],
    ids=str,
)
def test_torch_compile_has_the_losses_of_the_fixtures(method, trainings, tmp_path):
    assert check(present("pytorch-compile"), method, tmp_path) == trainings


@pytest.mark.parametrize("name", ["c", "pytorch", "jax-step", "jax-loop"])
def test_a_worker_measures(name, tmp_path):
    problem, _, _ = fixture("original", "f32")
    problem.write(tmp_path / "a problem")
    baseline = present(name)
    command = baseline.command((3, 2, 1), Method("f32", "manual", "sgd", True), tmp_path)

    (answer,) = ask(command, [f"measure 1e-06 1 5 3 20 {tmp_path / 'a problem'}"], 300)

    assert len(answer["scores"]) == 3
    assert all(1 < score < 1e8 for score in answer["scores"])
    assert 0 < answer["cpus"] < 3


class Counted:
    """A training that only counts its steps."""

    def __init__(self, unit: int) -> None:
        self.unit = unit
        self.since_restart = 600
        self.longest = 0
        self.steps = 0

    def restart(self) -> None:
        self.since_restart = 0

    def advance(self, steps: int) -> None:
        assert steps % self.unit == 0
        self.since_restart += steps
        self.longest = max(self.longest, self.since_restart)
        self.steps += steps


@pytest.mark.parametrize("unit", [1, 500])
def test_a_measurement_restarts_every_500_steps(unit):
    training = Counted(unit)

    answer = measure(training, Iterations(2, 10), Iterations(3, 10))

    assert training.longest == 500
    assert training.steps > 2000
    assert len(answer["scores"]) == 3


def test_a_run_is_measured_in_rounds(tmp_path, capsys):
    present("c")
    cells = planned(
        cell("arrays", 8),
        cell("ejml", 8),
        cell("ejml", 8, fusion="off"),
        *(cell("ejml", 64, gradient=gradient) for gradient in ("autograd", "graph")),
    )
    run = write_plan(tmp_path / "run", cells)

    assert baselines.main([str(run), "--baselines", "c", "--no-jvm"]) == 0

    output = capsys.readouterr().out
    assert "right in 5 trainings of the fixtures" in output
    assert "2 cells left out: C has no autograd" in output
    assert "1 cell left out: fusion=off is about the fused operations of the JVM's" in output
    assert "round 2 of 2" in output
    assert {file.name for file in run.iterdir()} == {"run.json", "baselines.json"}
    forks = results.load(run)
    assert list(forks["round"]) == [1, 2]
    assert list(forks["backend"]) == ["c", "c"]
    assert list(forks["batch"]) == [8, 8]
    assert list(forks["fusion"]) == ["on", "on"]
    assert len(results.load(run, "iterations")) == 6


FAKE_JAVA = """\
#!{python}
import json, sys
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write(json.dumps(arguments) + "\\n")
values = dict(a.split("=", 1) for f, a in zip(arguments, arguments[1:]) if f == "-p")
score = {{"arrays": 100.0, "ejml": 200.0}}[values["backend"]]
result = {{"jmhVersion": "1.37", "benchmark": {step!r}, "mode": "avgt", "threads": 1, "forks": 1,
          "jdkVersion": "17", "params": values, "secondaryMetrics": {{}},
          "primaryMetric": {{"score": score, "scoreUnit": "ns/op", "rawData": [[score, score]]}}}}
with open(arguments[arguments.index("-rff") + 1], "w") as file:
    json.dump([result], file)
"""


def test_the_jvm_is_measured_side_by_side(tmp_path):
    present("c")
    run = write_plan(tmp_path / "run", planned(cell("arrays", 8), cell("ejml", 8)))
    log, java, jar = tmp_path / "log", tmp_path / "java", tmp_path / "benchmarks.jar"
    step = planned(cell())[0]["cell"]["benchmark"]
    java.write_text(FAKE_JAVA.format(python=sys.executable, log=str(log), step=step))
    java.chmod(0o755)
    jar.write_text("")

    status = baselines.main(
        [str(run), "--baselines", "c", "--java", str(java), "--jar", str(jar), "--rounds", "3"]
    )

    assert status == 0
    forks = results.load(run / "side-by-side.json")
    assert forks.groupby("backend").size().to_dict() == {"arrays": 3, "c": 3, "ejml": 3}
    assert set(results.load(run)["backend"]) == {"c"}
    by_round = forks.pivot_table("seconds", "round", "backend")
    assert (by_round["ejml"] / by_round["arrays"]).to_list() == pytest.approx([2.0] * 3)
    calls = [json.loads(line) for line in log.read_text().splitlines()]
    assert len(calls) == 6
    for call in calls:
        assert call[:2] == ["-jar", str(jar)]
        assert {"batch=8", "shape=3-2-1", "precision=f32", "bias=true", "fusion=on"} <= set(call)
        for flag, value in {"-f": "1", "-wi": "1", "-w": "1ms", "-i": "3", "-r": "2ms"}.items():
            assert call[call.index(flag) + 1] == value
        assert call[call.index("-jvmArgsAppend") + 1] == "-Xmx1g -Dx=y"


def test_the_jvm_measures_what_a_baseline_measures(tmp_path, capsys):
    present("c")
    cells = [cell("arrays", 8), cell("mine", 8), {**cell("arrays", 8), "gradient": "autograd"}]
    run = write_plan(tmp_path / "run", planned(*cells))
    description = json.loads((run / "run.json").read_text(encoding="utf-8"))
    description["environment"]["backends"] = [{"name": "mine", "plugin": ["mine.jar"]}]
    (run / "run.json").write_text(json.dumps(description), encoding="utf-8")
    log, java, jar = tmp_path / "log", tmp_path / "java", tmp_path / "benchmarks.jar"
    step = planned(cell())[0]["cell"]["benchmark"]
    java.write_text(FAKE_JAVA.format(python=sys.executable, log=str(log), step=step))
    java.chmod(0o755)
    jar.write_text("")

    status = baselines.main(
        [str(run), "--baselines", "c", "--java", str(java), "--jar", str(jar), "--rounds", "1"]
    )

    assert status == 0
    (call,) = [json.loads(line) for line in log.read_text().splitlines()]
    assert {"backend=arrays", "gradient=manual"} <= set(call)
    assert "mine: left out, it is a plug-in" in capsys.readouterr().out


def fake_baseline(tmp_path: Path, program: str) -> Baseline:
    script = tmp_path / "worker.py"
    script.write_text(program)
    original = baseline_kinds.BASELINES["c"]
    return Baseline("c", original.machinery, lambda *_: [sys.executable, str(script)])


WRONG = """\
import json, sys
for line in sys.stdin:
    steps = int(line.split()[2])
    print(json.dumps({"losses": [1.0] * steps, "scores": [1.0], "cpus": 1.0}))
"""


def test_a_baseline_that_is_wrong_is_not_timed(tmp_path, monkeypatch, capsys):
    present("c")
    run = write_plan(tmp_path / "run")
    monkeypatch.setitem(baselines.BASELINES, "c", fake_baseline(tmp_path, WRONG))

    assert baselines.main([str(run), "--baselines", "c", "--no-jvm"]) == 2

    captured = capsys.readouterr()
    assert "not measured, the fixture original, f32 manual bias sgd: the loss at step" in (
        captured.out
    )
    assert "nothing was measured" in captured.err
    assert not (run / "baselines.json").exists()


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import sys; sys.exit('no such thing')", "it ended with 1: no such thing"),
        ("print('hello')", "it answered 'hello"),
        ("print('{}'); print('{}')", "it gave 2 answers to 1 lines"),
        ("import time; time.sleep(60)", "it took more than 1 s"),
    ],
)
def test_a_worker_that_fails_says_why(tmp_path, program, reason):
    with pytest.raises(ForkError, match=reason):
        ask([sys.executable, "-c", program], ["train"], 1)


def test_a_fork_that_fails_takes_its_cell_out(tmp_path, monkeypatch, capsys):
    present("c")
    run = write_plan(tmp_path / "run", planned(cell(batch=8), cell(batch=64)))
    real = baselines.baseline_subject

    def subject(baseline, one, *others):
        whole = real(baseline, one, *others)
        scores = iter([[1.0]])

        def breaks_in_the_second_round():
            try:
                return next(scores)
            except StopIteration:
                raise ForkError("it broke") from None

        return replace(whole, fork=breaks_in_the_second_round) if one.batch == 64 else whole

    monkeypatch.setattr(baselines, "baseline_subject", subject)

    assert baselines.main([str(run), "--baselines", "c", "--no-jvm"]) == 1

    assert "c, 3-2-1 batch 64 f32 manual bias sgd: failed, it broke" in capsys.readouterr().out
    assert set(results.load(run)["batch"]) == {8}


def test_a_baseline_that_is_not_there_is_said(tmp_path, monkeypatch, capsys):
    def missing():
        raise UnavailableError("the Python package torch is not installed")

    gone = Baseline("pytorch", missing, BASELINES["pytorch"].command)
    monkeypatch.setitem(baselines.BASELINES, "pytorch", gone)
    run = write_plan(tmp_path / "run")

    assert baselines.main([str(run), "--baselines", "pytorch", "--no-jvm"]) == 2

    captured = capsys.readouterr()
    assert "pytorch: not available, the Python package torch is not installed" in captured.out
    assert "no baseline can measure any cell" in captured.err


def test_the_c_loop_takes_no_minibatches(tmp_path):
    command = present("c").command((3, 2, 1), PLAIN, tmp_path)
    seeded((3, 2, 1), 8, replace(PLAIN, feed="next")).write(tmp_path / "several")

    with pytest.raises(ForkError, match="takes one batch only, not the minibatches of"):
        ask(command, [f"train 1e-06 1 {tmp_path / 'several'}"], 60)


def test_the_cross_entropy_of_pytorch_alone_is_right_in_all_ways(capsys):
    torch = pytest.importorskip("torch")
    import baseline_pytorch

    calls = baseline_pytorch.cross_entropy_calls(40, 7, torch.float64)
    expected = calls["autograd"]()

    for loss, gradient in (call() for call in calls.values()):
        torch.testing.assert_close(loss, expected[0], rtol=1e-14, atol=0)
        torch.testing.assert_close(gradient, expected[1], rtol=1e-13, atol=1e-16)
    for wrong in ([], ["512"], ["512x1"], ["0x10"], ["3x2", "3x2"]):
        assert baseline_pytorch.print_cross_entropy(wrong) == 2
        assert "takes rows and at least two columns" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["pytorch", "jax-step", "jax-loop"])
def test_minibatches_of_a_deep_network_are_measured(name, tmp_path, capsys):
    present(name)
    factors = {"shape": "4-6-5-3", "optimizer": "adamw", "loss": "cross-entropy"}
    cells = [cell("arrays", 4, **factors, feed=feed) for feed in ("next", "shuffled")]
    run = write_plan(tmp_path / "run", planned(*cells))

    assert baselines.main([str(run), "--baselines", name, "--no-jvm", "--rounds", "1"]) == 0

    assert capsys.readouterr().out.count("right in 1 trainings of the fixtures") == 2
    measured = json.loads((run / "baselines.json").read_text())
    assert [one["params"]["feed"] for one in measured] == ["next", "shuffled"]
    assert {one["params"]["loss"] for one in measured} == {"cross-entropy"}


def test_a_wrong_loss_is_found_by_the_check(tmp_path):
    with pytest.raises(WrongLossesError, match="the fixture original"):
        check(fake_baseline(tmp_path, WRONG), Method("f32", "manual", "sgd", True), tmp_path)


def test_bad_input_gets_one_sentence(tmp_path, capsys):
    run = write_plan(tmp_path / "run")
    assert baselines.main([str(tmp_path / "nowhere")]) == 2
    assert "nowhere is not the folder of a run" in capsys.readouterr().err
    (run / "baselines.json").write_text("[]")
    assert baselines.main([str(run)]) == 2
    assert "baselines.json exists; move it to measure again" in capsys.readouterr().err


def test_a_jar_that_is_missing(tmp_path, capsys):
    present("c")
    run = write_plan(tmp_path / "run")

    assert baselines.main([str(run), "--baselines", "c", "--jar", str(tmp_path / "x.jar")]) == 2
    assert "x.jar does not exist; build it with mvn verify" in capsys.readouterr().err


@pytest.mark.parametrize("script", ["baselines.sh", "baseline_c.sh"])
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--baselines", "tensorflow"], "unknown baseline 'tensorflow'"),
        (["--rounds", "0"], "'0' is not a number of rounds"),
        ([], "is not the folder of a run"),
    ],
)
def test_wrong_usage_of_the_scripts(tmp_path, script, options, sentence):
    command = [baseline_kinds.SCRIPTS / script, str(tmp_path / "nowhere"), *options]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
