"""What a baseline is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from baseline_cells import Method, ProductCell
from baseline_jmh import Machinery
from baseline_problem import FIXTURE_NAMES, Shape


class UnavailableError(Exception):
    """A baseline cannot be used here, or not for this cell; the message is the reason."""


@dataclass(frozen=True)
class Baseline:
    """One backend outside the JVM.

    :param name: its value of the parameter backend
    :param machinery: what it measures with; raises UnavailableError if it is not installed
    :param command: the command that starts the worker for a shape and a method, given a folder to
        build programs in; raises UnavailableError if there is none
    :param fixtures: those that its losses are checked against
    :param target_command: the command that starts the process that trains to a target, if there is
        one; raises UnavailableError as command does
    :param product_command: the command that starts the worker for a matrix product, if there is
        one; raises UnavailableError as command does
    """

    name: str
    machinery: Callable[[], Machinery]
    command: Callable[[Shape, Method, Path], list[str]]
    fixtures: tuple[str, ...] = FIXTURE_NAMES
    target_command: Callable[[Method], list[str]] | None = None
    product_command: Callable[[ProductCell], list[str]] | None = None


def require_fused(fusion: str) -> None:
    """Refuses what has no meaning for a baseline."""
    if fusion == "off":
        raise UnavailableError("fusion=off is about the fused operations of the JVM's own backends")
