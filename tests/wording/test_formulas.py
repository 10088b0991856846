"""Formulas and items in words: labels for ids, parentheses where they are needed, values in their unit."""

from __future__ import annotations

import pytest

from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced, value_at
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.choices import parts_to_choose
from roitool.wording.formulas import figures_in_words, formula_in_words, formula_value, scope_of, visible
from roitool.wording.items import item_name, line_summary
from roitool.wording.words import Words

NL, EN = Words("nl"), Words("en")
LABELS = {"hours": "Uren", "weeks": "Weken per jaar", "wage": "Loon per uur"}
LINES = ("candidates", 0, "lines")
GAP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def cobot():
    return scenario_from_bytes(example_bytes("welding-cobot"))


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("hours * weeks * wage", "Uren × Weken per jaar × Loon per uur"),
        ("(hours + weeks) * wage", "(Uren + Weken per jaar) × Loon per uur"),
        ("hours + weeks * wage", "Uren + Weken per jaar × Loon per uur"),
        ("hours - (weeks - wage)", "Uren − (Weken per jaar − Loon per uur)"),
        ("hours - weeks - wage", "Uren − Weken per jaar − Loon per uur"),
        ("hours / (weeks * wage)", "Uren ÷ (Weken per jaar × Loon per uur)"),
        ("hours * (weeks / wage)", "Uren × Weken per jaar ÷ Loon per uur"),
        ("hours / (weeks / wage)", "Uren ÷ (Weken per jaar ÷ Loon per uur)"),
        ("-hours * weeks", "−Uren × Weken per jaar"),
        ("-(hours + weeks)", "−(Uren + Weken per jaar)"),
        ("-hours ** 2", "−Uren ^ 2"),
        ("(-hours) ** 2", "(−Uren) ^ 2"),
        ("hours ** (weeks ** wage)", "Uren ^ Weken per jaar ^ Loon per uur"),
        ("(hours ** weeks) ** wage", "(Uren ^ Weken per jaar) ^ Loon per uur"),
        ("min(hours, weeks + 1) * wage", "(het kleinste van Uren en Weken per jaar + 1) × Loon per uur"),
        ("max(hours, weeks, 0)", "het grootste van Uren, Weken per jaar en 0"),
        ("hours * (1 + unknown)", "Uren × (1 + unknown)"),
        ("hours *", ""),
        ("1234.5", "1.234,5"),
    ],
)
def test_a_formula_is_said_with_labels_and_means_the_same(formula, said):
    assert formula_in_words(formula, LABELS, NL) == said


def test_the_functions_are_words_in_english_too():
    assert formula_in_words("min(hours, 12)", {"hours": "Hours"}, EN) == "the smallest of Hours and 12"


@pytest.mark.parametrize(
    ("place", "formula", "said"),
    [
        ((*LINES, 8, "amount"), "hours_freed * cashable_share * hired_hour_cost", f"€{GAP}28.200"),
        ((*LINES, 8, "amount"), "12500.5", f"€{GAP}12.500,50"),
        (("candidates", 0, "ways_of_paying", 0, "share"), "loan_share", "70%"),
        (("candidates", 0, "timing", "go_live_month"), "go_live", f"mei{GAP}2027"),
        (("candidates", 0, "derived", 1, "formula"), "hours_freed", "958 uur / jaar"),
        (("candidates", 0, "timing", "go_live_month"), "4", f"mei{GAP}2027"),
        ((*LINES, 0, "month"), "4", f"april{GAP}2027"),
        ((*LINES, 0, "month"), "0", f"januari{GAP}2027"),
        ((*LINES, 0, "month"), "-1", "−1"),
        ((*LINES, 0, "month"), "97", "97"),
        ((*LINES, 0, "month"), "9" * 300, ""),
        (("candidates", 0, "timing", "life_years"), "9" * 15, "999.999.999.999.999"),
        (("candidates", 0, "timing", "ramp_months"), "ramp_months", f"5{GAP}maanden"),
        (("candidates", 0, "timing", "life_years"), "8.5", f"8{GAP}jaar en 6{GAP}maanden"),
        (("candidates", 0, "timing", "life_years"), "0", "0"),
        ((*LINES, 8, "amount"), "hours_freed / 0", ""),
        ((*LINES, 8, "amount"), "nobody_knows", ""),
        ((*LINES, 8, "amount"), "1 +", ""),
    ],
)
def test_the_value_is_told_in_its_unit_and_only_where_there_is_one(cobot, place, formula, said):
    seen = visible(cobot, scope_of(place), NL)
    assert formula_value(cobot, place, formula, seen, NL) == said


