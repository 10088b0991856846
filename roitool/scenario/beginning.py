"""A new scenario from templates: an example company, the shared figures that are needed, and a candidate of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roitool.scenario.base import text_in
from roitool.scenario.candidate import Candidate
from roitool.scenario.data import company_frame, template
from roitool.scenario.editing import validated
from roitool.scenario.idle import without_idle_figures
from roitool.scenario.scenario import Correlation, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roitool.scenario.template import Template

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
    frame = company_frame()
    candidates = [_candidate(each, _fresh_id(each, templates[:position])) for position, each in enumerate(templates)]
    once = list({each.id: each for each in templates}.values())
    titles = [candidate.title for candidate in candidates]
    whole = frame.model_dump(exclude_none=True) | {
        "title": {language: _joined(text_in(language, title) for title in titles) for language in ("nl", "en")},
        "start": start,
        "horizon_years": max(frame.horizon_years, *(each.horizon_years for each in templates)),
        "inputs": (*frame.inputs, *(figure for each in once for figure in each.inputs)),
        "derived": (*frame.derived, *(figure for each in once for figure in each.derived)),
        "do_nothing": {"lines": tuple(line for each in once for line in each.do_nothing)},
        "candidates": tuple(candidates),
        "correlations": (
            *frame.correlations,
            # A pair of shared figures is there once, whichever templates name it.
            *dict.fromkeys(
                pair
                for each, candidate in zip(templates, candidates, strict=True)
                for pair in _correlations(each, candidate.id)
            ),
        ),
    }
    first_year = {"year": int(start[:4])} if start[:4].isdigit() else {}
    others = tuple(item | first_year for item in whole["company"]["other_investments"])
    whole["company"] = whole["company"] | {"other_investments": others}
    return without_idle_figures(validated(whole))


def _joined(titles: Iterable[str]) -> str:
    """Return titles one after the other, as many of them as one line holds."""
    whole = ", ".join(titles)
    return whole if len(whole) <= _LONGEST_TITLE else whole[: _LONGEST_TITLE - 1].rpartition(", ")[0] + "…"


def _fresh_id(one: Template, before: Sequence[Template]) -> str:
    number = 1 + sum(each.id == one.id for each in before)
    return one.id if number == 1 else f"{one.id[:36]}_{number}"


def _candidate(one: Template, candidate_id: str) -> Candidate:
    """Return the candidate of a template under another id, with streams of its own."""
    if candidate_id == one.id:
        return one.candidate
    number = candidate_id.rpartition("_")[2]
    title = {language: f"{text_in(language, one.candidate.title)} {number}" for language in ("nl", "en")}
    renamed: dict[str, Any] = _rekeyed(one.candidate.model_dump(exclude_none=True), f"{one.id}.", f"{candidate_id}.")
    return Candidate.model_validate(renamed | {"id": candidate_id, "title": title})


def _rekeyed(part: Any, old: str, new: str) -> Any:
    """Return a dumped part in which every stream key that begins with `old` begins with `new`."""
    if isinstance(part, dict):
        return {
            name: new + value.removeprefix(old)
            if name == "stream" and isinstance(value, str) and value.startswith(old)
            else _rekeyed(value, old, new)
            for name, value in part.items()
        }
    return tuple(_rekeyed(item, old, new) for item in part) if isinstance(part, tuple | list) else part


def _correlations(one: Template, candidate_id: str) -> Iterable[Correlation]:
    for pair in one.correlations:
        first, second = (
            f"{candidate_id}.{name.removeprefix(f'{one.id}.')}" if name.startswith(f"{one.id}.") else name
            for name in pair.between
        )
        yield Correlation(between=(first, second), rank_correlation=pair.rank_correlation)
