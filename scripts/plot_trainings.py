"""What the figures of trainings to a target draw: steps, from the evaluations, and times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from plot_data import (
    TRAINING,
    NothingToDrawError,
    Runs,
    by_method,
    in_words,
    method_name,
    networks,
)
from plot_style import text
from results_cells import parameters_of
from results_evaluations import METHOD, TASK, fullness, steps_to_target, trainings, typical
from results_files import IMPLIED_IN_TRAININGS

# The scores that forks of trainings to a target report beside their time.
_STEPS, _EVALUATION_SHARE = "stepsToTarget", "evaluationShare"


class Task(NamedTuple):
    """What methods have in common that are seen together."""

    key: tuple[object, ...]
    title: str


@dataclass(frozen=True)
class Trained:
    """One method by which a network was trained to a target."""

    task: Task
    method: str
    # By run and batch, with the figures of steps_to_target; NaN where no seed reaches the target.
    steps: pd.DataFrame
    # The evaluations of the trainings.
    evaluations: pd.DataFrame
    # The timed ones, with expected_steps, seconds and samples_per_second and their intervals.
    cells: pd.DataFrame

    def curve(self, batch: int, run: str) -> pd.DataFrame:
        """The evaluations of the typical training with a batch, of those that reach the target."""
        own = self.evaluations
        own = own[(own["batch"] == batch) & (own["run"] == run)]
        one = typical(trainings(own))
        return own.iloc[:0] if one is None else own[own["seed"] == one["seed"]]


def trained(runs: Runs) -> list[Trained]:
    """All methods, those of one task one after the other; the timed ones first."""
    if runs.evaluations is None:
        raise NothingToDrawError("no evaluations of trainings to a target")
    everything = runs.evaluations
    timed = _timed(runs)
    found = []
    for key, group in timed.groupby([*TASK, "seeds"], sort=False):
        task = dict(zip(TASK, key, strict=False))
        own = _where(everything, task)
        own = own[(own["seed"] <= int(key[-1])) & own["run"].isin(group["run"])]
        for network, cells in networks(group):
            of_task = Task((*key, network), _title(task, network))
            found += [_of(of_task, own, cells) for _, cells in by_method(cells)]
            found += _untimed(of_task, own, cells)
    for key, own in everything.groupby([*TASK], sort=False):
        task = dict(zip(TASK, key, strict=True))
        if _where(timed, task).empty:
            title = _title(task, f"{text(task['shape'])} {text(task['loss'])}")
            found += _untimed(Task(key, title), own, timed.iloc[:0])
    return found


def _title(task: dict[str, str], network: str) -> str:
    words = [f"{text(task['data'])} to {text(task['target'])}"]
    words += [
        f"{name} {text(task[name])}"
        for name in ("split", "epochs")
        if task[name] != IMPLIED_IN_TRAININGS[name]
    ]
    return f"{', '.join(words)}: {network}"


def _where(frame: pd.DataFrame, values: dict[str, object]) -> pd.DataFrame:
    for name, value in values.items():
        frame = frame[(frame[name] == value).fillna(False)]
    return frame


def _of(task: Task, own: pd.DataFrame, cells: pd.DataFrame) -> Trained:
    """The method of some cells, which have only one."""
    first = cells.iloc[0]
    own = own[own["run"].isin(cells["run"])]
    return _method(task, method_name(first), _where(own, {n: first[n] for n in METHOD}), cells)


def _untimed(task: Task, own: pd.DataFrame, cells: pd.DataFrame) -> Iterator[Trained]:
    """The methods that no cell has, as no training by them reached the target."""
    timed = {*cells[[*METHOD]].itertuples(index=False, name=None)}
    for (optimizer, bias), of_method in own.groupby([*METHOD], sort=False):
        if (optimizer, bias) not in timed:
            words = in_words({"bias": bias, "optimizer": optimizer})
            yield _method(task, words, of_method, cells.iloc[:0])


def _method(task: Task, words: str, own: pd.DataFrame, cells: pd.DataFrame) -> Trained:
    steps = [
        {"run": run, "batch": batch, **steps_to_target(of_seeds)}
        for (run, batch), of_seeds in trainings(own).groupby(["run", "batch"], sort=False)
    ]
    columns = ["run", "batch", "steps", "steps_low", "steps_high", "reached", "of"]
    return Trained(task, words, pd.DataFrame(steps, columns=columns), own, _as_full(cells, own))


def _as_full(cells: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Cells whose rates count the rows that there were, not those of full batches."""
    if cells.empty:
        return cells
    shares = {key: fullness(of_seeds) for key, of_seeds in trainings(own).groupby(["run", "batch"])}
    share = [shares.get(key, 1.0) for key in zip(cells["run"], cells["batch"], strict=True)]
    rates = [f"samples_per_second{end}" for end in ("", "_low", "_high")]
    return cells.assign(**{name: cells[name] * share for name in rates if name in cells})


def _timed(runs: Runs) -> pd.DataFrame:
    """The cells of trainings to a target, with what the figures draw of them."""
    known = set() if runs.cells is None or runs.forks is None else {*runs.forks.columns}
    if not {_STEPS, _EVALUATION_SHARE} <= known:
        return pd.DataFrame(columns=[*TASK, *METHOD, "seeds"])
    cells = runs.of(TRAINING)
    names = ["run", *(name for name in parameters_of(cells.columns) if name in runs.forks)]
    of_forks = runs.forks.assign(key=_keys(runs.forks, names)).groupby("key")
    means = of_forks[[_STEPS, _EVALUATION_SHARE]].mean().reindex(_keys(cells, names))
    cells = cells.assign(
        feed="",  # All trainings on data take shuffled minibatches.
        expected_steps=means[_STEPS].to_numpy(),
        evaluation_share=means[_EVALUATION_SHARE].to_numpy(),
    )
    return _with_rates(cells.dropna(subset=["expected_steps", "evaluation_share"]))


def _keys(frame: pd.DataFrame, names: list[str]) -> list[tuple[str, ...]]:
    """What tells cells apart, whichever file they are from."""
    texts = frame[names].astype(object).where(frame[names].notna(), "").astype(str)
    return [*texts.itertuples(index=False, name=None)]


def _with_rates(cells: pd.DataFrame) -> pd.DataFrame:
    """With seconds to the target, and samples per second between evaluations, of full batches.

    Steps and share are the same in each fork, or nearly so: a rate is as certain as the time.
    """
    times = {end: cells[f"nanoseconds{end}"] * 1e-9 for end in ("", "_low", "_high")}
    samples = cells["batch"].astype(float) * cells["expected_steps"]
    rates = {end: samples / (time * (1 - cells["evaluation_share"])) for end, time in times.items()}
    return cells.assign(
        **{f"seconds{end}": time for end, time in times.items()},
        samples_per_second=rates[""],
        samples_per_second_low=rates["_high"],
        samples_per_second_high=rates["_low"],
    )
