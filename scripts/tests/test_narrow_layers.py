"""What the code for narrow layers gains: measured in turn, kept as CSV, drawn."""

from __future__ import annotations

import pytest

from narrow_layers import draw, main, read

JAVA = """\
#!/bin/sh
folder=${0%/*}
printf "%s\\n" "$*" >> "$folder/asked"
case "$*" in *narrow=false*) score=30.0 ;; *) score=20.0 ;; esac
while [ "$1" != -rff ]; do shift; done
printf '[{"primaryMetric": {"rawData": [[99.0, %s, 55.0]]}}]' "$score" > "$2"
"""


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A java that notes what it is asked, and measures 20 ns with the code and 30 ns without."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "java").write_text(JAVA)
    (folder / "java").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return lambda: (folder / "asked").read_text().splitlines()


def test_each_cell_is_measured_with_and_without_in_turn(asked, tmp_path):
    options = ["--widths", "1,16", "--batches", "64", "--rounds", "2", "--out", str(tmp_path)]

    assert main(["some.jar", *options]) == 0

    assert [call.split("narrow=")[1].split()[0] for call in asked()] == ["true", "false"] * 8
    assert "shape=1-16-1" in asked()[2]
    assert "batch=64" in asked()[2]
    times = read(tmp_path / "narrow-layers.csv")
    assert times == {(64, i, h): (20.0, 30.0) for i in (1, 16) for h in (1, 16)}
    assert (tmp_path / "narrow-layers.png").read_bytes().startswith(b"\x89PNG")


def test_the_map_shows_how_many_times_as_fast():
    figure = draw({(64, 1, 1): (20.0, 30.0), (64, 16, 1): (20.0, 20.0), (1, 1, 1): (10.0, 50.0)})

    panels = [axes for axes in figure.axes if axes.get_title()]
    assert [panel.get_title() for panel in panels] == ["batch 1", "batch 64"]
    assert [text.get_text() for text in panels[0].texts] == ["5.0"]
    assert [text.get_text() for text in panels[1].texts] == ["1.5", "1.0"]


def test_a_measurement_that_fails_is_named(asked, tmp_path, capsys):
    (tmp_path / "bin/java").write_text("#!/bin/sh\necho no such jar >&2\nexit 1\n")

    assert main(["some.jar", "--out", str(tmp_path)]) == 1

    assert capsys.readouterr().err == "1-1-1 at batch 1 was not measured: no such jar\n"


@pytest.mark.parametrize("content", [None, "batch,inputs\n1,2\n", "batch,inputs,hidden\na,b,c\n"])
def test_a_table_that_is_missing_or_none(content, tmp_path, capsys):
    if content is not None:
        (tmp_path / "narrow-layers.csv").write_text(content)

    assert main(["--draw", "--out", str(tmp_path)]) == 2

    assert "narrow-layers.csv cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize("widths", ["", "0", "1,,2", "a", "1,-2"])
def test_widths_that_are_none(widths, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--draw", "--widths", widths])

    assert "is not a list like 1,2,4" in capsys.readouterr().err
