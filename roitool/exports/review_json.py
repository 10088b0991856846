"""What came of a workbook as JSON; the schema is described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from roitool import __version__
from roitool.errors import Problem
from roitool.exports.json_values import Json, problem, text
from roitool.imports.telling import told_change, told_not_taken
from roitool.scenario.file import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.imports.remark import Remark
    from roitool.imports.review import Change, NotTaken, Review
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

FORMAT: Final = "roitool-import"
VERSION: Final = 1


def review_json(
    review: Review, scenario: Scenario, words: Words, accepted: Iterable[int] = (), after: Scenario | None = None
) -> str:
    """Return it as one JSON object, in ASCII, with a line end.

    Parameters
    ----------
    accepted
        Numbers of the changes that were taken over, counted from 1.
    after
        The scenario with them, where it was written.
    """
    return text(
        {
            "format": FORMAT,
            "version": VERSION,
            "program_version": __version__,
            "workbook": review.file,
            "scenario_digest": digest(scenario),
            "changed_since": review.changed_since,
            "changes": [_change(number, each, scenario, words) for number, each in enumerate(review.changes, start=1)],
            "not_taken": [_not_taken(each, scenario, words) for each in review.not_taken],
            "accepted": list(accepted),
            "written_digest": None if after is None else digest(after),
        }
    )


def _change(number: int, change: Change, scenario: Scenario, words: Words) -> Json:
    return {
        "number": number,
        "place": list(change.place),
        "before": _plain(change.before),
        "after": _plain(change.after),
        "doubtful": change.doubtful,
        "remarks": [_remark(each) for each in change.remarks],
        "in_words": told_change(change, scenario, words).line,
    }


def _not_taken(found: NotTaken, scenario: Scenario, words: Words) -> Json:
    why = problem(found.why) if isinstance(found.why, Problem) else _remark(found.why)
    place = None if found.place is None else list(found.place)
    return {**why, "place": place, "row": found.name, "in_words": told_not_taken(found, scenario, words).line}


def _remark(remark: Remark) -> Json:
    return {"code": remark.code, "cell": remark.at, "values": dict(remark.values)}


def _plain(value: Any) -> Any:
    return value.model_dump(exclude_none=True) if isinstance(value, BaseModel) else value
