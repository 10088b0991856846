"""What stands beside the heading of a part of a candidate: in a few words what is entered below it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.cashflow.calendar import calendar_of
from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.candidate import Cash, Hire, Loan
from roitool.scenario.data import effective_regime
from roitool.scenario.lines import MONTHS_PER, Benefit, Fleet
from roitool.scenario.scenario import FlatRegime
from roitool.wording.numbers import NO_BREAK
from roitool.wording.ways import names_of_ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.evaluate.evaluation import CandidateAnswer
    from roitool.scenario.candidate import Candidate, WayOfPaying
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

BETWEEN = " · "


def card_facts(scenario: Scenario, position: int, answer: CandidateAnswer | None, words: Words) -> Mapping[str, str]:
    """Return what is to be said beside the headings of a candidate, empty where nothing honest can be.

    Parameters
    ----------
    position
        Of the candidate.
    answer
        The current answer on it, None while there is none: what only an answer knows is left out.

    Returns
    -------
    Mapping
        By heading: ``costs``, ``brings``, ``when``, ``risks``, ``paying``, ``tax``.
    """
    card = _Card(scenario, position, answer, words)
    return {
        "costs": _costs(card),
        "brings": _brings(card),
        "when": _when(card),
        "risks": _risks(card),
        "paying": _paying(card),
        "tax": _tax(card),
    }


class _Card:
    """A candidate with its figures in the likely case."""

    def __init__(self, scenario: Scenario, position: int, answer: CandidateAnswer | None, words: Words) -> None:
        self.scenario = scenario
        self.candidate: Candidate = scenario.candidates[position]
        self.answer = answer
        self.words = words
        self._figures: Mapping[str, float] = base_figures(self.candidate, base_figures(scenario))

    def value(self, formula: str) -> float | None:
        return base_value(formula, self._figures)

    def amount(self, value: float) -> str:
        return self.words.rounded(value, self.scenario.currency)

    def percent(self, formula: str) -> str:
        value = self.value(formula)
        return "" if value is None else self.words.percent(value, 1)


def _costs(card: _Card) -> str:
    """Tell the investment in the likely case, and on average where that is another amount."""
    if card.answer is None:
        return ""
    likely, mean = card.amount(card.answer.base.investment), card.amount(card.answer.investment.mean.value)
    if likely == mean:
        return card.words.text("card.costs", likely=likely)
    return card.words.text("card.costs_on_average", likely=likely, mean=mean)


def _brings(card: _Card) -> str:
    """Tell what the benefits bring in a year of today's prices; what a fleet brings is no amount a year."""
    lines = card.candidate.lines
    if any(isinstance(line, Fleet) for line in lines):
        return ""
    values = [(card.value(line.amount), line.per) for line in lines if isinstance(line, Benefit)]
    yearly = [value * 12 / MONTHS_PER[per] for value, per in values if value is not None]
    if not yearly or len(yearly) < len(values):
        return ""
    return card.words.text("card.brings", amount=card.amount(sum(yearly)))


def _when(card: _Card) -> str:
    """Tell the month in which it is live in the likely case, and how long it takes from there to full effect."""
    timing, words = card.candidate.timing, card.words
    live, ramp = card.value(timing.go_live_month), card.value(timing.ramp_months)
    if live is None or ramp is None or not 0 <= live < 12 * card.scenario.horizon_years:
        return ""
    month = words.month(calendar_of(card.scenario), math.floor(live) + 1)
    if round(ramp) == 0:
        return words.text("card.live", month=month)
    return words.text("card.live_ramping", month=month, ramp=words.months(round(ramp)))


def _risks(card: _Card) -> str:
    """Tell the chance that it never works, and how many other things may happen."""
    words, candidate = card.words, card.candidate
    told = []
    chance = None if candidate.failure is None else card.value(candidate.failure.chance)
    if chance is not None:
        told.append(words.text("card.failure", chance=words.count(chance)))
    if candidate.events:
        told.append(words.text("card.events", count=words.number(len(candidate.events))))
    return BETWEEN.join(told)


def _paying(card: _Card) -> str:
    """Tell how it is paid, and what that is compared with."""
    words, candidate = card.words, card.candidate
    names = names_of_ways(candidate.ways_of_paying, words)
    told = []
    for way in candidate.ways_of_paying:
        if way.id == candidate.paid_by:
            told = [names[way.id], *_terms(card, way)]
    others = tuple(name for way_id, name in names.items() if way_id != candidate.paid_by)
    if others:
        told.append(words.text("card.compared", others=words.listed(others)))
    return BETWEEN.join(part for part in told if part)


def _terms(card: _Card, way: WayOfPaying) -> tuple[str, ...]:
    """Return the terms of a way of paying, but for what its name says already."""
    if isinstance(way, Cash):
        return ()
    months = way.minimum_months if isinstance(way, Hire) else way.months
    told = card.words.months(months)
    if not card.words.label(way.label) or told in card.words.label(way.label).replace(" ", NO_BREAK):
        told = ""
    share = card.percent(way.share) if isinstance(way, Loan) else ""
    return share, told, "" if isinstance(way, Hire) else card.percent(way.rate)


def _tax(card: _Card) -> str:
    """Tell whose tax rules count."""
    choice, words = card.scenario.regime, card.words
    if isinstance(choice, FlatRegime):
        return words.text("card.flat", rate=words.percent(choice.rate, 1))
    return words.label(effective_regime(choice).title)
