"""What can go wrong, how often it does, and what then."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.exports.report.parts import Column, Prose, Row, Section, Table
from roitool.exports.report.room import Room, told_of
from roitool.scenario.base_figures import base_figures, base_value
from roitool.wording.hurt import scale_of_running_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.evaluate.closer_look import CloserLook, Misfortune, Spread
    from roitool.measures import Estimate
    from roitool.wording.telling import Telling


def misfortunes(telling: Telling, look: CloserLook, room: Room) -> Section:
    """Return the table of what can go wrong: too dear, stopped, never works, events, too little in the bank."""
    words = telling.words
    headings = (("what", 2), ("chance", 0), ("then", 3))
    columns = tuple(Column(words.text(f"report.wrong.{name}"), width) for name, width in headings)
    rows = (_dearer(telling, look), *_stopped(telling, look), *_failed(telling, look), *_events(telling, look, room))
    return Section(
        words.text("report.section.wrong"),
        (Table(columns, (*rows, _short(telling))), Prose(tuple(_unplanned(telling)))),
    )


def _dearer(telling: Telling, look: CloserLook) -> Row:
    words, found = telling.words, telling.candidate
    then = words.text(
        "report.wrong.dearer.then",
        likely=telling.rounded(found.base.investment),
        high=telling.amount(found.investment.quantiles[90]),
        worst=telling.amount(found.investment.quantiles[95]),
    )
    return Row((words.text("report.wrong.dearer"), words.futures(look.dearer.value), then))


def _stopped(telling: Telling, look: CloserLook) -> Iterator[Row]:
    words, stop_loss = telling.words, telling.asked.stop_loss
    if stop_loss is None:
        return
    limit = base_value(stop_loss, _figures(telling))
    what = words.text("report.wrong.stopped", limit="—" if limit is None else words.percent(limit, 0))
    then = (words.text("report.wrong.stopped.then"), _on_average(telling, look.stopped))
    yield Row((what, words.futures(telling.candidate.stopped.value), " ".join(filter(None, then))))


def _failed(telling: Telling, look: CloserLook) -> Iterator[Row]:
    words, failure = telling.words, telling.asked.failure
    if failure is None:
        return
    figures = _figures(telling)
    found_out, share, cost = (
        base_value(formula, figures) or 0.0
        for formula in (failure.found_out_month, failure.recovered_share, failure.exit_cost)
    )
    code = "report.wrong.failed.then" if share else "report.wrong.failed.then_nothing"
    then = (
        words.text(
            code,
            months=words.months(round(found_out)),
            share=words.percent(share, 0),
            cost=telling.rounded(cost),
        ),
        _on_average(telling, look.failed),
    )
    chance = words.futures(telling.candidate.failed.value)
    yield Row((words.text("report.wrong.failed"), chance, " ".join(filter(None, then))))


def _events(telling: Telling, look: CloserLook, room: Room) -> Iterator[Row]:
    words = telling.words
    likeliest = sorted(look.misfortunes, key=lambda each: -each.struck.value * abs(each.cost.likely))
    likeliest = likeliest[: told_of(len(likeliest), room.events)]
    shown = [each for each in look.misfortunes if each in likeliest]
    for each in shown:
        label = words.label(each.event.label) or each.event.id
        yield Row((label, words.futures(each.struck.value), _then(telling, each)))
    if left := len(look.misfortunes) - len(shown):
        yield Row((words.text("report.wrong.others", count=words.number(left)), "", ""), "aside")


def _then(telling: Telling, each: Misfortune) -> str:
    words = telling.words
    low, high = telling.rounded(each.cost.low), telling.rounded(each.cost.high)
    code = "report.wrong.event.then" if low != high else "report.wrong.event.then_certain"
    then = words.text(code, low=low, high=high)
    if each.stops_months.high <= 0:
        return then
    return f"{then} {words.text('report.wrong.event.stops', months=_months(telling, each.stops_months))}"


def _short(telling: Telling) -> Row:
    """Return what happens to the bank account: nobody plans it, and the bank is whom it concerns."""
    words, bank = telling.words, telling.candidate.paid.bank
    then = words.text("report.wrong.short.then", needed=telling.amount(bank.cash_needed))
    chance = words.futures(bank.added_short.value, scale_of_running_short(telling))
    return Row((words.text("report.wrong.short"), chance, then))


def _unplanned(telling: Telling) -> Iterator[str]:
    """Tell of precautions that nobody has taken: no stop-loss, no chance of failure."""
    if telling.asked.stop_loss is None:
        yield telling.words.text("report.wrong.no_stop_loss")
    if telling.asked.failure is None:
        yield telling.words.text("report.wrong.no_failure")


def _on_average(telling: Telling, mean: Estimate) -> str:
    if not math.isfinite(mean.value):
        return ""
    code = "report.wrong.costs" if mean.value < 0 else "report.wrong.leaves"
    return telling.words.text(code, amount=telling.distance(mean))


def _figures(telling: Telling) -> Mapping[str, float]:
    return base_figures(telling.asked, base_figures(telling.evaluation.scenario))


def _months(telling: Telling, spread: Spread) -> str:
    low, high = (telling.words.number(value, 1) for value in (spread.low, spread.high))
    return high if low == high else telling.words.text("report.wrong.range", low=low, high=high)
