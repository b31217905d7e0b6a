"""The data, its split and the weights are the Java program's, whose tests have the same numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from java_random import gaussians
from target_data import Data, digits, load, split, teacher, weights


def rows_of(data: Data, seed: int) -> list[list[int]]:
    """The numbers of the rows of each part."""
    parts = split(Data(np.arange(len(data.y)), data.y), seed)
    return [part.x.tolist() for part in (parts.training, parts.validation, parts.test)]


@pytest.mark.parametrize(
    ("seed", "sums", "weighted"),
    [
        (1, [967368, 312948, 333390], [693788187, 75619723, 79219794]),
        (-7, [967686, 320511, 325509], [696253458, 76936445, 77156821]),
    ],
)
def test_digits_are_divided_as_by_java(seed, sums, weighted):
    parts = rows_of(digits(), seed)

    assert [len(part) for part in parts] == [1079, 359, 359]
    assert [sum(part) for part in parts] == sums
    assert [sum(i * row for i, row in enumerate(part)) for part in parts] == weighted


def test_each_class_is_divided():
    parts = split(digits(), 1)

    of_each = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    for part in (parts.validation, parts.test):
        assert np.bincount(part.y).tolist() == [(rows + 2) // 5 for rows in of_each]


def test_rows_without_classes_are_divided_as_by_java():
    parts = rows_of(Data(np.zeros((13, 1)), np.zeros((13, 1))), 1)

    assert parts == [[1, 2, 5, 6, 7, 9, 11], [0, 3, 10], [4, 8, 12]]


def test_digits_are_scaled():
    data = digits()

    assert (data.x * 16)[0, :9].tolist() == [0, 0, 5, 13, 9, 1, 0, 0, 0]
    assert (data.x.min(), data.x.max(), data.y[:3].tolist()) == (0, 1, [0, 1, 2])


def test_a_teacher_is_that_of_java():
    y = split(teacher((3, 4, 2), rows=10), 5).test.y

    expected = [1.342625379562378, 0.3222156763076782, 4.741850852966309, -0.5805684924125671]
    assert y.ravel() == pytest.approx(expected, rel=1e-6)


def test_a_teacher_has_2000_rows_of_float32_numbers():
    data = load("teacher:8-16-1")

    assert (data.x.shape, data.y.shape) == ((2000, 8), (2000, 1))
    assert np.array_equal(data.x, data.x.astype(np.float32))
    assert np.array_equal(data.y, data.y.astype(np.float32))


def test_weights_are_drawn_layer_by_layer():
    w, b = weights((5, 4, 3), 7)

    drawn = gaussians(7, 32)
    for values, expected in zip(w, (drawn[:20], drawn[20:]), strict=True):
        scaled = (expected * math.sqrt(2.0 / len(values))).astype(np.float32)
        assert np.array_equal(values.ravel(), scaled)
    assert [len(values) for values in b] == [4, 3]
    assert not any(values.any() for values in b)


def test_the_original_shape_has_scaled_weights_as_well():
    w, _ = weights((3, 2, 1), 1)

    first = gaussians(1, 1)[0] * math.sqrt(2.0 / 3)
    assert w[0][0, 0] == np.float32(first)
