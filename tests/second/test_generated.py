"""The generated scenarios make sense, and the second implementation keeps its own books on them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from roitool.scenario.check import check
from tests.second.generator import random_scenario
from tests.second.seen import SEEDS, futures, seen_scenario

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate
    from tests.second.fleet import FleetCourse
    from tests.second.one_future import OneFuture, PaidThisWay

NEXT_TO_NOTHING = 1e-6


def test_a_seed_always_gives_the_same_scenario() -> None:
    assert random_scenario(7) == random_scenario(7)
    assert random_scenario(7) != random_scenario(8)


def test_every_generated_scenario_makes_sense() -> None:
    errors = [(seed, p) for seed in SEEDS for p in check(seen_scenario(seed)) if p.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_the_books_close_in_every_future(first: int) -> None:
    """What was spent is depreciated, written off or came back; so is what was tied up or lent; the balance adds up."""
    for seed in range(first, first + 25):
        for candidate, one in futures(seed):
            _capital_is_used_up(candidate, one)
            for line in candidate.lines:
                if line.kind == "working_capital":
                    assert sum(one.lines[line.id]) == pytest.approx(0, abs=NEXT_TO_NOTHING)
            for fleet in one.fleets.values():
                _every_unit_is_somewhere(fleet)
            for way in candidate.ways_of_paying:
                paid = one.paid[way.id]
                _the_bank_agrees(paid, one)
                if way.kind == "cash":
                    assert paid.advantage == pytest.approx(0, abs=NEXT_TO_NOTHING)
                    assert paid.lines == one.lines


def _capital_is_used_up(candidate: Candidate, one: OneFuture) -> None:
    if one.ending_month is not None and one.ending_month > one.timeline.months:
        return
    built = sum(sum(fleet.building) for fleet in one.fleets.values())
    gone = sum(one.depreciation_by_year) + sum(one.write_off_by_year) - built
    assert gone == pytest.approx(_capital(candidate, one, one.lines, frozenset()), rel=1e-9, abs=NEXT_TO_NOTHING)
    for paid in one.paid.values():
        gone = sum(paid.depreciation_by_year) + sum(paid.write_off_by_year)
        capital = _capital(candidate, one, paid.lines, paid.hire.investments)
        assert gone == pytest.approx(capital, rel=1e-9, abs=NEXT_TO_NOTHING)
        assert sum(paid.added_back_by_year) <= sum(max(won, 0) for won in paid.deduction_by_year) + NEXT_TO_NOTHING


def _capital(candidate: Candidate, one: OneFuture, lines: dict[str, list[float]], hired: frozenset[str]) -> float:
    """Return what was paid for investments, less grants on them and what they brought in the end."""
    invested = [line.id for line in candidate.lines if line.kind == "investment"]
    spent = -sum(sum(lines[name]) for name in invested)
    granted = sum(grant.parts.get(name, 0.0) for grant in one.grants.values() for name in set(invested) - hired)
    return spent - granted - sum(lines["residual"]) - sum(lines["recovered"])


def _every_unit_is_somewhere(fleet: FleetCourse) -> None:
    assert min(fleet.in_field) > -NEXT_TO_NOTHING
    assert sum(fleet.new) - sum(fleet.returned) - fleet.in_field[-1] > -NEXT_TO_NOTHING
    assert sum(fleet.depreciation) + sum(fleet.write_off) == pytest.approx(sum(fleet.building))


def _the_bank_agrees(paid: PaidThisWay, one: OneFuture) -> None:
    assert sum(paid.vat) == pytest.approx(0, abs=NEXT_TO_NOTHING)
    added = [after - before for after, before in zip(paid.balance, one.without, strict=True)]
    steps = [added[0], *(after - before for before, after in pairwise(added))]
    assert steps == pytest.approx(paid.owner_cash_flow, rel=1e-9, abs=1e-4)
    assert paid.loan.balance[-1] == pytest.approx(0, abs=NEXT_TO_NOTHING)
    assert sum(paid.loan.draws) == pytest.approx(sum(paid.loan.repayments), rel=1e-9, abs=NEXT_TO_NOTHING)
