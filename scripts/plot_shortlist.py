"""The backends that a figure draws in colour if there are many: the best of each role, as in the
reports."""

from __future__ import annotations

import pandas as pd

import results

# How many of each role; and how many backends have room anyway, as the palette's own have.
_OF_EACH_ROLE = 3
_ROOM = 11


def shown(cells: pd.DataFrame, roles: dict[str, str], baseline: str) -> frozenset[str]:
    """All backends of some cells that have a time, or of many the best of each role.

    :param roles: by backend; of those that are not in it, baselines outside the JVM have none
    :param baseline: is always shown
    """
    outside = frozenset(cells.loc[cells.get("rounds_of") == "baselines", "backend"])
    backends = frozenset(cells["backend"])
    if len(backends - outside) <= _ROOM:
        return backends
    role = {name: roles.get(name, "" if name in outside else results.LIBRARY) for name in backends}
    best = {baseline} & backends
    for _, of_role in cells.groupby(cells["backend"].map(role)):
        best |= set(_ranked(of_role)[:_OF_EACH_ROLE])
    return frozenset(best)


def _ranked(cells: pd.DataFrame) -> list[str]:
    """The backends, first the one with the shortest time in most rows, then the closest to it."""
    row = [
        name for name in cells.columns[: list(cells.columns).index("forks")] if name != "backend"
    ]
    rows = cells[row].astype(str).agg("\t".join, axis=1)
    shortest = cells["nanoseconds"].groupby(rows).transform("min")
    closeness = shortest / cells["nanoseconds"]
    scores = pd.DataFrame({"wins": closeness == 1, "closeness": closeness})
    totals = scores.groupby(cells["backend"]).sum()
    return list(totals.sort_values(["wins", "closeness"], ascending=False, kind="stable").index)
