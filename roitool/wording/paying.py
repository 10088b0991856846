"""How to pay for a candidate: every way that is listed, side by side."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from roitool.evaluate.evaluation import COVER_WANTED
from roitool.scenario.candidate import Hire
from roitool.scenario.formula import constant, parse
from roitool.wording.chances import Scale, scale_for
from roitool.wording.numbers import margin
from roitool.wording.telling import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roitool.evaluate.evaluation import WayAnswer
    from roitool.measures import Share
    from roitool.wording.telling import Telling


def paying(telling: Telling) -> Block | None:
    """Tell how to pay for it: every way that is listed; None where paying cash is the only one."""
    words, candidate = telling.words, telling.candidate
    if [way.kind for way in candidate.ways] == ["cash"]:
        return None
    scale = scale_of_ways(telling)
    lines = [_line(telling, way, scale) for way in candidate.ways]
    headline = words.text("paying.headline", way=telling.way_label(candidate.chosen))
    return Block(words.text("paying.question"), headline, (*lines, *remarks(telling)))


def scale_of_ways(telling: Telling) -> Scale:
    """Return what the chances of all ways of paying are counted in, side by side."""
    candidate, accepted = telling.candidate, telling.thresholds.added_short
    added = [way.bank.added_short for way in candidate.ways]
    kept = [way.bank.cover_kept for way in candidate.ways if way.bank.cover_kept is not None]
    return scale_for(
        (share.value for share in (*added, *kept)),
        limits=(accepted,),
        apart=(*_clearly_apart(added), *_clearly_apart(kept), *((share.value, accepted) for share in added)),
    )


def remarks(telling: Telling) -> tuple[str, ...]:
    """Return what has to be said beside the numbers: which ways go on costing money when the project ends early."""
    candidate = telling.candidate
    if candidate.failed.value == candidate.stopped.value == 0:
        return ()
    pairs = zip(telling.asked.ways_of_paying, candidate.ways, strict=True)
    return tuple(_remark(telling, way, answer) for way, answer in pairs if isinstance(way, Hire))


def _remark(telling: Telling, way: Hire, answer: WayAnswer) -> str:
    words, mean = telling.words, answer.advantage_ended_early
    code = "paying.minimum" if constant(parse(way.cancellation_fee)) == 0 else "paying.minimum_cancelling"
    remark = words.text(code, way=telling.way_label(way.id), term=words.months(way.minimum_months))
    if abs(mean.value) > margin(mean):
        code = "paying.ended_worse" if mean.value < 0 else "paying.ended_better"
        remark = words.text(code, remark=remark, amount=telling.distance(mean))
    return remark


def _line(telling: Telling, way: WayAnswer, scale: Scale) -> str:
    words = telling.words
    line = words.text(
        "paying.cash" if way.kind == "cash" else "paying.financed",
        way=telling.way_label(way.id),
        average=telling.amount(way.npv_as_paid.mean, signed=True),
        advantage=telling.amount(way.advantage.mean, signed=True),
        added=words.futures(way.bank.added_short.value, scale),
        lowest=telling.amount(way.bank.lowest_with.quantiles[5]),
    )
    if way.bank.cover_kept is None:
        return line
    kept = words.count(way.bank.cover_kept.value, scale)
    return words.text("paying.cover", line=line, wanted=words.number(COVER_WANTED), kept=kept)


def _clearly_apart(shares: Sequence[Share]) -> Iterator[tuple[float, float]]:
    """Yield the pairs that differ by more than the errors of both; what they have in common is not counted on."""
    for one, other in combinations(shares, 2):
        if abs(one.value - other.value) > math.hypot(margin(one), margin(other)):
            yield one.value, other.value
