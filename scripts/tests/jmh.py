"""Makes files in JMH's JSON, and reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import results
from runs import result


def of(name: str = "a.B.f", **changed: Any) -> dict[str, Any]:
    """A result of one fork with two iterations."""
    return {**result({"n": "1"}, [[1.0, 3.0]], benchmark=name, allocation=None), **changed}


def metric(*forks: list[Any], unit: str = "ns/op") -> dict[str, Any]:
    return {"score": "NaN", "scoreUnit": unit, "rawData": forks}


ONE, OTHER = (json.dumps(of(name)) for name in ("a.B.f", "a.B.g"))
WHOLE = json.dumps([of()])


def load(folder: Path, content: str | bytes, rows: str = "forks") -> pd.DataFrame:
    file = folder / "jmh.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return results.load(file, rows)


def loaded(folder: Path, *found: dict[str, Any], rows: str = "forks") -> pd.DataFrame:
    return load(folder, json.dumps(found), rows)


def refusal(folder: Path, content: str | bytes) -> str:
    with pytest.raises(results.ResultsError) as error:
        load(folder, content)
    sentence = str(error.value)
    assert sentence.startswith(str(folder / "jmh.json"))
    assert "\n" not in sentence
    return sentence.removeprefix(str(folder / "jmh.json"))
