"""Terms of loans and leases made to end within the years that a new scenario looks ahead."""

from __future__ import annotations

from typing import Any

import pytest

from roitool.evaluate import evaluate
from roitool.scenario.base import text_in
from roitool.scenario.beginning import begun
from roitool.scenario.data import template_ids
from roitool.scenario.editing import replaced
from roitool.scenario.scenario import Scenario
from roitool.scenario.shortening import shortened
from tests.builder import document_of, figure, line, opened

LEAD = {"kind": "pert", "minimum": 2.0, "likely": 4.0, "maximum": 10.0}
LOAN = {"kind": "loan", "id": "loan", "share": "0.7", "rate": "0.06", "months": 60}
RENT = {"kind": "rent", "id": "rent", "fee": "1000", "minimum_months": 48}


def scenario(years: int, *ways: dict[str, Any]) -> Scenario:
    """Return a plan that is bought in month 2 to 10 and works at once."""
    bought = line("investment", "50000") | {"month": "lead", "financeable": True}
    document = document_of(bought, line("saving", "20000"), timing=("lead", "0", "10"), whole={"horizon_years": years})
    (candidate,) = document["candidates"]
    candidate["inputs"] = [figure("lead", LEAD)]
    candidate |= {"ways_of_paying": list(ways), "paid_by": ways[0]["id"]}
    return opened(document)


@pytest.mark.parametrize(
    ("years", "way", "term", "months"),
    [
        # Bought in month 10 at the latest, so 60 less 10 are left.
        (5, LOAN, "months", 50),
        (3, LOAN, "months", 26),
        (5, LOAN | {"kind": "financial_lease", "share": None}, "months", 50),
        (4, RENT, "minimum_months", 38),
    ],
)
def test_a_term_ends_with_the_horizon_after_the_latest_beginning(years, way, term, months) -> None:
    way = {name: value for name, value in way.items() if value is not None}
    found, terms = shortened(scenario(years, way))
    (each,) = terms
    assert each.place == ("candidates", 0, "ways_of_paying", 0, term)
    assert (each.before, each.after) == (way[term], months)
    assert getattr(found.candidates[0].ways_of_paying[0], term) == months


def test_a_name_that_says_how_long_says_the_new_term() -> None:
    label = {"nl": "Lening van 1600, 60 maanden", "en": "Loan of 1600, 60 months"}
    found, _ = shortened(scenario(5, LOAN | {"label": label}, RENT | {"label": "Rent, at least 60 weeks"}))
    loan, rent = found.candidates[0].ways_of_paying
    assert (text_in("nl", loan.label), text_in("en", loan.label)) == (
        "Lening van 1600, 50 maanden",
        "Loan of 1600, 50 months",
    )
    assert rent.label == "Rent, at least 60 weeks"


def test_what_fits_stays_and_what_cannot_be_shortened_too() -> None:
    for before in (scenario(6, LOAN, RENT), scenario(1, LOAN | {"grace_months": 2})):
        assert shortened(before) == (before, ())


@pytest.mark.parametrize("name", template_ids())
def test_a_template_is_as_it_was_over_its_own_years(name) -> None:
    before = begun([name], "2027-03")
    assert shortened(before) == (before, ())


@pytest.mark.parametrize("name", ["cobot_cell", "mes", "industrial_robot_cell"])
def test_a_template_over_five_years_can_be_decided(name) -> None:
    found, terms = shortened(replaced(begun([name], "2027-03"), ("horizon_years",), 5))
    assert terms
    assert evaluate(found, 10_240).candidates
