"""One candidate on its way into the outside view: what a step may do with it, and what is told of that."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, get_args

from pydantic import ValidationError

from roitool.errors import ScenarioError
from roitool.scenario.base import Part
from roitool.scenario.candidate import Averted, Candidate, Reference
from roitool.scenario.editing import replaced_all
from roitool.scenario.formula import ALLOWED_CONSTANTS, FormulaError, constant, parse
from roitool.scenario.free_names import LONGEST_STREAM, free_id, free_stream
from roitool.scenario.inputs import DerivedFigure, Evidence, Input
from roitool.scenario.lines import Fleet
from roitool.scenario.quantities import BaseQuantity, Fixed
from roitool.scenario.reference import figure_label, reference_classes
from roitool.scenario.references import formulas, names_in, streams_by_name
from roitool.scenario.regime_assets import Sourced
from roitool.scenario.renaming import respelled, streams_in, streams_of
from roitool.scenario.scenario import Correlation, Scenario
from roitool.scenario.shape import shape_problems

Layer = Literal["overrun", "delay", "realisation", "failure", "readiness"]
LAYERS: tuple[Layer, ...] = get_args(Layer)


AnyPart = TypeVar("AnyPart", bound=Part)

What = Literal["replaced", "added", "kept", "held", "included", "nothing"]


@dataclass(frozen=True, slots=True)
class Stand:
    """What one step does with one candidate.

    Attributes
    ----------
    what
        ``replaced``: the class's figure stands in for the own one. ``added``: there was no such figure. ``kept``: the
        own one is a reference figure. ``held``: the own ranges hold it (light layer). ``included``: the class's
        realisation counts projects that failed, so no chance of failure is added. ``nothing``: there is nothing that
        it could change, say no benefit that rests on a promise.
    own, outside
        The quantities side by side, None where there is none.
    lines
        Ids of the benefits that it makes smaller.
    """

    candidate: str
    layer: Layer
    what: What
    own: BaseQuantity | None = None
    outside: BaseQuantity | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One candidate on its way through a step.

    Attributes
    ----------
    scenario, position
        Where it stood before the step.
    changes
        The fields of the candidate that are different now.
    correlations
        What the step adds to those of the scenario.
    stand
        What is told of it; None where the step has nothing to do with it.
    """

    scenario: Scenario
    position: int
    changes: Mapping[str, Any] | None = None
    correlations: tuple[Correlation, ...] = ()
    stand: Stand | None = None

    @property
    def candidate(self) -> Candidate:
        """The candidate as it is now."""
        original = self.scenario.candidates[self.position]
        if not self.changes:
            return original
        return self.with_fields(original, **self.changes)

    @property
    def reference(self) -> Reference | None:
        """Its reference class, as the document names it."""
        return self.scenario.candidates[self.position].reference

    def told(self, layer: Layer, what: What, **values: Any) -> Edit:
        """Return the edit with what is told of it."""
        return replace(self, stand=Stand(self.candidate.id, layer, what, **values))

    def with_changes(self, **changes: Any) -> Edit:
        """Return the edit with more fields of the candidate changed."""
        return replace(self, changes={**(self.changes or {}), **changes})

    def own_input(self, figure: str | None) -> Input | None:
        """Return an input by its id, of the candidate or shared."""
        inputs = (*self.candidate.inputs, *self.scenario.inputs)
        return next((item for item in inputs if item.id == figure), None)

    def adding(self, name: str, quantity: BaseQuantity, sourced: Sourced) -> tuple[Edit, str]:
        """Return the candidate with one more input, and the id it got."""
        figure = self._fresh_id(name)
        item = Input.model_validate(
            {
                "id": figure,
                "label": figure_label(name),
                "unit": "months" if name == "outside_found_out" else "share",
                "quantity": quantity,
                "stream": self.fresh_stream(figure),
                "evidence": _evidence(sourced),
            }
        )
        return self.with_changes(inputs=(*self.candidate.inputs, item)), figure

    def part(self, formula: str) -> tuple[Edit, str]:
        """Return how a formula reads within another one: in brackets, or by the id of a derived figure.

        A bare number may be a formula by itself, but only figures can be calculated with, so it becomes one.
        """
        try:
            number = constant(parse(formula))
        except FormulaError:
            number = None
        if number is None or number in ALLOWED_CONSTANTS:
            return self, f"({formula})"
        planned = "outside_planned"
        known = (item.id for item in self.candidate.derived if item.formula == formula and item.id.startswith(planned))
        if (figure := next(known, None)) is not None:
            return self, figure
        label = figure_label(planned)
        item = DerivedFigure.model_validate({"id": self._fresh_id(planned), "label": label, "formula": formula})
        return self.with_changes(derived=(*self.candidate.derived, item)), item.id

    def _fresh_id(self, name: str) -> str:
        scopes: tuple[Candidate | Scenario, ...] = (self.candidate, self.scenario)
        taken = {item.id for scope in scopes for item in scope.inputs}
        taken |= {item.id for scope in scopes for item in scope.derived}
        return free_id(name, taken)

    def replacing(self, item: Input, quantity: BaseQuantity, sourced: Sourced) -> Edit:
        """Return the candidate with another quantity for one of its own inputs, which draws as it did."""
        changed = self.with_fields(item, quantity=quantity, evidence=_evidence(sourced))
        return self.with_changes(inputs=tuple(changed if own.id == item.id else own for own in self.candidate.inputs))

    def instead_of(self, shared: Input, name: str, quantity: BaseQuantity, sourced: Sourced) -> tuple[Edit, str] | None:
        """Return the candidate with a figure of its own wherever it names a shared one; None where it never does.

        For other candidates the shared figure stays what it was.
        """
        place = ("candidates", self.position)
        added, figure = self.adding(name, quantity, sourced)
        edits: dict[Any, object] = {
            field.place: respelled(field.text, shared.id, figure)
            for field in formulas(self.scenario)
            if field.candidate == self.position and shared.id in names_in(field.text)
        }
        if not edits:
            return None
        edits[*place, "inputs"] = added.candidate.inputs
        named = replaced_all(self.scenario, edits).candidates[self.position]
        return replace(added, changes={field: getattr(named, field) for field in Candidate.model_fields}), figure

    def fresh_stream(self, name: str) -> str:
        """Return a stream key for something that is added, which nothing in the scenario draws from.

        It hangs on the first key of the candidate, so that a copy, which has the same keys, sees the same futures here
        too.
        """
        original = self.scenario.candidates[self.position]
        wished = f"{next(streams_of(original), original.id)}.{name}"
        if len(wished) > LONGEST_STREAM:
            wished = hashlib.sha256(wished.encode()).hexdigest()
        return free_stream(wished, streams_in(self.scenario))

    def with_fields(self, part: AnyPart, **changes: object) -> AnyPart:
        """Return a part of the candidate with some fields changed.

        Raises
        ------
        ScenarioError
            It has no room for that: too many figures, or a formula that becomes too long.
        """
        fields = {name: getattr(part, name) for name in type(part).model_fields} | changes
        try:
            return type(part).model_validate(fields)
        except ValidationError as error:
            found = shape_problems(error, fields)
            raise ScenarioError(problem.below("candidates", self.position) for problem in found) from None


