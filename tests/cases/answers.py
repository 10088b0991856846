"""What the engine answers on a case: a scenario in one given future, and figures of it by name."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from roitool.cashflow.model import CashFlowModel
from roitool.evaluate.engine import Engine
from tests.builder import Given, Money, scenario_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from roitool.evaluate.outcomes import CandidateOutcome
    from roitool.scenario.scenario import Scenario

FOLDER = Path(__file__).parent
ABOUT_THE_CASE = {"name", "source", "expected", "within", "drawn", "uniforms", "lines"}


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of one file."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def scenario_of_case(case: dict[str, Any]) -> Scenario:
    """Return the scenario of a case, whose fields are those of :func:`tests.builder.document_of`."""
    choices = {name: given for name, given in case.items() if name not in ABOUT_THE_CASE}
    choices |= {name: tuple(choices[name]) for name in ("timing", "ways", "nothing") if name in choices}
    return scenario_of(*case.get("lines", ()), **choices)


class Answers:
    """One future of the first candidate of a scenario.

    `drawn` are values of figures, `uniforms` random numbers by stream; where none is given a grant is granted, nothing
    fails and figures have their base value.
    """

    def __init__(
        self, scenario: Scenario, drawn: dict[str, float] | None = None, uniforms: dict[str, float] | None = None
    ) -> None:
        self.scenario = scenario
        self.model = CashFlowModel(scenario)
        self.futures = Given(
            1,
            {name: [number] for name, number in (drawn or {}).items()},
            {name: [number] for name, number in (uniforms or {}).items()},
        )

    def __getitem__(self, asked: str) -> NDArray[np.float64]:
        """Return a figure, the months or the years of something: "npv", "line investment", "owner bank"."""
        what, _, name = asked.partition(" ")
        found = getattr(self, f"_{what}")
        return np.asarray(found(name) if name else found())

    @cached_property
    def money(self) -> Money:
        company = self.model.company(self.futures)
        return Money(self.model, company, self.model.flows(0, company, detailed=True))

    @cached_property
    def outcome(self) -> CandidateOutcome:
        engine = Engine(self.scenario)
        engine.model = self.model
        return engine.outcome(0, self.model.company(self.futures))

    def _npv(self) -> Any:
        return self.outcome.npv[0]

    def _investment(self) -> Any:
        return self.outcome.investment[0]

    def _project(self) -> Any:
        return self.money.flows.project[:, 0]

    def _line(self, name: str) -> Any:
        return self.money.line(name)[:, 0]

    def _owner(self, name: str) -> Any:
        return self.money.owner(name)[:, 0]

    def _deduction(self, name: str) -> Any:
        return self.money.deduction(name)[:, 0]

    def _result(self) -> Any:
        return self.money.flows.record.result[:, 0]

    def _tax(self) -> Any:
        return self.money.tax()[:, 0]

    def _without(self) -> Any:
        return [float(np.ravel(balance)[0]) for balance in self.money.company.course.balance]

    def _debt_service(self, name: str) -> Any:
        taken = next(way for way in self.model.ways(0, self.money.flows, self.money.company) if way.id == name)
        return None if taken.debt_service is None else taken.debt_service[:, 0]

    def _advantage(self, name: str) -> Any:
        return self._way(name).advantage[0]

    def _cover(self, name: str) -> Any:
        return self._way(name).worst_cover[0]

    def _peak_funding(self, name: str) -> Any:
        return self._way(name).peak_funding[0]

    def _first_short(self, name: str) -> Any:
        return self._way(name).survival.first_short[0]

    def _most_in_field(self) -> Any:
        return self.outcome.fleets[0].most_in_field[0]

    def _contract_value(self) -> Any:
        return self.outcome.fleets[0].contract_value[0]

    def _deepest(self) -> Any:
        return self.outcome.fleets[0].deepest[0]

    def _way(self, name: str) -> Any:
        listed = [way.id for way in self.scenario.candidates[0].ways_of_paying]
        return self.outcome.ways[listed.index(name)]


def answers_of_case(case: dict[str, Any]) -> Answers:
    return Answers(scenario_of_case(case), case.get("drawn"), case.get("uniforms"))
