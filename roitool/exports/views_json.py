"""Both views of a decision as JSON for other programs; described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from roitool.exports.as_json import evaluation_object
from roitool.exports.json_values import Json, estimate, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.evaluate.views import StepAnswer, Views
    from roitool.evaluate.why import Why

FORMAT: Final = "roitool-views"
VERSION: Final = 1


def views_json(views: Views, whys: Sequence[Why] = (), outside_whys: Sequence[Why] = ()) -> str:
    """Return both views as one JSON object, in ASCII, with a line end.

    Parameters
    ----------
    whys, outside_whys
        What moves the answers of each view, of each candidate in their order; left out, it was not looked for.
    """
    return text(
        {
            "format": FORMAT,
            "version": VERSION,
            "inside": evaluation_object(views.inside, whys),
            "outside": evaluation_object(views.outside, outside_whys),
            "steps": [
                {"candidate": answer.id, "steps": [_step(step) for step in steps]}
                for answer, steps in zip(views.inside.candidates, views.steps, strict=True)
            ],
        }
    )


def _step(step: StepAnswer) -> Json:
    stand = step.stand
    return {
        "layer": step.layer,
        "what": None if stand is None else stand.what,
        "lines": [] if stand is None else list(stand.lines),
        "mean_npv": estimate(step.mean_npv),
        "chance_npv": estimate(step.chance_npv),
    }
