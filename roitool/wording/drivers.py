"""What drives a candidate, in words: each thing that moves it, what knowing it is worth, where it turns the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.editing import value_at
from roitool.scenario.inputs import Input
from roitool.scenario.quantities import Chance
from roitool.wording.learning import is_worth, told_lesson
from roitool.wording.movers import name_of
from roitool.wording.numbers import in_digits
from roitool.wording.units import figure_unit

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.evaluate.breakeven import BreakEven
    from roitool.evaluate.drivers import Driver, Drivers
    from roitool.evaluate.tornado import Swing, Tornado
    from roitool.measures import Estimate
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

NONE = "—"
"""Where there is nothing to tell."""
_LITTLE = 0.1
"""Of room, told with a decimal."""

_LEAST_SHARE = 0.005
"""Of the variance: what accounts for less is not told apart from nothing by a reader."""


@dataclass(frozen=True, slots=True)
class ToldDriver:
    """One thing that moves a candidate; every text is a dash where there is nothing to tell.

    Attributes
    ----------
    share
        Of the spread of what the candidate brings.
    worth
        What it may cost at most to know it beforehand.
    low, high
        Its low and its high value.
    npv_low, npv_high
        What the candidate brings with each, if nothing else goes wrong.
    today
        Its best estimate, where it is known at which value it turns the answer.
    no_gain, in_time
        The value at which nothing is left on average, and at which the payback wish is met; with how far it is.
    """

    place: Place
    name: str
    share: str
    worth: str
    low: str
    high: str
    npv_low: str
    npv_high: str
    today: str
    no_gain: str
    in_time: str


@dataclass(frozen=True, slots=True)
class ToldDrivers:
    """What drives one candidate.

    Attributes
    ----------
    summary
        What an adviser would say of it, a sentence each.
    rows
        The things that move it most, the strongest first.
    lessons
        How its figures are learnt beforehand, a line each, what leaves most after its cost first.
    """

    title: str
    summary: tuple[str, ...]
    rows: tuple[ToldDriver, ...]
    lessons: tuple[str, ...]


def describe_drivers(
    scenario: Scenario,
    found: Drivers,
    tornado: Tornado,
    turning: Sequence[BreakEven],
    words: Words,
    most: int = 10,
) -> ToldDrivers:
    """Tell what drives a candidate, with at most so many rows."""
    candidate = next(each for each in scenario.candidates if each.id == found.candidate)
    swings = {swing.place: swing for swing in tornado.swings}
    turns = {each.place: each for each in turning}
    rows = tuple(
        _row(scenario, driver, swings.get(driver.place), turns.get(driver.place), words)
        for driver in found.drivers[:most]
        if driver.share.value >= _LEAST_SHARE or driver.place in swings
    )
    title, summary = words.label(candidate.title) or candidate.id, tuple(_summary(scenario, found, words))
    return ToldDrivers(title, summary, rows, tuple(told_lesson(scenario, each, words) for each in found.lessons))


def worth_knowing(scenario: Scenario, found: Drivers, words: Words) -> str:
    """Return which figure is most worth knowing before the choice, or that none is.

    Whether it fails and what happens to it cannot be found out beforehand.
    """
    telling = [driver for driver in found.drivers if driver.what == "figure" and is_worth(driver.worth)]
    every = _money(found.worth, scenario, words)
    if telling:
        best = max(telling, key=lambda driver: driver.worth.value)
        name, worth = name_of(best.place, best.what, scenario, words), _money(best.worth, scenario, words)
        return words.text("drivers.most_worth", name=name, worth=worth, every=every)
    # Several that are learnt together may be worth something where none of them is.
    if any(is_worth(lesson.worth) for lesson in found.lessons):
        return words.text("drivers.together_worth", every=every)
    return words.text("drivers.all_worth" if is_worth(found.worth) else "drivers.nothing_to_know", every=every)


def end_of_swing(figure: Input | None, value: float, scenario: Scenario, words: Words) -> str:
    """Return the low or the high value of something drawn; of what happens or does not, which of the two."""
    if figure is None or isinstance(figure.quantity, Chance):
        return words.text("drivers.happens" if value else "drivers.does_not_happen")
    return figure_text(figure, value, scenario, words)


def figure_text(figure: Input, value: float, scenario: Scenario, words: Words) -> str:
    """Return a value of a figure in three digits, with its unit."""
    unit = figure_unit(figure.unit, figure.quantity, scenario.currency, words)
    return unit.echo(in_digits(value, 3), words)


def told_room(found: Estimate, today: float, words: Words) -> str:
    """Return how far a value lies from today's, as a percentage; with a decimal where it is little."""
    room = abs(room_of(found, today))
    return words.percent(in_digits(room, 2), 0 if room >= _LITTLE else 1)


def room_of(found: Estimate, today: float) -> float:
    """Return how far a value lies from today's, which is not 0, as a fraction of that."""
    return (found.value - today) / abs(today)


def rough_money(value: float, scenario: Scenario, words: Words) -> str:
    """Return an amount whose error is not known, in three digits."""
    return words.rounded(value, scenario.currency, signed=True)


def _summary(scenario: Scenario, found: Drivers, words: Words) -> list[str]:
    if not found.drivers:
        return [words.text("drivers.nothing_moves")]
    first = found.drivers[0]
    name, share = name_of(first.place, first.what, scenario, words), words.percent(first.share.value, 0)
    return [words.text("drivers.strongest", name=name, share=share), worth_knowing(scenario, found, words)]


def _row(scenario: Scenario, driver: Driver, swing: Swing | None, turn: BreakEven | None, words: Words) -> ToldDriver:
    figure = value_at(scenario, driver.place) if driver.what == "figure" else None
    low = high = npv_low = npv_high = NONE
    if swing is not None:
        low, high = (end_of_swing(figure, value, scenario, words) for value in (swing.low, swing.high))
        npv_low, npv_high = (rough_money(value, scenario, words) for value in (swing.npv_low, swing.npv_high))
    return ToldDriver(
        place=driver.place,
        name=name_of(driver.place, driver.what, scenario, words),
        share=words.percent(max(0.0, driver.share.value), 0),
        worth=_money(driver.worth, scenario, words) if is_worth(driver.worth) else words.text("drivers.worth_nothing"),
        low=low,
        high=high,
        npv_low=npv_low,
        npv_high=npv_high,
        today=NONE if figure is None or turn is None else figure_text(figure, turn.today, scenario, words),
        no_gain=_turning(figure, turn, None if turn is None else turn.no_gain, scenario, words),
        in_time=_turning(figure, turn, None if turn is None else turn.in_time, scenario, words),
    )


def _turning(
    figure: Input | None, turn: BreakEven | None, at: Estimate | None, scenario: Scenario, words: Words
) -> str:
    if figure is None or turn is None or at is None:
        return NONE
    value = figure_text(figure, at.value, scenario, words)
    if not turn.today:
        return value
    code = "drivers.room_up" if room_of(at, turn.today) > 0 else "drivers.room_down"
    return words.text(code, value=value, room=told_room(at, turn.today, words))


def _money(estimate: Estimate, scenario: Scenario, words: Words) -> str:
    return words.estimated_money(estimate, scenario.currency)