def later(edit: Edit, factor: str) -> Edit:
    """Return the candidate with its go-live, and what happens or is paid from it on, later by a factor."""
    timing, go_live = edit.candidate.timing, edit.candidate.timing.go_live_month
    if any(figure.id == go_live.strip() for figure in edit.candidate.derived):
        derived = tuple(
            edit.with_fields(figure, formula=f"({figure.formula}) * ({factor})")
            if figure.id == go_live.strip()
            else figure
            for figure in edit.candidate.derived
        )
        return edit.with_changes(derived=derived)
    edit, planned = edit.part(go_live)
    moved = f"{planned} * ({factor})"

    def dated(part: Any, field: str) -> Any:
        """Return a part with its date moved, where that is go-live or counts from it."""
        text = getattr(part, field, None)
        if text == go_live:
            return edit.with_fields(part, **{field: moved})
        if text is not None and text.startswith(f"{planned} + "):
            return edit.with_fields(part, **{field: moved + text.removeprefix(planned)})
        return part

    return edit.with_changes(
        lines=tuple(dated(dated(line, "month"), "start") for line in edit.candidate.lines),
        ways_of_paying=tuple(dated(way, "start") for way in edit.candidate.ways_of_paying),
        failure=dated(edit.candidate.failure, "found_out_month"),
        timing=edit.with_fields(timing, go_live_month=moved),
    )


def smaller(edit: Edit, figure: str, lines: tuple[str, ...], averts: tuple[str, ...]) -> Edit:
    """Return the candidate with some of its benefits multiplied by a figure; what it averts is averted once at most."""
    reduced: dict[int, Any] = {}
    for position, line in enumerate(edit.candidate.lines):
        if line.id in lines:
            field = "placed" if isinstance(line, Fleet) else "amount"
            edit, planned = edit.part(getattr(line, field))
            reduced[position] = edit.with_fields(line, **{field: f"{planned} * {figure}"})
    averted: dict[int, Averted] = {}
    for position, item in enumerate(edit.candidate.averts):
        if item.line in averts:
            edit, planned = edit.part(item.share)
            averted[position] = edit.with_fields(item, share=f"min(1, {planned} * {figure})")
    return edit.with_changes(
        lines=tuple(reduced.get(position, line) for position, line in enumerate(edit.candidate.lines)),
        averts=tuple(averted.get(position, item) for position, item in enumerate(edit.candidate.averts)),
    )


def depending(edit: Edit, figures: Mapping[str, str | None]) -> Edit:
    """Return the candidate with the class's rank correlations between figures that are not related yet.

    What draws from the same streams is related already, under whichever name: a copy of a candidate has its keys.
    """
    candidate = edit.candidate
    own = {item.id: item.stream for item in candidate.inputs if not isinstance(item.quantity, Fixed)}
    streams = streams_by_name(edit.scenario)
    related = {frozenset(streams.get(name, name) for name in pair.between) for pair in edit.scenario.correlations}
    pairs = []
    for rule in reference_classes().dependence:
        first, second = (figures.get(role) or "" for role in rule.between)
        if first not in own or second not in own or frozenset((own[first], own[second])) in related:
            continue
        names = (f"{candidate.id}.{first}", f"{candidate.id}.{second}")
        pairs.append(Correlation(between=names, rank_correlation=rule.rank_correlation))
    return replace(edit, correlations=(*edit.correlations, *pairs))


def _evidence(sourced: Sourced) -> Evidence:
    return Evidence(by="reference", source=sourced.source, confidence=sourced.confidence)
