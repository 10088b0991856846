"""What a candidate comes to in each future, as plain columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Mask, Row
from roitool.cashflow.bank import BankCourse, Survival
from roitool.scenario.candidate import Candidate


@dataclass(frozen=True, slots=True)
class WayOutcome:
    """One way of paying in every future; arrays have shape (futures,).

    Attributes
    ----------
    advantage
        Over paying cash.
    survival, peak_funding
        What it does to the bank balance.
    worst_cover
        Debt service cover of the worst year, inf without new debt.
    """

    advantage: Row
    survival: Survival
    peak_funding: Row
    worst_cover: Row


@dataclass(frozen=True, slots=True)
class FleetOutcome:
    """What is told of a fleet in every future; arrays have shape (futures,).

    Attributes
    ----------
    deepest
        The deepest point of its own cash before tax, added up: 0 or less.
    back_month
        The month in which that is back at 0, inf where it is not.
    most_in_field, contract_value, acquisition
        As of :class:`roitool.cashflow.fleet.FleetRecord`.
    """

    deepest: Row
    back_month: Row
    most_in_field: Row
    contract_value: Row
    acquisition: Row


@dataclass(frozen=True, slots=True)
class CandidateOutcome:
    """What one candidate comes to; every array has shape (futures,).

    Attributes
    ----------
    irr, irr_status
        Per year, for ranking (:class:`roitool.measures.InternalRates`), and how many rates there are.
    payback, discounted_payback
        Years from the decision; inf where it never comes within the horizon.
    only_by_selling
        Where the payback is reached only by the residual value.
    profitability_index, return_on_investment
        nan where nothing is invested.
    equivalent_annuity
        Per year.
    stopped, failed
        Where it is stopped because it becomes too dear, and where it never works.
    happened
        How often each of its events happens.
    fleets
        What is told of each of its fleets.
    without
        How the company fares without the candidate in the same survival window.
    """

    npv: Row
    irr: Row
    irr_status: NDArray[np.int8]
    mirr: Row
    payback: Row
    dips_again: Mask
    only_by_selling: Mask
    discounted_payback: Row
    profitability_index: Row
    return_on_investment: Row
    equivalent_annuity: Row
    investment: Row
    stopped: Mask
    failed: Mask
    happened: tuple[Row, ...]
    fleets: tuple[FleetOutcome, ...]
    without: Survival
    ways: tuple[WayOutcome, ...]


def as_paid(candidate: Candidate, outcome: CandidateOutcome) -> Row:
    """Return the net present value of a candidate, paid in its chosen way, in each future."""
    way = [each.id for each in candidate.ways_of_paying].index(candidate.paid_by)
    return outcome.npv + outcome.ways[way].advantage


@dataclass(frozen=True, slots=True)
class Lost:
    """What misfortunes cost over the futures of a chunk, added up: NPV with them less NPV without."""

    overrun_tail: float
    failure: float
    events: float


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """What a set of candidates comes to, each paid in its chosen way; every array has shape (futures,).

    Attributes
    ----------
    ways
        One: all chosen ways together.
    npv, payback, dips_again, only_by_selling, without
        As of :class:`CandidateOutcome`.
    """

    npv: Row
    payback: Row
    dips_again: Mask
    only_by_selling: Mask
    without: Survival
    ways: tuple[WayOutcome, ...]


@dataclass(frozen=True, slots=True)
class SetClose:
    """What the members of a set have in common, added up over the futures of a chunk.

    Attributes
    ----------
    interfaces, deduction, averted
        NPV as it is, less NPV if every member paid its shared interfaces itself; what is left, less the same if each
        had the investment deduction by itself; and if each averted what it averts alone.
    deductions, deductions_alone
        Investment deduction of each member by calendar year, as part of the set's and by itself; years without any are
        left out, and there is none where the tax rules know none.
    """

    interfaces: float
    deduction: float
    averted: float
    deductions: tuple[Mapping[int, float], ...]
    deductions_alone: tuple[Mapping[int, float], ...]


@dataclass(frozen=True, slots=True)
class Close:
    """What is kept of the chunks that are looked into more closely, for pictures and explanations.

    Attributes
    ----------
    lost
        What misfortunes cost, one for each candidate.
    courses
        Bank balance with each candidate, by its ways of paying, and then with each set, paid in one way.
    without
        Bank balance without any candidate in the months shown, by month.
    opening, limit
        Bank balance to begin with, and the one below which the company is short; shape (futures,).
    sets
        What the members of each set have in common.
    """

    lost: tuple[Lost, ...]
    courses: tuple[tuple[BankCourse, ...], ...]
    without: dict[int, Row]
    opening: Row
    limit: Row
    sets: tuple[SetClose, ...] = ()


@dataclass(frozen=True, slots=True)
class ChunkOutcome:
    """A chunk of futures.

    Attributes
    ----------
    nothing
        Present value of what doing nothing brings or costs, shape (futures,); None where nothing is expected to happen.
    window_months
        Last month of the survival window of each candidate, then of each set, in the future in which it is latest.
    close
        None for chunks that are not looked into.
    """

    candidates: tuple[CandidateOutcome, ...]
    nothing: Row | None
    window_months: tuple[int, ...]
    close: Close | None
    sets: tuple[SetOutcome, ...] = ()
