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


class _Teller:
    def __init__(self, found: Comparison, words: Words) -> None:
        self._found = found
        self._words = words
        self._currency = found.evaluation.scenario.currency
        titles = (words.label(answer.title) or answer.id for answer in found.evaluation.candidates)
        self.names = (words.text("compare.nothing"), *titles)

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
        """Return who of two ends better how often, by how much, and whether one dominates."""
        words, names = self._words, {"one": self.names[pair.one], "other": self.names[pair.other]}
        margin = words.margin(pair.difference, self._currency)
        sentence = words.text(
            "compare.pair",
            share=words.futures(pair.better.value),
            difference=self._money(pair.difference, signed=True),
            margin=margin,
            **names,
        )
        for order, first, second in ((pair.dominates, "one", "other"), (pair.dominated, "other", "one")):
            if order is not Dominance.NONE:
                told = words.text(f"compare.dominates.{order}", one=names[first], other=names[second])
                return f"{sentence} {told}"
        return sentence

    def summary(self) -> Iterator[str]:
        """Yield two or three sentences: the best on average and how sure that is, regret, what size adds."""
        words, found = self._words, self._found
        means = [regret.mean.value for regret in found.regrets]
        best, second = (int(number) for number in np.argsort(means, kind="stable")[:2])
        between = next(pair for pair in found.pairs if {pair.one, pair.other} == {best, second})
        ahead = between.better if between.one == best else between.worse
        sure = abs(between.difference.value) > 2 * between.difference.se
        yield words.text(
            "compare.best" if sure else "compare.close",
            best=self.names[best],
            second=self.names[second],
            share=words.futures(ahead.value),
        )
        yield words.text("compare.regret", best=self.names[best], regret=self._money(found.regrets[best].mean))
        for increment in found.increments:
            if NOTHING not in {best, second} and {increment.dearer + 1, increment.cheaper + 1} == {best, second}:
                yield self._increment(increment)

    def _increment(self, increment: Increment) -> str:
        words, rate = self._words, increment.rate
        names = {"dearer": self.names[increment.dearer + 1], "cheaper": self.names[increment.cheaper + 1]}
        more = words.rounded(increment.investment, self._currency)
        if rate.status != "unique":
            return words.text(f"compare.increment.{rate.reason or rate.status}", more=more, **names)
        return words.text("compare.increment", more=more, rate=words.percent(rate.rate, 1), **names)

    def _money(self, estimate: Estimate, *, signed: bool = False) -> str:
        return self._words.estimated_money(estimate, self._currency, signed=signed)
