"""A supplier's promise held against the light, as plain text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph, table
from roitool.scenario.scenario import nominal_hurdle_rate
from roitool.wording.views import describe_views

if TYPE_CHECKING:
    from roitool.evaluate.promise import Distance, HeldAgainst
    from roitool.wording.words import Words

_ALIKE_MONTHS = 1.0
"""A promised payback that differs by no more is the rounding of a brochure."""


def promise_text(found: HeldAgainst, words: Words, width: int) -> str:
    """Return how far it is from the promise to how such projects go: one small table, and what is in between."""
    scenario = found.views.inside.scenario
    currency = scenario.currency
    years = words.duration(scenario.thresholds.payback_years)
    columns = ("stage", "payback", "in_time", "mean")
    header = [words.text(f"promise.column.{name}", years=years) for name in columns]
    rows = [_row(distance, currency, words) for distance in found.distances]
    parts = [
        heading(words.text("promise.title"), width, "═"),
        "\n".join(paragraph(line, width) for line in _promised(found, words)),
        "\n".join(table(header, rows, width)),
        paragraph(words.text("promise.legend", rate=words.percent(nominal_hurdle_rate(scenario))), width),
    ]
    labels = {line.id: words.label(line.label) for line in scenario.candidates[found.position].lines}
    left_out = [
        words.text(
            "promise.yearly" if cost.yearly else "promise.once",
            line=labels[cost.line],
            amount=words.money(cost.amount, currency, 100),
        )
        for cost in found.left_out
    ]
    if left_out:
        parts.append("\n".join([words.text("promise.left_out_title"), *bullets(left_out, width, 2)]))
    steps = describe_views(found.views, words)[found.position].steps
    parts.append("\n".join([words.text("views.steps"), *bullets(steps, width, 2)]))
    return "\n\n".join(parts) + "\n"


def _promised(found: HeldAgainst, words: Words) -> list[str]:
    quote, currency = found.quote, found.views.inside.scenario.currency
    values = {"price": words.money(quote.price, currency), "saving": words.money(quote.saving, currency)}
    rebuilt = _months(quote.rebuilt_months, words)
    if quote.running > 0:
        running = words.money(quote.running, currency)
        lines = [words.text("promise.rebuilt_running", months=rebuilt, running=running, **values)]
    else:
        lines = [words.text("promise.rebuilt", months=rebuilt, **values)]
    stated = quote.payback_months
    if stated is not None:
        alike = abs(stated - quote.rebuilt_months) <= _ALIKE_MONTHS
        lines.append(words.text("promise.as_stated" if alike else "promise.other", stated=_months(stated, words)))
    lines.append(words.text("promise.as_it_stands"))
    return lines


def _row(distance: Distance, currency: str, words: Words) -> list[str]:
    mean, in_time = distance.mean_npv, distance.chance_in_time
    if mean is None:
        money = "—"
    elif mean.se == 0:
        money = words.money(mean.value, currency, 100, signed=True)
    else:
        money = words.estimated_money(mean, currency, signed=True)
    return [
        words.text(f"promise.stage.{distance.stage}"),
        _months(distance.payback_months, words),
        "—" if in_time is None else words.count(in_time),
        money,
    ]


def _months(months: float, words: Words) -> str:
    return (
        words.text("duration.never")
        if math.isinf(months)
        else words.text("promise.months", count=words.number(months, 1))
    )
