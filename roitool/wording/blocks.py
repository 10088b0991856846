"""Whether a candidate earns itself back, when, how much it brings, and how that differs from the plan."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.lines import Grant
from roitool.scenario.scenario import nominal_hurdle_rate
from roitool.wording.chances import scale_for
from roitool.wording.numbers import LEAST_AMOUNT, margin, step_of, to_step
from roitool.wording.telling import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.wording.telling import Telling

_PARTS = ("spread", "overrun_tail", "failure", "events")


@dataclass(frozen=True, slots=True)
class Finance:
    """A line of finance's own terms, and what each of them means."""

    line: str
    meaning: str


def earn(telling: Telling) -> Block:
    """Tell whether it earns itself back: the chance that its net present value is above zero."""
    words, candidate = telling.words, telling.candidate
    share, wish = candidate.chance_npv.value, telling.thresholds.chance_npv
    scale = scale_for((share,), limits=(wish,), apart=((share, wish),))
    lines = [words.text("earn.wish", limit=telling.limit(wish, scale))]
    if share > 0:
        rate = words.percent(nominal_hurdle_rate(telling.evaluation.scenario))
        lines.insert(0, words.text("earn.means", rate=rate))
    if candidate.paid.npv_as_paid.mean != candidate.npv.mean:
        as_paid = candidate.paid.npv_as_paid.positive.value
        code = "earn.as_paid" if scale.count(as_paid) != scale.count(share) else "earn.as_paid_alike"
        way = telling.way_label(candidate.chosen)
        lines.append(words.text(code, way=way, share=words.futures(as_paid, scale)))
    headline = words.text("earn.headline", share=words.futures(share, scale))
    return Block(words.text("earn.question"), headline, tuple(lines))


def when(telling: Telling) -> Block:
    """Tell when it is paid back: the median, what lies around it, and never."""
    words, median = telling.words, telling.candidate.payback.quantiles.quantiles[50].value
    if math.isinf(median):
        headline = words.text("when.mostly_never", horizon=telling.horizon)
    elif median == 0:
        headline = words.text("when.at_once")
    else:
        headline = words.text("when.headline", median=words.duration(median))
    return Block(words.text("when.question"), headline, tuple(_when_lines(telling)))


def much(telling: Telling) -> Block:
    """Tell how much it brings: the mean, what lies around it, the worst, and finance's own measures."""
    words = telling.words
    headline = words.text("much.headline", mean=telling.amount(telling.candidate.npv.mean, signed=True))
    return Block(words.text("much.question"), headline, tuple(_much_lines(telling)))


def finance(telling: Telling) -> Finance:
    """Tell the average and the yield as finance calls them."""
    words, mean = telling.words, telling.candidate.npv.mean
    npv = telling.amount(mean, signed=True)
    if margin(mean) >= LEAST_AMOUNT:
        npv = words.text("finance.with_error", amount=npv, margin=words.margin(mean, telling.currency))
    return Finance(words.text("finance.line", npv=npv, irr=_irr(telling, 50)), words.text("much.terms"))


def difference(telling: Telling) -> Block:
    """Tell how the average future differs from the one in which nothing goes wrong, part by part."""
    words, candidate = telling.words, telling.candidate
    step, (base, *rounded, mean) = step_of(candidate.npv.mean), difference_in_parts(telling).values()
    parts = dict(zip(_PARTS, rounded, strict=True))

    def amount(value: float) -> str:
        return words.money(value, telling.currency, step, signed=True)

    stopped, failed = candidate.stopped.value, candidate.failed.value
    scale = scale_for((stopped, failed))
    grants = tuple(
        words.quoted(words.label(line.label) or line.id) for line in telling.asked.lines if isinstance(line, Grant)
    )
    codes = {
        "spread": "difference.spread_with_grants" if grants else "difference.spread",
        "overrun_tail": "difference.overrun_tail_stopped" if stopped > 0 else "difference.overrun_tail",
    }
    shares = {"failed": words.futures(failed, scale), "stopped": words.futures(stopped, scale)}
    lines = [
        words.text(codes.get(part, f"difference.{part}"), amount=amount(value), **shares)
        for part, value in parts.items()
        if value
    ]
    if grants:
        lines.append(words.text("difference.no_grant", grants=words.listed(grants)))
    if math.isinf(candidate.base.payback):
        lines.append(words.text("difference.never", horizon=telling.horizon))
    elif candidate.base.payback == 0:
        lines.append(words.text("difference.at_once"))
    else:
        lines.append(words.text("difference.payback", payback=words.duration(candidate.base.payback)))
    headline = words.text("difference.headline", base=amount(base), mean=amount(mean))
    return Block(words.text("difference.question"), headline, tuple(lines))


