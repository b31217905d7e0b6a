"""Forks of a baseline that measure a matrix product."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import baseline_jmh
from baseline_cells import ProductCell
from baseline_fork import ForkError, Subject, ask, require_one_thread, settings_of, time_limit
from baseline_kind import Baseline, UnavailableError
from baseline_plan import Plan
from baseline_product import WrongProductError, require_right, write


def product_subject(baseline: Baseline, cell: ProductCell, plan: Plan, folder: Path) -> Subject:
    """A cell of a baseline, whose product is checked in each fork before it is timed.

    :param folder: for the files of the factors
    :raises UnavailableError: if the baseline cannot measure it
    """
    if baseline.product_command is None:
        raise UnavailableError("it measures training steps, no single products")
    command = baseline.product_command(cell)
    machinery, phases = baseline.machinery(), plan.phases(cell, baseline.name)
    factors = write(cell, folder)

    def fork() -> list[float]:
        lines = [f"product {factors}", f"measure {settings_of(phases)} {factors}"]
        multiplied, measured = ask(command, lines, time_limit(phases))
        try:
            require_right(multiplied["result"], cell)
        except WrongProductError as error:
            raise ForkError(str(error)) from None
        require_one_thread(measured["cpus"])
        return measured["scores"]

    def result(forks: list[list[float]]) -> dict[str, Any]:
        parameters = cell.parameters(baseline.name)
        return baseline_jmh.result(parameters, machinery, phases, forks, cell.benchmark)

    return Subject(baseline.name, cell, fork, result)
