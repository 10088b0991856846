"""The verdict on a candidate: which of a few answers applies first, and the tested numbers behind it.

A verdict is data; the sentences are made in :mod:`roitool.wording`. Three questions are tested, each against a limit
the owner set: is it **survivable**, is it **worth it**, is it **fast** enough. A number within two standard errors of
its limit is a close call and counts as not reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from roitool.measures import Estimate, Share
from roitool.scenario.scenario import Thresholds


class Outcome(StrEnum):
    """The answers, in the order in which they are tried."""

    NO = "no"
    NOT_NOW_CASH = "not_now_cash"
    FIND_OUT_FIRST = "find_out_first"
    GO_PAY_DIFFERENTLY = "go_pay_differently"
    GO = "go"
    NOT_NOW = "not_now"


class Question(StrEnum):
    """What a tested number is about."""

    ADDED_SHORT = "added_short"
    """Chance that the company runs short sooner than without; must not exceed its limit."""
    DEEPEST_BALANCE = "deepest_balance"
    """How much lower the lowest balance of the worst 1 in 20 is with the candidate; asked where the company is often
    short anyway, and must not be below zero."""
    MEAN_NPV = "mean_npv"
    """Mean net present value; must exceed zero."""
    CHANCE_NPV = "chance_npv"
    """Chance that the net present value exceeds zero."""
    MEAN_NPV_AS_PAID = "mean_npv_as_paid"
    """Mean of net present value and the advantage of the way of paying."""
    CHANCE_NPV_AS_PAID = "chance_npv_as_paid"
    """Chance that net present value and advantage together exceed zero."""
    CHANCE_PAYBACK = "chance_payback"
    """Chance of being paid back within the wished time."""
    WORTH_KNOWING = "worth_knowing"
    """What it is worth at most to know beforehand what is most worth knowing; has to exceed what finding it out costs,
    and by a part of the investment where everything else is as wished, paid in one of the listed ways."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A number held against its limit.

    Attributes
    ----------
    reached
        Whether it lies on the good side of the limit.
    close
        Whether it lies within two standard errors of the limit, so that another seed could turn it.
    """

    question: Question
    number: Estimate | Share
    limit: float
    reached: bool
    close: bool

    @property
    def holds(self) -> bool:
        """Whether the limit is reached beyond doubt: a close call takes the cautious side."""
        return self.reached and not self.close


@dataclass(frozen=True, slots=True)
class WayTests:
    """The three tests for one way of paying."""

    way: str
    survivable: tuple[Tested, ...]
    worth_it: tuple[Tested, ...]
    fast: tuple[Tested, ...]

    @property
    def survives(self) -> bool:
        """Whether the company can bear it, paid this way."""
        return all(test.holds for test in self.survivable)

    @property
    def is_worth_it(self) -> bool:
        """Whether it earns itself back on average and often enough."""
        return all(test.holds for test in self.worth_it)

    @property
    def is_fast(self) -> bool:
        """Whether it is paid back in time often enough."""
        return all(test.holds for test in self.fast)

    @property
    def all_holds(self) -> bool:
        """Whether it is worth it, fast enough, and the company can bear it."""
        return self.survives and self.is_worth_it and self.is_fast

    @property
    def tests(self) -> tuple[Tested, ...]:
        """All tested numbers."""
        return (*self.survivable, *self.worth_it, *self.fast)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer on one candidate.

    Attributes
    ----------
    outcome
        The first answer that applies.
    way
        The way of paying it speaks of: the chosen one, or with `GO_PAY_DIFFERENTLY` the better one.
    reasons
        The tested numbers that decided it: for a go all of them, else those that were not reached; before them what
        knowing more is worth, where that is to be found out first.
    close_call
        Whether a number that decided it is so near its limit that it could turn.
    often_short_anyway
        Whether the company runs short without the candidate in more than 10 % of futures, which the answer says first.
    """

    outcome: Outcome
    way: str
    reasons: tuple[Tested, ...]
    close_call: bool
    often_short_anyway: bool


OFTEN_SHORT = 0.10
"""Above this chance of running short without the candidate, the answer speaks of that first."""


@dataclass(frozen=True, slots=True)
class WayNumbers:
    """What the tests of one way of paying need."""

    way: str
    added_short: Share
    short_without: Share
    deepest_difference: Estimate
    mean_npv_as_paid: Estimate
    chance_npv_as_paid: Share


@dataclass(frozen=True, slots=True)
class ProjectNumbers:
    """What the tests need that does not depend on who pays."""

    mean_npv: Estimate
    chance_npv: Share
    chance_payback: Share


NOT_WORTH_WAITING = 0.05
"""Part of the mean investment: where a way of paying holds all that is wished, finding out has to be worth that much
more than it costs, or it is no reason to wait."""


@dataclass(frozen=True, slots=True)
class Knowing:
    """What is worth most to know before the choice, paid in the chosen way; money.

    Attributes
    ----------
    worth
        What it is worth at most.
    cost
        What finding it out costs.
    investment
        Mean investment of the candidate.
    """

    worth: Estimate
    cost: float
    investment: float