def difference_in_parts(telling: Telling) -> Mapping[str, float]:
    """Return the way from the base case to the average, ``base``, its parts and ``mean``, rounded as they are shown.

    The first part takes up what rounding leaves, so that what is shown adds up.
    """
    candidate, bridge = telling.candidate, telling.candidate.bridge
    step = step_of(candidate.npv.mean)
    base, mean = (to_step(value, step) for value in (candidate.base.npv, candidate.npv.mean.value))
    later = [to_step(amount, step) for amount in (bridge.overrun_tail, bridge.failure, bridge.events)]
    return dict(zip(("base", *_PARTS, "mean"), (base, mean - base - sum(later), *later, mean), strict=True))


def curve_in_words(telling: Telling) -> str:
    """Return what an S-curve of the outcomes shows."""
    below = telling.words.number(round(100 * (1 - telling.candidate.chance_npv.value)))
    median = telling.amount(telling.candidate.npv.quantiles[50], signed=True)
    return telling.words.text("picture.curve.summary", below=below, median=median)


def _when_lines(telling: Telling) -> Iterator[str]:
    words, payback = telling.words, telling.candidate.payback
    low, median, high = (payback.quantiles.quantiles[p].value for p in (10, 50, 90))
    if math.isfinite(high):
        shortest, longest = words.number(low, 1), words.number(high, 1)
        if shortest != longest:
            yield words.text("when.range", low=shortest, high=longest)
    elif math.isfinite(low):
        yield words.text("when.range_open", low=words.number(low, 1), horizon=telling.horizon)
    if math.isfinite(median) and low < high:
        yield words.text("when.median")
    within, wish = payback.within_limit.value, telling.thresholds.chance_payback
    scale = scale_for((within,), limits=(wish,), apart=((within, wish),))
    share, limit = words.futures(within, scale), telling.limit(wish, scale)
    yield words.text("when.within", years=telling.wished_payback, share=share, limit=limit)
    yield words.text("when.never", horizon=telling.horizon, share=words.futures(payback.never.value))
    if payback.only_by_selling.value > 0:
        yield words.text("when.only_by_selling", share=words.futures(payback.only_by_selling.value))
    if payback.dips_again.value > 0:
        yield words.text("when.dips_again", share=words.futures(payback.dips_again.value))


def _much_lines(telling: Telling) -> Iterator[str]:
    words, npv, currency = telling.words, telling.candidate.npv, telling.currency
    mean = npv.mean
    p5 = telling.amount(npv.quantiles[5], signed=True)
    yield words.text("much.worst", p5=p5, cvar=telling.amount(npv.cvar, signed=True))
    rate = words.percent(nominal_hurdle_rate(telling.evaluation.scenario))
    yield words.text("much.money", rate=rate)
    if margin(mean) >= LEAST_AMOUNT:
        futures = words.number(telling.evaluation.provenance.futures)
        yield words.text("much.margin", margin=words.margin(mean, currency), futures=futures)
    low, high = (telling.amount(npv.quantiles[p], signed=True) for p in (10, 90))
    if low != high:
        yield words.text("much.range", low=low, high=high)
    if npv.expected_loss.value > 0:
        yield words.text("much.when_it_loses", loss=telling.amount(npv.expected_loss))
    yield _finance(telling)
    yield words.text("much.terms")


def _finance(telling: Telling) -> str:
    words, candidate = telling.words, telling.candidate
    irr_low, irr, irr_high = (_irr(telling, p) for p in (10, 50, 90))
    index = candidate.profitability_index.quantiles[50].value
    discounted = candidate.discounted_payback.quantiles[50].value
    return words.text(
        "much.finance",
        npv=telling.amount(candidate.npv.mean, signed=True),
        irr=irr,
        irr_low=irr_low,
        irr_high=irr_high,
        index=words.text("index.none") if math.isnan(index) else words.number(index, 2),
        discounted=(
            words.duration(discounted)
            if math.isfinite(discounted)
            else words.text("when.not_within", horizon=telling.horizon)
        ),
    )


def _irr(telling: Telling, percentage: int) -> str:
    words, rate = telling.words, telling.candidate.irr.quantiles.quantiles[percentage].value
    if math.isnan(rate):
        return words.text("irr.none")
    if math.isinf(rate):
        return words.text("irr.always_gains" if rate > 0 else "irr.always_loses")
    return words.percent(rate, 0 if abs(rate) >= 0.1 else 1)
