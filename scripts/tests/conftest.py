"""What all tests have in common."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import results_cells


@pytest.fixture(autouse=True)
def no_jar(tmp_path, monkeypatch):
    """Keeps the tests away from the project's jar, which may or may not be built."""
    monkeypatch.setattr(results_cells, "JAR", tmp_path / "not built.jar")


@pytest.fixture
def java(tmp_path, monkeypatch):
    """A java that answers with a file, or fails if there is none."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "java"
    program.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$@" > "${0%/*}/asked"\n'
        'cat "${0%/*}/answer" 2>&- && exit\n'
        'printf "Some words.\\nit is no such file\\n" >&2\n'
        "exit 2\n"
    )
    program.chmod(0o755)
    (folder / "benchmarks.jar").touch()
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setattr(results_cells, "JAR", folder / "benchmarks.jar")
    return SimpleNamespace(
        answer=folder / "answer",
        jar=folder / "benchmarks.jar",
        asked=lambda: (folder / "asked").read_text().splitlines(),
    )
