"""New items of the lists of a document: valid at once, worth nothing yet, under names that are free.

An item is added at the end of its list. What it is called is for the caller to say, for names have a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, count
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from roitool.scenario.data import effective_regime
from roitool.scenario.editing import inserted, replaced, value_at
from roitool.scenario.free_names import free_id, free_stream, number_of, numbered
from roitool.scenario.reference import reference_classes
from roitool.scenario.references import figure_places, streams_by_name
from roitool.scenario.renaming import streams_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.errors import Place
    from roitool.scenario.base import Label
    from roitool.scenario.scenario import Scenario

_LIFE_YEARS = 8
_USUAL_MONTHS: Final = 60


@dataclass(frozen=True, slots=True)
class _New:
    """What a new item begins with: the stem of its id, its fields, and whether it draws random numbers."""

    stem: str
    fields: Mapping[str, object]
    draws: bool = False


_LINES: Mapping[str, _New] = MappingProxyType(
    {
        "investment": _New("investment", {"amount": "0"}),
        "one_off": _New("one_off", {"amount": "0"}),
        "running_cost": _New("running_cost", {"amount": "0"}),
        "saving": _New("saving", {"amount": "0"}),
        "revenue": _New("revenue", {"amount": "0"}),
        "working_capital": _New("working_capital", {"share": "0"}),
        "grant": _New("grant", {"amount": "0", "month": "0"}, draws=True),
        "fleet": _New("fleet", {"placed": "0", "contract_months": "36", "build_cost": "0", "fee": "0"}),
    }
)
_NAMED: Mapping[str, _New] = MappingProxyType(
    {
        "inputs": _New(
            "figure", {"quantity": {"kind": "fixed", "value": 0.0}, "evidence": {"by": "guess"}}, draws=True
        ),
        "derived": _New("result", {"formula": "0"}),
        "events": _New("event", {"chance": "0", "how_often": "once", "cost": "0"}, draws=True),
        "lines": _New("loss", {"amount": "0"}),
    }
)
"""Lists of one kind of item that has an id and a label; the lines are those of doing nothing."""

LINE_KINDS: Final = tuple(_LINES)
WAY_KINDS: Final = ("cash", "loan", "financial_lease", "operational_lease", "rent")


def added(scenario: Scenario, above: Place, label: Label, kind: str | None = None) -> Scenario:
    """Return the scenario with a new item at the end of a list.

    Parameters
    ----------
    above
        The place of the list, ``("candidates", 0, "lines")``.
    label
        What the item is called, where such items have a name.
    kind
        One of :data:`LINE_KINDS` or :data:`WAY_KINDS`, for the lists that hold several kinds.

    Raises
    ------
    LookupError
        There is no such list, or nothing to be named by the item (see :func:`can_be_added`).
    ScenarioError
        The list is full.
    """
    item = _new_item(scenario, above, kind)
    item |= {name: label for name in ("label", "title") if name in item}
    return inserted(scenario, (*above, len(value_at(scenario, above))), item)


def can_be_added(scenario: Scenario, above: Place) -> bool:
    """Tell whether there is something left that a new item of a list can name."""
    match above:
        case (*_, "averts"):
            return bool(_left_to_avert(scenario, above))
        case ("correlations",):
            return _free_pair(scenario) is not None
    return True


def can_be_copied(above: Place) -> bool:
    """Tell whether a list may hold two items that say the same."""
    return above[-1] not in {"averts", "correlations"}


def copied_item(scenario: Scenario, place: Place) -> Scenario:
    """Return the scenario with a copy of an item behind it: with an id and a stream of its own, its name numbered.

    Raises
    ------
    LookupError
        There is no such item, or its list may hold no second one.
    ScenarioError
        The list is full.
    """
    above, position = place[:-1], place[-1]
    if not (isinstance(position, int) and can_be_copied(above)):
        raise LookupError(place)
    item: dict[str, Any] = value_at(scenario, place).model_dump(exclude_none=True)
    old, new = 1, 2
    if "id" in item:
        name = _free_id(scenario, above, item["id"])
        old, new = number_of(item["id"]), number_of(name)
        item["id"] = name
    if label := getattr(value_at(scenario, place), "label", None):
        item["label"] = numbered(label, old, new)
    if "stream" in item:
        item["stream"] = _free_stream(scenario, above, item["id"])
    if "year" in item:
        item["year"] = _free_year(scenario, item["year"])
    return inserted(scenario, (*above, position + 1), item)


def moved(scenario: Scenario, place: Place, to: int) -> Scenario:
    """Return the scenario in which an item stands at another position of its list.

    Raises
    ------
    LookupError
        There is no such item, or no such position.
    """
    above, position = place[:-1], place[-1]
    items = list(value_at(scenario, above))
    if not (isinstance(position, int) and 0 <= position < len(items) and 0 <= to < len(items)):
        raise LookupError(place)
    items.insert(to, items.pop(position))
    return replaced(scenario, above, tuple(items))


def part_to_begin_with(scenario: Scenario, place: Place) -> dict[str, object]:
    """Return what a part that may be left out holds when it is put in: as little as it can.

    Parameters
    ----------
    place
        Of the failure or the class of projects of a candidate, the interface of an investment, the uptime of a fleet.

    Raises
    ------
    LookupError
        There is no such part.
    """
    match place:
        case ("candidates", int(), "failure"):
            return {"chance": "0", "found_out_month": "0", "stream": _free_stream(scenario, place[:-1], "failure")}
        case (*_, "interface"):
            return {}
        case (*_, "uptime"):
            return {"guaranteed": "95", "achieved": "95", "spread": "0", "per_point": "0"}
        case ("candidates", int(), "reference"):
            return {"class_id": reference_classes().classes[0].id}
    raise LookupError(place)


def _new_item(scenario: Scenario, above: Place, kind: str | None) -> dict[str, object]:
    match above:
        case ("candidates", int(), "lines") if kind is not None and kind in _LINES:
            return {"kind": kind} | _named(scenario, above, _LINES[kind])
        case ("candidates", int(), "ways_of_paying") if kind in WAY_KINDS:
            return _new_way(scenario, above, kind)
        case ("candidates",):
            return _new_candidate(scenario)
        case ("inputs" | "derived",) | ("candidates", int(), "inputs" | "derived" | "events") | ("do_nothing", "lines"):
            return _named(scenario, above, _NAMED[str(above[-1])])
    return _unnamed(scenario, above)


def _named(scenario: Scenario, above: Place, new: _New) -> dict[str, object]:
    id_ = _free_id(scenario, above, new.stem)
    stream = {"stream": _free_stream(scenario, above, id_)} if new.draws else {}
    return {"id": id_, "label": "", **new.fields, **stream}


def _unnamed(scenario: Scenario, above: Place) -> dict[str, object]:
    """Return an item that is known by what it names, or by nothing."""
    match above:
        case ("candidates", int(), "averts") if left := _left_to_avert(scenario, above):
            return {"line": left[0], "share": "0"}
        case ("company", "commitments"):
            return {"label": "", "month": "0", "amount": "0"}
        case ("company", "other_investments"):
            return {"year": _free_year(scenario, int(scenario.start[:4])), "amount": "0"}
        case ("correlations",) if pair := _free_pair(scenario):
            return {"between": pair, "rank_correlation": 0.0}
    raise LookupError(above)


def _new_candidate(scenario: Scenario) -> dict[str, object]:
    return {
        "id": _free_id(scenario, ("candidates",), "candidate"),
        "title": "",
        "lines": (),
        "timing": {"go_live_month": "0", "life_years": str(min(_LIFE_YEARS, scenario.horizon_years))},
        "ways_of_paying": ({"kind": "cash", "id": "cash"},),
        "paid_by": "cash",
    }


def _new_way(scenario: Scenario, above: Place, kind: str) -> dict[str, object]:
    months = min(_USUAL_MONTHS, 12 * scenario.horizon_years)
    way: dict[str, object] = {"kind": kind, "id": _free_id(scenario, above, kind), "label": ""}
    match kind:
        case "loan" | "financial_lease":
            way |= {"share": "1"} if kind == "loan" else {}
            way |= {"rate": f"{effective_regime(scenario.regime).borrowing_rate.rate:.15g}", "months": months}
        case "operational_lease" | "rent":
            way |= {"fee": "0", "minimum_months": months if kind == "operational_lease" else 12}
    return way


def _left_to_avert(scenario: Scenario, above: Place) -> tuple[str, ...]:
    averted = {item.line for item in value_at(scenario, above)}
    return tuple(line.id for line in scenario.do_nothing.lines if line.id not in averted)


def _free_pair(scenario: Scenario) -> tuple[str, str] | None:
    """Return two figures of which nothing is said yet; of two candidates' copies of one figure nothing can be."""
    streams = streams_by_name(scenario)
    taken = {frozenset(streams.get(name, name) for name in found.between) for found in scenario.correlations}
    pairs = ((frozenset({streams[one], streams[other]}), (one, other)) for one, other in combinations(streams, 2))
    return next((pair for drawn, pair in pairs if len(drawn) == 2 and drawn not in taken), None)


def _free_year(scenario: Scenario, wished: int) -> int:
    taken = {item.year for item in scenario.company.other_investments}
    return next(year for year in count(wished) if year not in taken)


def _free_id(scenario: Scenario, above: Place, wished: str) -> str:
    return free_id(wished, set(_ids_beside(scenario, above)))


def _ids_beside(scenario: Scenario, above: Place) -> Iterator[str]:
    """Yield the ids that an item of a list cannot have."""
    match above:
        case ("inputs" | "derived",):
            # A candidate's figure may not hide a shared one.
            for position in (None, *range(len(scenario.candidates))):
                yield from figure_places(scenario, position)
        case ("candidates", int(candidate), "inputs" | "derived"):
            yield from figure_places(scenario, candidate)
        case ("candidates", int(candidate), "lines" | "events"):
            found = scenario.candidates[candidate]
            yield from (item.id for item in (*found.lines, *found.events))
        case _:
            yield from (item.id for item in value_at(scenario, above))


def _free_stream(scenario: Scenario, above: Place, id_: str) -> str:
    match above:
        case ("candidates", int(candidate), *_):
            wished = f"{scenario.candidates[candidate].id}.{id_}"
        case _:
            wished = id_
    return free_stream(wished, streams_in(scenario))
