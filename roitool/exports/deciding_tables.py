"""Tables behind the choice: candidates side by side and two by two, what drives each of them, and who says so."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.exports.tables import Table
from roitool.scenario.editing import value_at
from roitool.wording.comparison import NOTHING, choice_name, describe_dominance, describe_increment
from roitool.wording.movers import name_of
from roitool.wording.numbers import margin
from roitool.wording.telling import Telling
from roitool.wording.units import figure_unit
from roitool.wording.verdicts import headline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from roitool.decision.comparison import Pair
    from roitool.errors import Place
    from roitool.evaluate.breakeven import BreakEven
    from roitool.evaluate.compare import Comparison
    from roitool.evaluate.drivers import Driver, Drivers
    from roitool.evaluate.sources import Source
    from roitool.evaluate.tornado import Swing, Tornado
    from roitool.evaluate.two_way import TwoWay
    from roitool.exports.tables import Cell
    from roitool.scenario.scenario import Scenario
    from roitool.wording.units import FigureUnit
    from roitool.wording.words import Words

_CHOICE = ("choice", "verdict", "earns", "payback", "short", "without", "mean", "margin", "low", "high", "per_year")
_PAIR = ("one", "other", "better", "worse", "difference", "margin", "dominates")
_DRIVER = ("what", "kind", "share", "share_margin", "correlation", "worth", "worth_margin", "unit", "low", "high")
_NONE = math.nan


def comparison_table(found: Comparison, words: Words) -> Table:
    """Return a row for each choice, doing nothing first; chances as fractions of 1, payback in years."""
    header = tuple(words.text(f"tables.choices.{column}") for column in (*_CHOICE, "regret"))
    nothing: tuple[Cell, ...] = (choice_name(found.evaluation, NOTHING, words), "", *[_NONE] * 4, 0.0, *[_NONE] * 4)
    rows = [nothing, *(_choice(found, position, words) for position in range(len(found.evaluation.candidates)))]
    told = zip(rows, found.regrets, strict=True)
    return Table(header, tuple((*row, regret.mean.value) for row, regret in told))


def pairs_table(found: Comparison, words: Words) -> Table:
    """Return every two choices held against each other, as paid in the chosen way; chances as fractions of 1."""
    header = tuple(words.text(f"tables.pairs.{column}") for column in _PAIR)
    return Table(header, tuple(_pair(pair, found, words) for pair in found.pairs))


def increments_table(found: Comparison, words: Words) -> Table:
    """Return what the dearer of every two candidates adds to the cheaper one, if nothing goes wrong."""
    columns = ("dearer", "cheaper", "investment", "irr", "told")
    rows = (
        (
            choice_name(found.evaluation, 1 + each.dearer, words),
            choice_name(found.evaluation, 1 + each.cheaper, words),
            each.investment,
            each.rate.rate,
            describe_increment(each, found.evaluation, words),
        )
        for each in found.increments
    )
    return Table(tuple(words.text(f"tables.increments.{column}") for column in columns), tuple(rows))


def drivers_table(
    scenario: Scenario, found: Drivers, tornado: Tornado, turning: Sequence[BreakEven], words: Words
) -> Table:
    """Return everything that moves a candidate, the largest share of the spread first; numbers as on screen.

    A share of the spread is a fraction of 1. What happens or does not is 1 or 0.
    """
    columns = (*_DRIVER, "npv_low", "npv_high", "no_gain", "in_time")
    swings = {swing.place: swing for swing in tornado.swings}
    turns = {each.place: each for each in turning}
    rows = (_driver(scenario, each, swings.get(each.place), turns.get(each.place), words) for each in found.drivers)
    return Table(tuple(words.text(f"tables.drivers.{column}") for column in columns), tuple(rows))


def sources_table(found: Sequence[Source], words: Words) -> Table:
    """Return how much of an answer rests on each kind of source; shares as fractions of 1."""
    header = tuple(words.text(f"tables.sources.{column}") for column in ("by", "figures", "share", "worst"))
    rows = (
        (
            words.text(f"matters.by.{each.by}"),
            float(each.figures),
            each.share,
            _NONE if each.worst is None else each.worst,
        )
        for each in found
    )
    return Table(header, tuple(rows))


def two_way_table(scenario: Scenario, found: TwoWay, words: Words) -> Table:
    """Return the NPV at several values of two figures, a row for each of the one; all numbers as on screen."""
    (down, rows), (across, columns) = (_figure(scenario, place, words) for place in (found.one, found.other))
    down, across = (f"{name} ({unit.text})" if unit.text else name for name, unit in ((down, rows), (across, columns)))
    header = (down, *(f"{across}: {words.number(columns.shown(value))}" for value in found.values_of_other))
    told = zip(found.values_of_one, found.present, strict=True)
    return Table(header, tuple((rows.shown(value), *row) for value, row in told))


def two_ways_table(scenario: Scenario, found: Sequence[TwoWay], words: Words) -> Table:
    """Return the same of every two of some figures, a row for each value of both."""
    columns = ("one", "one_value", "one_unit", "other", "other_value", "other_unit", "npv")
    rows: list[tuple[Cell, ...]] = []
    for table in found:
        (one, its), (other, others) = (_figure(scenario, place, words) for place in (table.one, table.other))
        rows += (
            (one, its.shown(value), its.text, other, others.shown(another), others.text, amount)
            for value, amounts in zip(table.values_of_one, table.present, strict=True)
            for another, amount in zip(table.values_of_other, amounts, strict=True)
        )
    return Table(tuple(words.text(f"tables.two_ways.{column}") for column in columns), tuple(rows))


def _figure(scenario: Scenario, place: Place, words: Words) -> tuple[str, FigureUnit]:
    figure = value_at(scenario, place)
    unit = figure_unit(figure.unit, figure.quantity, scenario.currency, words)
    return name_of(place, "figure", scenario, words), unit


def _choice(found: Comparison, position: int, words: Words) -> tuple[Cell, ...]:
    answer = found.evaluation.candidates[position]
    bank, npv = answer.paid.bank, answer.npv
    median = answer.payback.quantiles.quantiles[50].value
    return (
        choice_name(found.evaluation, 1 + position, words),
        headline(Telling(found.evaluation, answer, words)),
        answer.chance_npv.value,
        words.text("data.never") if math.isinf(median) else median,
        bank.short_with.value,
        bank.short_without.value,
        npv.mean.value,
        margin(npv.mean),
        npv.quantiles[5].value,
        npv.quantiles[95].value,
        answer.equivalent_annuity.mean.value,
    )


def _pair(pair: Pair, found: Comparison, words: Words) -> tuple[Cell, ...]:
    return (
        *(choice_name(found.evaluation, choice, words) for choice in (pair.one, pair.other)),
        pair.better.value,
        pair.worse.value,
        pair.difference.value,
        margin(pair.difference),
        describe_dominance(pair, found.evaluation, words),
    )


def _driver(
    scenario: Scenario, driver: Driver, swing: Swing | None, turn: BreakEven | None, words: Words
) -> tuple[Cell, ...]:
    unit, shown = _shown(scenario, driver, words)
    low, high = (_NONE, _NONE) if swing is None else (shown(swing.low), shown(swing.high))
    npvs = (_NONE, _NONE) if swing is None else (swing.npv_low, swing.npv_high)
    turns = (None, None) if turn is None else (turn.no_gain, turn.in_time)
    return (
        name_of(driver.place, driver.what, scenario, words),
        # A chance that is uncertain itself has the name of what happens by it.
        words.text(f"tables.driver.{driver.what}"),
        # Below nothing is what the error of the calculation makes of nothing.
        max(0.0, driver.share.value),
        margin(driver.share),
        driver.correlation.value,
        max(0.0, driver.worth.value),
        margin(driver.worth),
        unit,
        low,
        high,
        *npvs,
        *(_NONE if at is None else shown(at.value) for at in turns),
    )


def _shown(scenario: Scenario, driver: Driver, words: Words) -> tuple[str, Callable[[float], float]]:
    """Return the unit of what moves a candidate, and what makes a number on screen of one in the document."""
    if driver.what != "figure":
        return "", float
    figure = value_at(scenario, driver.place)
    unit = figure_unit(figure.unit, figure.quantity, scenario.currency, words)
    return unit.text, unit.shown
