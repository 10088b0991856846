"""Which files a batch is about."""

from __future__ import annotations

import pytest

from roitool.batch.files import named_files


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("b.roi.json", "a.roi.json", "other.json", "below/c.roi.json", "[1].roi.json"):
        (tmp_path / name).touch()
    return tmp_path


def names(folder, *typed):
    return [file.removeprefix(f"{folder}/") for file in named_files(f"{folder}/{name}" for name in typed)]


def test_a_folder_stands_for_the_scenarios_in_it_and_below(folder):
    assert names(folder, "") == ["[1].roi.json", "a.roi.json", "b.roi.json", "below/c.roi.json"]


def test_a_pattern_stands_for_what_it_matches_in_order(folder):
    assert names(folder, "?.roi.json") == ["a.roi.json", "b.roi.json"]
    assert names(folder, "**/c*") == ["below/c.roi.json"]


def test_a_file_is_itself_whatever_its_name_and_named_once(folder):
    assert names(folder, "b.roi.json", "other.json", "?.roi.json") == ["b.roi.json", "other.json", "a.roi.json"]
    assert names(folder, "[1].roi.json") == ["[1].roi.json"]


def test_what_stands_for_nothing_stays_to_be_told_of(folder):
    assert names(folder, "none.roi.json", "x*.json", "empty") == ["none.roi.json", "x*.json", "empty"]
    assert named_files(["a\0b*", "y" * 5000]) == ("a\0b*", "y" * 5000)
