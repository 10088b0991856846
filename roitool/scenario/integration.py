"""Interfaces with other systems: what they make dearer, and how they let a project run out of hand.

The figures behind it are data with source and confidence, ``scenarios/reference/integration.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from roitool.scenario.base import Note, Part
from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.inputs import IsoDate
from roitool.scenario.lines import Investment
from roitool.scenario.promises import figures_in
from roitool.scenario.quantities import Overrun
from roitool.scenario.regime_assets import Sourced
from roitool.scenario.shipped import shipped, shipped_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario

INTEGRATION = "reference/integration.json"
"""Where the data lies, from the package ``scenarios`` on."""


class PriceRule(Sourced):
    """An interface costs its quote times `own_make` less `less_on_open_standards` times the share on such standards."""

    own_make: Annotated[float, Field(gt=0, le=10)]
    less_on_open_standards: Annotated[float, Field(ge=0, le=10)]


class TailRule(Sourced):
    """The tail gets likelier by `per_interface` per interface beyond `without_effect`, times the share of own makes."""

    per_interface: Annotated[float, Field(ge=0, le=1)]
    without_effect: Annotated[float, Field(ge=0, le=1000)]


class IntegrationRule(Part):
    """How interfaces drive the cost of a project."""

    id: str
    title: Note
    checked_on: IsoDate
    price: PriceRule
    tail: TailRule


_KNOWN = frozenset({"quote", "measured"})


@dataclass(frozen=True, slots=True)
class Integration:
    """The interfaces of one candidate, at the base values of its figures.

    Attributes
    ----------
    interfaces, on_open_standards
        How many there are, and how many of them are on an open standard.
    price_factor
        What the price of an interface is multiplied by.
    quoted
        Ids of the lines whose price rests on quotes and measurements alone, as far as the candidate's own figures say,
        and stays as it is: whoever quoted for this interface knew what it connects with.
    added_tail
        What is added to the chance that the overrun lies in its tail, before that is held at 1.
    """

    interfaces: float
    on_open_standards: float
    price_factor: float
    quoted: frozenset[str]
    added_tail: float

    def factor_of(self, line: str) -> float:
        """Return what the price of one of the lines is multiplied by."""
        return 1.0 if line in self.quoted else self.price_factor


def integration_of(scenario: Scenario, candidate: Candidate) -> Integration | None:
    """Return what the interfaces of a candidate do; None where it has no line that is one.

    A count that cannot be calculated counts as none: :func:`roitool.scenario.check.check` refuses it.

    Raises
    ------
    ScenarioError
        As :func:`roitool.scenario.shipped.shipped`.
    """
    lines = [line for line in candidate.lines if isinstance(line, Investment) and line.interface is not None]
    if not lines:
        return None
    figures = base_figures(candidate, base_figures(scenario))
    interfaces = on_open_standards = 0.0
    for line in lines:
        count = _count(line, figures)
        interfaces += count
        if line.interface is not None and line.interface.standard is not None:
            on_open_standards += count
    rule = shipped(IntegrationRule, INTEGRATION)
    share = on_open_standards / interfaces if interfaces > 0 else 0.0
    return Integration(
        interfaces,
        on_open_standards,
        max(rule.price.own_make - rule.price.less_on_open_standards * share, 0.0),
        frozenset(line.id for line in lines if _is_quoted(line, scenario, candidate)),
        rule.tail.per_interface * max(0.0, interfaces - rule.tail.without_effect) * (1.0 - share),
    )


def overrun_of(scenario: Scenario, candidate: Candidate) -> Input | None:
    """Return the input that a candidate overruns by, its tail as fat as its interfaces make it; None without one.

    Another kind of quantity than an overrun has no tail, and stays as it is.

    Raises
    ------
    ScenarioError
        As :func:`integration_of`.
    """
    named = (figure for figure in (*candidate.inputs, *scenario.inputs) if figure.id == candidate.overrun)
    stated = next(named, None)
    found = None if stated is None else integration_of(scenario, candidate)
    if stated is None or found is None or not found.added_tail or not isinstance(stated.quantity, Overrun):
        return stated
    tail = min(stated.quantity.tail_probability + found.added_tail, 1.0)
    return stated.model_copy(update={"quantity": stated.quantity.model_copy(update={"tail_probability": tail})})


def reference_digests(scenario: Scenario) -> dict[str, str]:
    """Return the SHA-256 of every reference file that a scenario is calculated with, by its name."""
    used = any(integration_of(scenario, candidate) is not None for candidate in scenario.candidates)
    return {"integration": shipped_digest(INTEGRATION)} if used else {}


def _is_quoted(line: Investment, scenario: Scenario, candidate: Candidate) -> bool:
    found = figures_in(line.amount, scenario, candidate)
    said_by = {item.evidence.by for item in found if item in candidate.inputs}
    return bool(said_by) and said_by <= _KNOWN


def _count(line: Investment, figures: Mapping[str, float]) -> float:
    return max((line.interface is not None and base_value(line.interface.count, figures)) or 0.0, 0.0)
