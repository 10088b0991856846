"""The list of sources: sorted, told in both languages, and complete for what ships."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.schema import schema_bytes
from roitool.scenario.sources import BETWEEN_KEYS, source, source_keys

FILE = files("scenarios") / "reference" / "sources.json"
EXPLAINED = (Path(__file__).parent.parent.parent / "docs" / "examples.md").read_text(encoding="utf-8")


def test_the_file_is_as_its_schema_says() -> None:
    jsonschema.Draft202012Validator(json.loads(schema_bytes("sources"))).validate(json.loads(FILE.read_bytes()))


def test_keys_are_sorted_and_stand_one_on_a_line() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()

    assert (lines[0], lines[-1]) == ("{", "}")
    assert [re.match(r'"([^"]+)": \{', line)[1] for line in lines[1:-1]] == list(source_keys())  # type: ignore[index]
    assert list(source_keys()) == sorted(source_keys())
    assert len(source_keys()) > 40


@pytest.mark.parametrize("key", source_keys())
def test_a_source_says_what_it_is_in_both_languages(key: str) -> None:
    found = source(key)
    assert found.title.strip()
    assert found.what.nl.strip()
    assert found.what.en.strip()
    assert "://" not in found.address


def test_an_unknown_key_is_none() -> None:
    with pytest.raises(LookupError):
        source("hearsay")


@pytest.mark.parametrize("name", example_names())
def test_every_source_of_an_example_is_in_the_list(name: str) -> None:
    named = re.findall(r'"source": "([^"]+)"', example_bytes(name).decode())
    assert {key for text in named for key in text.split(BETWEEN_KEYS)} <= set(source_keys())


def test_every_source_that_the_examples_are_explained_with_is_in_the_list() -> None:
    table = EXPLAINED.partition("## Where the reference figures")[2]
    explained = re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)
    assert len(explained) > 15
    assert set(explained) <= set(source_keys())
