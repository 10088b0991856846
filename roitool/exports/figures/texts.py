"""What is written in the pictures of an answer, on screen and on paper."""

from __future__ import annotations

from roitool.evaluate.evaluation import CandidateAnswer, Fan
from roitool.exports.figures.bridge import Pier
from roitool.exports.figures.curve import CurveTexts
from roitool.exports.figures.dots import DotTexts
from roitool.exports.figures.fan import FanTexts
from roitool.exports.figures.histogram import HistogramTexts
from roitool.wording.blocks import difference_in_parts
from roitool.wording.numbers import step_for_digits, step_of
from roitool.wording.telling import Telling
from roitool.wording.words import Words

_TOTALS = frozenset({"base", "mean"})


def dot_texts(candidate: CandidateAnswer, currency: str, words: Words) -> DotTexts:
    """Return what is written below the fifty outcomes."""
    ends = (candidate.dots[0], candidate.dots[-1])
    low, high = (words.money(dot, currency, step_for_digits(dot, 2), signed=True) for dot in ends)
    return DotTexts(words.text("picture.dots.loss"), words.text("picture.dots.gain"), low, high)


def fan_texts(fan: Fan, currency: str, words: Words) -> FanTexts:
    """Return what is written in the bank balance over time."""
    limit = words.text("picture.fan.limit", limit=words.rounded(fan.limit, currency))
    return FanTexts(limit, words.text("picture.fan.without"), lambda amount: short_amount(amount, words))


def curve_texts(words: Words) -> CurveTexts:
    """Return what is written in the S-curve."""
    return CurveTexts(
        words.text("picture.curve.zero"),
        lambda amount: short_amount(amount, words),
        lambda count: words.number(count, 0),
    )


def histogram_texts(words: Words) -> HistogramTexts:
    """Return what is written at the bars."""
    return HistogramTexts(lambda amount: short_amount(amount, words), lambda count: words.number(count, 0))


def bridge_piers(telling: Telling) -> tuple[Pier, ...]:
    """Return the rows from the base case to the average; parts that are nothing are left out."""
    words, step = telling.words, step_of(telling.candidate.npv.mean)
    return tuple(
        Pier(
            words.text(f"bridge.{part}"),
            words.money(amount, telling.currency, step, signed=True),
            amount,
            is_total=part in _TOTALS,
        )
        for part, amount in difference_in_parts(telling).items()
        if amount or part in _TOTALS
    )


def short_amount(amount: float, words: Words) -> str:
    """Return an amount at an axis: ``150k``, ``1,5 mln``."""
    if abs(amount) >= 1e6:
        return words.text("picture.axis.millions", number=words.number(amount / 1e6))
    if abs(amount) >= 1e3:
        return words.text("picture.axis.thousands", number=words.number(amount / 1e3))
    return words.number(amount)
