"""Advice on own figures beside reference figures: ranges that are too sure, and setbacks that are counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.advice_evidence import narrower_than
from roitool.scenario.base_figures import base_value
from roitool.scenario.data import known_template
from roitool.scenario.lines import Investment, OneOff
from roitool.scenario.quantities import Chance, Fixed
from roitool.scenario.reference import reference_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Value
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.candidate_figures import CandidateFigures

_OWN = frozenset({"guess", "adviser"})
_HIGH = 0.9
"""What an owner calls high, as a quantile."""


def reference_advice(candidate: Candidate, figures: CandidateFigures) -> Iterator[Problem]:
    """Yield advice on a candidate that was begun from a template, or names a reference class; at places below it."""
    yield from _narrow_ranges(candidate)
    yield from _setbacks_counted_twice(candidate, figures)
    yield from _nothing_goes_wrong(candidate, figures)


def _narrow_ranges(candidate: Candidate) -> Iterator[Problem]:
    """Tell of a range that is far narrower than that of the template, with nothing measured to make it so."""
    begun_from = known_template(candidate.template)
    if begun_from is None:
        return
    references = {item.id: item for item in begun_from.candidate.inputs}
    for position, item in enumerate(candidate.inputs):
        known = references.get(item.id)
        if known is None or item.evidence.by not in _OWN or isinstance(item.quantity, Fixed | Chance):
            continue
        if narrower_than(item.quantity, known.quantity):
            low, high = known.quantity.quantile([1 - _HIGH, _HIGH]).tolist()
            values: dict[str, Value] = {"low": low, "high": high}
            yield Problem(("inputs", position, "quantity"), "range_narrow", values, "warning")


def _setbacks_counted_twice(candidate: Candidate, figures: CandidateFigures) -> Iterator[Problem]:
    """Tell of own cost ranges that reach as high as the ordinary overrun of the class, on top of which that comes."""
    reference = candidate.reference
    if reference is None or reference.layer == "light":
        return
    own = [item for item in candidate.inputs if item.evidence.by in _OWN | {"measured"}]
    high = {item.id: float(item.quantity.quantile(_HIGH)) for item in own if not isinstance(item.quantity, Fixed)}
    base = _overrunning_cost(candidate, figures, {})
    if not high or base <= 0:
        return
    reached = _overrunning_cost(candidate, figures, high) / base - 1
    ordinary = float(reference_class(reference.class_id).overrun.quantity.body.quantile(_HIGH))
    if reached >= ordinary:
        yield Problem(("reference", "layer"), "overrun_held", {"found": reached, "bound": ordinary}, "info")


def _nothing_goes_wrong(candidate: Candidate, figures: CandidateFigures) -> Iterator[Problem]:
    """Tell of a project that surely gets neither dearer nor later, or surely does not fail: two of the three at least.

    One of them may be so, as with a fixed price.
    """
    reference, failure = candidate.reference, candidate.failure
    named = {
        "overrun": candidate.overrun,
        "delay": None if reference is None else reference.delay,
        "failure": None if failure is None else failure.chance.strip(),
    }
    never = tuple(role for role, figure in named.items() if figure is not None and _is_surely_none(figure, figures))
    if len(never) > 1:
        yield Problem(("reference",), "nothing_goes_wrong", {"fields": never}, "warning")


def _is_surely_none(figure: str, figures: CandidateFigures) -> bool:
    item = figures.inputs.get(figure)
    if item is None:
        return base_value(figure, {}) == 0
    return isinstance(item.quantity, Fixed) and item.quantity.value <= 0


def _overrunning_cost(candidate: Candidate, figures: CandidateFigures, instead: dict[str, float]) -> float:
    """Return what the lines that overrun come to in the base case, some inputs at other values.

    A derived figure keeps its base value: prices stand in the lines themselves.
    """
    values = {**figures.base, **instead}
    return sum(
        base_value(line.amount, values) or 0.0
        for line in candidate.lines
        if isinstance(line, Investment | OneOff) and line.overruns
    )
