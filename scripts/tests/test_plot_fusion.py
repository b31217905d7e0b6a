"""What is drawn of the two kinds of autograd, of fused operations, and of roles."""

from __future__ import annotations

import pytest

import plot_style
from drawing import drawn, lines
from runs import BACKENDS, cell, classifier, of_before, result, write_run


def test_costs_are_asked_of_fused_steps_where_there_are_any(tmp_path):
    found = [
        result(classifier(optimizer=optimizer, fusion=fusion), [[time]])
        for fusion, optimizer, time in (
            ("off", "sgd", 100.0),
            ("off", "momentum", 150.0),
            ("off", "adamw", 160.0),
            ("on", "sgd", 80.0),
            ("on", "momentum", 88.0),
        )
    ]
    figure = drawn("costs", write_run(tmp_path / "run", found))

    network = "64-32-10 cross-entropy, f32"
    assert {
        " ".join(axes.get_title().split()): lines(axes)["o"][:, 1].round(9).tolist()
        for axes in figure.axes
    } == {
        f"fused / op by op: {network}": [0.8],
        f"momentum / SGD: {network}": [1.1],
        f"AdamW / SGD: {network}, op by op": [1.6],
    }


@pytest.mark.parametrize("name", ["throughput", "ratio"])
def test_a_run_that_only_measures_op_by_op_says_so(tmp_path, name):
    found = [result(cell(backend, fusion="off"), [[100.0]]) for backend in ("arrays", "ejml")]

    (axes,) = drawn(name, write_run(tmp_path / "run", found)).axes

    assert axes.get_title() == "3-2-1, f32: manual, bias, SGD, op by op"


def test_autograd_of_before_is_drawn_as_graph_and_that_of_pytorch_as_eager(tmp_path):
    parameters = [
        of_before(cell(backend, gradient=gradient))
        for backend in ("arrays", "pytorch", "pytorch-compile")
        for gradient in ("manual", "autograd")
    ]
    times = [100.0, 120.0, 100.0, 140.0, 100.0, 130.0]
    found = [result(one, [[time]]) for one, time in zip(parameters, times, strict=True)]

    figure = drawn("costs", write_run(tmp_path / "run", found))

    markers = {name: plot_style.backend_style(name).marker for name in ("pytorch-compile",)}
    eager, graph = map(lines, figure.axes)
    assert [axes.get_title() for axes in figure.axes] == [
        "autograd (eager) / manual: 3-2-1, f32",
        "graph / manual: 3-2-1, f32",
    ]
    assert {marker: points[0, 1].round(9) for marker, points in eager.items()} == {"o": 1.4}
    assert graph["o"][0, 1] == pytest.approx(1.2)
    assert graph[markers["pytorch-compile"]][0, 1] == pytest.approx(1.3)


def test_yardsticks_are_named_and_drawn_thin(tmp_path):
    described = [{"name": "ejml", "role": "yardstick"}, {"name": "ojalgo", "role": "library"}]
    before = write_run(tmp_path / "before")
    now = write_run(tmp_path / "now", environment={"backends": described})

    for run, yardsticks in ((before, {"arrays"}), (now, {"arrays", "ejml"})):
        figure = drawn("throughput", run)
        labels = [entry.get_text() for entry in figure.legends[0].get_texts()]
        assert labels == [f"{b} (yardstick)" if b in yardsticks else b for b in BACKENDS]
        drawn_lines = [*figure.axes[0].get_lines(), *figure.legends[0].get_lines()]
        widths = {(line.get_color(), line.get_linewidth()) for line in drawn_lines}
        colours = {b: plot_style.backend_style(b).colour for b in BACKENDS}
        assert {(colours[b], 0.6 if b in yardsticks else 1.3) for b in BACKENDS} <= widths


def test_of_many_backends_the_best_of_each_role_are_in_colour(tmp_path):
    libraries = [f"library-{number}" for number in range(12)]
    roles = {**dict.fromkeys(libraries, "library"), "own-net": "engine"}
    found = [result(cell(name), [[100.0 + 10 * i]]) for i, name in enumerate(libraries)]
    found += [
        result(cell("arrays"), [[50.0]]),
        result(cell("own-net", gradient="engine"), [[70.0]]),
    ]
    described = [{"name": name, "role": role} for name, role in roles.items()]
    run = write_run(tmp_path / "run", found, environment={"backends": described})

    figure = drawn("throughput", run)

    assert sorted(entry.get_text() for entry in figure.legends[0].get_texts()) == [
        "arrays (yardstick)",
        "library-0",
        "library-1",
        "library-2",
        "other backends",
        "own-net (engine)",
    ]
    (axes,) = figure.axes  # the engine stands beside the manual gradients
    assert axes.get_title() == "3-2-1, f32: manual, bias, SGD"
    grey = [one for one in axes.get_lines() if one.get_color() == plot_style.behind_style().colour]
    assert len(grey) == 9


def test_no_two_backends_that_are_drawn_together_look_alike():
    names = {"jblas", "nd4j", "la4j", "mtj", "colt", "commons-math", "dl4j", "openblas", "arrays"}
    styles = plot_style.backend_styles(names)

    looks = {(style.colour, style.marker) for style in styles.values()}
    assert len(looks) == len(names)
    assert all(styles[b].colour == plot_style.backend_style(b).colour for b in names)
    apart = plot_style.dashed_apart(styles).values()
    assert len({(style.colour, style.dashes) for style in apart}) == len(names)
    # The first of a colour keeps its marker; the Java test of the palette has the same three.
    assert [styles[b].marker for b in ("dl4j", "jblas", "mtj")] == ["v", "P", "X"]
