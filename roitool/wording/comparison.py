"""Which one, in words: choices side by side, and what an adviser would say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.decision.dominance import Dominance
from roitool.wording import verdicts
from roitool.wording.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.decision.comparison import Pair
    from roitool.evaluate.compare import Comparison, Increment
    from roitool.evaluate.evaluation import Evaluation
    from roitool.measures import Estimate
    from roitool.wording.words import Words

NOTHING = 0
"""The choice to do nothing; candidates follow it."""

_DASH = "—"


@dataclass(frozen=True, slots=True)
class ToldChoice:
    """One choice, by the texts of its columns.

    Attributes
    ----------
    without
        How often the company runs short without it, beside `short`; empty for doing nothing.
    """

    name: str
    verdict: str
    earns: str
    payback: str
    short: str
    without: str
    mean: str
    low: str
    high: str
    per_year: str
    regret: str


@dataclass(frozen=True, slots=True)
class ToldComparison:
    """All choices.

    Attributes
    ----------
    summary
        What an adviser would say, a sentence each.
    choices
        In the order of the document, doing nothing first.
    pairs
        Every two choices, a sentence each.
    """

    summary: tuple[str, ...]
    choices: tuple[ToldChoice, ...]
    pairs: tuple[str, ...]


def describe_comparison(found: Comparison, words: Words) -> ToldComparison:
    """Tell which choice stands how to the others."""
    teller = _Teller(found, words)
    return ToldComparison(
        tuple(teller.summary()),
        tuple(teller.choice(number) for number in range(len(teller.names))),
        tuple(teller.pair(pair) for pair in found.pairs),
    )


def choice_name(evaluation: Evaluation, choice: int, words: Words) -> str:
    """Return what a choice is called in a list."""
    if choice == NOTHING:
        return words.text("compare.nothing")
    answer = evaluation.candidates[choice - 1]
    return words.label(answer.title) or answer.id


def describe_dominance(pair: Pair, evaluation: Evaluation, words: Words) -> str:
    """Return which of two choices is the better one for everybody, or for who fears the worst; empty where none is."""
    for order, one, other in ((pair.dominates, pair.one, pair.other), (pair.dominated, pair.other, pair.one)):
        if order is not Dominance.NONE:
            first, second = (_within_sentence(evaluation, choice, words) for choice in (one, other))
            return words.text(f"compare.dominates.{order}", one=first, other=second)
    return ""


def describe_increment(increment: Increment, evaluation: Evaluation, words: Words) -> str:
    """Return what the dearer of two candidates adds to the cheaper one."""
    rate, more = increment.rate, increment.investment
    values = {
        "dearer": choice_name(evaluation, 1 + increment.dearer, words),
        "cheaper": choice_name(evaluation, 1 + increment.cheaper, words),
        "more": words.rounded(more, evaluation.scenario.currency),
    }
    if rate.status == "unique" and rate.rate < 0:
        return words.text("compare.increment.always_loses", **values)
    if rate.status != "unique":
        return words.text(f"compare.increment.{rate.reason or rate.status}", **values)
    return words.text("compare.increment", rate=words.percent(rate.rate, 1), **values)


def _within_sentence(evaluation: Evaluation, choice: int, words: Words) -> str:
    """Return what a choice is called where no sentence begins with it."""
    return words.text("compare.nothing.within") if choice == NOTHING else choice_name(evaluation, choice, words)


class _Teller:
    def __init__(self, found: Comparison, words: Words) -> None:
        self._found = found
        self._words = words
        self._currency = found.evaluation.scenario.currency
        choices = range(1 + len(found.evaluation.candidates))
        self.names = tuple(choice_name(found.evaluation, choice, words) for choice in choices)
        means = [regret.mean.value for regret in found.regrets]
        self._best, self._second = (int(number) for number in np.argsort(means, kind="stable")[:2])

    def choice(self, number: int) -> ToldChoice:
        """Return the row of a choice."""
        words, regret = self._words, self._money(self._found.regrets[number].mean)
        if number == NOTHING:
            mean = words.money(0, self._currency)
            before = self.names[NOTHING], _DASH, _DASH, _DASH, _DASH
            return ToldChoice(*before, "", mean, _DASH, _DASH, _DASH, regret)
        answer = self._found.evaluation.candidates[number - 1]
        median = answer.payback.quantiles.quantiles[50].value
        bank = answer.paid.bank
        return ToldChoice(
            name=self.names[number],
            verdict=verdicts.headline(Telling(self._found.evaluation, answer, words)),
            earns=words.count(answer.chance_npv.value),
            payback=words.text("compare.never") if np.isinf(median) else words.duration(median),
            short=words.count(bank.short_with.value),
            without=words.count(bank.short_without.value),
            mean=self._money(answer.npv.mean, signed=True),
            low=self._money(answer.npv.quantiles[5], signed=True),
            high=self._money(answer.npv.quantiles[95], signed=True),
            per_year=self._money(answer.equivalent_annuity.mean, signed=True),
            regret=regret,
        )

    def pair(self, pair: Pair) -> str:
        """Return how often the better one of two ends better, by how much, whether one dominates, and what size adds.

        What the dearer one of the best two adds is said by the adviser.
        """
        words, told = self._words, pair if pair.difference.value >= 0 else pair.turned()
        sentence = words.text(
            "compare.pair",
            one=self._begins(told.one),
            other=self._within(told.other),
            share=words.futures(told.better.value),
            difference=self._money(told.difference, signed=True),
            margin=words.margin(told.difference, self._currency),
        )
        dominance = describe_dominance(pair, self._found.evaluation, words)
        both = {pair.one, pair.other}
        adds = "" if both == {self._best, self._second} else self._increment(both)
        return " ".join(filter(None, (sentence, dominance, adds)))

    def summary(self) -> Iterator[str]:
        """Yield two or three sentences: the best on average and how sure that is, regret, what size adds."""
        words, found = self._words, self._found
        best, second = self._best, self._second
        between = next(pair for pair in found.pairs if {pair.one, pair.other} == {best, second})
        ahead = words.futures(between.better.value if between.one == best else between.worse.value)
        nothing = ".nothing" if best == NOTHING else ""
        if abs(between.difference.value) > 2 * between.difference.se:
            names = {"best": self._within(best), "second": self._within(second)}
            yield words.text(f"compare.best{nothing}", share=ahead, **names)
        else:
            names = {"best": self._begins(best), "second": self._within(second)}
            yield words.text("compare.close", share=ahead, **names)
        regret = self._money(found.regrets[best].mean)
        yield words.text(f"compare.regret{nothing}", best=self.names[best], regret=regret)
        if adds := self._increment({best, second}):
            yield adds

    def _increment(self, choices: set[int]) -> str:
        """Return what the dearer one of two adds; empty where one is doing nothing, or both take as much."""
        for increment in self._found.increments:
            if {increment.dearer + 1, increment.cheaper + 1} == choices:
                return describe_increment(increment, self._found.evaluation, self._words)
        return ""

    def _begins(self, number: int) -> str:
        """Return what a choice is called where a sentence begins with it."""
        return self._words.text("compare.nothing.begins") if number == NOTHING else self.names[number]

    def _within(self, number: int) -> str:
        return _within_sentence(self._found.evaluation, number, self._words)

    def _money(self, estimate: Estimate, *, signed: bool = False) -> str:
        return self._words.estimated_money(estimate, self._currency, signed=signed)
