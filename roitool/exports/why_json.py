"""What moves the answer on a candidate as JSON; described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.json_values import Json, estimate

if TYPE_CHECKING:
    from roitool.evaluate.why import Mover, Why


def why_object(why: Why) -> Json:
    """Return what moves each tested number as objects and lists."""
    return {
        "futures": why.futures,
        "movers": {str(question): [_mover(mover) for mover in movers] for question, movers in why.movers.items()},
    }


def _mover(mover: Mover) -> Json:
    return {"place": list(mover.place), "what": mover.what, "rank_correlation": estimate(mover.correlation)}
