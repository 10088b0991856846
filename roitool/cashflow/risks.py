"""What can go wrong in a future: complete failure, and events while the candidate is live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Months, Row, picked
from roitool.cashflow.figures import Columns
from roitool.sampling.draws import Futures
from roitool.scenario.candidate import Candidate, RiskEvent


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event in the futures in which it happens within the horizon.

    Attributes
    ----------
    futures
        Positions of those futures.
    month, cost, stops_months
        When it is booked, what it costs, and for how many months benefits stop; one value for each of them.
    """

    id: str
    futures: NDArray[np.intp]
    month: Months
    cost: Row
    stops_months: Row


def struck(happened: Iterable[Row], count: int) -> NDArray[np.bool_]:
    """Return in which of so many futures at least one event happens, by how often each of them does."""
    any_of_them: NDArray[np.bool_] = sum(happened, start=np.zeros(count)) > 0
    return any_of_them


def fails(candidate: Candidate, columns: Columns, futures: Futures) -> NDArray[np.bool_]:
    """Return in which futures the candidate never works at all, shape (futures,)."""
    if candidate.failure is None:
        return np.zeros(futures.count, dtype=np.bool_)
    return futures.uniform(candidate.failure.stream) < columns.at("failure", "chance")


def occurrences(
    candidate: Candidate, columns: Columns, futures: Futures, go_live: Row, end: Row, months: int
) -> list[Occurrence]:
    """Return every event of the candidate, each only in the futures in which it happens; failures are not looked at.

    Parameters
    ----------
    go_live, end
        Between these dates, in months, events can happen; shape (futures,).
    months
        The last month of the scenario; what would happen later does not count.
    """
    found = []
    for position, event in enumerate(candidate.events):
        if event.how_often == "once":
            chance = np.broadcast_to(columns.at("events", position, "chance"), go_live.shape)
            found.append(_occurrence(event, position, columns, futures, "", chance, go_live, end - go_live, months))
        else:
            found += _yearly(event, position, columns, futures, go_live, end, months)
    return [occurrence for occurrence in found if occurrence.futures.size]


def _yearly(
    event: RiskEvent, position: int, columns: Columns, futures: Futures, go_live: Row, end: Row, months: int
) -> list[Occurrence]:
    chance = columns.at("events", position, "chance")
    found = []
    years = int(np.ceil((np.minimum(end, months) - go_live).max() / 12))
    for year in range(1, years + 1):
        start = go_live + 12.0 * (year - 1)
        length = np.clip(end - start, 0.0, 12.0)
        part = length / 12.0
        # A partial last year: the chance that an even risk strikes in that part of a year.
        partly = 1.0 - (1.0 - chance) ** part if (part < 1.0).any() else chance
        inside = np.where((length > 0) & (start < months), partly, 0.0)
        found.append(_occurrence(event, position, columns, futures, f"/year/{year}", inside, start, length, months))
    return found


def _occurrence(
    event: RiskEvent,
    position: int,
    columns: Columns,
    futures: Futures,
    draw: str,
    chance: Row,
    start: Row,
    length: Row,
    months: int,
) -> Occurrence:
    place = ("events", position)
    happening = np.flatnonzero(futures.uniform(event.stream + draw) < chance)
    if happening.size:
        where = futures.uniform(f"{event.stream}{draw}/month")[happening]
        date = np.ceil(start[happening] + where * length[happening])
        happening, date = happening[date <= months], date[date <= months]
    else:
        date = np.zeros(0)
    cost = picked(columns.at(*place, "cost"), happening)
    if event.grows_with is not None:
        cost = cost * (1.0 + picked(columns.at(*place, "grows_with"), happening)) ** (date / 12.0)
    stops = picked(columns.at(*place, "stops_months"), happening)
    return Occurrence(event.id, happening, date.astype(np.intp), cost, stops)
