"""The published JSON Schema says what the program accepts, as far as a schema can."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings

from roitool.scenario.data import example_bytes, example_names, regime_ids, template_ids
from roitool.scenario.schema import SCHEMAS, schema_bytes
from roitool.scenario.shipped import shipped_bytes
from tests.scenario.documents import candidate, changed, document, refusal_of
from tests.strategies import documents

if TYPE_CHECKING:
    pass

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_bytes()))


DATA_FILES = [
    ("classes", "reference/classes.json"),
    ("readiness", "reference/readiness.json"),
    ("integration", "reference/integration.json"),
    ("sources", "reference/sources.json"),
    ("technologies", "reference/technologies.json"),
    ("beginnings", "reference/beginnings.json"),
    *(("regime", f"regimes/{name}.json") for name in regime_ids()),
    ("scenario", "reference/company.roi.json"),
    *(("template", f"templates/{name}.json") for name in template_ids()),
]


def test_every_published_schema_is_named() -> None:
    folder = files("scenarios") / "schema"
    assert {entry.name for entry in folder.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_that_of_the_model(name: str) -> None:
    published = files("scenarios") / "schema" / f"{name}.schema.json"

    assert published.read_bytes() == schema_bytes(name), (
        f"write it anew: Path({str(published)!r}).write_bytes(roitool.scenario.schema.schema_bytes({name!r}))"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_bytes(name)))


@pytest.mark.parametrize(("name", "path"), DATA_FILES)
def test_the_schema_accepts_the_data_that_ships(name: str, path: str) -> None:
    jsonschema.Draft202012Validator(json.loads(schema_bytes(name))).validate(json.loads(shipped_bytes(path)))


@pytest.mark.parametrize(("name", "path"), DATA_FILES)
def test_the_schema_asks_for_every_part_that_has_no_default_and_knows_no_other(name: str, path: str) -> None:
    whole = json.loads(shipped_bytes(path))
    validator = jsonschema.Draft202012Validator(json.loads(schema_bytes(name)))
    for key in SCHEMAS[name][0].model_fields.keys() & {"format", "id", "classes", "questions", "candidate", "price"}:
        assert not validator.is_valid({other: part for other, part in whole.items() if other != key}), key
    assert not validator.is_valid(whole | {"colour": "blue"})


@pytest.mark.parametrize("name", example_names())
def test_the_schema_accepts_the_examples(name: str) -> None:
    VALIDATOR.validate(json.loads(example_bytes(name)))


@settings(max_examples=25)
@given(documents())
def test_the_schema_accepts_what_opens(whole: dict[str, Any]) -> None:
    assert refusal_of(whole) == ()
    assert VALIDATOR.is_valid(whole)


LINE = ("candidates", 0, "lines", 0)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("colour",), "blue"),
        (("format",), "other"),
        (("schema_version",), 2),
        (("horizon_years",), 0),
        (("horizon_years",), 500),
        (("futures",), 10**12),
        (("seed",), "7"),
        (("title",), 7),
        (("title",), {"nl": "a"}),
        (("hurdle_rate",), "10%"),
        (("start",), "2027-13"),
        (("regime",), {"id": "flat"}),
        (("regime",), {"id": "nl-2026", "rate": 37}),
        ((*LINE, "category"), "yacht"),
        (("inputs", 0, "id"), "X"),
        (("inputs", 0, "quantity", "kind"), "guess"),
        (("inputs", 0, "quantity"), {"value": 1}),
        (("inputs", 0, "quantity", "value"), "1"),
        (("inputs", 0, "evidence", "by"), "rumour"),
        ((*LINE, "kind"), "gift"),
        ((*LINE, "amount"), 85000),
        ((*LINE, "amount"), ""),
        ((*LINE, "vat"), "yes"),
        (("candidates", 0, "ways_of_paying"), []),
        (("candidates",), [candidate() | {"id": f"cobot_{number}"} for number in range(31)]),
        (("correlations", 0, "between"), ["cobot.overrun"]),
    ],
)
def test_schema_and_program_refuse_the_same(place: Any, value: object) -> None:
    whole = changed(place, value)

    assert refusal_of(whole) != ()
    assert not VALIDATOR.is_valid(whole)


@pytest.mark.parametrize(
    "field", sorted(document().keys() - {"inputs", "derived", "do_nothing", "candidates", "correlations"})
)
def test_schema_and_program_require_the_same_fields(field: str) -> None:
    whole = document()
    del whole[field]

    assert refusal_of(whole) != ()
    assert not VALIDATOR.is_valid(whole)
