"""The verdict: which answer applies first, what it is held against, and that a close call takes the cautious side."""

from __future__ import annotations

import math

import pytest

from roitool.decision.verdict import (
    NOT_WORTH_WAITING,
    OFTEN_SHORT,
    Knowing,
    Outcome,
    ProjectNumbers,
    Question,
    WayNumbers,
    above,
    at_least,
    at_most,
    verdict_on,
)
from roitool.decision.verdict import (
    tests_of as held_against,
)
from roitool.measures import Estimate, Share
from roitool.scenario.scenario import Thresholds

BLOCKS, FUTURES = 10, 10_240
LIMITS = Thresholds()
"""Added chance at most 2 %, earns itself back in 75 %, paid back within 3 years in 60 %."""


def estimate(value, se=10.0):
    return Estimate(value, se, BLOCKS)


def share(value, se=0.004):
    return Share(value, se, BLOCKS, FUTURES)


def project(mean=1_000.0, chance=0.9, fast=0.8):
    return ProjectNumbers(estimate(mean), share(chance), share(fast))


def way(name="cash", *, added=0.0, without=0.02, deeper=-5_000.0, mean=1_000.0, chance=0.9):
    """Return the numbers of a way of paying; `mean` is that of NPV and advantage, by itself the project's own."""
    return WayNumbers(name, share(added), share(without), estimate(deeper, 100.0), estimate(mean), share(chance))


def verdict(ways, numbers=None, *, chosen="cash", knowing=None, often=False):
    numbers = numbers or project()
    held = (held_against(numbers, each, LIMITS) for each in ways)
    return verdict_on(held, chosen, knowing, often_short_anyway=often)


def knowing(worth, cost=100.0, investment=10_000.0):
    """Return what is most worth knowing; half as much as is in doubt, and a go takes 500 more."""
    return Knowing(estimate(worth), cost, investment)


BAD_MEAN, RARELY, SLOW = project(mean=-1_000), project(chance=0.5), project(fast=0.3)
SHORT_CASH, SHORT_BANK, BANK = way(added=0.1), way("bank", added=0.1), way("bank")
DEAR_BANK = way("bank", mean=-500, chance=0.4)

