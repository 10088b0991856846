"""Whether the correlations of a scenario name pairs of inputs, each once, and say the same of copies.

Whether all of them are possible together is not asked here: sampling repairs that, and says what it moved.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.references import streams_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.scenario.scenario import Correlation, Scenario

_LIMIT = 1.0


def correlation_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield what is wrong with the correlations, one by one and with each other."""
    streams = streams_by_name(scenario)
    first_by_names: dict[frozenset[str], int] = {}
    first_by_streams: dict[frozenset[str], int] = {}
    for position, correlation in enumerate(scenario.correlations):
        place = ("correlations", position)
        problems = tuple(_alone(correlation, streams))
        yield from (problem.below(*place) for problem in problems)
        if any(problem.place[:1] == ("between",) for problem in problems):
            continue
        one, other = correlation.between
        first = first_by_names.setdefault(frozenset({one, other}), position)
        if first != position:
            values = {"found": one, "other": other, "first": f"correlations.{first}"}
            yield Problem((*place, "between"), "correlation_repeated", values)
            continue
        first = first_by_streams.setdefault(frozenset({streams[one], streams[other]}), position)
        bound = scenario.correlations[first].rank_correlation
        if bound != correlation.rank_correlation:
            yield Problem(
                (*place, "rank_correlation"),
                "correlation_conflict",
                {"found": correlation.rank_correlation, "bound": bound, "first": f"correlations.{first}"},
            )


def _alone(correlation: Correlation, streams: Mapping[str, str]) -> Iterator[Problem]:
    one, other = correlation.between
    for side, name in enumerate(correlation.between):
        if name not in streams:
            near = tuple(get_close_matches(name, streams))
            yield Problem(("between", side), "correlation_unknown", {"found": name[:80], "suggestions": near})
    if one == other:
        yield Problem(("between", 1), "correlation_with_itself", {"found": one[:80]})
    elif one in streams and streams[one] == streams.get(other):
        yield Problem(("between", 1), "correlation_same_stream", {"found": one, "other": other})
    if not -_LIMIT < correlation.rank_correlation < _LIMIT:
        values = {"found": correlation.rank_correlation, "minimum": -_LIMIT, "maximum": _LIMIT}
        yield Problem(("rank_correlation",), "correlation_range", values)
