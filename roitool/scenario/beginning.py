"""A new scenario from templates: an example company, the shared figures that are needed, and a candidate of each."""

from __future__ import annotations

import datetime as dt
from textwrap import shorten
from typing import TYPE_CHECKING

from roitool.scenario.base import text_in
from roitool.scenario.copying import copied
from roitool.scenario.data import company_frame, template
from roitool.scenario.editing import replaced, validated
from roitool.scenario.idle import without_idle_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.scenario.scenario import Scenario

_LONGEST_TITLE = 200


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
        # A pair of shared figures is there once, whichever templates name it.
        "correlations": (*frame.correlations, *dict.fromkeys(pair for each in once for pair in each.correlations)),
    }
    years = range(int(start[:4]), int(start[:4]) + 2) if start[:4].isdigit() else ()
    # A decision late in the year is paid for in the next one.
    others = tuple(
        item | {"year": year} for item, year in zip(whole["company"]["other_investments"], years, strict=False)
    )
    whole["company"] = whole["company"] | {"other_investments": others}
    candidates = _as_often_as_named(without_idle_figures(validated(whole)), template_ids)
    return replaced(candidates, ("title",), _title(candidates))


def month_after(today: dt.date) -> str:
    """Return the month after that of a date, in which a decision is taken soonest: ``"2027-03"``."""
    following = today.replace(day=1) + dt.timedelta(days=32)
    return f"{following:%Y-%m}"


def _as_often_as_named(scenario: Scenario, template_ids: Sequence[str]) -> Scenario:
    """Return a scenario with one candidate from each template with as many as are named, in their order."""
    for place, named in enumerate(template_ids):
        if named in template_ids[:place]:
            last = max(at for at, candidate in enumerate(scenario.candidates) if candidate.template == named)
            scenario = copied(scenario, last, independent=True)
    of = {named: iter([each for each in scenario.candidates if each.template == named]) for named in template_ids}
    return replaced(scenario, ("candidates",), tuple(next(of[named]) for named in template_ids))


def _title(scenario: Scenario) -> dict[str, str]:
    titles = {
        language: ", ".join(text_in(language, candidate.title) for candidate in scenario.candidates)
        for language in ("nl", "en")
    }
    return {language: shorten(title, _LONGEST_TITLE, placeholder=" …") for language, title in titles.items()}