OUTCOMES = {
    "everything holds": ((way(),), None, Outcome.GO, "cash"),
    "everything holds, the other way would too": ((way(), BANK), None, Outcome.GO, "cash"),
    "loses on average": ((way(),), BAD_MEAN, Outcome.NO, "cash"),
    "loses on average and runs short": ((SHORT_CASH, SHORT_BANK), BAD_MEAN, Outcome.NO, "cash"),
    "loses on average and is slow": ((way(),), project(mean=-1, fast=0.1, chance=0.1), Outcome.NO, "cash"),
    "runs short": ((SHORT_CASH,), None, Outcome.NOT_NOW_CASH, "cash"),
    "runs short in every way": ((SHORT_CASH, SHORT_BANK), None, Outcome.NOT_NOW_CASH, "cash"),
    "runs short and rarely earns itself back": ((SHORT_CASH,), RARELY, Outcome.NOT_NOW_CASH, "cash"),
    "runs short in cash, not with a loan": ((SHORT_CASH, BANK), None, Outcome.GO_PAY_DIFFERENTLY, "bank"),
    "runs short in cash, the loan is dear": ((SHORT_CASH, DEAR_BANK), None, Outcome.NOT_NOW, "cash"),
    "runs short in cash, slow with a loan too": ((SHORT_CASH, BANK), SLOW, Outcome.NOT_NOW, "cash"),
    "slow": ((way(),), SLOW, Outcome.NOT_NOW, "cash"),
    "slow, paid differently it stays slow": ((way(), BANK), SLOW, Outcome.NOT_NOW, "cash"),
    "rarely earns itself back": ((way(),), RARELY, Outcome.NOT_NOW, "cash"),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_first_answer_that_applies_is_given(name):
    ways, numbers, outcome, answered = OUTCOMES[name]
    found = verdict(ways, numbers)
    assert (found.outcome, found.way) == (outcome, answered)


def test_every_outcome_is_tried():
    assert {outcome for _, _, outcome, _ in OUTCOMES.values()} == set(Outcome) - {Outcome.FIND_OUT_FIRST}


def test_a_dear_loan_gives_way_to_the_own_money():
    found = verdict((way(), DEAR_BANK), chosen="bank")
    assert (found.outcome, found.way) == (Outcome.GO_PAY_DIFFERENTLY, "cash")


@pytest.mark.parametrize(
    ("ways", "numbers", "chosen", "reasons"),
    [
        ((way(),), BAD_MEAN, "cash", {Question.MEAN_NPV}),
        ((SHORT_CASH, SHORT_BANK), None, "cash", {Question.ADDED_SHORT}),
        ((SHORT_CASH, BANK), None, "cash", {Question.ADDED_SHORT}),
        ((way(), DEAR_BANK), None, "bank", {Question.MEAN_NPV_AS_PAID, Question.CHANCE_NPV_AS_PAID}),
        ((way(),), SLOW, "cash", {Question.CHANCE_PAYBACK}),
        ((way(),), project(chance=0.5, fast=0.3), "cash", {Question.CHANCE_NPV, Question.CHANCE_PAYBACK}),
    ],
    ids=["no", "not now, cash", "pay differently", "dear loan", "slow", "rarely and slow"],
)
def test_the_reasons_are_the_tests_that_were_not_reached(ways, numbers, chosen, reasons):
    found = verdict(ways, numbers, chosen=chosen)
    assert {reason.question for reason in found.reasons} == reasons
    assert not any(reason.holds for reason in found.reasons)
    assert not found.close_call


def test_the_reasons_for_a_go_are_all_its_tests():
    found = verdict((way(),))
    assert [reason.question for reason in found.reasons] == [
        Question.ADDED_SHORT,
        Question.MEAN_NPV,
        Question.CHANCE_NPV,
        Question.CHANCE_PAYBACK,
    ]


def test_a_reason_carries_its_number_its_error_and_its_limit():
    (reason,) = verdict((way(),), SLOW).reasons
    assert (reason.number.value, reason.number.se, reason.limit) == (0.3, 0.004, 0.6)


@pytest.mark.parametrize(
    ("ways", "numbers", "outcome"),
    [
        ((way(),), project(mean=19.0), Outcome.NO),
        ((way(added=0.0125),), None, Outcome.NOT_NOW_CASH),
        ((way(),), project(chance=0.757), Outcome.NOT_NOW),
        ((way(),), project(fast=0.607), Outcome.NOT_NOW),
        ((way(added=0.0125), BANK), None, Outcome.GO_PAY_DIFFERENTLY),
    ],
    ids=["mean", "added chance", "chance", "payback", "pays differently"],
)
def test_a_number_within_two_errors_of_its_limit_is_a_close_call_and_takes_the_cautious_side(ways, numbers, outcome):
    found = verdict(ways, numbers)
    assert found.outcome is outcome
    assert found.close_call


@pytest.mark.parametrize(
    ("ways", "numbers"),
    [
        ((way(),), project(mean=21.0)),
        ((way(added=0.0115),), None),
        ((way(),), project(chance=0.759)),
        ((way(),), project(fast=0.609)),
    ],
    ids=["mean", "added chance", "chance", "payback"],
)
def test_a_number_beyond_two_errors_of_its_limit_is_no_close_call(ways, numbers):
    found = verdict(ways, numbers)
    assert found.outcome is Outcome.GO
    assert not found.close_call


def test_a_number_just_short_of_its_limit_is_a_close_call_too():
    found = verdict((way(),), project(fast=0.593))
    assert found.outcome is Outcome.NOT_NOW
    assert found.close_call


def test_a_way_that_is_only_nearly_survivable_is_no_better_way():
    assert verdict((SHORT_CASH, way("bank", added=0.0125))).outcome is Outcome.NOT_NOW_CASH


def test_the_first_listed_of_two_better_ways_is_named():
    assert verdict((SHORT_CASH, way("lease"), BANK)).way == "lease"


@pytest.mark.parametrize(
    ("test", "good", "at_limit", "bad"),
    [(at_most, 0.9, True, 1.1), (at_least, 1.1, True, 0.9), (above, 1.1, False, 0.9)],
    ids=["at most", "at least", "above"],
)
def test_a_limit_itself_is_kept_and_reached_but_not_exceeded(test, good, at_limit, bad):
    found = [test(Question.MEAN_NPV, estimate(value, 0.0), 1.0) for value in (good, 1.0, bad)]
    assert [each.reached for each in found] == [True, at_limit, False]
    assert not any(each.close for each in found)


def test_nothing_at_all_to_gain_is_a_no():
    """A project that moves no money in any future: mean 0 without error."""
    numbers = ProjectNumbers(estimate(0.0, 0.0), share(0.0, 1e-4), share(1.0, 1e-4))
    assert verdict((way(),), numbers).outcome is Outcome.NO


@pytest.mark.parametrize(("without", "asked"), [(0.0, False), (OFTEN_SHORT, False), (0.1001, True), (0.9, True)])
def test_the_deepest_balance_is_asked_for_only_where_the_company_is_often_short_anyway(without, asked):
    found = held_against(project(), way(without=without, deeper=1_000.0), LIMITS)
    assert (Question.DEEPEST_BALANCE in {test.question for test in found.survivable}) is asked


@pytest.mark.parametrize(
    ("deeper", "outcome"),
    [(-5_000.0, Outcome.NOT_NOW_CASH), (150.0, Outcome.NOT_NOW_CASH), (250.0, Outcome.GO)],
    ids=["deeper", "close", "less deep"],
)
def test_a_company_that_is_often_short_must_not_sink_deeper(deeper, outcome):
    found = verdict((way(without=0.3, deeper=deeper),), often=True)
    assert found.outcome is outcome


def test_being_often_short_anyway_is_passed_on_with_every_answer():
    assert not verdict((way(),)).often_short_anyway
    assert verdict((way(),), often=True).often_short_anyway
    assert verdict((way(),), BAD_MEAN, often=True).often_short_anyway


def test_paid_in_cash_the_project_s_own_numbers_are_not_asked_for_twice():
    questions = [test.question for test in held_against(project(), way(), LIMITS).worth_it]
    assert questions == [Question.MEAN_NPV, Question.CHANCE_NPV]
    with_advantage = [test.question for test in held_against(project(), way(mean=999.0), LIMITS).worth_it]
    assert with_advantage == [*questions, Question.MEAN_NPV_AS_PAID, Question.CHANCE_NPV_AS_PAID]


def test_a_cheap_loan_does_not_save_a_project_that_loses():
    assert verdict((way("bank", mean=2_000.0),), BAD_MEAN, chosen="bank").outcome is Outcome.NO


def test_the_owner_s_own_limits_are_the_ones_that_count():
    strict = Thresholds(added_short=0.0, chance_npv=0.95, payback_years=1.0, chance_payback=0.9)
    found = held_against(project(), way(added=0.01), strict)
    assert [found.survives, found.is_worth_it, found.is_fast] == [False, False, False]
    assert [test.limit for test in found.tests] == [0.0, 0.0, 0.95, 0.9]
    mild = Thresholds(added_short=0.5, chance_npv=0.0, chance_payback=0.0)
    found = held_against(project(chance=0.2, fast=0.1), way(added=0.3), mild)
    assert [found.survives, found.is_worth_it, found.is_fast] == [True, True, True]


def test_a_number_whose_error_cannot_be_told_is_judged_by_itself():
    assert above(Question.MEAN_NPV, estimate(1.0, math.nan), 0.0).holds


@pytest.mark.parametrize(
    ("test", "value", "limit", "holds"),
    [
        (at_most, 0.0, 0.0, True),
        (at_most, 0.001, 0.0, False),
        (at_most, 0.999, 1.0, True),
        (at_least, 1.0, 1.0, True),
        (at_least, 0.999, 1.0, False),
        (at_least, 0.001, 0.0, True),
    ],
)
def test_a_limit_of_none_and_a_wish_for_all_can_be_met(test, value, limit, holds):
    tested = test(Question.ADDED_SHORT, share(value), limit)
    assert tested.holds is holds


WORTH_IT, ALSO_FOR_A_GO = knowing(150.0), knowing(650.0)
FIND_OUT_FIRST = {
    "loses on average": ((way(),), BAD_MEAN, WORTH_IT),
    "rarely earns itself back": ((way(),), RARELY, WORTH_IT),
    "slow": ((way(),), SLOW, WORTH_IT),
    "runs short in cash, the loan is dear": ((SHORT_CASH, DEAR_BANK), None, WORTH_IT),
    "everything holds": ((way(),), None, ALSO_FOR_A_GO),
    "runs short in cash, not with a loan": ((SHORT_CASH, BANK), None, ALSO_FOR_A_GO),
}


@pytest.mark.parametrize("name", FIND_OUT_FIRST)
def test_what_is_worth_more_than_it_costs_is_found_out_first(name):
    ways, numbers, known = FIND_OUT_FIRST[name]
    found = verdict(ways, numbers, knowing=known)
    assert (found.outcome, found.way) == (Outcome.FIND_OUT_FIRST, "cash")
    first, *others = found.reasons
    assert (first.question, first.number, first.holds) == (Question.WORTH_KNOWING, known.worth, True)
    own = held_against(numbers or project(), ways[0], LIMITS)
    assert others == [test for test in own.tests if not test.holds]


@pytest.mark.parametrize("name", [name for name, (*_, outcome, _) in OUTCOMES.items() if outcome is not Outcome.GO])
def test_what_is_not_worth_its_cost_beyond_doubt_changes_no_verdict(name):
    ways, numbers, outcome, paid = OUTCOMES[name]
    for worth in (0.0, 90.0, 100.0, 119.0):
        found = verdict(ways, numbers, knowing=knowing(worth))
        assert (found.outcome, found.way) == (outcome, paid)
        assert found == verdict(ways, numbers)


@pytest.mark.parametrize("ways", [(way(),), (SHORT_CASH, BANK)], ids=["as chosen", "paid differently"])
def test_what_can_go_waits_only_for_what_is_worth_a_part_of_the_investment(ways):
    limit = 100.0 + NOT_WORTH_WAITING * 10_000.0
    for worth, waits in ((WORTH_IT.worth.value, False), (limit + 19.0, False), (limit + 20.0, True)):
        found = verdict(ways, knowing=knowing(worth))
        assert (found.outcome is Outcome.FIND_OUT_FIRST) is waits
        if waits:
            assert found.reasons[0].limit == limit


def test_a_company_that_runs_short_in_every_way_has_nothing_to_find_out_first():
    for numbers in (project(), BAD_MEAN):
        assert verdict((SHORT_CASH, SHORT_BANK), numbers, knowing=ALSO_FOR_A_GO).outcome is Outcome.NOT_NOW_CASH


def test_finding_out_is_a_close_call_only_where_another_number_could_turn_it():
    near = project(chance=LIMITS.chance_npv + 0.001)
    assert verdict((way(),), near, knowing=WORTH_IT).close_call
    assert not verdict((way(),), near, knowing=ALSO_FOR_A_GO).close_call
    assert not verdict((way(),), RARELY, knowing=WORTH_IT).close_call
