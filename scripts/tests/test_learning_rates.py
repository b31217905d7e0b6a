"""The learning rates of the benchmarks train, and the page says how far."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("torch")

import learning_rates  # noqa: E402  (needs torch)
from learning_rates import LOSSES, OPTIMIZERS, Row, page, train, trainings  # noqa: E402


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_rate_that_is_fit(optimizer, loss):
    row = train((5, 8, 6, 3), loss, 16, optimizer)

    assert len(row.losses) == 501
    assert row.verdict() == "fit"


def test_a_rate_that_is_too_large_diverges():
    assert train((5, 8, 3), "squared-error", 16, "sgd", rate=0.5).verdict() == "diverges"
    # It fails even if it comes back.
    assert Row((5, 3), "squared-error", 1, "sgd", 1.0, [1.0, 2.1, 0.1]).fault() == "diverges"
    assert Row((5, 3), "cross-entropy", 1, "sgd", 1.0, [1.0, 2.1, 0.1]).fault() == "diverges"
    assert Row((5, 3), "cross-entropy", 1, "sgd", 1.0, [3.0, 3.9, 0.1]).fault() == ""
    assert Row((5, 3), "squared-error", 1, "sgd", 1.0, [1.0, float("nan")]).fault() == "diverges"


def test_a_rate_that_is_too_small_stands_still():
    assert train((5, 8, 3), "squared-error", 16, "sgd", rate=1e-7).verdict() == "stands still"
    hopeless = train((5, 8, 3), "squared-error", 16, "sgd", rate=1e-12)
    assert hopeless.verdict() == "stays at 10 times the rate, too"


def test_the_page_is_that_of_the_script(tmp_path):
    """Its rows, without the losses, which other processors round otherwise."""
    written = learning_rates.PAGE.read_text(encoding="utf-8")

    rows = re.findall(r"^\| (\d\S*) \| (\S+) \| (\d+) \| (\w+) \| (\S+) \|", written, re.MULTILINE)
    expected = [
        ("-".join(map(str, shape)), loss, str(batch), optimizer, f"{rate:.3g}")
        for shape, loss, batch, optimizer in trainings()
        for rate in [learning_rates.learning_rate(optimizer, loss, shape, batch)]
    ]
    assert rows == expected
    assert written.startswith(page([]).split("| shape")[0])
    assert "diverges |" not in written
    assert "stands still |" not in written