def test_a_figure_without_a_value_has_none_and_neither_has_what_rests_on_it(cobot):
    broken = replaced(cobot, ("candidates", 0, "derived", 1, "formula"), "1 / 0")
    seen = visible(broken, 0, NL)
    assert "hours_freed" not in seen.values
    assert figures_in_words(broken, 0, seen, NL)["hours_freed"] == ""
    assert line_summary(value_at(broken, (*LINES, 8)), broken, (*LINES, 8), NL).value == ""


def test_shared_formulas_see_the_shared_figures_alone(cobot):
    assert "hours_freed" in visible(cobot, 0, NL).labels
    assert "hours_freed" not in visible(cobot, None, NL).labels
    assert scope_of(("company", "opening_cash")) is None
    assert scope_of(("candidates", 2, "timing", "life_years")) == 2


def summary(scenario, *place):
    return line_summary(value_at(scenario, place), scenario, place, NL)


def test_items_are_told_in_short(cobot):
    assert summary(cobot, *LINES, 8).value == f"€{GAP}28.200 per jaar"
    assert summary(cobot, *LINES, 8).formula.startswith("Uren die vrijkomen × ")
    assert summary(cobot, "candidates", 0, "ways_of_paying", 0) == ("", f"70% · 6% · 60{GAP}maanden")
    assert summary(cobot, "candidates", 0, "ways_of_paying", 1) == ("", "")
    assert summary(cobot, "candidates", 0, "events", 0).value == f"4% · €{GAP}7.000"
    assert summary(cobot, "correlations", 0) == ("", "0,6")
    assert summary(cobot, "candidates", 0, "inputs", 0) == ("", f"€{GAP}33.000")
    assert summary(cobot, "company", "other_investments", 0).value == f"€{GAP}30.000"


def test_a_line_that_is_one_number_tells_it_once(cobot):
    plain = replaced(cobot, (*LINES, 0, "amount"), "-1500")
    assert summary(plain, *LINES, 0) == ("", f"−{GAP}€{GAP}1.500")


def test_an_interface_is_told_to_cost_its_price_for_each(cobot):
    interface = replaced(replaced(cobot, (*LINES, 0, "interface"), {"count": "3"}), (*LINES, 0, "amount"), "4000")
    assert summary(interface, *LINES, 0) == ("", f"€{GAP}4.000 per koppeling")


def test_a_share_of_lines_is_told_as_a_share(cobot):
    grant = {"kind": "grant", "id": "subsidy", "label": "", "share": "0.3", "month": "9", "stream": "subsidy"}
    granted = replaced(cobot, LINES, (*cobot.candidates[0].lines, grant))
    assert summary(granted, *LINES, len(cobot.candidates[0].lines)) == ("", "30%")


def test_items_are_called_by_their_label_or_by_what_they_name(cobot):
    def name(*place):
        return item_name(value_at(cobot, place), cobot, place, NL)

    assert name(*LINES, 0) == "Cobotarm met besturing"
    assert name("candidates", 0, "ways_of_paying", 1) == "Uit eigen geld"
    assert name("company", "other_investments", 0) == "2027"
    assert name("correlations", 0) == "Wat er per maand overblijft ↔ Belastbare winst per jaar"
    unnamed = replaced(cobot, (*LINES, 0, "label"), "")
    assert item_name(value_at(unnamed, (*LINES, 0)), unnamed, (*LINES, 0), NL) == "arm"


def test_parts_that_can_be_chosen_are_told_by_their_labels(cobot):
    ways = parts_to_choose(cobot, ("candidates", 0, "paid_by"), NL)
    assert ways == (("bank_loan", "Lening bij de bank, 60 maanden"), ("own_money", "Uit eigen geld"))
    figures = dict(parts_to_choose(cobot, ("candidates", 0, "overrun"), NL))
    assert figures["overrun"] == "Hoeveel duurder dan de offerte"
    classes = dict(parts_to_choose(cobot, ("candidates", 0, "reference", "class_id"), NL))
    assert classes["standard_equipment"] == "Standaardapparatuur"
    sides = dict(parts_to_choose(cobot, ("correlations", 0, "between", 0), NL))
    assert sides["cobot.overrun"] == "Hoeveel duurder dan de offerte (Lascobot)"
    assert parts_to_choose(cobot, ("title",), NL) == ()


def test_of_what_is_averted_only_what_is_left_can_be_chosen(cobot):
    lines = ({"id": "loss", "label": "Verlies", "amount": "-1"}, {"id": "fine", "label": "", "amount": "-1"})
    two = replaced(cobot, ("do_nothing", "lines"), lines)
    averts = ({"line": "loss", "share": "1"}, {"line": "fine", "share": "1"})
    averting = replaced(two, ("candidates", 0, "averts"), averts)
    assert parts_to_choose(averting, ("candidates", 0, "averts", 0, "line"), NL) == (("loss", "Verlies"),)
    assert item_name(averting.candidates[0].averts[0], averting, ("candidates", 0, "averts", 0), NL) == "Verlies"
