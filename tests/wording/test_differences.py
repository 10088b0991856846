"""What two versions come to in words: the same verdict once, another one both, chances that can be told apart."""

from __future__ import annotations

from roitool.evaluate.difference import CandidateDifference, Difference
from roitool.measures import Estimate
from roitool.wording.differences import describe_difference
from roitool.wording.words import Words
from tests.wording.build import BLOCKS, evaluation, scenario

NONE = Estimate(0.0, 0.0, BLOCKS)


def said(before, after, language="en", paired=True, **differences):
    """Return the lines on one candidate, and the note."""
    (one,), (other,) = before.candidates, after.candidates
    told = {"mean_npv": NONE, "chance_npv": NONE, "chance_payback": NONE, "added_short": NONE} | differences
    found = Difference(before, after, paired, (CandidateDifference(one, other, **told),))
    described = describe_difference(found, Words(language))
    (group,) = described.candidates
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in group.lines], described.note


def test_what_is_the_same_is_told_once():
    lines, note = said(evaluation(), evaluation())
    assert [line for line in lines if "→" in line] == [
        "Mean net present value: +€61,000 → +€61,000; the same in every future"
    ]
    assert lines[0].startswith("Verdict: ")
    assert note.startswith("Both were decided in the same 10,240 futures (seed 7).")


def test_another_verdict_and_the_chance_behind_it_stand_beside_the_old_ones():
    fewer = Estimate(-0.2, 0.004, BLOCKS)
    lines, _ = said(evaluation(), evaluation(fast=0.41), "nl", chance_payback=fewer)
    assert lines[0].count("‘") == 2
    assert "→" in lines[0]
    assert lines[3].startswith("Binnen 3 jaar terugverdiend in ")
    assert lines[3].endswith(" → 41 van de 100 toekomsten")


def test_a_difference_within_its_error_is_told_as_chance_and_a_larger_one_with_its_margin():
    lines, _ = said(evaluation(), evaluation(), mean_npv=Estimate(300.0, 200.0, BLOCKS))
    assert lines[1].endswith("; no more than chance can explain")
    lines, _ = said(evaluation(), evaluation(), mean_npv=Estimate(-12_000.0, 200.0, BLOCKS))
    assert lines[1].endswith("; a difference of −€12,000, give or take €500")


def test_a_wish_that_changed_is_told_with_the_chance_that_it_is_reached():
    patient = scenario(thresholds={"payback_years": 4.0})
    lines, _ = said(evaluation(), evaluation(scenario=patient), chance_payback=NONE)
    assert lines[3].startswith("Paid back in the time wished (wish: 3 years → 4 years) in ")


def test_money_of_two_currencies_is_shown_without_a_difference():
    lines, _ = said(evaluation(), evaluation(scenario=scenario(currency="USD")), mean_npv=None)
    assert lines[1] == "Mean net present value: +€61,000 → +$61,000; in different currencies, so without a difference"


def test_a_candidate_that_one_version_lacks_is_told_by_itself():
    one = evaluation()
    found = Difference(one, one, True, (CandidateDifference(None, one.candidates[0]),))
    (group,) = describe_difference(found, Words("nl")).candidates
    assert group.lines[0] == "Alleen het tweede bestand heeft deze investering"
    assert group.lines[-1] == "Loont in 84 van de 100 toekomsten"
