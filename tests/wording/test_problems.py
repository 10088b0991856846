"""Problems in words: a readable place, what was found, which bound, what to do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from roitool.errors import Problem, ScenarioError
from roitool.scenario.check import check
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.places import label_of_input, readable_place
from roitool.wording.problems import describe_problem
from roitool.wording.words import LANGUAGES, Words
from tests.wording.build import scenario

ROOT = Path(__file__).parent.parent.parent
DUTCH, ENGLISH = Words("nl"), Words("en")
LOW = ("candidates", 0, "inputs", 0, "quantity", "low")

# One value of each kind that a problem can carry.
VALUES = {
    "fields": ("overrun", "failure"),
    "low": 3.0,
    "high": 9.0,
    "file": "regimes/nl-2026.json",
    "at": "profit_tax.brackets",
    "year": 2027,
    "alone": 28_000,
    "together": 20_071,
    "candidates": ("cobot", "sensors"),
    "parts": (("cobot", 15_053), ("sensors", 5_018)),
    "interfaces": 9.0,
    "added": 0.06,
    "path": "file.roi.json",
    "reason": "not_found",
    "detail": "Input/output error",
    "found": 7.5,
    "bound": 3.0,
    "minimum": 0.0,
    "maximum": 1.0,
    "inclusive": True,
    "neighbour": "likely",
    "line": 12,
    "column": 3,
    "position": 4,
    "limit": 24,
    "formula": "a / b",
    "part": "a / b",
    "figures": (("a", 1.0), ("b", 0.0)),
    "suggestions": ("hours_freed",),
    "choices": ("cash", "loan"),
    "expected": "number",
    "form": "id",
    "first": "candidates.0.inputs.0.id",
    "other": "b",
    "allowed": (0.0, 1.0, 12.0, 100.0),
    "kind": "share",
    "regime": "nl-2026",
    "inputs": ("hours_freed",),
    "values": 3,
    "objects": 10,
    "probabilities": 2,
    "shown": 200,
    "drawn": 6,
    "begins": 4.5,
    "years": 8.0,
    "meant": 98.0,
    "line_kind": "saving",
    "line_kinds": ("investment", "one_off"),
    "future": 12,
    "ends": 130,
    "horizon_months": 120,
    "between": ("a", "b"),
    "stated": 0.9,
    "used": 0.7,
    "valid_from": 2026,
    "valid_to": 2026,
    "start": 2025,
    "until": 2034,
    "reaches": 1.04,
    "written": "7.5",
    "figure": "candidates.0.inputs.0",
    "planned": 18_767,
    "split": 26_000,
    "others": 30_000,
    "others_next": 0,
    "bought": "2028-03",
    "category": "software",
    "allowed_from": "2025-07-01",
    "allowed_to": "2027-12-31",
    "changes_from": 2028,
    "changes_to": 2032,
}

OF_ITS_OWN = {"workbook_refused": {"reason": "encrypted"}}
"""Values of a name that means something else with one problem than with the others."""


def codes_on_the_page():
    """Return each code of docs/file-format.md with the names of its values."""
    page = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8").partition("## Problems")[2]
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    return [
        (code, tuple(re.findall("`(.+?)`", values))) for names, values in rows for code in re.findall("`(.+?)`", names)
    ]


@pytest.mark.parametrize(("code", "names"), codes_on_the_page())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_on_the_page_is_told_in_words(code, names, language):
    problem = Problem(LOW, code, {name: VALUES[name] for name in names} | OF_ITS_OWN.get(code, {}))
    described = describe_problem(problem, Words(language), scenario())
    for text in (described.where, described.sentence, described.remedy):
        assert text.strip()
        assert not re.search(r"[{}]|^(problem|remedy)\.", text)
    if "found" in names:
        words = Words(language)
        assert words.number(7.5) in described.sentence or words.percent(7.5) in described.sentence


def test_there_are_many_problems_on_the_page():
    assert len(codes_on_the_page()) > 60


@pytest.mark.parametrize("reason", ["not_found", "no_permission", "is_a_directory", "not_a_file", "other"])
def test_a_file_that_cannot_be_read_is_told_by_its_reason(reason):
    described = describe_problem(
        Problem((), "cannot_read", {"path": "x.roi.json", "reason": reason, "detail": "?"}), DUTCH
    )
    assert described.where == "het hele bestand"
    assert "x.roi.json" in described.sentence
    assert not described.remedy.startswith("remedy.")


@pytest.mark.parametrize("reason", ["not_found", "no_permission", "is_a_directory", "disk_full", "in_use", "other"])
def test_a_file_that_cannot_be_written_is_told_by_its_reason(reason):
    described = describe_problem(Problem((), "cannot_write", {"path": "x", "reason": reason, "detail": "?"}), ENGLISH)
    assert not described.sentence.startswith("problem.")
    assert not described.remedy.startswith("remedy.")


def test_a_low_above_its_likely_is_told_with_both_numbers_and_the_place():
    wrong = replaced(scenario(), LOW, 25.0)
    (problem,) = [problem for problem in check(wrong) if problem.severity == "error"]
    described = describe_problem(problem, DUTCH, wrong)
    assert described.where == "Lascobot › Uren die vrijkomen › laag (candidates.0.inputs.0.quantity.low)"
    assert described.sentence == "25 is meer dan ‘waarschijnlijk’, en dat is 20."
    assert described.remedy == "Wissel de twee om, of verbeter er een."


def test_advice_names_figures_and_lines_by_their_labels_and_days_in_full():
    twice = {"figure": "candidates.0.inputs.0", "first": "candidates.0.lines.1"}
    problem = Problem(("candidates", 0, "lines", 1, "amount"), "benefit_counted_twice", twice, "warning")
    assert describe_problem(problem, ENGLISH, scenario()).sentence.startswith(
        "“Hours that come free” brings money here and at “Welding cobot › Uren” too, together more than there is of it."
    )
    old = {"found": "2025-11-03", "inputs": (f"{scenario().candidates[0].id}.{scenario().candidates[0].inputs[0].id}",)}
    sentence = describe_problem(Problem(LOW, "quote_old", old, "warning"), DUTCH, scenario()).sentence
    assert sentence.replace("\N{NO-BREAK SPACE}", " ").startswith("De oudste offerte, van 3 november 2025, is bij")
    assert sentence.endswith("Het gaat om ‘Uren die vrijkomen’.")


def test_an_unknown_name_comes_with_the_nearest_known_one():
    wrong = replaced(scenario(), ("candidates", 0, "lines", 1, "amount"), "hours_fred * 100")
    (problem,) = [problem for problem in check(wrong) if problem.severity == "error"]
    described = describe_problem(problem, ENGLISH, wrong)
    assert described.where == "Welding cobot › Uren › amount (candidates.0.lines.1.amount)"
    assert described.sentence == "“hours_fred” in the formula “hours_fred * 100” is no figure known here."
    assert described.remedy == "Do you mean “hours_freed”? Correct the name or add the figure."


def test_a_division_by_zero_in_one_future_is_told_with_the_figures_there():
    values = {"formula": "a / b", "part": "a / b", "future": 17, "figures": (("a", 3.0), ("b", 0.0))}
    described = describe_problem(
        Problem(("candidates", 0, "lines", 1, "amount"), "division_by_zero", values), DUTCH, scenario()
    )
    assert described.sentence == "In de formule ‘a / b’ wordt gedeeld door nul: ‘a / b’, a = 3 en b = 0."


def test_a_division_by_a_written_zero_names_no_figures():
    described = describe_problem(
        Problem((), "division_by_zero", {"formula": "1 / 0", "part": "1 / 0", "figures": ()}), ENGLISH
    )
    assert described.sentence == "The formula “1 / 0” divides by zero: “1 / 0”, without figures."


@pytest.mark.parametrize(
    ("kind", "must"),
    [
        ("share", "a share from 0 to 1"),
        ("positive", "more than 0"),
        ("growth", "a growth above −1 (−100%), and 10 (+1,000% a year) at most"),
    ],
)
def test_a_value_out_of_its_bounds_says_what_it_has_to_be(kind, must):
    values = {"formula": "a", "found": -2.0, "figures": (("a", -2.0),)}
    described = describe_problem(Problem((), f"out_of_bounds_{kind}", values), ENGLISH)
    assert described.sentence == f"The formula “a” gives −2 in one of the futures; it has to be {must}. There a = −2."


@pytest.mark.parametrize(
    ("reaches", "says"),
    [
        (1.04, "Het cijfer ‘use’ kan in zeldzame toekomsten oplopen tot 1,04; hier moet het een aandeel van 0 tot"),
        (None, "Het cijfer ‘use’ kan onbeperkt oplopen; hier moet het een aandeel van 0 tot"),
    ],
)
def test_a_figure_that_may_rise_too_high_says_how_far_and_asks_for_a_limit(reaches, says):
    values = {"found": "use", "kind": "share", "reaches": reaches, "bound": 1.0}
    described = describe_problem(Problem((), "figure_may_rise_above", values, "warning"), DUTCH)
    assert described.sentence.startswith(says)
    assert described.remedy == "Geef dat cijfer een bovengrens, zodat het altijd een aandeel van 0 tot en met 1 is."


def test_a_line_of_the_wrong_kind_is_told_with_its_kind_and_those_that_fit():
    values = {"found": "labour", "line_kind": "saving", "line_kinds": ("investment", "one_off")}
    described = describe_problem(Problem((), "line_of_other_kind", values), DUTCH)
    assert described.sentence == (
        "‘labour’ is een regel van de soort ‘besparing’; hier kan alleen ‘investering’ of ‘eenmalige kosten’ staan."
    )


def test_a_declining_rate_and_a_purchase_option_are_told_as_percentages():
    values = {"found": 0.125, "years": 8.0}
    sentence = describe_problem(Problem((), "declining_rate_too_low", values, "warning"), ENGLISH).sentence
    assert sentence.startswith("Declining-balance depreciation at 12.5% a year never gives more")
    values = {"found": 0.6, "bound": 0.5}
    sentence = describe_problem(Problem((), "option_above_financed", values), DUTCH).sentence
    assert sentence == "De koopoptie is 60% van de prijs; na de aanbetaling is nog maar 50% te financieren."


def test_a_loan_that_ends_too_late_in_one_future_says_when():
    values = {"ends": 101, "horizon_months": 96}
    described = describe_problem(Problem((), "loan_beyond_horizon", values), ENGLISH)
    assert described.sentence == (
        "In one of the futures the term does not end before month 101; 96 months are calculated."
    )


@pytest.mark.parametrize(
    ("code", "inclusive", "says"),
    [
        ("too_small", True, "at least 3"),
        ("too_small", False, "more than 3"),
        ("too_large", True, "3 at most"),
        ("too_large", False, "less than 3"),
    ],
)
def test_a_bound_says_whether_it_may_be_reached(code, inclusive, says):
    values = {"found": 1, "bound": 3, "inclusive": inclusive}
    assert says in describe_problem(Problem(("futures",), code, values), ENGLISH).sentence


def test_a_short_company_is_told_in_its_currency():
    values = {"found": 20_000.0, "bound": 115_000.0}
    sentence = describe_problem(
        Problem(("company", "opening_cash"), "already_short", values), DUTCH, scenario()
    ).sentence
    assert sentence.replace("\N{NO-BREAK SPACE}", " ").startswith("Op de bank staat € 20.000; met minder dan € 115.000")


def test_a_year_is_no_amount():
    values = {"regime": "nl-2026", "valid_from": 2026, "start": 2025}
    sentence = describe_problem(Problem(("regime",), "regime_too_new", values, "warning"), DUTCH).sentence
    assert "vanaf 2026; dit scenario begint in 2025." in sentence


def test_a_declining_rate_is_refused_with_its_bound_and_the_months():
    values = {"found": 0.35, "bound": 0.3, "years": 8.0, "regime": "de-2026"}
    values |= {"allowed_from": "2025-07-01", "allowed_to": "2027-12-31"}
    described = describe_problem(Problem(LOW, "declining_rate_too_high", values), DUTCH)
    sentence = described.sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert "hoogstens 30% bij 8 jaar, voor wat van juli 2025 tot en met december 2027 wordt gekocht" in sentence
    assert described.remedy == "Kies hoogstens 30%, of laat het leeg."


def test_a_damaged_file_of_tax_rules_is_named_with_the_place():
    place = {"file": "regimes/be-2026.json", "at": "vat.rate", "reason": "too_large"}
    whole = place | {"at": ""}
    told = [describe_problem(Problem((), "data_damaged", values), ENGLISH).sentence for values in (place, whole)]
    assert told == [
        "The data file “regimes/be-2026.json” of the program is damaged, at vat.rate (“too_large”).",
        "The data file “regimes/be-2026.json” of the program cannot be read (“too_large”).",
    ]


def test_rates_that_change_are_told_beside_rules_that_are_carried_on():
    values = {"regime": "de-2026", "valid_to": 2026, "until": 2035}
    plain, dated = (
        describe_problem(Problem((), "regime_carried_on", each, "warning"), ENGLISH).sentence
        for each in (values, values | {"changes_from": 2028, "changes_to": 2032})
    )
    assert plain.endswith("hold up to 2026; here they are carried on up to 2035.")
    assert "change from 2028 to 2032 count in their own years; everything else is carried on here up to 2035" in dated


def test_the_labels_of_a_file_that_is_no_scenario_are_used_too():
    document = json.loads(scenario().model_dump_json(exclude_none=True))
    document["candidates"][0]["inputs"][0]["quantity"]["low"] = "8"
    document["candidates"][0]["lines"][0]["surprise"] = 1
    with pytest.raises(ScenarioError) as refused:
        scenario_from_bytes(json.dumps(document).encode())
    told = {describe_problem(problem, ENGLISH, document).where for problem in refused.value.problems}
    assert told == {
        "Welding cobot › Hours that come free › low (candidates.0.inputs.0.quantity.low)",
        "Welding cobot › Cel › “surprise” (candidates.0.lines.0.surprise)",
    }


def test_without_a_document_things_are_counted():
    assert readable_place(LOW, ENGLISH) == "candidates 1 › figures 1 › low"
    assert readable_place(("correlations", 2, "between", 0), DUTCH, scenario()) == "samenhang 3 › tussen 1"


def test_the_first_use_of_a_name_is_told_by_its_label():
    values = {"found": "hours_freed", "first": "candidates.0.inputs.0.id"}
    sentence = describe_problem(Problem((), "duplicate", values), ENGLISH, scenario()).sentence
    assert sentence == "“hours_freed” is used twice; first at “Welding cobot › Hours that come free › short name”."


@pytest.mark.parametrize(
    ("place", "says", "remedy"),
    [
        (("candidates", 0, "averts", 1, "line"), "is prevented twice", "enter the whole share at the other."),
        (("company", "other_investments", 1, "year"), "stands here twice", "Add the two amounts up in one."),
        (("inputs", 1, "stream"), "The key “2027” is used twice", "Give one of the two another key."),
        (("candidates", 1, "id"), "is used twice", "Give one of the two another name."),
    ],
)
def test_only_a_name_that_is_used_twice_is_to_be_given_another_name(place, says, remedy):
    values = {"found": "2027", "first": ".".join(map(str, (*place[:-2], 0, place[-1])))}
    described = describe_problem(Problem(place, "duplicate", values), ENGLISH, scenario())
    assert says in described.sentence
    assert described.remedy.endswith(remedy)


def test_an_input_of_a_correlation_is_called_by_its_label_where_it_has_one():
    assert label_of_input(scenario(), "cobot.hours_freed", DUTCH) == "Uren die vrijkomen"
    assert label_of_input(scenario(), "cobot.gone", DUTCH) == "cobot.gone"
    assert label_of_input(None, "price_growth", DUTCH) == "price_growth"


def test_hostile_text_in_a_problem_is_quoted_literally_and_clipped():
    hostile = "{0.__class__}\x1b]0;owned\x07%s" + "x" * 500
    described = describe_problem(
        Problem(("inputs", hostile), "unknown_key", {"found": hostile, "suggestions": ()}), ENGLISH
    )
    for text in (described.where, described.sentence):
        assert "{0.__class__}" in text
        assert text.isprintable()
        assert len(text) < 250


@pytest.mark.parametrize(
    ("found", "shown"),
    [(-0.196207541188618, "−0.196208"), (1_234_567.89, "1,234,567.89"), (10**12, "1,000,000,000,000")],
)
def test_what_was_typed_is_repeated_in_full_and_what_was_calculated_in_six_digits(found, shown):
    sentence = describe_problem(Problem((), "not_positive", {"found": found}), ENGLISH).sentence
    assert sentence == f"Here stands {shown}; it has to be above zero."


def test_a_long_list_of_choices_is_cut():
    choices = tuple(f"choice_{number}" for number in range(100))
    described = describe_problem(Problem((), "unknown_choice", {"found": "x", "choices": choices}), ENGLISH)
    assert described.remedy.count("choice_") == 11


@pytest.mark.parametrize(
    ("found", "shown"),
    [(True, "true"), (None, "null"), ("{…}", "{…}"), ("een", "‘een’"), (1.5, "1,5"), (7.0, "7,0"), (7, "7")],
)
def test_what_stands_in_the_file_is_repeated_as_it_stands_there(found, shown):
    sentence = describe_problem(Problem((), "wrong_type", {"expected": "text", "found": found}), DUTCH).sentence
    assert sentence == f"Hier staat {shown}; nodig is een tekst."
