"""The answer to a scenario, as frozen numbers: what the words, the window and every export are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roitool.cashflow.calendar import Calendar
from roitool.decision.verdict import Verdict, WayTests
from roitool.errors import Problem
from roitool.evaluate.in_common import InCommon, YearDeduction
from roitool.evaluate.learning import Lesson
from roitool.measures import Estimate, RankSummary, Share, Summary
from roitool.scenario.base import Label
from roitool.scenario.integration import Integration
from roitool.scenario.scenario import Scenario

COVER_WANTED = 1.2
"""Debt service cover that banks ask for."""


@dataclass(frozen=True, slots=True)
class Fan:
    """Percentiles of the bank balance over time, for a picture.

    Attributes
    ----------
    months
        Months from the decision.
    p5, p25, p50, p75, p95
        Balance with the candidate in each of those months.
    without
        Median balance without it.
    limit
        Median of the balance below which the company is short: cash floor less credit line.
    futures
        How many futures the percentiles are taken over: the first ones, enough for a picture.
    """

    months: tuple[int, ...]
    p5: tuple[float, ...]
    p25: tuple[float, ...]
    p50: tuple[float, ...]
    p75: tuple[float, ...]
    p95: tuple[float, ...]
    without: tuple[float, ...]
    limit: float
    futures: int


@dataclass(frozen=True, slots=True)
class Bank:
    """What the candidate, paid in one way, does to the company's bank balance within the survival window.

    Attributes
    ----------
    window_months
        Last month that counts.
    short_with, short_without
        Chance of running short, with and without the candidate.
    short_difference
        By how much the first is above the second; its error is that of the same futures with and without.
    added_short
        Chance of running short sooner than without, those counted in which it would not run short at all without.
    lowest_with, lowest_without
        The lowest balance.
    deepest_difference
        How much higher (below zero: lower) the lowest balance of the worst 1 in 20 is with the candidate.
    lowest_month
        The month in which the mean balance is lowest.
    peak_funding
        The most that the candidate has drawn from the account at any time; its P95 is the most at stake at once.
    bearable_loss
        What may be lost at once while the company still gets through in 19 of 20 futures, without the candidate.
    cash_needed
        Opening balance with which the company gets through in 19 of 20 futures, with the candidate.
    cover
        Debt service cover of the worst year, a ratio; inf in a future without new debt. None where this way of paying
        brings no debt in any.
    cover_kept
        Chance that it stays at 1.2 or more; None as `cover`.
    """

    window_months: int
    short_with: Share
    short_without: Share
    short_difference: Estimate
    added_short: Share
    lowest_with: Summary
    lowest_without: Summary
    deepest_difference: Estimate
    lowest_month: int
    peak_funding: Summary
    bearable_loss: Estimate
    cash_needed: Estimate
    cover: RankSummary | None
    cover_kept: Share | None
    fan: Fan


@dataclass(frozen=True, slots=True)
class WayAnswer:
    """One way of paying.

    Attributes
    ----------
    advantage
        What paying this way is worth beside cash, at the after-tax borrowing rate.
    npv_as_paid
        Net present value plus that advantage.
    advantage_ended_early
        Mean advantage over the futures in which the project is stopped or never works; nan where none is.
    """

    id: str
    kind: str
    label: Label
    advantage: Summary
    npv_as_paid: Summary
    advantage_ended_early: Estimate
    bank: Bank
    tests: WayTests


@dataclass(frozen=True, slots=True)
class IrrAnswer:
    """Internal rate of return: quantiles over the futures that have one; always losing is −∞, always gaining +∞.

    `unique`, `multiple`, `none` are shares of futures.
    """

    quantiles: RankSummary
    unique: Share
    multiple: Share
    none: Share


@dataclass(frozen=True, slots=True)
class PaybackAnswer:
    """Payback in years from the decision; a future in which it never comes counts as infinite.

    Attributes
    ----------
    within_limit
        Chance that it comes within the wished time.
    never
        Chance that it does not come within the horizon.
    only_by_selling
        Chance that it is reached only by the residual value.
    dips_again
        Chance that the money falls below zero once more after it was paid back.
    """

    quantiles: RankSummary
    within_limit: Share
    never: Share
    only_by_selling: Share
    dips_again: Share


@dataclass(frozen=True, slots=True)
class BaseAnswer:
    """The one future in which every figure has its likely value and nothing goes wrong.

    Attributes
    ----------
    payback
        In years.
    uncounted_years
        Years of life beyond the horizon, which are not counted.
    """

    npv: float
    irr: float
    payback: float
    investment: float
    uncounted_years: float


@dataclass(frozen=True, slots=True)
class Bridge:
    """How the mean over all futures differs from the base case; the parts add up to ``mean NPV − base NPV``.

    Attributes
    ----------
    spread
        Figures range around their likely values, and not evenly.
    overrun_tail
        Costs run beyond the ordinary overrun.
    failure
        It does not work at all.
    events
        Misfortunes while it is live.
    """

    spread: float
    overrun_tail: float
    failure: float
    events: float


@dataclass(frozen=True, slots=True)
class FleetAnswer:
    """Own products under contract; money before tax.

    Attributes
    ----------
    deepest
        The deepest point of the fleet's own money added up.
    back_years
        Years until that is back at 0.
    most_in_field
        The largest number of units under contract.
    contract_value
        What one contract is worth over its time, in today's money.
    value_over_acquisition
        That, over what winning a contract costs; left out where that is nothing.
    """

    id: str
    label: Label
    deepest: Summary
    back_years: RankSummary
    most_in_field: Summary
    contract_value: Summary
    value_over_acquisition: RankSummary


@dataclass(frozen=True, slots=True)
class CandidateAnswer:
    """Everything that is known about one candidate; money in the scenario's currency.

    Attributes
    ----------
    dots
        NPV at 50 evenly spaced quantiles, ascending: each dot is two futures in a hundred.
    irr, mirr
        Per year.
    discounted_payback
        In years; inf where it does not come within the horizon.
    profitability_index, return_on_investment
        Over the futures in which something is invested; the others are left out and counted.
    stopped, failed
        Chance that it is stopped because it becomes too dear, and that it never works.
    fleets
        Own products under contract, by line.
    integration
        What its interfaces with other systems do; None without any.
    lesson
        What is most worth finding out before the choice; None where nothing is worth what finding it out costs.
    ways
        Every listed way of paying; `chosen` is the id of the one to be paid by.
    """

    id: str
    title: Label
    verdict: Verdict
    npv: Summary
    chance_npv: Share
    dots: tuple[float, ...]
    irr: IrrAnswer
    mirr: RankSummary
    payback: PaybackAnswer
    discounted_payback: RankSummary
    profitability_index: RankSummary
    return_on_investment: RankSummary
    equivalent_annuity: Summary
    investment: Summary
    stopped: Share
    failed: Share
    fleets: tuple[FleetAnswer, ...]
    base: BaseAnswer
    bridge: Bridge
    integration: Integration | None
    lesson: Lesson | None
    chosen: str
    ways: tuple[WayAnswer, ...]

    @property
    def paid(self) -> WayAnswer:
        """The way of paying that was chosen."""
        return next(way for way in self.ways if way.id == self.chosen)


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """Several candidates done together, each paid in its chosen way; money in the scenario's currency.

    Attributes
    ----------
    members
        Ids of the candidates, in the order in which the first pays what is shared.
    difference
        Mean NPV of the set less those of its members by themselves.
    in_common
        Where that comes from; of the first chunks of futures, but that the parts add up.
    deductions
        By calendar year; years without any are left out.
    shared_interfaces
        Names of the interfaces that more than one member needs.
    advantage, npv_as_paid, bank, tests
        As of :class:`WayAnswer`, all chosen ways together.
    """

    members: tuple[str, ...]
    npv: Summary
    chance_npv: Share
    payback: PaybackAnswer
    difference: Estimate
    in_common: InCommon
    deductions: tuple[YearDeduction, ...]
    shared_interfaces: tuple[str, ...]
    advantage: Summary
    npv_as_paid: Summary
    bank: Bank
    tests: WayTests


@dataclass(frozen=True, slots=True)
class ReachedCorrelation:
    """The rank correlation that a pair reaches, beside the one asked for; one of the two has separate values or a tail.

    Only an overrun has such a tail.
    """

    between: tuple[str, str]
    asked: float
    reached: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """What it takes to calculate the same bits again.

    Attributes
    ----------
    reference_digests
        Of every file of reference figures that was used, by its name.
    """

    version: str
    scenario_digest: str
    regime_digest: str
    reference_digests: Mapping[str, str]
    seed: int
    futures: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answer to a scenario.

    Attributes
    ----------
    warnings
        What should be said beside the numbers: doubtful figures, correlations that had to move, tax rules that are
        carried on beyond their year.
    nothing_mean
        Mean of what doing nothing brings or costs over the horizon, in today's money after tax; 0 where nothing is
        expected to happen.
    candidates
        The answers on the candidates that were asked for, in the order of the document.
    together
        Sets of candidates that were asked for.
    """

    scenario: Scenario
    calendar: Calendar
    provenance: Provenance
    warnings: tuple[Problem, ...]
    correlations: tuple[ReachedCorrelation, ...]
    nothing_mean: Estimate
    candidates: tuple[CandidateAnswer, ...]
    together: tuple[SetAnswer, ...] = ()

    def answer_on(self, candidate: str) -> CandidateAnswer | None:
        """Return the answer on a candidate by its id; None where it was not asked for."""
        return next((answer for answer in self.candidates if answer.id == candidate), None)
