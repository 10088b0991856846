"""What candidates come to together is told with what it differs from each apart, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.evaluate import evaluate
from roitool.wording.sets import describe_set
from roitool.wording.words import Words
from tests.builder import line
from tests.evaluate.test_sets import FUTURES, link, pair
from tests.evaluate.test_together import two
from tests.wording.build import estimate, lines


def answered(scenario, *members):
    evaluation = evaluate(scenario, FUTURES, settle=False, together=(members or ("first_one", "second_one"),))
    return evaluation, evaluation.together[0]


def told(scenario, *members, language="en", **changes):
    evaluation, found = answered(scenario, *members)
    return describe_set(evaluation, replace(found, **changes), Words(language))


def test_a_deduction_that_is_shared_is_told_with_the_part_of_each():
    found = told(two("50000", other="6"), "robot", "second_one")
    assert found.title == "Together: Robot and Second"
    assert lines(found.worth)[1:3] == [
        "Together they are worth €1,507 less than each apart, added up:",
        "−€1,507: the investment deduction is counted on the total of a year.",
    ]
    assert lines(found.worth)[-1] == (
        "Investment deduction in 2026, on average: together €20,071 instead of €28,000, in proportion to what each "
        "invests: Robot = €10,036 and Second = €10,036."
    )


def test_an_interface_that_is_paid_once_makes_them_worth_more():
    found = told(pair(link("10000"), other=(link("6000"),)), language="nl")
    assert lines(found.worth)[1:3] == [
        "Samen zijn ze € 4.800 meer waard dan ieder apart bij elkaar opgeteld:",
        "+ € 4.800: gedeelde koppelingen worden één keer betaald.",
    ]


@pytest.mark.parametrize(("value", "se"), [(0.0, 0.0), (40.0, 30.0)])
def test_a_difference_within_its_error_is_none(value, se):
    found = told(pair(link("10000")), difference=estimate(value, se))
    assert lines(found.worth)[1] == "Together they are worth as much as each apart, added up."
    assert not [each for each in lines(found.worth) if "paid once" in each]


def test_what_is_shown_of_the_difference_adds_up():
    evaluation, found = answered(pair(link("10000")))
    common = replace(found.in_common, interfaces=333.4, deduction=333.4, averted=0.0, tax=333.2)
    shown = replace(found, difference=estimate(1_000.0, 1.0), in_common=common)
    said = [each for each in lines(describe_set(evaluation, shown, Words("en")).worth) if each.startswith("+€")]
    assert [each.split(":")[0] for each in said] == ["+€333", "+€333", "+€334"]


def test_the_limits_of_the_owner_and_the_bank_account_are_told():
    found = told(pair(line("investment", "60000"), company={"opening_cash": "100000"}))
    assert "safe for the bank balance: no; worth it often enough: no; fast enough: no" in found.tests
    assert lines(found.hurt)[0] == (
        "Short of cash in all futures (without them: none); because of these plans together, or sooner than without "
        "them, in all futures. Your limit is 2 of 100."
    )
    assert "counts twice" in found.note
