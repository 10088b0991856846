"""Every formula of a scenario, calculated for all futures of a chunk and held against what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.errors import Place, Problem, ScenarioError, Value
from roitool.sampling.draws import Futures
from roitool.scenario.candidate import Candidate
from roitool.scenario.formula import Column, FormulaError, calculate, names, parse
from roitool.scenario.integration import integration_of, overrun_of
from roitool.scenario.lines import Investment
from roitool.scenario.quantities import Overrun
from roitool.scenario.quantities.base import LARGEST, BaseQuantity
from roitool.scenario.references import Bound, FormulaField, calculation_order, formulas
from roitool.scenario.scenario import Scenario

OVERRUN = ("overrun",)
OVERRUN_WITHOUT_TAIL = ("overrun", "without tail")

_OVERRUN_BOUND = Bound("overrun", -1.0)
_NUMBER = Bound("any")


@dataclass(frozen=True, slots=True)
class Columns:
    """The calculated formulas of the company or of one candidate, by their place below it.

    A column is a float where the formula gives the same in every future, else an array of shape (futures,).

    Attributes
    ----------
    values
        Column of each formula by its place: below the candidate, or below the document for the company's.
    figures
        Column of each figure that formulas of this scope can name.
    """

    values: Mapping[Place, Column]
    figures: Mapping[str, Column]

    def at(self, *place: str | int) -> Column:
        """Return the column of the formula at a place, ``at("lines", 3, "amount")``."""
        return self.values[place]


def monthly_factor(columns: Columns, *place: str | int) -> Column:
    """Return the factor by which a line grows in a month, ``(1 + g)^(1/12)``; 1 where it names no index."""
    if place not in columns.values:
        return 1.0
    return np.power(1.0 + columns.at(*place), 1.0 / 12.0)


class Formulas:
    """The formulas of a scenario; sorted once, calculated for every chunk."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._integration = [integration_of(scenario, candidate) for candidate in scenario.candidates]
        self._overrun = [overrun_of(scenario, candidate) for candidate in scenario.candidates]
        self._fields: dict[int | None, list[FormulaField]] = {}
        for field in formulas(scenario):
            if "derived" not in field.place:
                self._fields.setdefault(field.candidate, []).append(field)

    def shared(self, futures: Futures) -> Columns:
        """Calculate the company's formulas and those of doing nothing.

        Raises
        ------
        ScenarioError
            Every formula that gives no finite number, or one out of its bounds, in some future.
        """
        return self._columns(self._scenario, None, futures.values(self._scenario.inputs), [])

    def candidate(self, position: int, shared: Columns, futures: Futures) -> Columns:
        """Calculate the formulas of one candidate, which sees its own figures and the shared ones; raises the same."""
        candidate = self._scenario.candidates[position]
        problems: list[Problem] = []
        figures = {**shared.figures, **futures.values(candidate.inputs)}
        columns = self._columns(candidate, position, figures, problems)
        stated = self._overrun[position]
        if stated is None:
            return columns
        overrun = futures.values([stated])[stated.id]
        place = ("candidates", position, "overrun")
        if _OVERRUN_BOUND.broken_by(overrun).any():
            raise ScenarioError([_out_of_bounds(place, stated.id, _OVERRUN_BOUND, overrun, figures)])
        without_tail = np.minimum(overrun, _most_ordinary(stated.quantity))
        return Columns({**columns.values, OVERRUN: overrun, OVERRUN_WITHOUT_TAIL: without_tail}, figures)

    def _columns(
        self,
        scope: Scenario | Candidate,
        candidate: int | None,
        figures: dict[str, Column],
        problems: list[Problem],
    ) -> Columns:
        above = () if candidate is None else ("candidates", candidate)
        position_of = {figure.id: position for position, figure in enumerate(scope.derived)}
        for figure in calculation_order(scope):
            place = (*above, "derived", position_of[figure.id], "formula")
            figures[figure.id] = _calculated(place, figure.formula, _NUMBER, figures, problems)
        values = {
            field.place[len(above) :]: _calculated(field.place, field.text, field.bound, figures, problems)
            for field in self._fields.get(candidate, ())
        }
        if isinstance(scope, Candidate):
            values |= self._interfaces(scope, above, values, figures, problems)
        if problems:
            raise ScenarioError(problems)
        return Columns(values, figures)

    def _interfaces(
        self,
        candidate: Candidate,
        above: Place,
        values: Mapping[Place, Column],
        figures: Mapping[str, Column],
        problems: list[Problem],
    ) -> dict[Place, Column]:
        """Return the amounts of the lines that are interfaces: the price of one, times their number and its factor."""
        integration = self._integration[int(above[1])]
        if integration is None:
            return {}
        amounts: dict[Place, Column] = {}
        for position, line in enumerate(candidate.lines):
            if isinstance(line, Investment) and line.interface is not None:
                place = ("lines", position, "amount")
                count = values["lines", position, "interface", "count"]
                amounts[place] = cost = values[place] * count * integration.factor_of(line.id)
                if (beyond := np.greater(cost, LARGEST)).any():
                    told = _values(line.amount, beyond, cost, figures)
                    problems.append(Problem((*above, *place), "too_large", {**told, "bound": LARGEST}))
        return amounts


def _most_ordinary(overrun: BaseQuantity) -> float:
    """Return the highest overrun of the body, past which the tail begins; infinite where there is no tail."""
    return overrun.body_high if isinstance(overrun, Overrun) else np.inf


def _calculated(
    place: Place, text: str, bound: Bound, figures: Mapping[str, Column], problems: list[Problem]
) -> Column:
    try:
        column = calculate(parse(text), figures)
    except FormulaError as error:
        problems.append(Problem(place, error.code, {"formula": text, **error.values}))
        return 1.0
    beyond = np.greater(np.abs(column), LARGEST)
    if beyond.any():
        problems.append(Problem(place, "too_large", {**_values(text, beyond, column, figures), "bound": LARGEST}))
        return 1.0
    if bound.kind != "any" and bound.broken_by(column).any():
        problems.append(_out_of_bounds(place, text, bound, column, figures))
        return 1.0
    return column


def _out_of_bounds(place: Place, text: str, bound: Bound, column: Column, figures: Mapping[str, Column]) -> Problem:
    return Problem(place, f"out_of_bounds_{bound.kind}", _values(text, bound.broken_by(column), column, figures))


def _values(text: str, broken: NDArray[np.bool_], column: Column, figures: Mapping[str, Column]) -> dict[str, Value]:
    """Return the formula, what it gives in the first future in which that is broken, and its figures there."""
    future = int(np.flatnonzero(np.atleast_1d(broken))[0])
    here = tuple((name, _in_future(figures[name], future)) for name in sorted(names(parse(text))))
    return {"formula": text, "found": _in_future(column, future), "figures": here}


def _in_future(column: Column, future: int) -> float:
    return float(column if np.ndim(column) == 0 else column[future])  # type: ignore[index]
