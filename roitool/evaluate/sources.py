"""How much of an answer rests on whose word: suppliers, advisers, references, own measurements, own guesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from roitool.errors import Place, ScenarioError
from roitool.evaluate.drivers import Drivers
from roitool.evaluate.engine import Engine
from roitool.evaluate.tornado import Swing, Tornado
from roitool.measures import npv
from roitool.sampling.draws import BaseCase, SomeFutures
from roitool.sampling.overridden import Overridden
from roitool.scenario.editing import value_at
from roitool.scenario.inputs import Input
from roitool.scenario.references import figures_behind, names_in
from roitool.scenario.scenario import Scenario

By = Literal["quote", "adviser", "measured", "reference", "guess"]


@dataclass(frozen=True, slots=True)
class Source:
    """What rests on the word of one kind of source.

    Attributes
    ----------
    figures
        How many things that are drawn it has said something of.
    share
        Of the variance of the NPV: the first-order shares of those added up. It is that of all of them together where
        they are independent and work by themselves, and approximate where they are correlated.
    worst
        NPV of the base case with all figures of this source at their unfavourable end at once, that of the tornado;
        None where that makes a formula that cannot be used.
    """

    by: By
    figures: int
    share: float
    worst: float | None


def sources(scenario: Scenario, found: Drivers, tornado: Tornado) -> tuple[Source, ...]:
    """Return what rests on each kind of source, what accounts for most first; those that say nothing are left out.

    Parameters
    ----------
    found, tornado
        What drives the candidate, and its swings.
    """
    position = next(at for at, each in enumerate(scenario.candidates) if each.id == found.candidate)
    said: dict[By, list[Place]] = {by: [] for by in get_args(By)}
    shares = dict.fromkeys(said, 0.0)
    for driver in found.drivers:
        by = _said_by(scenario, position, driver.place)
        said[by].append(driver.place)
        shares[by] += max(0.0, float(driver.share.value))
    swings = {swing.place: swing for swing in tornado.swings if swing.what == "figure"}
    listed = [
        Source(by, len(places), shares[by], _worst(scenario, position, [swings[at] for at in places if at in swings]))
        for by, places in said.items()
        if places
    ]
    return tuple(sorted(listed, key=lambda source: -source.share))


def _said_by(scenario: Scenario, position: int, place: Place) -> By:
    """Return who stated a figure; of the chance of something, who stated the first figure that it is made of."""
    found = value_at(scenario, place)
    if isinstance(found, Input):
        return found.evidence.by
    candidate = scenario.candidates[position]
    behind = figures_behind(names_in(found), (*scenario.derived, *candidate.derived))
    stated = (figure for figure in (*candidate.inputs, *scenario.inputs) if figure.id in behind)
    # Who writes a bare number into a formula says so without anybody else.
    return next((figure.evidence.by for figure in stated), "guess")


def _worst(scenario: Scenario, position: int, swings: list[Swing]) -> float | None:
    values = {}
    for swing in swings:
        figure: Input = value_at(scenario, swing.place)
        values[figure.id] = np.array([swing.low if swing.npv_low < swing.npv_high else swing.high])
    engine = Engine(scenario)
    futures = Overridden(SomeFutures(BaseCase(), np.zeros(1, dtype=np.intp)), values)
    try:
        project = engine.model.flows(position, engine.model.company(futures)).project
    except ScenarioError:
        return None
    return float(npv(engine.monthly_rate, project)[0])
