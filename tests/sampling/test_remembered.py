"""Drawn numbers that are kept for the next time."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.sampling.remembered import Remembered


@pytest.fixture
def drawn():
    """Return the keys that were drawn, in that order."""
    return []


@pytest.fixture
def ask(drawn):
    remembered = Remembered(most_bytes=3 * 80)

    def ask(key):
        return remembered.columns(key, lambda: drawn.append(key) or (np.full(10, float(key)),))

    return ask


def test_what_was_drawn_is_not_drawn_again(ask, drawn):
    (first,) = ask(1)
    (second,) = ask(1)
    assert second is first
    assert drawn == [1]


def test_what_was_not_used_for_longest_is_forgotten_first(ask, drawn):
    for key in (1, 2, 3, 1, 4, 1, 2):
        ask(key)
    assert drawn == [1, 2, 3, 4, 2]


def test_nobody_writes_into_what_is_remembered(ask):
    (column,) = ask(1)
    with pytest.raises(ValueError, match="read-only"):
        column += 1
