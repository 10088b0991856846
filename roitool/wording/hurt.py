"""Whether a candidate can hurt: running short, what is at stake beside what can be borne, what the bank looks at."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.evaluate.evaluation import COVER_WANTED
from roitool.wording.chances import THOUSAND, Scale, differ, scale_for
from roitool.wording.numbers import margin, step_of, to_step
from roitool.wording.telling import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.evaluate.evaluation import Bank
    from roitool.wording.telling import Telling

_FINE_COVER = 0.05
"""A ratio that is off by less than this is told with two decimals."""


def hurt(telling: Telling) -> Block:
    """Tell whether it can hurt: running short, the most at stake, what can be borne, the lowest balance, the cover."""
    words, bank = telling.words, telling.candidate.paid.bank
    short, without = bank.short_with.value, bank.short_without.value
    added, accepted = bank.added_short.value, telling.thresholds.added_short
    unlike, rescued = _is_unlike(bank), _is_rescued(telling)
    scale = scale_of_running_short(telling)
    if rescued:
        counts = {"short": words.count(short, scale), "without": words.futures(without, scale)}
        headline = words.text("hurt.rescued", **counts)
    else:
        case = "headline" if unlike else "alike" if max(short, without) > 0 else "never"
        headline = words.text(f"hurt.{case}", short=words.futures(short, scale), without=words.count(without, scale))
    caused = words.text("hurt.added", added=words.futures(added, scale), limit=telling.limit(accepted, scale))
    return Block(words.text("hurt.question"), headline, (caused, *bank_lines(telling, bank)))


def scale_of_running_short(telling: Telling) -> Scale:
    """Return what the chances of running short are counted in, with and without, because of it, and the limit."""
    bank, accepted = telling.candidate.paid.bank, telling.thresholds.added_short
    short, without, added = bank.short_with.value, bank.short_without.value, bank.added_short.value
    unlike = _is_unlike(bank)
    apart = [(added, accepted)]
    apart += [(short, without)] if unlike else []
    apart += [(without, accepted)] if _is_rescued(telling) else []
    return scale_for((short, without, added) if unlike else (short, added), limits=(accepted,), apart=apart)


def bank_lines(telling: Telling, bank: Bank) -> Iterator[str]:
    """Yield what short means, what is at stake and can be borne, the lowest balance, the cover."""
    yield from _lines(telling, bank)
    yield from _cover(telling, bank)


def _lines(telling: Telling, bank: Bank) -> Iterator[str]:
    words = telling.words
    threshold = telling.rounded(bank.fan.limit)
    yield words.text("hurt.short_means", limit=threshold, window=words.duration(bank.window_months / 12))
    most = bank.peak_funding.quantiles[95]
    if most.value > 0:
        yield words.text("hurt.most_to_lose", amount=telling.amount(most))
    else:
        yield words.text("hurt.nothing_to_lose")
    yield _bearable(telling, bank)
    with_it, without = bank.lowest_with.quantiles[5], bank.lowest_without.quantiles[5]
    month = words.month(telling.evaluation.calendar, bank.lowest_month)
    yield words.text("hurt.lowest", month=month, with_it=telling.amount(with_it), without=telling.amount(without))
    missing = bank.fan.limit - with_it.value
    if missing > margin(with_it):
        step = step_of(bank.cash_needed)
        amounts = {"amount": telling.amount(bank.cash_needed), "more": words.money(missing, telling.currency, step)}
        yield words.text("hurt.cash_needed", **amounts)


def _bearable(telling: Telling, bank: Bank) -> str:
    words, bearable, most = telling.words, bank.bearable_loss, bank.peak_funding.quantiles[95]
    if to_step(bearable.value, step_of(bearable)) <= 0:
        return words.text("hurt.bearable_nothing")
    is_less = most.value - bearable.value > margin(most) + margin(bearable)
    return words.text("hurt.bearable_less" if is_less else "hurt.bearable", amount=telling.amount(bearable))


def _cover(telling: Telling, bank: Bank) -> Iterator[str]:
    """Tell of the debt service cover, where there is new debt."""
    if bank.cover is None or bank.cover_kept is None:
        return
    words, median = telling.words, bank.cover.quantiles[50]
    values = {"wanted": words.number(COVER_WANTED), "kept": words.futures(bank.cover_kept.value)}
    if math.isfinite(median.value):
        values["median"] = words.number(median.value, 2 if margin(median) < _FINE_COVER else 1)
        yield words.text("cover.kept_with_median", **values)
    else:
        yield words.text("cover.kept", **values)
    yield words.text("cover.means")


def _is_unlike(bank: Bank) -> bool:
    """Whether the chances with and without differ; what a thousand futures do not tell apart is none to an owner."""
    short, without = bank.short_with.value, bank.short_without.value
    return differ(bank.short_difference) and THOUSAND.count(short) != THOUSAND.count(without)


def _is_rescued(telling: Telling) -> bool:
    bank = telling.candidate.paid.bank
    short, without = bank.short_with.value, bank.short_without.value
    return _is_unlike(bank) and short < without and without > telling.thresholds.added_short
