"""The outside view: the same scenario as such projects usually go, in steps that each change one thing.

Figures of the owner and of suppliers give way to those of the reference class; a figure that rests on a reference
already stays, so that nothing is counted twice. Every step is a whole scenario, in which all that it does not touch
draws the same random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roitool.scenario.candidate import Failure
from roitool.scenario.editing import validated
from roitool.scenario.inputs import Input
from roitool.scenario.lines import Benefit, Fleet
from roitool.scenario.outside_edit import LAYERS, Edit, Layer, Stand, depending, later, smaller
from roitool.scenario.promises import figures_in, promised_averts, promised_lines
from roitool.scenario.quantities import BaseQuantity, Fixed, Overrun
from roitool.scenario.reference import (
    ReadinessBand,
    ReferenceClass,
    ReferenceRange,
    readiness_band,
    readiness_rules,
    reference_class,
    shifted_class,
)
from roitool.scenario.regime_assets import Sourced
from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Step:
    """The scenario after one more step, and what the step did."""

    layer: Layer
    scenario: Scenario
    stands: tuple[Stand, ...]


def outside_steps(scenario: Scenario) -> tuple[Step, ...]:
    """Return the way from the own view to the outside view, step by step; the last one's scenario is the outside view.

    Steps that change nothing have the scenario of the one before. A candidate without a reference class is changed by
    readiness alone.

    Raises
    ------
    ScenarioError
        ``reference_class_unknown``, or a candidate that has no room left for what is added to it.
    """
    steps: list[Step] = []
    for layer in LAYERS:
        before = steps[-1].scenario if steps else scenario
        edits = [_CHANGES[layer](Edit(before, position)) for position in range(len(before.candidates))]
        changed = validated(
            before.model_dump(exclude_none=True)
            | {
                "candidates": tuple(edit.candidate for edit in edits),
                "correlations": (*before.correlations, *(pair for edit in edits for pair in edit.correlations)),
            }
        )
        steps.append(Step(layer, changed, tuple(edit.stand for edit in edits if edit.stand is not None)))
    return tuple(steps)


def _overrun(edit: Edit) -> Edit:
    reference = edit.reference
    if reference is None:
        return edit
    found = reference_class(reference.class_id).overrun
    own = edit.own_input(edit.candidate.overrun)
    if reference.layer == "light":
        if own is not None:
            return edit.told("overrun", "held", own=own.quantity)
        return _with_overrun(edit, "overrun", None, _tail_of(found.quantity), found)
    if own is not None and _is_reference(own):
        return edit.told("overrun", "kept", own=own.quantity)
    return _with_overrun(edit, "overrun", own, found.quantity, found)


def _with_overrun(edit: Edit, layer: Layer, own: Input | None, quantity: Overrun, sourced: Sourced) -> Edit:
    if own is not None and own in edit.candidate.inputs:
        changed = edit.replacing(own, quantity, sourced)
    else:
        added, figure = edit.adding("outside_overrun", quantity, sourced)
        changed = added.with_changes(overrun=figure)
    values = {"own": _quantity_of(own), "outside": quantity}
    return changed.told(layer, "added" if own is None else "replaced", **values)


def _delay(edit: Edit) -> Edit:
    reference = edit.reference
    if reference is None:
        return edit
    found, own = reference_class(reference.class_id).delay, edit.own_input(reference.delay)
    if own is not None and _is_reference(own):
        return edit.told("delay", "kept", own=own.quantity)
    if reference.layer == "light":
        return edit.told("delay", "held", own=_quantity_of(own))
    taken_over = None if own is None else _taken_over(edit, own, "outside_delay", found)
    if taken_over is not None:
        changed, figure = taken_over
    else:
        added, figure = edit.adding("outside_delay", found.quantity, found)
        changed = later(added, f"1 + {figure}")
    told = changed.told(
        "delay",
        "added" if own is None else "replaced",
        own=_quantity_of(own),
        outside=found.quantity,
    )
    return depending(
        told, {"overrun": told.candidate.overrun, "delay": figure, "ramp": told.candidate.timing.ramp_months}
    )


def _realisation(edit: Edit) -> Edit:
    reference = edit.reference
    if reference is None:
        return edit
    found, own = reference_class(reference.class_id).realisation, edit.own_input(reference.realisation)
    if own is not None and _is_reference(own):
        return edit.told("realisation", "kept", own=own.quantity)
    if reference.layer == "light":
        return edit.told("realisation", "held", own=_quantity_of(own))
    if own is not None and (taken_over := _taken_over(edit, own, "outside_realisation", found)) is not None:
        changed, figure = taken_over
        told = changed.told("realisation", "replaced", own=own.quantity, outside=found.quantity)
        return depending(told, {"overrun": told.candidate.overrun, "realisation": figure})
    lines = promised_lines(edit.scenario, edit.candidate)
    averts = promised_averts(edit.scenario, edit.candidate)
    if not (lines or averts):
        return edit.told("realisation", "nothing")
    added, figure = edit.adding("outside_realisation", found.quantity, found)
    changed = smaller(added, figure, lines, averts)
    told = changed.told("realisation", "added", outside=found.quantity, lines=(*lines, *averts))
    return depending(told, {"overrun": told.candidate.overrun, "realisation": figure})


def _failure(edit: Edit) -> Edit:
    reference, failure = edit.reference, edit.candidate.failure
    if reference is None:
        return edit
    found = reference_class(reference.class_id)
    own = None if failure is None else edit.own_input(failure.chance.strip())
    quantity = _quantity_of(own)
    if found.realisation.includes_failures and _has_realisation_of(edit, found):
        changed = edit if failure is None else edit.with_changes(failure=edit.with_fields(failure, chance="0"))
        return changed.told("failure", "included", own=quantity)
    said = () if failure is None else figures_in(failure.chance, edit.scenario, edit.candidate)
    if said and all(_is_reference(item) for item in said):
        return edit.told("failure", "kept", own=quantity)
    if own is not None and own in edit.candidate.inputs:
        changed = edit.replacing(own, found.failure.quantity, found.failure)
        return changed.told("failure", "replaced", own=quantity, outside=found.failure.quantity)
    added, figure = edit.adding("outside_failure", found.failure.quantity, found.failure)
    if failure is not None:
        changed = added.with_changes(failure=edit.with_fields(failure, chance=figure))
        return changed.told("failure", "replaced", outside=found.failure.quantity)
    added, months = added.adding("outside_found_out", found.found_out_after.quantity, found.found_out_after)
    added, recovered = added.adding("outside_recovered", found.recovered_share.quantity, found.recovered_share)
    added, go_live = added.part(added.candidate.timing.go_live_month)
    changed = added.with_changes(
        failure=Failure(
            chance=figure,
            found_out_month=f"{go_live} + {months}",
            recovered_share=recovered,
            stream=edit.fresh_stream("outside_failing"),
        )
    )
    return changed.told("failure", "added", outside=found.failure.quantity)


def _readiness(edit: Edit) -> Edit:
    band = readiness_band(edit.scenario.readiness)
    if band is None:
        return edit
    changed = _shifted(edit, band)
    factors = {"failure": band.failure, "lead_time": band.lead_time, "ramp": band.ramp, "realisation": band.realisation}
    for name, factor in factors.items():
        if factor == 1.0 or (name == "failure" and edit.candidate.failure is None):
            continue
        changed, figure = changed.adding(f"readiness_{name}", Fixed(value=factor), readiness_rules())
        changed = _FACTORS[name](changed, figure)
    return changed.told("readiness", "nothing" if changed.candidate == edit.candidate else "added")


def _shifted(edit: Edit, band: ReadinessBand) -> Edit:
    reference = edit.reference
    if not band.class_shift or reference is None or reference.layer == "light":
        return edit
    found = shifted_class(reference.class_id, band.class_shift)
    if found.id == reference.class_id:
        return edit
    own = edit.own_input(edit.candidate.overrun)
    return _with_overrun(edit, "readiness", own, found.overrun.quantity, found.overrun)


def _likelier_to_fail(edit: Edit, figure: str) -> Edit:
    failure = edit.candidate.failure
    assert failure is not None  # noqa: S101 - where there is none, nothing is multiplied
    edit, planned = edit.part(failure.chance)
    return edit.with_changes(failure=edit.with_fields(failure, chance=f"min(1, {planned} * {figure})"))


def _slower(edit: Edit, figure: str) -> Edit:
    edit, planned = edit.part(edit.candidate.timing.ramp_months)
    timing = edit.with_fields(edit.candidate.timing, ramp_months=f"{planned} * {figure}")
    return edit.with_changes(timing=timing)


def _all_smaller(edit: Edit, figure: str) -> Edit:
    lines = tuple(line.id for line in edit.candidate.lines if isinstance(line, Benefit | Fleet))
    return smaller(edit, figure, lines, tuple(averted.line for averted in edit.candidate.averts))


def _tail_of(overrun: Overrun) -> Overrun:
    """Return the disasters of a class alone: the own ranges hold what is ordinary."""
    return Overrun.model_validate(overrun.model_dump() | {"body_low": 0.0, "body_likely": 0.0, "body_high": 0.0})


def _taken_over(edit: Edit, own: Input, name: str, found: ReferenceRange) -> tuple[Edit, str] | None:
    """Return the candidate with the class's figure in the place of its own, and the id of that; None if it uses none.

    A shared figure stays what it is for the others.
    """
    if own in edit.candidate.inputs:
        return edit.replacing(own, found.quantity, found), own.id
    return edit.instead_of(own, name, found.quantity, found)


def _has_realisation_of(edit: Edit, found: ReferenceClass) -> bool:
    """Tell whether the benefits come true as in the class, so that what it says of failures holds for them."""
    return any(_is_reference(item) and item.quantity == found.realisation.quantity for item in edit.candidate.inputs)


def _quantity_of(own: Input | None) -> BaseQuantity | None:
    return None if own is None else own.quantity


def _is_reference(item: Input) -> bool:
    return item.evidence.by == "reference"


_CHANGES: Mapping[Layer, Callable[[Edit], Edit]] = {
    "overrun": _overrun,
    "delay": _delay,
    "realisation": _realisation,
    "failure": _failure,
    "readiness": _readiness,
}
_FACTORS: Mapping[str, Callable[[Edit, str], Edit]] = {
    "failure": _likelier_to_fail,
    "lead_time": later,
    "ramp": _slower,
    "realisation": _all_smaller,
}
