"""The list of sources: sorted, told in both languages, and complete for what ships."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from roitool.scenario.data import example_names, regime_ids, template_ids
from roitool.scenario.schema import schema_bytes
from roitool.scenario.shipped import shipped_bytes
from roitool.scenario.sources import BETWEEN_KEYS, source, source_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

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


DATA_FILES = (
    *(f"examples/{name}.roi.json" for name in example_names()),
    *(f"regimes/{name}.json" for name in regime_ids()),
    *(f"templates/{name}.json" for name in template_ids()),
    "reference/classes.json",
    "reference/company.roi.json",
    "reference/integration.json",
    "reference/readiness.json",
)


def sourced(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a document that says where it was read."""
    if isinstance(part, dict):
        if "source" in part:
            yield part
        for each in part.values():
            yield from sourced(each)
    elif isinstance(part, list):
        for each in part:
            yield from sourced(each)


def unsourced_numbers(part: Any, *, known: bool = False) -> Iterator[float]:
    """Yield every number of a document that stands under no source with a confidence."""
    if isinstance(part, dict):
        known = known or bool(part.get("source") and part.get("confidence"))
        # An input has its evidence beside its quantity.
        known = known or bool(part.get("evidence", {}).get("source") and part["evidence"].get("confidence"))
        for each in part.values():
            yield from unsourced_numbers(each, known=known)
    elif isinstance(part, list):
        for each in part:
            yield from unsourced_numbers(each, known=known)
    elif isinstance(part, float) and not known:
        yield part


@pytest.mark.parametrize("path", DATA_FILES)
def test_every_source_of_the_data_is_in_the_list(path: str) -> None:
    found = [part["source"] for part in sourced(json.loads(shipped_bytes(path))) if part["source"]]
    assert found
    assert {key for text in found for key in text.split(BETWEEN_KEYS)} <= set(source_keys())


def test_no_source_is_in_the_list_that_nothing_names() -> None:
    documents = [json.loads(shipped_bytes(path)) for path in DATA_FILES]
    named = {key for each in documents for part in sourced(each) for key in part["source"].split(BETWEEN_KEYS)}
    assert set(source_keys()) - named <= {"scenario"}  # of a flat regime, which is in no file


@pytest.mark.parametrize("name", template_ids())
def test_every_figure_of_a_template_stands_under_a_source_with_its_confidence(name: str) -> None:
    document = json.loads(shipped_bytes(f"templates/{name}.json"))
    inputs = [*document.get("inputs", []), *document["candidate"]["inputs"]]
    assert list(unsourced_numbers(inputs)) == []


@pytest.mark.parametrize("path", ["reference/classes.json", "reference/integration.json", "reference/readiness.json"])
def test_every_reference_figure_stands_under_a_source_with_its_confidence(path: str) -> None:
    assert list(unsourced_numbers(json.loads(shipped_bytes(path)))) == []


@pytest.mark.parametrize("name", regime_ids())
def test_every_figure_of_a_regime_stands_under_a_source_with_its_confidence(name: str) -> None:
    assert list(unsourced_numbers(json.loads(shipped_bytes(f"regimes/{name}.json")))) == []


def test_every_figure_of_the_example_company_stands_under_a_source_with_its_confidence() -> None:
    assert list(unsourced_numbers(json.loads(shipped_bytes("reference/company.roi.json"))["inputs"])) == []


def test_every_source_that_the_examples_are_explained_with_is_in_the_list() -> None:
    table = EXPLAINED.partition("## Where the reference figures")[2]
    explained = re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)
    assert len(explained) > 15
    assert set(explained) <= set(source_keys())
