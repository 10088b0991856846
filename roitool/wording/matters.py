"""What matters about a candidate, in words: its swings, what accounts for its spread, where it turns, who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.editing import value_at
from roitool.wording.drivers import (
    NONE,
    describe_drivers,
    end_of_swing,
    figure_text,
    room_of,
    rough_money,
    told_room,
)
from roitool.wording.learning import how_to_learn, is_worth
from roitool.wording.movers import name_of
from roitool.wording.numbers import margin

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.evaluate.breakeven import BreakEven
    from roitool.evaluate.drivers import Driver
    from roitool.evaluate.matters import Matters
    from roitool.evaluate.sources import Source
    from roitool.evaluate.tornado import Swing
    from roitool.measures import Estimate
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class ToldSwing:
    """What one thing does to the base case.

    Attributes
    ----------
    worse, better
        Its value at the end that brings less, and at the one that brings more.
    least, most
        What is brought then.
    ends
        Those two as numbers, money.
    """

    place: Place
    name: str
    worse: str
    better: str
    least: str
    most: str
    ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ToldShare:
    """What one thing accounts for, and what it is worth to know it, each with its error.

    Attributes
    ----------
    how
        The cheapest way of learning it, with its cost; empty where none is known, or nothing is gained by it.
    """

    place: Place
    name: str
    share: str
    correlation: str
    worth: str
    how: str


@dataclass(frozen=True, slots=True)
class ToldTurn:
    """Where one figure turns the answer.

    Attributes
    ----------
    today
        What it is now, most likely.
    no_gain, in_time
        The value at which nothing is left on average, and at which the payback wish is met just so.
    room
        How far the first lies from today.
    turns
        How it does, in one line; empty where no value of it does.
    """

    place: Place
    name: str
    today: str
    no_gain: str
    room: str
    in_time: str
    turns: str


@dataclass(frozen=True, slots=True)
class ToldSource:
    """What rests on one kind of source."""

    name: str
    figures: str
    share: str
    worst: str


@dataclass(frozen=True, slots=True)
class ToldMatters:
    """What matters about a candidate.

    Attributes
    ----------
    base, mean
        What it brings if nothing goes wrong, and on average.
    turns
        The strongest figures, and what else turns it; None as long as that is being looked for.
    steady, which
        That no value of any other figure turns it, and their names; empty where there is no other.
    """

    title: str
    summary: tuple[str, ...]
    base: str
    mean: str
    swings: tuple[ToldSwing, ...]
    shares: tuple[ToldShare, ...]
    turns: tuple[ToldTurn, ...] | None
    steady: str
    which: tuple[str, ...]
    sources: tuple[ToldSource, ...]


def describe_matters(found: Matters, words: Words, most: int = 10) -> ToldMatters:
    """Tell what matters about a candidate, with at most so many rows of each."""
    teller = _Teller(found, words)
    scenario = found.evaluation.scenario
    told = describe_drivers(scenario, found.drivers, found.tornado, found.turning or (), words, most)
    answer = found.evaluation.candidates[found.position]
    listed = {row.place for row in told.rows}
    turning = found.turning or ()
    others = tuple(each for each in turning[most:] if each.no_gain is None and each.in_time is None)
    return ToldMatters(
        title=told.title,
        summary=told.summary,
        base=rough_money(found.tornado.base, scenario, words),
        mean=words.estimated_money(answer.npv.mean, scenario.currency, signed=True),
        swings=tuple(teller.swing(each) for each in found.tornado.swings[:most]),
        shares=tuple(teller.share(each) for each in found.drivers.drivers if each.place in listed),
        turns=None if found.turning is None else tuple(teller.turn(each) for each in turning if each not in others),
        steady=teller.steady(len(others)),
        which=tuple(name_of(each.place, "figure", scenario, words) for each in others),
        sources=tuple(teller.source(each) for each in found.sources),
    )


class _Teller:
    def __init__(self, found: Matters, words: Words) -> None:
        self._found = found
        self._words = words
        self._scenario = found.evaluation.scenario

    def swing(self, swing: Swing) -> ToldSwing:
        """Return a row of the tornado."""
        figure = value_at(self._scenario, swing.place) if swing.what == "figure" else None
        ends = sorted(((swing.npv_low, swing.low), (swing.npv_high, swing.high)))
        worse, better = (end_of_swing(figure, value, self._scenario, self._words) for _, value in ends)
        least, most = (rough_money(money, self._scenario, self._words) for money, _ in ends)
        name = name_of(swing.place, swing.what, self._scenario, self._words)
        return ToldSwing(swing.place, name, worse, better, least, most, (ends[0][0], ends[1][0]))

    def share(self, driver: Driver) -> ToldShare:
        """Return what something accounts for."""
        words, currency = self._words, self._scenario.currency
        worth, how = words.text("drivers.worth_nothing"), ""
        if is_worth(driver.worth):
            worth = f"{words.estimated_money(driver.worth, currency)} ± {words.margin(driver.worth, currency)}"
            how = how_to_learn(self._scenario, self._found.drivers.lessons, driver.place, driver.what, words)
        return ToldShare(
            driver.place,
            name_of(driver.place, driver.what, self._scenario, words),
            f"{words.percent(max(0.0, driver.share.value), 0)} ± {words.percent(margin(driver.share), 0)}",
            words.number(driver.correlation.value, 2),
            worth,
            how,
        )

    def steady(self, count: int) -> str:
        """Return that so many other figures turn nothing."""
        code = "matters.steady.one" if count == 1 else "matters.steady"
        return self._words.text(code, count=self._words.number(count)) if count else ""

    def turn(self, turn: BreakEven) -> ToldTurn:
        """Return where a figure turns the answer."""
        figure = value_at(self._scenario, turn.place)

        def at(value: Estimate | None) -> str:
            if value is None:
                return self._words.text("matters.no_value")
            return figure_text(figure, value.value, self._scenario, self._words)

        return ToldTurn(
            turn.place,
            name_of(turn.place, "figure", self._scenario, self._words),
            figure_text(figure, turn.today, self._scenario, self._words),
            at(turn.no_gain),
            self._room(turn),
            at(turn.in_time),
            "; ".join(
                self._words.text(f"matters.turns.{name}", value=at(value))
                for name, value in (("no_gain", turn.no_gain), ("in_time", turn.in_time))
                if value is not None
            ),
        )

    def source(self, source: Source) -> ToldSource:
        """Return what rests on a kind of source."""
        words = self._words
        return ToldSource(
            words.text(f"matters.by.{source.by}"),
            words.number(source.figures),
            words.percent(source.share, 0),
            NONE if source.worst is None else rough_money(source.worst, self._scenario, words),
        )

    def _room(self, turn: BreakEven) -> str:
        if turn.no_gain is None or not turn.today:
            return NONE
        upwards = room_of(turn.no_gain, turn.today) > 0
        # With the figure as it is today nothing may be left, though it may do better than that on average.
        code = "missing" if upwards is turn.gains_above else "room"
        code = f"matters.{code}.{'up' if upwards else 'down'}"
        return self._words.text(code, room=told_room(turn.no_gain, turn.today, self._words))
