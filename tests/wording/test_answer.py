"""The blocks of an answer and its small print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.errors import Problem
from roitool.evaluate.evaluation import Bridge, PaybackAnswer, ReachedCorrelation
from roitool.wording.answer import describe
from roitool.wording.words import Words
from tests.wording.build import NEVER, evaluation, lines, ranks, scenario, share, summary, told


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
        "In 8 of 10 futures: between 1.8 and 6.1 years.",
        "In half of the futures sooner, in the other half later or never.",
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
    assert found[:2] == ["+€61,000 on average", "In 1 of 20 futures −€41,000 or worse; −€66,900 on average in those."]
    assert "Give or take €1,000, from calculating with 10,240 futures." in found


def test_finance_has_the_average_with_its_error_and_the_yield_in_a_line_of_its_own_terms():
    assert told("en").finance.line == "NPV +€61,000 ± €1,000 · IRR 21%"
    assert told("nl").finance.line.replace("\N{NO-BREAK SPACE}", " ") == "NCW + € 61.000 ± € 1.000 · IRR 21%"
    assert told("en", mean_se=0.0).finance.line == "NPV +€61,000 · IRR 21%"
    assert "IRR: what it yields a year" in told("en").finance.meaning


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
            "Good and bad months of the company itself are not in the bank balance: its own cash flow is the same "
            "every month there, or grows evenly."
        ),
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


@pytest.mark.parametrize(
    ("language", "stops", "fails", "part"),
    [
        (
            "en",
            "In 12 of 1,000 futures it is stopped because it becomes too dear; that is part of every number.",
            "In 4 of 1,000 futures it never works; that is part of every number.",
            (
                "Costs that run far out of hand, also where it is stopped because of that (in 12 of 1,000 futures): "
                "−€3,000"
            ),
        ),
        (
            "nl",
            "In 12 van de 1.000 toekomsten wordt het gestopt omdat het te duur wordt; dat zit in alle getallen.",
            "In 4 van de 1.000 toekomsten werkt het nooit; dat zit in alle getallen.",
            (
                "Kosten die ver uit de hand lopen, ook waar het daarom wordt gestopt (in 12 van de 1.000 toekomsten): "
                "− € 3.000"
            ),
        ),
    ],
)
def test_a_project_that_is_stopped_is_told_of_beside_one_that_never_works(language, stops, fails, part):
    answer = told(language, stopped=share(0.012), failed=share(0.004))
    assert [note.replace("\N{NO-BREAK SPACE}", " ") for note in answer.notes[:2]] == [stops, fails]
    assert part in lines(answer.difference)


@pytest.mark.parametrize(
    ("language", "spread", "none"),
    [
        (
            "en",
            "Figures that turn out better or worse than likely, and grants that do come: −€8,000",
            "A grant is never certain, so “if nothing goes wrong” counts none: “Regional grant”.",
        ),
        (
            "nl",
            "Cijfers die mee- of tegenvallen, en subsidie die er wel komt: − € 8.000",
            "Subsidie is nooit zeker, dus ‘als er niets misgaat’ rekent zonder: ‘Regiosubsidie’.",
        ),
    ],
)
def test_if_nothing_goes_wrong_says_that_it_counts_no_grant(language, spread, none):
    label = {"nl": "Regiosubsidie", "en": "Regional grant"}
    grant = {"kind": "grant", "id": "support", "label": label, "amount": "9000", "month": "3"}
    grant["stream"] = "support"
    candidate = scenario().candidates[0].model_dump()
    candidate["lines"] = (*candidate["lines"], grant)
    found = lines(told(language, scenario=scenario(candidates=(candidate,))).difference)
    assert found[1] == spread
    assert found[-2] == none
    assert not any("grant" in line for line in lines(told().difference))


@pytest.mark.parametrize("volatility", ["15000", "0.0", "swing"])
@pytest.mark.parametrize(
    ("language", "volatile"),
    [
        (
            "en",
            (
                "Good and bad months of the company itself are in the bank balance, each drawn by itself: long bad "
                "spells are rare in it."
            ),
        ),
        (
            "nl",
            (
                "Goede en slechte maanden van het bedrijf zelf zitten in het banksaldo, elk apart getrokken: lange "
                "slechte tijden komen er zo maar zelden in voor."
            ),
        ),
    ],
)
def test_the_own_cash_flow_is_not_said_to_be_even_where_it_is_volatile(volatility, language, volatile):
    company = scenario().company.model_copy(update={"volatility": volatility})
    notes = told(language, scenario=scenario().model_copy(update={"company": company})).notes
    assert (volatile in notes) == (volatility != "0.0")


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
