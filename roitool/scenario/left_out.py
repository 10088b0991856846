"""What quotes usually leave out of a candidate that was begun from a template, and putting it in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from roitool.scenario.beginning import begun
from roitool.scenario.candidate import RiskEvent
from roitool.scenario.data import known_template
from roitool.scenario.editing import replaced_all
from roitool.scenario.formula import FormulaError, calculate, parse
from roitool.scenario.free_names import free_id, free_stream
from roitool.scenario.lines import Benefit, Investment, OneOff, RunningCost
from roitool.scenario.references import (
    calculation_order,
    figure_places,
    figures_behind,
    formulas,
    names_in,
    own_figures,
)
from roitool.scenario.renaming import streams_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from roitool.errors import Place
    from roitool.scenario.base import Label, TranslatedParagraph
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.formula import Column
    from roitool.scenario.lines import CandidateLine
    from roitool.scenario.quantities import BaseQuantity
    from roitool.scenario.scenario import Scenario

_FUTURES = 127
"""A prime, so that every stride that is no multiple of it is an order of its own."""

_POSITION = np.arange(_FUTURES)


@dataclass(frozen=True, slots=True)
class LeftOutItem:
    """A line or an event that quotes usually leave out.

    Attributes
    ----------
    line
        Its id in the template, and where it is there in the candidate.
    is_there
        Whether the candidate has it, with an amount that is not surely zero.
    """

    line: str
    label: Label
    why: TranslatedParagraph
    is_there: bool


def left_out(scenario: Scenario, position: int) -> tuple[LeftOutItem, ...]:
    """Return what quotes for a candidate usually leave out, in the order of its template; empty without one.

    Parameters
    ----------
    position
        Of the candidate.
    """
    candidate = scenario.candidates[position]
    known = known_template(candidate.template)
    if known is None:
        return ()
    parts = _parts(known.candidate)
    own = _parts(candidate)
    amounts = {_amount(part) for part in own.values()}
    figures = _figures(scenario, candidate)
    found = []
    for item in known.left_out:
        part = parts[item.line]
        # A line with another id is the same where it is calculated the same way.
        there = own.get(item.line)
        text = _amount(part if there is None else there)
        is_there = (there is not None or text in amounts) and not _is_nothing(text, figures)
        found.append(LeftOutItem(item.line, part.label if there is None else there.label, item.why, is_there))
    return tuple(found)


def missing_left_out(scenario: Scenario, position: int) -> tuple[LeftOutItem, ...]:
    """Return what quotes for a candidate usually leave out, and the candidate too."""
    return tuple(item for item in left_out(scenario, position) if not item.is_there)


def with_left_out(scenario: Scenario, position: int, line: str) -> Scenario:
    """Return the scenario in which a candidate has what its template knows to be left out, and all that rests on.

    The figures and correlations it needs come along where the scenario does not have them; own figures that were set
    to zero are what the template says again.

    Parameters
    ----------
    line
        The id of the line or event in the template.

    Raises
    ------
    LookupError
        Its template knows of no such line.
    """
    candidate = scenario.candidates[position]
    fresh = begun([str(candidate.template)], scenario.start)
    source = fresh.candidates[0]
    part = _parts(source)[line]
    needed = _needed(fresh, line)
    values: dict[Place, object] = {}
    place: Place = ("candidates", position)
    kind = "events" if isinstance(part, RiskEvent) else "lines"
    values[(*place, kind)] = _line_added(candidate, source, kind, line, scenario)
    values |= _figures_added(scenario, position, fresh, needed)
    values[("correlations",)] = _correlations_added(scenario, candidate, fresh, needed)
    return replaced_all(scenario, values)


def amount_of(part: CandidateLine | RiskEvent) -> str:
    """Return the formula of what a line or event costs or brings: of an interface all of them, of an event once."""
    if isinstance(part, RiskEvent):
        return part.cost
    if isinstance(part, Investment) and part.interface is not None:
        return f"({part.amount}) * ({part.interface.count})"
    return part.amount if isinstance(part, Investment | OneOff | RunningCost | Benefit) else "0"


def _amount(part: CandidateLine | RiskEvent) -> str:
    """Return what is zero where a part does nothing."""
    return f"({part.chance}) * ({part.cost})" if isinstance(part, RiskEvent) else amount_of(part)


def _parts(candidate: Candidate) -> dict[str, CandidateLine | RiskEvent]:
    return {part.id: part for part in (*candidate.lines, *candidate.events)}


def _figures(scenario: Scenario, candidate: Candidate) -> dict[str, Column]:
    """Return the figures of a candidate in some futures, all over their ranges; those that have no value left out.

    A shared figure of zero is somebody's choice about the company, and says nothing of what a quote leaves out.
    """
    figures: dict[str, Column] = {}
    for stride, item in enumerate((*scenario.inputs, *candidate.inputs), start=1):
        values = _spread(item.quantity)
        # Another order for each, so that they do not rise and fall together.
        figures[item.id] = values[_POSITION * stride % _FUTURES]
        if stride <= len(scenario.inputs) and not values.any():
            figures[item.id] = 1.0
    for derived in (*calculation_order(scenario), *calculation_order(candidate)):
        with suppress(FormulaError, KeyError):
            figures[derived.id] = calculate(parse(derived.formula), figures)
    return figures


def _is_nothing(text: str, figures: dict[str, Column]) -> bool:
    """Tell whether an amount is zero in each of some futures."""
    try:
        return not np.any(calculate(parse(text), figures))
    except (FormulaError, KeyError):
        return False


@lru_cache(maxsize=2_048)
def _spread(quantity: BaseQuantity) -> NDArray[np.float64]:
    """Return values all over the range of a quantity, ascending; 1 for one that makes no sense."""
    if any(problem.severity == "error" for problem in quantity.problems()):
        return np.ones(_FUTURES)
    return quantity.quantile((_POSITION + 0.5) / _FUTURES)


def _needed(fresh: Scenario, line: str) -> set[str]:
    """Return the ids of the figures that a line or event of the template rests on."""
    source = fresh.candidates[0]
    places = {
        ("candidates", 0, kind, at)
        for kind in ("lines", "events")
        for at, part in enumerate(getattr(source, kind))
        if part.id == line
    }
    named = {name for field in formulas(fresh) if field.place[:4] in places for name in names_in(field.text)}
    return figures_behind(named, (*fresh.derived, *source.derived))


def _line_added(
    candidate: Candidate, source: Candidate, kind: str, line: str, scenario: Scenario
) -> tuple[object, ...]:
    """Return the lines or events with one more; one of that id and without an amount gives way."""
    own, known = getattr(candidate, kind), getattr(source, kind)
    part = next(item for item in known if item.id == line)
    elsewhere = {item.id for item in (*candidate.lines, *candidate.events)} - {item.id for item in own}
    fields: dict[str, Any] = part.model_dump(exclude_none=True) | {"id": free_id(line, elsewhere)}
    if "stream" in fields:
        fields["stream"] = free_stream(f"{candidate.id}.{line}", streams_in(scenario))
    return _in_order([item for item in own if item.id != line], known, {line: fields})


def _figures_added(scenario: Scenario, position: int, fresh: Scenario, needed: set[str]) -> dict[Place, object]:
    candidate, source = scenario.candidates[position], fresh.candidates[0]
    there = figure_places(scenario, position).keys()
    others = {name for each in range(len(scenario.candidates)) for name, _ in own_figures(scenario, each)}
    missing = needed - there
    # A shared figure under an id that some candidate has would hide behind it.
    shared = figure_places(fresh, None).keys() & missing - others
    streams = streams_in(scenario)
    values: dict[Place, object] = {}
    for kind in ("inputs", "derived"):
        known = (*getattr(source, kind), *getattr(fresh, kind))
        for scope, owner, wanted in (((), scenario, shared), (("candidates", position), candidate, missing - shared)):
            own = [_restored(item, known, needed) if scope else item for item in getattr(owner, kind)]
            new = {item.id: item.model_dump(exclude_none=True) for item in known if item.id in wanted}
            for name, fields in new.items():
                if fields.get("stream") in streams:
                    fields["stream"] = free_stream(f"{candidate.id}.{name}", streams)
            values[*scope, kind] = _in_order(own, known, new)
    return values


def _restored(item: Any, known: Sequence[Any], needed: set[str]) -> object:
    """Return an input as the template has it, where it is needed and surely zero; everything else as it is."""
    if item.id not in needed or not hasattr(item, "quantity") or _spread(item.quantity).any():
        return item
    same = next((figure for figure in known if figure.id == item.id), item)
    fields: dict[str, object] = item.model_dump(exclude_none=True)
    return fields | {"quantity": same.quantity, "unit": same.unit, "evidence": same.evidence}


def _correlations_added(
    scenario: Scenario, candidate: Candidate, fresh: Scenario, needed: set[str]
) -> tuple[object, ...]:
    """Return the correlations with those of the template between a figure that comes and one that will be there."""
    source = fresh.candidates[0]
    position = scenario.candidates.index(candidate)
    there = figure_places(scenario, position).keys()
    there_already = {frozenset(pair.between) for pair in scenario.correlations}
    added = []
    for pair in fresh.correlations:
        ids = [name.removeprefix(f"{source.id}.") for name in pair.between]
        own = tuple(
            f"{candidate.id}.{name.removeprefix(f'{source.id}.')}" if name.startswith(f"{source.id}.") else name
            for name in pair.between
        )
        if {*ids} <= there | needed and {*ids} & (needed - there) and frozenset(own) not in there_already:
            added.append({"between": own, "rank_correlation": pair.rank_correlation})
    return (*scenario.correlations, *added)


def _in_order(own: Sequence[Any], known: Sequence[Any], new: dict[str, dict[str, Any]]) -> tuple[object, ...]:
    """Return items with new ones among them, each behind the last of those it follows in the template."""
    items: list[tuple[str, object]] = [(_id_of(item), item) for item in own]
    order = [item.id for item in known]
    for name in (name for name in order if name in new):
        before = {*order[: order.index(name)]}
        at = max((place + 1 for place, (other, _) in enumerate(items) if other in before), default=0)
        items.insert(at, (name, new[name]))
    return tuple(item for _, item in items)


def _id_of(item: Any) -> str:
    return str(item["id"] if isinstance(item, dict) else item.id)
