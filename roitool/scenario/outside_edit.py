"""One candidate on its way into the outside view: what a step may do with it, and what is told of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from roitool.scenario.base import Part
from roitool.scenario.candidate import Candidate, Reference
from roitool.scenario.inputs import Evidence, Input
from roitool.scenario.lines import Fleet
from roitool.scenario.quantities import BaseQuantity, Fixed
from roitool.scenario.reference import figure_label, reference_classes
from roitool.scenario.regime_assets import Sourced
from roitool.scenario.scenario import Correlation, Scenario

Layer = Literal["overrun", "delay", "realisation", "failure", "readiness"]
LAYERS: tuple[Layer, ...] = get_args(Layer)

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
        return Candidate.model_validate(
            {name: getattr(original, name) for name in Candidate.model_fields} | dict(self.changes)
        )

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
        scopes = (self.candidate, self.scenario)
        taken = {item.id for scope in scopes for item in scope.inputs} | {
            item.id for scope in scopes for item in scope.derived
        }
        number, figure = 1, name
        while figure in taken:
            number += 1
            figure = f"{name}_{number}"
        item = Input.model_validate(
            {
                "id": figure,
                "label": figure_label(name),
                "unit": "months" if name == "outside_found_out" else "share",
                "quantity": quantity,
                "stream": f"{self.candidate.id}.{figure}",
                "evidence": _evidence(sourced),
            }
        )
        return self.with_changes(inputs=(*self.candidate.inputs, item)), figure

    def replacing(self, item: Input, quantity: BaseQuantity, sourced: Sourced) -> Edit:
        """Return the candidate with another quantity for one of its own inputs, which draws as it did."""
        changed = with_fields(item, quantity=quantity, evidence=_evidence(sourced))
        return self.with_changes(inputs=tuple(changed if own.id == item.id else own for own in self.candidate.inputs))


def later(edit: Edit, factor: str) -> Edit:
    """Return the candidate with its go-live, and what is paid at it, later by a factor."""
    go_live = edit.candidate.timing.go_live_month
    later = f"({go_live}) * ({factor})"
    lines = tuple(
        with_fields(line, month=later) if getattr(line, "month", None) == go_live else line
        for line in edit.candidate.lines
    )
    return edit.with_changes(lines=lines, timing=with_fields(edit.candidate.timing, go_live_month=later))


def smaller(edit: Edit, figure: str, lines: tuple[str, ...], averts: tuple[str, ...]) -> Edit:
    """Return the candidate with some of its benefits multiplied by a figure; what it averts is averted once at most."""

    def reduced(line: Any) -> Any:
        if line.id not in lines:
            return line
        field = "placed" if isinstance(line, Fleet) else "amount"
        return with_fields(line, **{field: f"({getattr(line, field)}) * {figure}"})

    averted = tuple(
        with_fields(item, share=f"min(1, ({item.share}) * {figure})") if item.line in averts else item
        for item in edit.candidate.averts
    )
    return edit.with_changes(lines=tuple(reduced(line) for line in edit.candidate.lines), averts=averted)


def depending(edit: Edit, figures: Mapping[str, str | None]) -> Edit:
    """Return the candidate with the class's rank correlations between figures that are not related yet."""
    candidate = edit.candidate
    own = {item.id for item in candidate.inputs if not isinstance(item.quantity, Fixed)}
    related = {frozenset(pair.between) for pair in edit.scenario.correlations}
    pairs = []
    for rule in reference_classes().dependence:
        first, second = (figures.get(role) for role in rule.between)
        if first not in own or second not in own:
            continue
        names = (f"{candidate.id}.{first}", f"{candidate.id}.{second}")
        if frozenset(names) not in related:
            pairs.append(Correlation(between=names, rank_correlation=rule.rank_correlation))
    return replace(edit, correlations=(*edit.correlations, *pairs))


def _evidence(sourced: Sourced) -> Evidence:
    return Evidence(by="reference", source=sourced.source, confidence=sourced.confidence)


def with_fields(part: Part, **changes: object) -> Any:
    """Return a part with some fields changed, validated anew."""
    return type(part).model_validate({name: getattr(part, name) for name in type(part).model_fields} | changes)
