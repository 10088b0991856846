"""A new scenario from templates: an example company, the shared figures that are needed, and a candidate of each."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from roitool.scenario.base import text_in
from roitool.scenario.copying import copied
from roitool.scenario.data import company_frame, template
from roitool.scenario.editing import replaced, validated
from roitool.scenario.references import formulas, names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.scenario.scenario import Scenario


def begun(template_ids: Sequence[str], start: str) -> Scenario:
    """Return a scenario with a candidate from each template; one that is named twice gives two candidates.

    Two candidates of one template have random numbers of their own, as two offers have; what happens to the company
    anyway, and the shared figures for it, are there once.

    Parameters
    ----------
    template_ids
        At least one.
    start
        Month of the decision, ``"2027-03"``.

    Raises
    ------
    ScenarioError
        ``template_unknown``, a damaged file, or a `start` that is no month.
    """
    templates = [template(each) for each in template_ids]
    once = list({each.id: each for each in templates}.values())
    frame = company_frame()
    whole = frame.model_dump(exclude_none=True) | {
        "start": start,
        "horizon_years": max(frame.horizon_years, *(each.horizon_years for each in once)),
        "inputs": (*frame.inputs, *(figure for each in once for figure in each.inputs)),
        "derived": (*frame.derived, *(figure for each in once for figure in each.derived)),
        "do_nothing": {"lines": tuple(line for each in once for line in each.do_nothing)},
        "candidates": tuple(each.candidate for each in once),
        "correlations": (*frame.correlations, *(pair for each in once for pair in each.correlations)),
    }
    first_year = {"year": int(start[:4])} if start[:4].isdigit() else {}
    others = tuple(item | first_year for item in whole["company"]["other_investments"])
    whole["company"] = whole["company"] | {"other_investments": others}
    candidates = _as_often_as_named(_without_idle_figures(validated(whole)), template_ids)
    return replaced(candidates, ("title",), _title(candidates))


def _as_often_as_named(scenario: Scenario, template_ids: Sequence[str]) -> Scenario:
    """Return a scenario with one candidate from each template with as many as are named, in their order."""
    for place, named in enumerate(template_ids):
        if named in template_ids[:place]:
            last = max(at for at, candidate in enumerate(scenario.candidates) if candidate.template == named)
            scenario = copied(scenario, last, independent=True)
    of = {named: iter([each for each in scenario.candidates if each.template == named]) for named in template_ids}
    return replaced(scenario, ("candidates",), tuple(next(of[named]) for named in template_ids))


def _title(scenario: Scenario) -> dict[str, str]:
    return {
        language: shorten(
            ", ".join(text_in(language, candidate.title) for candidate in scenario.candidates), 200, placeholder=" …"
        )
        for language in ("nl", "en")
    }


def _without_idle_figures(scenario: Scenario) -> Scenario:
    """Return the scenario without the shared figures that no formula uses."""
    used = {
        name for field in formulas(scenario) if not _is_shared_derived(field.place) for name in names_in(field.text)
    }
    wanted, rest = set(), used
    by_id = {figure.id: figure for figure in scenario.derived}
    while rest:
        wanted |= rest
        rest = {name for each in rest if each in by_id for name in names_in(by_id[each].formula)} - wanted
    kept = scenario.model_dump(exclude_none=True) | {
        "inputs": tuple(figure for figure in scenario.inputs if figure.id in wanted),
        "derived": tuple(figure for figure in scenario.derived if figure.id in wanted),
    }
    idle = {figure.id for figure in scenario.inputs} - wanted
    kept["correlations"] = tuple(pair for pair in scenario.correlations if not idle & set(pair.between))
    return validated(kept)


def _is_shared_derived(place: tuple[str | int, ...]) -> bool:
    return place[:1] == ("derived",)
