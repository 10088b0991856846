"""One random future of a generated scenario, or its base case, for the second implementation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.quantities import Overrun
from tests.second.formulas import Figures
from tests.second.integration import with_fatter_tail

if TYPE_CHECKING:
    import random

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario


def base_values(scenario: Scenario, candidate: Candidate) -> dict[str, float]:
    """Return every input that `candidate` sees as it is if nothing goes wrong."""
    return {figure.id: float(figure.quantity.base()) for figure in (*scenario.inputs, *candidate.inputs)}


def overrun_as_drawn(scenario: Scenario, candidate: Candidate) -> Input | None:
    """Return the input that `candidate` overruns by, with the tail that its interfaces give it."""
    stated = next((figure for figure in (*candidate.inputs, *scenario.inputs) if figure.id == candidate.overrun), None)
    if stated is None or not isinstance(stated.quantity, Overrun):
        return stated
    derived = {figure.id: figure.formula for figure in (*scenario.derived, *candidate.derived)}
    base = Figures(base_values(scenario, candidate), derived)
    return stated.model_copy(update={"quantity": with_fatter_tail(stated.quantity, candidate, base)})


def random_values(scenario: Scenario, candidate: Candidate, rng: random.Random) -> dict[str, float]:
    """Return every input that `candidate` sees, each drawn on its own."""
    overrun = overrun_as_drawn(scenario, candidate)
    figures = {figure.id: figure for figure in (*scenario.inputs, *candidate.inputs)}
    if overrun is not None:
        figures[overrun.id] = overrun
    return {figure.id: float(figure.quantity.quantile(rng.random())) for figure in figures.values()}


def random_uniforms(scenario: Scenario, candidate: Candidate, rng: random.Random) -> dict[str, float]:
    """Return a number between 0 and 1 for every stream that failure, grants and events can ask for."""
    return {key: rng.random() for key in risk_streams(scenario, candidate)}


def risk_streams(scenario: Scenario, candidate: Candidate) -> list[str]:
    """Return the keys of failure, grants and events: `key`, `key/month`, `key/year/1`, `key/year/1/month` and so on."""
    keys = [candidate.failure.stream] if candidate.failure else []
    keys += [line.stream for line in candidate.lines if line.kind == "grant"]
    for event in candidate.events:
        if event.how_often == "once":
            keys += [event.stream, f"{event.stream}/month"]
        for year in range(1, scenario.horizon_years + 1) if event.how_often == "yearly" else ():
            keys += [f"{event.stream}/year/{year}", f"{event.stream}/year/{year}/month"]
    return keys


def company_streams(scenario: Scenario) -> list[str]:
    """Return the keys of the company's own months: `key/m/1`, `key/m/2`, and so on."""
    return [f"{scenario.company.stream}/m/{month}" for month in range(1, 12 * scenario.horizon_years + 1)]


def random_normals(scenario: Scenario, rng: random.Random) -> dict[str, float]:
    """Return a standard normal number for each of the company's months."""
    return {key: rng.gauss(0.0, 1.0) for key in company_streams(scenario)}
