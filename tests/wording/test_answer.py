"""The blocks of an answer and its small print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.errors import Problem
from roitool.evaluate.evaluation import Bridge, PaybackAnswer, ReachedCorrelation
from roitool.wording.answer import describe
from roitool.wording.ways import names_of_ways
from roitool.wording.words import Words
from tests.wording.build import NEVER, bank, evaluation, ranks, scenario, share, summary


def told(language="en", **changes):
    found = evaluation(**changes)
    return describe(found, found.candidates[0], Words(language))


def lines(block):
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in (block.headline, *block.lines)]


def test_can_it_hurt_us_tells_of_running_short_of_the_most_to_lose_and_of_the_lowest_balance():
    assert lines(told().hurt) == [
        "Short of cash in 40 of 1,000 futures (without it: 20 of 1,000)",
        "Short only because of it, or sooner than without it: 15 of 1,000 futures. Your limit is 20 of 1,000.",
        "Short means: less than €115,000 in the bank (cash floor less credit line) at some time in the first 5 years.",
        # 54 000 + 1.645 · 10 000, to hundreds, as its error of 300 asks.
        "The most at stake at once: €70,400. In 19 of 20 futures it is never more than that; in 1 of 20 it is.",
        (
            "The bank balance is lowest in July 2027 on average. In 1 of 20 futures it falls below €23,000 "
            "at some time in those years (without it: below €41,000)."
        ),
    ]


def test_two_chances_of_running_short_that_differ_never_look_alike():
    own = bank(short=0.0123, without=0.0089, added=0.0105)
    assert lines(told("nl", own=own).hurt)[:2] == [
        "Krap bij kas in 12 van de 1.000 toekomsten (zonder: 9 van de 1.000)",
        "Alleen hierdoor krap, of eerder dan zonder: 10 van de 1.000 toekomsten. Uw grens is 20 van de 1.000.",
    ]


def test_a_limit_is_counted_like_the_chance_that_is_held_against_it():
    own = bank(short=0.0031, without=0.0, added=0.0031)
    assert lines(told(own=own).hurt)[:2] == [
        "Short of cash in 3 of 1,000 futures (without it: none)",
        "Short only because of it, or sooner than without it: 3 of 1,000 futures. Your limit is 20 of 1,000.",
    ]


@pytest.mark.parametrize("short", [0.124, 0.131])
def test_a_difference_within_its_error_is_not_told_as_one(short):
    own = bank(short=short, without=0.127, added=0.0, difference_se=0.003)
    headline = told(own=own).hurt.headline
    assert headline == f"Short of cash in {round(100 * short)} of 100 futures, about as often as without it"


def test_a_company_that_never_runs_short_is_told_so_in_one_breath():
    hurt = told("nl", own=bank(short=0.0, without=0.0, added=0.0)).hurt
    assert hurt.headline == "Krap bij kas in geen enkele toekomst, met of zonder"
    assert (
        hurt.lines[0] == "Alleen hierdoor krap, of eerder dan zonder: geen enkele toekomst. Uw grens is 2 van de 100."
    )


def test_a_project_that_never_takes_money_has_nothing_to_lose():
    own = replace(bank(), peak_funding=summary(-50_000.0))
    assert "In 19 of 20 futures none of your own money is ever in it." in lines(told(own=own).hurt)


def test_does_it_earn_itself_back_is_one_whole_number_with_its_meaning():
    assert lines(told("nl").earn) == [
        "Het loont in 84 van de 100 toekomsten",
        "Dan komt al het geld terug, met 10% per jaar erbovenop.",
        "U wilt minstens 75 van de 100.",
    ]


def test_what_a_loan_leaves_of_the_chance_is_told_beside_it():
    assert "Paid by “Loan, 60 months”: 80 of 100 futures." in lines(told(chosen="bank", loan_chance=0.80).earn)
    assert "Paid by “Loan, 60 months”: about as often." in lines(told(chosen="bank", loan_chance=0.838).earn)


def test_payback_is_told_in_years_and_months_with_its_range():
    assert lines(told().when) == [
        "After 2 years and 11 months",
        "In half of the futures sooner, in the other half later or never.",
        "In 8 of 10 futures: between 1.8 and 6.1 years.",
        "Within 3 years: 66 of 100 futures. You want at least 60 of 100.",
        "Not within 8 years: 7 of 100 futures.",
    ]


def test_a_payback_that_mostly_never_comes_has_no_median():
    found = lines(told("nl", payback=(2.0, 3.5, 6.0, NEVER, NEVER, NEVER, NEVER)).when)
    assert found[:2] == [
        "In de meeste toekomsten niet binnen 8 jaar",
        "In 8 van de 10 toekomsten: van 3,5 jaar tot niet binnen 8 jaar.",
    ]


def test_a_payback_that_nearly_never_comes_has_no_range_either():
    assert not any("8 of 10" in line for line in lines(told(payback=(NEVER,) * 7).when))


def test_a_project_that_pays_from_the_first_day_is_paid_back_at_once():
    assert told(payback=(0.0,) * 7).when.headline == "At once"


def test_what_is_the_same_in_every_future_has_no_range_and_no_error():
    certain = summary(61_234.0, sd=1e-9, se=1e-12)
    much = lines(told(npv=certain).much)
    assert much[0] == "+€61,234 on average"
    assert not any("Give or take" in line or "8 of 10 futures: between" in line for line in much)
    assert not any("8 of 10" in line for line in lines(told(payback=(2.5,) * 7).when))


def test_what_is_odd_about_a_payback_is_told_where_it_occurs():
    odd = PaybackAnswer(ranks(1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0), share(0.5), share(0.0), share(0.03), share(0.002))
    assert lines(told_with(payback=odd))[-3:] == [
        "Not within 8 years: none of the futures.",
        "Only by counting what it is still worth at the end: 3 of 100 futures.",
        "Paid back, but in the red once more later: 2 of 1,000 futures.",
    ]


def test_how_much_is_a_mean_with_its_error_and_the_worst_one_in_twenty():
    found = lines(told().much)
    assert found[:2] == ["+€61,000 on average", "Give or take €1,000, from calculating with 10,240 futures."]
    assert "In 1 of 20 futures −€41,000 or worse; −€66,900 on average in those." in found


def test_the_finance_line_has_the_standard_terms_in_each_language():
    assert finance("nl").startswith("Voor de boekhouder: netto contante waarde (NCW) gemiddeld + € 61.000;")
    english = finance()
    assert "internal rate of return (IRR) 21% (8 of 10 futures: −5% to 44%)" in english
    assert "discounted payback 3 years and 6 months" in english


@pytest.mark.parametrize(
    ("rates", "text"),
    [
        ((-NEVER, -NEVER, 0.0, 0.1, 0.2, 0.3, 0.4), "10% (8 of 10 futures: only loss to 30%)"),
        ((0.1, 0.2, 0.3, NEVER, NEVER, NEVER, NEVER), "only gain (8 of 10 futures: 20% to only gain)"),
        ((float("nan"),) * 7, "none (8 of 10 futures: none to none)"),
    ],
)
def test_an_internal_rate_of_return_that_is_none_is_told_as_what_it_is(rates, text):
    found = evaluation()
    irr = replace(found.candidates[0].irr, quantiles=ranks(*rates))
    assert f"(IRR) {text}" in finance(irr=irr)


def test_a_project_without_an_investment_has_no_profitability_index():
    without = ranks(*[float("nan")] * 7, left_out=1.0)
    answer = told(profitability_index=without)
    assert "profitability index none" in lines(answer.much)[-2]
    assert not any("nothing is invested" in note for note in answer.notes)


def test_futures_in_which_nothing_is_invested_are_left_out_of_the_profitability_index_and_told():
    answer = told(profitability_index=ranks(0.9, 1.1, 1.4, 1.78, 2.0, 2.3, 2.5, left_out=0.03))
    assert "profitability index 1.78" in lines(answer.much)[-2]
    assert "In 3 of 100 futures nothing is invested; those are left out of the profitability index." in answer.notes


def test_the_difference_from_nothing_goes_wrong_adds_up_as_shown():
    found = lines(told(mean=61_234.0, bridge=Bridge(-7_766.0, -3_444.0, -7_444.0, -3_112.0)).difference)
    assert found == [
        "+€83,000 if nothing goes wrong; +€61,200 on average",
        "Figures that turn out better or worse than likely: −€7,900",
        "Costs that run far out of hand: −€3,400",
        "It never works (in 6 of 100 futures): −€7,400",
        "Breakdowns and other misfortune: −€3,100",
        "Then it is paid back after 2 years and 5 months.",
    ]
    assert 83_000 - 7_900 - 3_400 - 7_400 - 3_100 == 61_200


def test_a_base_case_without_payback_or_without_waiting_says_so():
    base = evaluation().candidates[0].base
    assert (
        lines(told(base=replace(base, payback=NEVER)).difference)[-1] == "Even then it is not paid back within 8 years."
    )
    assert lines(told(base=replace(base, payback=0.0)).difference)[-1] == "Then it is paid back at once."


def test_what_makes_no_difference_is_left_out():
    found = lines(told(bridge=Bridge(-22_000.0, 0.0, 0.0, 0.0)).difference)
    assert found[1:-1] == ["Figures that turn out better or worse than likely: −€22,000"]


@pytest.mark.parametrize(
    ("short", "chance", "told_as"),
    [
        (0.003, 0.84, "earns itself back in 840 of 1,000; short of cash in 3 of 1,000 futures."),
        (0.041, 0.846, "earns itself back in 85 of 100; short of cash in 4 of 100 futures."),
        (0.04, 0.8249, "earns itself back in 82 of 100; short of cash in 4 of 100 futures."),
    ],
)
def test_ways_of_paying_are_counted_alike_and_only_as_finely_as_their_errors_allow(short, chance, told_as):
    found = lines(told(loan=bank(short=short), loan_chance=chance).paying)
    assert found[2].endswith(told_as)
    assert ("1,000" in found[1]) == ("1,000" in told_as)


def test_every_way_of_paying_is_told_beside_cash():
    assert lines(told(loan=bank(short=0.03)).paying) == [
        "Chosen: Own money",
        "Own money: earns itself back in 84 of 100; short of cash in 4 of 100 futures.",
        (
            "Loan, 60 months: −€2,300 compared with cash; earns itself back in 84 of 100; "
            "short of cash in 3 of 100 futures."
        ),
    ]


def test_paying_is_no_question_where_cash_is_the_only_way():
    found = evaluation()
    candidate = replace(found.candidates[0], ways=found.candidates[0].ways[:1])
    assert describe(found, candidate, Words("en")).paying is None


def test_a_way_of_paying_without_a_name_is_called_by_its_kind():
    candidate = scenario().candidates[0]
    unnamed = tuple(way.model_copy(update={"label": ""}) for way in candidate.ways_of_paying)
    plain = scenario(candidates=(candidate.model_copy(update={"ways_of_paying": unnamed}),))
    found = lines(told("nl", scenario=plain).paying)
    assert found[0] == "Gekozen: Eigen geld"
    assert found[2].startswith("Lening, 60 maanden: ")


def test_ways_of_paying_that_nobody_named_are_told_apart_by_their_terms_and_else_by_number():
    cash, loan = (way.model_copy(update={"label": ""}) for way in scenario().candidates[0].ways_of_paying)
    short, again = (loan.model_copy(update={"id": id_, "months": 36}) for id_ in ("short", "again"))
    names = names_of_ways((cash, loan, short, again), Words("en"))
    assert {id_: name.replace("\N{NO-BREAK SPACE}", " ") for id_, name in names.items()} == {
        "own": "Own money",
        "bank": "Loan, 60 months",
        "short": "Loan, 36 months (1)",
        "again": "Loan, 36 months (2)",
    }


def test_the_small_print_tells_what_is_left_out_and_assumed():
    carried_on = Problem(("regime",), "regime_carried_on", {"regime": "nl-2026", "valid_to": 2026, "until": 2034})
    moved = Problem(
        ("correlations",), "correlation_moved", {"between": ("cobot.hours_freed", "x"), "stated": 0.9, "used": 0.71}
    )
    reached = ReachedCorrelation(("cobot.hours_freed", "price_growth"), 0.5, 0.412)
    notes = told(nothing=-30_000.0, warnings=(carried_on, moved), correlations=(reached,)).notes
    assert [note.replace("\N{NO-BREAK SPACE}", " ") for note in notes] == [
        "In 6 of 100 futures it never works; that is part of every number.",
        "What comes after 8 years is not counted: if nothing goes wrong it would last 1 year and 6 months longer.",
        "Interest on an overdraft is not in the bank balance.",
        (
            "Doing nothing costs €30,000 on average over 8 years, in today’s money. Only what this "
            "investment prevents of it is counted here."
        ),
        (
            "“Hours that come free” and “price_growth” go together by 0.41 instead of 0.50: what takes only a few "
            "values, or has to go together with other figures too, cannot always do so as closely as asked."
        ),
        (
            "The tax rules of “Netherlands 2026, private company (corporate income tax)” hold up to 2026; "
            "here they are carried on up to 2034. Ask your accountant what will change."
        ),
        (
            "The correlations stated cannot all be true at once: for “Hours that come free” and “x” 0.71 "
            "was used instead of 0.90. See which correlation is least certain."
        ),
    ]


@pytest.mark.parametrize(("reached", "is_told"), [(0.46, False), (0.44, True), (0.56, True)])
def test_a_correlation_is_told_of_only_where_it_clearly_misses_what_was_asked(reached, is_told):
    pair = ReachedCorrelation(("cobot.hours_freed", "price_growth"), 0.5, reached)
    assert any("price_growth" in note for note in told(correlations=(pair,)).notes) == is_told


def test_a_warning_about_another_candidate_is_not_told_here():
    two = scenario()
    other = two.candidates[0].model_copy(update={"id": "sensors", "title": "Sensors"})
    both = two.model_copy(update={"candidates": (two.candidates[0], other)})
    warnings = [Problem(("candidates", position, "failure"), "failure_missing") for position in (0, 1)]
    about = [note for note in told(scenario=both, warnings=warnings).notes if "never works." in note]
    assert about == [
        (
            "Welding cobot › failure: Nothing is said about the chance that it never works. Enter that "
            "chance, and what is lost then."
        )
    ]


def test_hostile_titles_are_shown_literally():
    hostile = "{0.__class__} %s $\\foo{$ \x1b[31m" + "<table>" * 100
    candidate = scenario().candidates[0]
    ways = tuple(way.model_copy(update={"label": hostile}) for way in candidate.ways_of_paying)
    paying = told(scenario=scenario(candidates=(candidate.model_copy(update={"ways_of_paying": ways}),))).paying
    assert paying.headline.startswith("Chosen: {0.__class__} %s $\\foo{$  [31m<table>")
    assert paying.headline.isprintable()
    assert len(paying.headline) < 250


def finance(language="en", **changes):
    """Return the line for finance."""
    (line,) = [line for line in lines(told(language, **changes).much) if line.startswith(("For fin", "Voor de b"))]
    return line


def told_with(**changes):
    """Return the block on payback of a candidate with other parts than `evaluation` makes."""
    found = evaluation()
    return describe(found, replace(found.candidates[0], **changes), Words("en")).when
