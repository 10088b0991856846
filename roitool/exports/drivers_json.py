"""What drives candidates as JSON; described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from roitool.exports import json_values
from roitool.exports.json_values import Json, estimate, number
from roitool.exports.learning_json import lesson_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.evaluate.drivers import Driver
    from roitool.evaluate.evaluation import Evaluation
    from roitool.evaluate.matters import Matters
    from roitool.evaluate.sources import Source
    from roitool.evaluate.two_way import TwoWay


FORMAT: Final = "roitool-drivers"
VERSION: Final = 1


def drivers_json(evaluation: Evaluation, found: Sequence[Matters]) -> str:
    """Return what drives candidates of an answer, as text."""
    made = evaluation.provenance
    return json_values.text(
        {
            "format": FORMAT,
            "version": VERSION,
            "program_version": made.version,
            "scenario_digest": made.scenario_digest,
            "seed": made.seed,
            "candidates": [_candidate(each) for each in found],
        }
    )


def _candidate(found: Matters) -> Json:
    drivers, tornado = found.drivers, found.tornado
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
                "gains_above": None if each.no_gain is None else each.gains_above,
                "payback_wish_met": None if each.in_time is None else estimate(each.in_time),
            }
            for each in found.turning or ()
        ],
        "sources": [_source(source) for source in found.sources],
        "two_way": [_two_way(table) for table in found.tables],
    }


def _driver(driver: Driver) -> Json:
    return {
        "place": list(driver.place),
        "what": driver.what,
        "variance_share": estimate(driver.share),
        "rank_correlation": estimate(driver.correlation),
        "evppi": estimate(driver.worth),
    }


def _source(source: Source) -> Json:
    return {
        "by": source.by,
        "figures": source.figures,
        "variance_share": number(source.share),
        "npv_if_all_disappoint": None if source.worst is None else number(source.worst),
    }


def _two_way(table: TwoWay) -> Json:
    return {
        "one": list(table.one),
        "other": list(table.other),
        "values_of_one": [number(value) for value in table.values_of_one],
        "values_of_other": [number(value) for value in table.values_of_other],
        "npv": [[number(amount) for amount in row] for row in table.present],
    }
