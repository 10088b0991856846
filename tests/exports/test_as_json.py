"""The answer as JSON: the same text each time, nothing that JSON does not have, everything described."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from roitool.decision.verdict import Question
from roitool.errors import Problem
from roitool.evaluate.run import evaluate
from roitool.evaluate.why import Mover, Why, why
from roitool.exports.as_json import evaluation_json, problems_json
from roitool.scenario.editing import replaced
from roitool.scenario.renaming import duplicated
from roitool.scenario.scenario import NamedRegime
from tests.exports.everything import everything
from tests.wording.build import NEVER, estimate, evaluation, ranks

PAGE = (Path(__file__).parent.parent.parent / "docs" / "json-output.md").read_text(encoding="utf-8")

# Keys of estimates, summaries and rankings, which the page describes once.
CONVENTIONS = {"value", "se", "mean", "sd", "quantiles", "positive", "cvar_5", "expected_loss", "infinite", "left_out"}


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


@pytest.mark.parametrize(
    ("regime", "rate"),
    [({"id": "nl-2026"}, None), ({"id": "nl-2026", "rate": 0.37}, 0.37), ({"id": "flat", "rate": 0.2}, 0.2)],
)
def test_a_rate_that_the_scenario_states_itself_stands_beside_its_tax_rules(regime, rate):
    decided = evaluation()
    told = json.loads(evaluation_json(replace(decided, scenario=replaced(decided.scenario, ("regime",), regime))))
    assert (told["regime"], told["regime_rate"]) == (regime["id"], rate)


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


def rows_of(section):
    """Return what a section's table says of each key: the key, and the names in its description."""
    table = PAGE.partition(f"## {section}\n")[2].partition("\n#")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    named = [(re.findall("`(\\w+)`", keys), set(re.findall("`(\\w+)`", about))) for keys, about in rows]
    return {key: names for keys, names in named for key in keys}


@cache
def calculated():
    """Return the answer to a scenario that has everything an answer tells of."""
    evaluation = evaluate(everything())
    return json.loads(evaluation_json(evaluation, [why(evaluation, 0)]), parse_constant=refuse)


@cache
def together():
    """Return the set of everything and its copy, under rules that know an investment deduction."""
    twice = duplicated(everything(), "robot", "second_one", "Second")
    dutch = replaced(twice, ("regime",), NamedRegime(id="nl-2026"))
    evaluation = evaluate(dutch, 10_240, together=(("robot", "second_one"),))
    (found,) = json.loads(evaluation_json(evaluation), parse_constant=refuse)["together"]
    return found


def parts():
    """Return each object of an answer that the page has a section on."""
    whole = calculated()
    candidate = whole["candidates"][0]
    way = next(way for way in candidate["ways_of_paying"] if way["kind"] == "loan")
    return {
        "The object": whole,
        "A candidate": candidate,
        "A set": together(),
        "A verdict": candidate["verdict"],
        "Why": candidate["why"],
        "A way of paying": way,
        "The bank balance": way["bank"],
        "A fleet": candidate["fleets"][0],
    }


SECTIONS = ("The object", "A candidate", "A set", "A verdict", "Why", "A way of paying", "The bank balance", "A fleet")


def test_every_section_on_an_object_is_held_against_it():
    assert tuple(parts()) == SECTIONS
    answer = PAGE.partition("## Both views")[0]  # what comes then is held by test_views_json and test_changes_json
    headed = re.findall("^##+ (.+)$", answer, re.MULTILINE)
    assert [section for section in headed if section != "Conventions"] == list(SECTIONS)


def test_every_way_of_paying_is_in_the_answer_by_its_kind():
    table = PAGE.partition("### A way of paying")[2].partition("\n#")[0]
    kinds = {way["kind"] for way in calculated()["candidates"][0]["ways_of_paying"]}
    assert kinds == set(re.findall('`"(\\w+)"`', table))


def test_cover_is_none_where_a_way_of_paying_brings_no_debt():
    banks = {way["kind"]: way["bank"] for way in calculated()["candidates"][0]["ways_of_paying"]}
    assert {kind for kind, bank in banks.items() if bank["cover"] is None} == {"cash"}
    assert {kind for kind, bank in banks.items() if bank["cover_kept"] is None} == {"cash"}


def test_what_an_overrun_and_a_chance_reach_of_their_correlations_is_told():
    assert [pair["between"] for pair in calculated()["correlations"]] == [
        ["robot.excess", "robot.go_live"],
        ["robot.go_live", "robot.won"],
    ]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_the_page_has_the_keys_of_its_object_and_no_others(section):
    assert list(rows_of(section)) == list(parts()[section])


@pytest.mark.parametrize("section", SECTIONS)
def test_the_keys_within_a_key_are_named_beside_it(section):
    rows = rows_of(section)
    inside = {key: set(value) - CONVENTIONS for key, value in parts()[section].items() if isinstance(value, dict)}
    below = {key for key in inside if key in {"verdict", "why", "bank", "title", "label"}}
    # Those of a set that the page has told of before.
    below |= inside.keys() & {"payback_years", "tests"} if section == "A set" else set()
    unnamed = {key: names - rows[key] for key, names in inside.items() if key not in below}
    assert {key for key, names in unnamed.items() if names} == set()


def test_a_tested_number_is_described_with_its_keys_and_all_its_questions():
    told = PAGE.partition("A tested number has ")[2].partition("\n\n")[0]
    named = re.findall(r"`\"?(\w+)\"?`", told)
    (reason,) = document(fast=0.41)["candidates"][0]["verdict"]["reasons"]
    assert [name for name in named if name in reason] == list(reason)
    assert [name for name in named if name not in reason] == [str(question) for question in Question]


def test_every_key_is_described_on_the_page():
    warnings = [Problem(("regime",), "regime_carried_on", {"regime": "nl-2026"}, "warning")]
    told = keys(document(warnings=warnings)) | keys(calculated()) | keys(together())
    assert {key for key in told if f"`{key}`" not in PAGE} == set()


def test_what_moves_the_answer_is_null_until_it_is_looked_for():
    assert document()["candidates"][0]["why"] is None
    place = ("candidates", 0, "inputs", 0)
    found = Why("cobot", {Question.MEAN_NPV: (Mover(place, "figure", estimate(0.5, 0.01)),)}, 10_240)
    told = json.loads(evaluation_json(evaluation(), [found]), parse_constant=refuse)["candidates"][0]["why"]
    assert told["futures"] == 10_240
    ((question, (mover,)),) = told["movers"].items()
    assert (question, mover["place"], mover["what"]) == ("mean_npv", list(place), "figure")
    assert mover["rank_correlation"]["value"] == 0.5
