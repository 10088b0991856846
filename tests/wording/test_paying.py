"""The ways of paying side by side, what they are called, and what a project that ends early still pays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.wording.answer import describe
from roitool.wording.ways import names_of_ways
from roitool.wording.words import Words
from tests.wording.build import bank, evaluation, lines, scenario, share, told, with_ways

CASH = {"kind": "cash", "id": "own"}
RENT = {"kind": "rent", "id": "rent", "fee": "1900", "minimum_months": 36}
LEASE = {"kind": "operational_lease", "id": "lease", "fee": "1500", "minimum_months": 48, "cancellation_fee": "3000"}
FINANCIAL = {"kind": "financial_lease", "id": "financial", "rate": "0.07", "months": 48}
COVER = (0.9, 1.0, 1.2, 1.5, 1.8, 2.2, 2.4)


def test_every_way_of_paying_is_told_beside_cash():
    assert lines(told(loan=bank(added=0.003, lowest=31_000.0, cover=COVER)).paying) == [
        "Chosen: Own money",
        (
            "Own money: +€61,000 on average; short of cash only because of it, or sooner than without it, in 15 of "
            "1,000 futures; in 1 of 20 futures the balance falls below €23,000."
        ),
        (
            "Loan, 60 months: +€58,700 on average, which is −€2,300 compared with cash; short of cash only because of "
            "it, or sooner than without it, in 3 of 1,000 futures; in 1 of 20 futures the balance falls below "
            "€31,000. Cover stays at 1.2 or more in 700 of 1,000."
        ),
    ]
    assert lines(told("nl", loan=bank(added=0.003, cover=COVER)).paying) == [
        "Gekozen: Eigen geld",
        (
            "Eigen geld: gemiddeld + € 61.000; alleen hierdoor krap bij kas, of eerder dan zonder, in 15 van de 1.000 "
            "toekomsten; in 1 van de 20 toekomsten zakt het saldo onder € 23.000."
        ),
        (
            "Lening, 60 maanden: gemiddeld + € 58.700, dat is − € 2.300 vergeleken met eigen geld; alleen hierdoor "
            "krap bij kas, of eerder dan zonder, in 3 van de 1.000 toekomsten; in 1 van de 20 toekomsten zakt het "
            "saldo onder € 23.000. De dekking blijft minstens 1,2 in 700 van de 1.000."
        ),
    ]


@pytest.mark.parametrize(
    ("own", "loan", "error", "told_as"),
    [
        (0.004, 0.003, 0.0001, ("4 of 1,000 futures", "3 of 1,000 futures")),
        (0.05, 0.04, 0.001, ("5 of 100 futures", "4 of 100 futures")),
        (0.041, 0.036, 0.004, ("4 of 100 futures", "4 of 100 futures")),
        (0.041, 0.036, 0.0004, ("41 of 1,000 futures", "36 of 1,000 futures")),
        (0.041, 0.0214, 0.004, ("41 of 1,000 futures", "21 of 1,000 futures")),
    ],
    ids=["fewer than 1 of 100", "a hundred will do", "within their errors", "apart", "near the limit"],
)
def test_ways_of_paying_are_counted_alike_and_only_as_finely_as_their_errors_allow(own, loan, error, told_as):
    found = lines(told(own=bank(added=own, added_se=error), loan=bank(added=loan, added_se=error)).paying)
    assert tuple(f"in {count}; in 1 of 20" in line for line, count in zip(found[1:], told_as, strict=True)) == (1, 1)


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


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Own money", "Rent, at least 36 months", "Operational lease, at least 48 months"]),
        ("nl", ["Eigen geld", "Huur, minstens 36 maanden", "Operational lease, minstens 48 maanden"]),
    ],
)
def test_leases_and_rent_are_called_by_their_terms(language, names):
    term = {"en": "Financial lease, 48 months", "nl": "Financial lease, 48 maanden"}[language]
    ways = with_ways(CASH, RENT, LEASE, FINANCIAL).candidates[0].ways_of_paying
    found = [name.replace("\N{NO-BREAK SPACE}", " ") for name in names_of_ways(ways, Words(language)).values()]
    assert found == [*names, term]


@pytest.mark.parametrize(
    ("language", "remarks"),
    [
        (
            "en",
            [
                "With “Rent, at least 36 months” you pay for at least 36 months, also if the project ends sooner.",
                (
                    "With “Operational lease, at least 48 months” you pay for at least 48 months, also if the project "
                    "ends sooner; and then a fee for cancelling on top."
                ),
            ],
        ),
        (
            "nl",
            [
                "Met ‘Huur, minstens 36 maanden’ betaalt u minstens 36 maanden, ook als het project eerder stopt.",
                (
                    "Met ‘Operational lease, minstens 48 maanden’ betaalt u minstens 48 maanden, ook als het project "
                    "eerder stopt; en dan nog een bedrag om op te zeggen."
                ),
            ],
        ),
    ],
)
def test_a_project_that_ends_early_still_pays_its_minimum_term(language, remarks):
    assert lines(told(language, scenario=with_ways(CASH, RENT, LEASE, FINANCIAL)).paying)[-2:] == remarks


@pytest.mark.parametrize(
    ("language", "ended_early", "costs"),
    [
        ("en", -14_000.0, "In those futures it costs €14,000 more on average than paying cash."),
        ("nl", -14_000.0, "In die toekomsten kost het gemiddeld € 14.000 meer dan betalen uit eigen geld."),
        ("en", 14_000.0, "In those futures it costs €14,000 less on average than paying cash."),
        ("nl", 14_000.0, "In die toekomsten kost het gemiddeld € 14.000 minder dan betalen uit eigen geld."),
        ("en", 500.0, "also if the project ends sooner."),
        ("en", float("nan"), "also if the project ends sooner."),
    ],
)
def test_what_that_costs_beside_cash_is_told_as_far_as_it_is_known(language, ended_early, costs):
    found = lines(told(language, scenario=with_ways(CASH, RENT), ended_early=ended_early).paying)
    assert found[-1].endswith(costs)


def test_nothing_is_said_of_an_early_end_that_never_comes():
    ways = with_ways(CASH, RENT)
    assert not any("ends sooner" in line for line in lines(told(scenario=ways, failed=share(0.0)).paying))
    stopped = told(scenario=ways, failed=share(0.0), stopped=share(0.02))
    assert any("ends sooner" in line for line in lines(stopped.paying))
