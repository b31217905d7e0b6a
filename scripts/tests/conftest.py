"""What all tests have in common."""

from __future__ import annotations

import pytest

import results_cells


@pytest.fixture(autouse=True)
def no_jar(tmp_path, monkeypatch):
    """Keeps the tests away from the project's jar, which may or may not be built."""
    monkeypatch.setattr(results_cells, "JAR", tmp_path / "not built.jar")
