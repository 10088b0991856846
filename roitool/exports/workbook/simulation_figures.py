"""What a simulation found on one candidate, as rows of a sheet: measures over all futures, chances, other figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.evaluate.evaluation import COVER_WANTED
from roitool.exports.workbook.book import MONEY, PERCENT

if TYPE_CHECKING:
    from roitool.evaluate.evaluation import CandidateAnswer
    from roitool.measures import Estimate, RankSummary, Share, Summary
    from roitool.measures.estimates import Quantile
    from roitool.wording.telling import Telling

YEARS, RATIO = "0.0", "0.00"
_UNLESS_FINITE = {
    "payback": ("workbook.never", "workbook.none"),
    "discounted_payback": ("workbook.never", "workbook.none"),
    "irr": ("irr.always_gains", "irr.always_loses"),
    "cover": ("workbook.simulation.no_debt", "workbook.none"),
}
"""By measure: the words for +inf and for -inf."""
_ON_MEASURES = frozenset({"npv", "payback", "discounted_payback", "pi", "roi", "eaa", "mirr"})
"""Those that are called as on the sheet of measures."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A measure over all futures; `mean` is None where some have none."""

    code: str
    label: str
    unit: str
    shown: str
    mean: Estimate | None
    quantiles: Mapping[int, Quantile]


@dataclass(frozen=True, slots=True)
class Chance:
    """The share of futures in which something holds."""

    code: str
    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount over all futures."""

    code: str
    label: str
    estimate: Estimate


def word_for(code: str, value: float, telling: Telling) -> str:
    """Return what is written for a value that is no number."""
    above, below = _UNLESS_FINITE.get(code, ("workbook.none", "workbook.none"))
    found = {float("inf"): above, float("-inf"): below}.get(value, "workbook.none")
    return telling.words.text(found)


def spreads(telling: Telling) -> Iterator[Spread]:
    """Yield the measures."""
    answer, words, bank = telling.candidate, telling.words, telling.candidate.paid.bank
    way = telling.way_label(answer.chosen)

    def label(code: str) -> str:
        return words.text(f"workbook.{'measure' if code in _ON_MEASURES else 'simulation'}.{code}", way=way)

    def unit_of(measure: str) -> str:
        return words.text(f"workbook.measure_unit.{measure}", currency=telling.currency)

    def whole(code: str, found: Summary, like: str = "npv") -> Spread:
        return Spread(code, label(code), unit_of(like), MONEY, found.mean, found.quantiles)

    def ranked(code: str, like: str, shown: str, found: RankSummary) -> Spread:
        return Spread(code, label(code), unit_of(like), shown, None, found.quantiles)

    yield whole("npv", answer.npv)
    if _paid_otherwise(answer):
        yield whole("npv_as_paid", answer.paid.npv_as_paid)
    yield ranked("payback", "payback", YEARS, answer.payback.quantiles)
    yield ranked("discounted_payback", "payback", YEARS, answer.discounted_payback)
    yield ranked("irr", "mirr", PERCENT, answer.irr.quantiles)
    yield ranked("mirr", "mirr", PERCENT, answer.mirr)
    yield ranked("pi", "pi", RATIO, answer.profitability_index)
    yield ranked("roi", "roi", PERCENT, answer.return_on_investment)
    yield whole("eaa", answer.equivalent_annuity, "eaa")
    yield whole("investment", answer.investment)
    yield whole("lowest_with", bank.lowest_with)
    yield whole("lowest_without", bank.lowest_without)
    yield whole("peak_funding", bank.peak_funding)
    if bank.cover is not None:
        yield ranked("cover", "pi", RATIO, bank.cover)


def chances(telling: Telling) -> Iterator[Chance]:
    """Yield the chances."""
    answer, words = telling.candidate, telling.words
    payback, irr, bank = answer.payback, answer.irr, answer.paid.bank
    values = {
        "way": telling.way_label(answer.chosen),
        "years": telling.wished_payback,
        "horizon": telling.horizon,
        "window": words.months(bank.window_months),
        "wanted": words.number(COVER_WANTED),
    }
    found: dict[str, Share | None] = {
        "earns_back": answer.chance_npv,
        "earns_back_as_paid": answer.paid.npv_as_paid.positive if _paid_otherwise(answer) else None,
        "within": payback.within_limit,
        "never": payback.never,
        "only_by_selling": payback.only_by_selling,
        "dips_again": payback.dips_again,
        "short_with": bank.short_with,
        "short_without": bank.short_without,
        "added_short": bank.added_short,
        "cover_kept": bank.cover_kept,
        "stopped": answer.stopped,
        "failed": answer.failed,
        "irr_unique": irr.unique,
        "irr_multiple": irr.multiple,
        "irr_none": irr.none,
    }
    for code, share in found.items():
        if share is not None:
            yield Chance(code, words.text(f"workbook.chance.{code}", **values), share)


def figures(telling: Telling) -> Iterator[Figure]:
    """Yield the amounts that are neither a mean nor a percentile."""
    answer, words, bank = telling.candidate, telling.words, telling.candidate.paid.bank
    found = {
        "cvar": answer.npv.cvar,
        "expected_loss": answer.npv.expected_loss,
        "sd": answer.npv.sd,
        "advantage": answer.paid.advantage.mean if _paid_otherwise(answer) else None,
        "deepest": bank.deepest_difference,
        "bearable": bank.bearable_loss,
        "cash_needed": bank.cash_needed,
    }
    for code, estimate in found.items():
        if estimate is not None:
            label = words.text(f"workbook.simulation.{code}", way=telling.way_label(answer.chosen))
            yield Figure(code, label, estimate)


def _paid_otherwise(answer: CandidateAnswer) -> bool:
    """Whether the way of paying makes a difference to net present value."""
    return answer.paid.npv_as_paid.mean != answer.npv.mean
