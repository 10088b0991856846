"""Columns of a large run wait in a temporary file, and give the same answer as those in memory."""

from __future__ import annotations

import errno

import numpy as np
import pytest

from roitool.evaluate import evaluate, gathering, shelf
from roitool.evaluate.gathering import gathered
from roitool.evaluate.shelf import Shelf
from roitool.sampling.streams import BLOCK
from tests.evaluate.test_run import SMALL

FUTURES = 20 * BLOCK


@pytest.fixture
def _all_shelved(monkeypatch):
    monkeypatch.setattr(gathering, "SHELVED_FROM", 1)


@pytest.fixture
def written(monkeypatch):
    """Return the sizes of what is written to shelves."""
    sizes, write = [], Shelf.write

    def noted(self, start, data):
        sizes.append(len(data))
        write(self, start, data)

    monkeypatch.setattr(Shelf, "write", noted)
    return sizes


def in_memory():
    return repr(evaluate(SMALL, FUTURES, settle=False))


def test_a_small_run_writes_nothing(written):
    evaluate(SMALL, FUTURES, settle=False)
    assert not written


def test_columns_in_a_file_give_the_same_bits(monkeypatch, written):
    expected = in_memory()
    monkeypatch.setattr(gathering, "SHELVED_FROM", FUTURES)
    assert repr(evaluate(SMALL, FUTURES, settle=False)) == expected
    assert sum(written) > 100 * FUTURES  # more than a dozen columns of eight bytes


@pytest.mark.parametrize("fits", [0, 1_000, 500_000])
@pytest.mark.usefixtures("_all_shelved")
def test_a_disk_that_is_full_leaves_the_columns_in_memory(monkeypatch, fits):
    whole, room = Shelf.write, fits

    def write(self, start, data):
        nonlocal room
        whole(self, start, data[:room])
        room -= len(data)
        if room < 0:
            room = 0
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Shelf, "write", write)
    full = repr(evaluate(SMALL, FUTURES, settle=False))
    monkeypatch.setattr(gathering, "SHELVED_FROM", FUTURES + 1)
    same = full == in_memory()
    assert same


@pytest.mark.usefixtures("_all_shelved")
def test_without_a_place_for_temporary_files_columns_stay_in_memory(monkeypatch):
    def nowhere(**_):
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(shelf, "TemporaryFile", nowhere)
    assert gathered([np.arange(3.0), np.arange(2.0)], 5).tolist() == [0.0, 1.0, 2.0, 0.0, 1.0]


@pytest.mark.usefixtures("_all_shelved")
def test_a_column_keeps_its_kind_and_what_is_missing_stays_missing():
    flags, short = np.array([True, False, True]), np.array([5, -1, 32_767], dtype=np.int16)
    spread = np.broadcast_to(np.float64(1.5), 3)
    found = gathered([(flags, short, None, spread), (flags, short, None, spread)], 6)
    assert [None if each is None else each.dtype.char for each in found] == ["?", "h", None, "d"]
    assert found[1].tolist() == [5, -1, 32_767] * 2
    assert found[3].tolist() == [1.5] * 6
