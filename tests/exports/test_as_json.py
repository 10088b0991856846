"""The answer as JSON: the same text each time, nothing that JSON does not have, everything described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roitool.errors import Problem
from roitool.exports.as_json import evaluation_json, problems_json
from tests.wording.build import NEVER, evaluation, ranks

PAGE = (Path(__file__).parent.parent.parent / "docs" / "json-output.md").read_text(encoding="utf-8")


def refuse(constant):
    pytest.fail(f"{constant} is no JSON")


def document(**changes):
    return json.loads(evaluation_json(evaluation(**changes)), parse_constant=refuse)


def keys(part):
    """Return every key of a document but those that a problem's values have."""
    if isinstance(part, dict):
        return set(part) | {key for name, value in part.items() if name != "values" for key in keys(value)}
    return {key for item in part for key in keys(item)} if isinstance(part, list) else set()


def test_the_same_evaluation_gives_the_same_text():
    assert evaluation_json(evaluation()) == evaluation_json(evaluation())


def test_every_estimate_has_a_value_and_its_standard_error():
    candidate = document()["candidates"][0]
    assert candidate["chance_npv"] == {"value": 0.84, "se": 0.004}
    assert candidate["npv"]["mean"] == {"value": 61_000.0, "se": 450.0}
    assert list(candidate["npv"]["quantiles"]) == ["p5", "p10", "p25", "p50", "p75", "p90", "p95"]


def test_never_is_inf_and_what_does_not_exist_is_null():
    candidate = document(payback=(1.0, 2.0, 3.0, NEVER, NEVER, NEVER, NEVER), mirr=ranks(*[float("nan")] * 7))[
        "candidates"
    ][0]
    assert candidate["payback_years"]["quantiles"]["p50"]["value"] == "inf"
    assert candidate["mirr"]["quantiles"]["p50"]["value"] is None
    assert float(candidate["payback_years"]["quantiles"]["p50"]["value"]) == NEVER


def test_the_verdict_is_data_with_numbers_limits_and_errors():
    verdict = document(fast=0.41)["candidates"][0]["verdict"]
    assert verdict == {
        "outcome": "not_now",
        "way": "own",
        "close_call": False,
        "often_short_anyway": False,
        "reasons": [
            {
                "question": "chance_payback",
                "number": {"value": 0.41, "se": 0.004},
                "limit": 0.6,
                "reached": False,
                "close": False,
            }
        ],
    }


def test_text_in_two_languages_stays_so():
    assert document()["candidates"][0]["title"] == {"nl": "Lascobot", "en": "Welding cobot"}


def test_what_leaves_the_program_is_ascii():
    assert evaluation_json(evaluation(title="één ‘cel’ \ud83d\ude00")).isascii()


def test_problems_are_told_with_place_code_and_values():
    problems = [
        Problem(("inputs", 0, "id"), "duplicate", {"found": "a", "first": "inputs.1.id"}),
        Problem((), "not_finite", {"figures": (("a", NEVER),)}),
    ]
    assert json.loads(problems_json(problems), parse_constant=refuse) == {
        "problems": [
            {
                "place": ["inputs", 0, "id"],
                "code": "duplicate",
                "severity": "error",
                "values": {"found": "a", "first": "inputs.1.id"},
            },
            {"place": [], "code": "not_finite", "severity": "error", "values": {"figures": [["a", "inf"]]}},
        ]
    }


def test_every_key_is_described_on_the_page():
    warnings = [Problem(("regime",), "regime_carried_on", {"regime": "nl-2026"}, "warning")]
    assert {key for key in keys(document(warnings=warnings)) if f"`{key}`" not in PAGE} == set()
