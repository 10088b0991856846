"""Each answer in words: what it is called, why, and what is said first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from roitool.decision.verdict import Outcome
from roitool.errors import Problem
from roitool.wording.answer import describe
from roitool.wording.words import LANGUAGES, Words
from tests.wording.build import bank, evaluation, lesson, scenario, told


def sentences(answer):
    return [reason.sentence for reason in answer.reasons]


CASES = {
    "go": ({}, Outcome.GO, "good", "De moeite waard — doen", "Worth it — go ahead"),
    "no": (
        {"mean": -12_000.0, "chance": 0.3},
        Outcome.NO,
        "bad",
        "Niet doen — gemiddeld kost het geld",
        "No — on average it costs money",
    ),
    "no gain": (
        {"mean": 300.0, "chance": 0.5},
        Outcome.NO,
        "bad",
        "Niet doen — gemiddeld levert het niets op",
        "No — on average it brings nothing",
    ),
    "find out": (
        {"chance": 0.62, "lesson": lesson()},
        Outcome.FIND_OUT_FIRST,
        "caution",
        "Eerst uitzoeken, dan beslissen",
        "Find out first, then decide",
    ),
    "cash": (
        {"own": bank(added=0.05), "loan": bank(added=0.04)},
        Outcome.NOT_NOW_CASH,
        "bad",
        "Nu niet — dit kan het bedrijf in de knel brengen",
        "Not now — it could bring the company into trouble",
    ),
    "deeper": (
        {"own": bank(without=0.14, deeper=-9_000.0), "loan": bank(without=0.14, deeper=-5_000.0)},
        Outcome.NOT_NOW_CASH,
        "bad",
        "Nu niet — dit kan het bedrijf in de knel brengen",
        "Not now — it could bring the company into trouble",
    ),
    "too risky this way": (
        {"own": bank(added=0.05)},
        Outcome.GO_PAY_DIFFERENTLY,
        "caution",
        "De moeite waard — maar betaal het anders",
        "Worth it — but pay for it differently",
    ),
    "too dear this way": (
        {"chosen": "bank", "loan_chance": 0.7},
        Outcome.GO_PAY_DIFFERENTLY,
        "caution",
        "De moeite waard — maar betaal het anders",
        "Worth it — but pay for it differently",
    ),
    "chance": ({"chance": 0.62}, Outcome.NOT_NOW, "caution", "Nu niet — te onzeker", "Not now — too uncertain"),
    "as paid": (
        {"chosen": "bank", "loan_chance": 0.7, "fast": 0.4},
        Outcome.NOT_NOW,
        "caution",
        "Nu niet — zo betaald te duur",
        "Not now — too dear, paid this way",
    ),
    "way": (
        {"own": bank(added=0.05), "fast": 0.4},
        Outcome.NOT_NOW,
        "caution",
        "Nu niet — zo betaald kan het bedrijf in de knel komen",
        "Not now — paid this way it could bring the company into trouble",
    ),
    "speed": (
        {"fast": 0.41},
        Outcome.NOT_NOW,
        "caution",
        "De moeite waard — maar trager dan u wilt",
        "Worth it — but slower than you want",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_outcome_has_its_headline_and_tone(case):
    changes, outcome, tone, dutch, english = CASES[case]
    assert evaluation(**changes).candidates[0].verdict.outcome is outcome
    assert (told("nl", **changes).headline, told("en", **changes).headline) == (dutch, english)
    assert told("nl", **changes).tone == tone


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_complete_in_every_case(case, language):
    answer = told(language, **CASES[case][0])
    blocks = (answer.hurt, answer.earn, answer.when, answer.much, answer.difference, answer.paying)
    texts = [answer.headline, answer.sentence, *sentences(answer), *answer.notes]
    texts += [text for block in blocks for text in (block.question, block.headline, *block.lines)]
    assert all(texts)
    assert answer.reasons
    assert [text for text in texts if re.search(r"[{}]|\bnan\b|∞|^[a-z_]+(\.[a-z_]+)+$", text)] == []


def test_every_outcome_is_among_the_cases():
    assert {outcome for _, outcome, *_ in CASES.values()} == set(Outcome)


def test_slower_than_wished_is_never_a_no():
    answer = told("en", fast=0.05)
    assert answer.headline == "Worth it — but slower than you want"
    assert "it is paid back within 3 years in 5 of 100; you want at least 60 of 100" in answer.sentence.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_company_that_is_often_short_anyway_hears_that_first():
    answer = told("en", own=bank(without=0.14, short=0.15), loan=bank(without=0.14))
    first = "Even without this investment the company runs short of cash within 5 years in 14 of 100 futures."
    assert answer.sentence.replace("\N{NO-BREAK SPACE}", " ").startswith(first)
    assert answer.tone == "caution"


def test_a_line_that_falls_after_the_horizon_stands_with_the_verdict_and_not_in_the_small_print():
    place = ("candidates", 0, "lines", 0, "month")
    beyond = Problem(place, "line_beyond_horizon", {"found": 120, "bound": 96}, "warning")
    elsewhere = Problem(("candidates", 1, *place[2:]), "line_beyond_horizon", {"found": 120, "bound": 96}, "warning")
    two = scenario()
    other = two.candidates[0].model_copy(update={"id": "sensors"})
    two = two.model_copy(update={"candidates": (two.candidates[0], other)})
    answer = told("en", scenario=two, warnings=(beyond, elsewhere))
    assert answer.sentence.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "Not counted, because it falls after the first 8 years: “Cel”. Bring it forward, or count more years."
    )
    assert not any("Cel" in note for note in answer.notes)
    assert (answer.tone, told("en").tone) == ("caution", "good")


def test_a_close_call_is_called_one_and_the_number_looks_different_from_its_limit():
    answer = told("en", chance=0.753)
    assert answer.headline == "Not now — too uncertain"
    assert "in 753 of 1,000 futures; you want at least 750 of 1,000" in answer.sentence
    assert answer.sentence.endswith(
        "It is a close call, even with 10,240 futures: a new draw could turn out differently, so you get the cautious "
        "answer."
    )
    assert told("nl", chance=0.753).sentence.endswith(
        "Het scheelt weinig, ook met 10.240 toekomsten: een nieuwe trekking kan anders uitvallen. Daarom krijgt u hier "
        "het voorzichtige antwoord."
    )
    (reason,) = sentences(answer)
    assert reason.startswith(
        "Earns itself back: 753 of 1,000 futures (±\N{NO-BREAK SPACE}9); you want at least 750 of 1,000."
    )
    assert reason.endswith("Too near the limit to be sure.")


def test_a_close_call_is_told_with_the_number_of_futures_that_were_really_calculated():
    found = evaluation(chance=0.753)
    found = replace(found, provenance=replace(found.provenance, futures=40_960))
    answer = describe(found, found.candidates[0], Words("en"))
    assert "It is a close call, even with 40,960 futures:" in answer.sentence
    assert any("40,960 futures" in line for line in answer.much.lines)


def test_a_close_call_beside_a_clear_miss_does_not_put_the_answer_in_doubt():
    answer = told("en", chance=0.753, fast=0.3)
    assert "close call" not in answer.sentence
    assert [reason.endswith("Too near the limit to be sure.") for reason in sentences(answer)] == [True, False]


def test_a_mean_near_zero_is_not_called_a_loss():
    sentence = told("en", mean=-300.0, chance=0.5).sentence
    assert sentence.startswith("Over all futures together the average is −€300, give or take €1,000")


@pytest.mark.parametrize("mean", [0.0, -1e-9, -0.2])
def test_a_mean_of_nothing_brings_nothing_and_is_no_loss(mean):
    answer = told("en", mean=mean, mean_se=0.0, chance=0.0)
    assert answer.headline == "No — on average it brings nothing"
    assert answer.sentence == "In today’s money it brings in as much as it costs."
    assert told("nl", mean=mean, mean_se=0.0).sentence == "In geld van nu levert het evenveel op als het kost."


def test_a_loss_is_told_without_a_minus():
    assert told("en", mean=-12_000.0).sentence == (
        "Over all futures together you lose €12,000 on average, in today’s money."
    )


def test_the_better_way_of_paying_is_named():
    sentence = told("nl", own=bank(added=0.05)).sentence
    assert sentence.startswith("Met ‘Lening, 60 maanden’ loont het vaak en snel genoeg")
    assert sentence.endswith("Met ‘Eigen geld’ is het risico voor de kas te groot.")


def test_a_limit_keeps_the_decimals_it_was_stated_with():
    found = evaluation()
    limits = found.scenario.thresholds.model_copy(update={"added_short": 0.015, "chance_npv": 0.8})
    found = evaluation(found.scenario.model_copy(update={"thresholds": limits}), chosen="own")
    reasons = sentences(describe(found, found.candidates[0], Words("en")))
    assert reasons[0].endswith("your limit is 15 of 1,000. Too near the limit to be sure.")
    assert "Paid" not in reasons[0]


def test_a_chance_of_exactly_none_has_no_error_to_tell():
    assert sentences(told("en", own=bank(added=0.0)))[0] == (
        "Short of cash only because of it, or sooner than without it: none of the futures; your limit is 2 of 100."
    )


BEFORE_FINDING_OUT = {
    "as wished": ({}, "It meets everything that you want, but something is worth knowing before you begin."),
    "unsure": ({"chance": 0.62}, "On average it brings €61,000, but it does not meet everything that you want."),
    "even": ({"mean": 300.0}, "On average it brings €300, give or take €1,000: that may just as well be nothing."),
    "costs": ({"mean": -12_000.0}, "As it looks now you lose €12,000 on average, in today’s money. What you do not"),
}


@pytest.mark.parametrize("case", BEFORE_FINDING_OUT)
def test_what_is_to_be_found_out_first_stands_behind_how_it_looks_now(case):
    changes, looks = BEFORE_FINDING_OUT[case]
    answer = told(**changes, lesson=lesson())
    assert answer.sentence.startswith(looks)
    assert answer.sentence.endswith(
        "Find this out: “Hours that come free”. Knowing it may cost €9,000 at most, because it can change your choice; "
        "€920 is assumed for finding it out."
    )


def test_a_known_way_of_finding_out_is_told_with_its_cost():
    answer = told(chance=0.62, lesson=lesson(how="Two weeks of counting", cost=600.0))
    assert answer.sentence.endswith(
        "Begin with this: Two weeks of counting. That shows: “Hours that come free”. It costs some\N{NO-BREAK SPACE}"
        "€600 and may cost €9,000 at most, because what you learn can change your choice."
    )


def test_what_is_worth_finding_out_is_the_first_reason_and_leads_to_its_figure():
    first, *others = told(chance=0.62, lesson=lesson()).reasons
    assert first.sentence == (
        "Worth knowing first (Hours that come free): at most €9,000 (±\N{NO-BREAK SPACE}€230); "
        "finding out only pays above €920."
    )
    assert (first.state, first.set_at, first.has_mover) == ("reached", ("candidates", 0, "inputs", 0), False)
    assert all(reason.has_mover for reason in others)


def test_where_it_could_go_ahead_the_cost_of_waiting_is_in_the_limit():
    (first, *_) = told(lesson=lesson()).reasons
    assert first.sentence.endswith("finding out only pays above €5,520.")  # 920, and 5 % of 92,000.


def test_what_is_not_worth_its_cost_is_not_spoken_of():
    answer = told(chance=0.62, lesson=lesson(worth=1_100.0))
    assert "Find this out" not in answer.sentence
    assert all(reason.has_mover for reason in answer.reasons)


def test_what_brings_a_company_into_trouble_and_costs_money_too_says_both():
    dear = told(mean=-12_000.0, own=bank(added=0.05), loan=bank(added=0.04), lesson=lesson())
    assert dear.sentence.endswith("On average it costs money too: €12,000 over all futures together.")
    assert "costs money too" not in told(own=bank(added=0.05), loan=bank(added=0.04)).sentence