def tests_of(project: ProjectNumbers, way: WayNumbers, thresholds: Thresholds) -> WayTests:
    """Hold the numbers of one way of paying against the owner's limits."""
    survivable = [at_most(Question.ADDED_SHORT, way.added_short, thresholds.added_short)]
    if way.short_without.value > OFTEN_SHORT:
        survivable.append(at_least(Question.DEEPEST_BALANCE, way.deepest_difference, 0.0))
    worth_it = [
        above(Question.MEAN_NPV, project.mean_npv, 0.0),
        at_least(Question.CHANCE_NPV, project.chance_npv, thresholds.chance_npv),
    ]
    if way.mean_npv_as_paid != project.mean_npv:
        worth_it += [
            above(Question.MEAN_NPV_AS_PAID, way.mean_npv_as_paid, 0.0),
            at_least(Question.CHANCE_NPV_AS_PAID, way.chance_npv_as_paid, thresholds.chance_npv),
        ]
    fast = [at_least(Question.CHANCE_PAYBACK, project.chance_payback, thresholds.chance_payback)]
    return WayTests(way.way, tuple(survivable), tuple(worth_it), tuple(fast))


def verdict_on(ways: Iterable[WayTests], chosen: str, knowing: Knowing | None, *, often_short_anyway: bool) -> Verdict:
    """Return the first answer that applies.

    Parameters
    ----------
    ways
        The tests of every listed way of paying.
    chosen
        The way that the candidate is to be paid by.
    knowing
        What is worth most to know before; None where nothing is worth what finding it out costs.
    """
    ways = tuple(ways)
    own = next(way for way in ways if way.way == chosen)
    better = next((way for way in ways if way.all_holds), None)
    find_out = None if knowing is None else _worth_knowing(knowing, can_go=better is not None)
    outcome, way = _first_that_applies(ways, own, better, find_out_first=find_out is not None)
    reasons = _that_decided(outcome, own)
    decided_by = reasons
    if outcome is Outcome.NOT_NOW_CASH:
        decided_by = tuple(test for each in ways for test in each.survivable)
    if outcome is Outcome.FIND_OUT_FIRST and knowing is not None and find_out is not None:
        reasons = (find_out, *reasons)
        if _worth_knowing(knowing, can_go=True) is not None:
            decided_by = ()  # It is found out first, whatever the other numbers are.
    return Verdict(outcome, way.way, reasons, any(test.close for test in decided_by), often_short_anyway)


def _first_that_applies(
    ways: tuple[WayTests, ...], own: WayTests, better: WayTests | None, *, find_out_first: bool
) -> tuple[Outcome, WayTests]:
    """Return the outcome, and the way of paying it speaks of; `better` is the first that holds all that is wished."""
    if not (_mean(own).holds or find_out_first):
        return Outcome.NO, own
    if not any(way.survives for way in ways):
        return Outcome.NOT_NOW_CASH, own
    if find_out_first:
        return Outcome.FIND_OUT_FIRST, own
    if not (own.is_worth_it and own.survives) and better is not None:
        return Outcome.GO_PAY_DIFFERENTLY, better
    return (Outcome.GO if own.all_holds else Outcome.NOT_NOW), own


def _that_decided(outcome: Outcome, own: WayTests) -> tuple[Tested, ...]:
    """Return the tests that led to an outcome: for a go all of them, else those of its questions that do not hold."""
    if outcome is Outcome.GO:
        return own.tests
    asked = {
        Outcome.NO: (_mean(own),),
        Outcome.NOT_NOW_CASH: own.survivable,
        Outcome.GO_PAY_DIFFERENTLY: (*own.worth_it, *own.survivable),
    }
    return tuple(test for test in asked.get(outcome, own.tests) if not test.holds)


def _mean(way: WayTests) -> Tested:
    return next(test for test in way.worth_it if test.question is Question.MEAN_NPV)


def _worth_knowing(knowing: Knowing, *, can_go: bool) -> Tested | None:
    """Return what shows that finding out comes first; None where that is not beyond doubt."""
    extra = NOT_WORTH_WAITING * knowing.investment if can_go else 0.0
    tested = above(Question.WORTH_KNOWING, knowing.worth, knowing.cost + extra)
    return tested if tested.holds else None


def at_most(question: Question, number: Estimate | Share, limit: float) -> Tested:
    """Test that a number does not exceed its limit; a limit of none is met beyond doubt where none is counted."""
    sure = isinstance(number, Share) and (limit >= 1 or number.value == limit == 0)
    return Tested(question, number, limit, number.value <= limit, not sure and _close(number, limit))


def at_least(question: Question, number: Estimate | Share, limit: float) -> Tested:
    """Test that a number reaches its limit; a wish for all futures is met beyond doubt where all are counted."""
    sure = isinstance(number, Share) and (limit <= 0 or number.value == limit == 1)
    return Tested(question, number, limit, number.value >= limit, not sure and _close(number, limit))


def above(question: Question, number: Estimate | Share, limit: float) -> Tested:
    """Test that a number exceeds its limit."""
    return Tested(question, number, limit, number.value > limit, _close(number, limit))


def _close(number: Estimate | Share, limit: float) -> bool:
    return abs(number.value - limit) < 2 * number.se
