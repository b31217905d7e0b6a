"""The page and the tables of the protocol of a time to target."""

from __future__ import annotations

import csv
import io
import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from target_data import RESOURCES

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "src/docs/time-to-target.md"
PROTOCOL = RESOURCES / "convergence/protocol.csv"
STEPS = ROOT / "src/test/resources/io/github/backpropbench/convergence/pytorch-steps.csv"

TASK = ("data", "shape", "loss", "target", "epochs")
METHOD = (*TASK, "optimizer", "bias", "batch", "learning_rate")
TRAINING = (*METHOD, "seed", "precision", "steps")

Row = dict[str, str]

_TEXT = """\
# Time to target

How long does a network train until it is good enough, with which backend, method and batch size?
The time is the number of steps to the target times the time of a step, plus the evaluations. All
backends compute the same function, so the number of steps depends on data, shape, method, batch
size and seed only. This page says how it is defined, and how many steps PyTorch {version} takes.
`scripts/protocol.py` chose the targets and learning rates, and wrote the tables. It trains the
seeds of a method at once, as a batch of networks.

Steps and time against the batch size are the question of Shallue et al., "Measuring the effects of
data parallelism on neural network training" (2018). A fixed target, learning rates fixed beforehand
and evaluations inside the clock are rules as in MLPerf Training and AlgoPerf. Trainings that do not
reach the target count as in the expected running time of Hansen et al. (COCO).

## Protocol, version 1

1. **Data.** `digits`: 1,797 images of 8 × 8 pixels, divided by 16, in ten classes. All numbers are
   rounded to float32.
2. **Split.** In each class the rows are shuffled by `java.util.Random` with the seed of the split,
   1; of n rows, (n + 2) / 5, rounded down, are for validation and as many for the test. Data
   without classes is one group. The tables hold for split 1.
3. **Weights.** The seed of a training draws its weights, normal with a variance of 2 / inputs of
   their layer (He et al. 2015), and shuffles the training rows anew for each epoch. Biases start
   at 0.
4. **Steps.** A step takes the next rows of the epoch; its last one may have fewer. The loss is the
   mean cross-entropy or the sum of the squared errors. Momentum is 0.9; Adam and AdamW have
   PyTorch's β1 = 0.9, β2 = 0.999 and ε = 1e-8, and AdamW decays weights and biases by 0.01.
5. **Evaluation.** On the test rows, four times an epoch: every k steps, where k is a quarter of the
   epoch's minibatches, rounded down, and at least 1. It is inside the clock. Accuracy is the share
   of the rows whose largest output is that of their class; the test loss is a mean over the rows.
6. **Target.** The largest whole percent that all 20 seeds (1 to 20) reach with every method and
   batch size of the tables, in float64. At 96 %, one of the 20 does not with three of the methods.
   For other data the user names a target.
7. **Steps to the target.** Those before the first evaluation that reaches it.
8. **Not reached.** A training ends after its last epoch, or with a loss that is not finite. If the
   target was not reached by then, it counts as not reached, never as missing. The mean over seeds
   is then all steps that were taken, divided by the number of seeds that reached the target.
9. **Learning rates.** For each optimizer, bias and batch size one of 1, 2 or 5 × a power of ten,
   from 1e-6 to 5, chosen by trainings in float64 with the seeds 1001 to 1010, evaluated on the
   validation rows. The rates with which the most seeds reach the target are considered, and the
   fewest steps that one of them takes in all, where a training that does not reach it counts all
   steps up to its last evaluation. The smallest rate that takes at most 1.1 times as many is
   chosen: at the edge of stability a few seeds take ten times as long, and rounding decides which.
   This is done outside the clock, and the rate is the same for all backends, splits, seeds and
   targets. For what is not in the tables, the program searches by the same rule.
10. **Check.** Before a JVM is timed, it trains with every seed. In float64 each must reach the
    target at the same evaluation as the reference (plain arrays in float64); in float32 four of
    five must, give or take one evaluation, since rounding can decide about one that hovers at the
    target. Cold trainings are checked afterwards.

The tables as files: `protocol.csv` with the targets and rates, which the Java program reads, and
`pytorch-steps.csv` with the steps of each seed in both precisions, which its tests compare with.
"""


def table(fields: tuple[str, ...], rows: Iterable[Row]) -> str:
    """A CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def page(trainings: list[Row], version: str) -> str:
    """The page, from the rows of pytorch-steps.csv.

    :param version: PyTorch's
    """
    tasks = _grouped(trainings, TASK)
    return _TEXT.format(version=version) + "".join(
        _task(dict(zip(TASK, task, strict=True)), rows) for task, rows in tasks.items()
    )


def _task(task: Row, trainings: list[Row]) -> str:
    """The section of a task."""
    target = task["target"]
    goal = f"an accuracy of {target[:-1]} %" if target.endswith("%") else f"a loss of {target}"
    exact = [row for row in trainings if row["precision"] == "f64"]
    return f"""
## `{task["data"]}`, {task["shape"]}, {task["loss"]}

Target: {goal} on the test rows, within {task["epochs"]} epochs.

Learning rates:

{_by_batch(exact, lambda rows: rows[0]["learning_rate"])}
PyTorch's steps to the target in float64, the median of the seeds and their range:

{_by_batch(exact, _range)}
{_failures(trainings)}
{_agreement(trainings)}
"""


def _by_batch(trainings: list[Row], text: Callable[[list[Row]], str]) -> str:
    """A table with a row for each method and a column for each batch size."""
    batches = list(_grouped(trainings, ("batch",)))
    lines = ["| optimizer | bias |" + "".join(f" batch {batch} |" for (batch,) in batches)]
    lines.append("|---|---|" + "--:|" * len(batches))
    for (optimizer, bias), rows in _grouped(trainings, ("optimizer", "bias")).items():
        by_batch = _grouped(rows, ("batch",))
        cells = [text(by_batch[batch]) for batch in batches]
        lines.append(f"| {optimizer} | {_YES[bias]} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


_YES = {"true": "yes", "false": "no"}


def _range(trainings: list[Row]) -> str:
    steps = [int(row["steps"]) for row in trainings if row["steps"]]
    if not steps:
        return "not reached"
    missing = len(trainings) - len(steps)
    note = f", {missing} not reached" if missing else ""
    return f"{statistics.median(steps):,.0f} ({min(steps):,}–{max(steps):,}{note})"


def _failures(trainings: list[Row]) -> str:
    """Which seeds do not reach the target."""
    missed = [row for row in trainings if not row["steps"]]
    if not missed:
        return "Every seed reaches it in both precisions."
    lines = [
        f"- {optimizer} {'with' if bias == 'true' else 'without'} bias, batch {batch}, "
        f"{precision}: {', '.join(row['seed'] for row in rows)}"
        for (optimizer, bias, batch, precision), rows in _grouped(
            missed, ("optimizer", "bias", "batch", "precision")
        ).items()
    ]
    return "The seeds that do not reach it:\n\n" + "\n".join(lines) + "\n"


def _agreement(trainings: list[Row]) -> str:
    """How many trainings reach the target at the same evaluation in both precisions."""
    pairs = _grouped(trainings, (*METHOD, "seed")).values()
    same = Counter(len({row["steps"] for row in pair}) == 1 for pair in pairs)[True]
    count = f"{same:,} of {len(pairs):,} trainings"
    return f"Float32 and float64 reach it at the same evaluation in {count}."


def _grouped(rows: Iterable[Row], fields: tuple[str, ...]) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[field] for field in fields), []).append(row)
    return groups
