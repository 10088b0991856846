"""What drives candidates as JSON; described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports import json_values
from roitool.exports.json_values import Json, estimate, number
from roitool.exports.lesson_json import lesson_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.evaluate.breakeven import BreakEven
    from roitool.evaluate.drivers import Driver, Drivers
    from roitool.evaluate.tornado import Tornado

Driven = tuple["Drivers", "Tornado", "tuple[BreakEven, ...]"]


def drivers_json(found: Sequence[Driven]) -> str:
    """Return what drives each candidate, as text."""
    return json_values.text({"candidates": [_candidate(*each) for each in found]})


def _candidate(drivers: Drivers, tornado: Tornado, turning: tuple[BreakEven, ...]) -> Json:
    return {
        "id": drivers.candidate,
        "futures": drivers.futures,
        "evpi": estimate(drivers.worth),
        "drivers": [_driver(driver) for driver in drivers.drivers],
        "learning": [lesson_object(lesson) for lesson in drivers.lessons],
        "tornado": {
            "base_npv": number(tornado.base),
            "swings": [
                {
                    "place": list(swing.place),
                    "what": swing.what,
                    "low": number(swing.low),
                    "high": number(swing.high),
                    "npv_low": number(swing.npv_low),
                    "npv_high": number(swing.npv_high),
                }
                for swing in tornado.swings
            ],
        },
        "break_even": [
            {
                "place": list(each.place),
                "today": number(each.today),
                "mean_npv_zero": None if each.no_gain is None else estimate(each.no_gain),
                "payback_wish_met": None if each.in_time is None else estimate(each.in_time),
            }
            for each in turning
        ],
    }


def _driver(driver: Driver) -> Json:
    return {
        "place": list(driver.place),
        "what": driver.what,
        "variance_share": estimate(driver.share),
        "rank_correlation": estimate(driver.correlation),
        "evppi": estimate(driver.worth),
    }
