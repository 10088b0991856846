"""Which heading a figure stands under: told from the formulas that use it, directly or through derived figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from roitool.errors import Place
from roitool.scenario.candidate import Candidate
from roitool.scenario.editing import value_at
from roitool.scenario.inputs import Input
from roitool.scenario.lines import Benefit, CandidateLine, Fleet, Grant
from roitool.scenario.references import formulas, names_in
from roitool.scenario.scenario import Scenario
from ui.pages.page import COMPANY, NOTHING, SHARED, Kind, Page, page_of

Heading = Literal[
    "costs", "brings", "when", "risks", "paying", "tax", "other", "notes",
    "company", "wishes", "file", "shared", "relations", "nothing",
]  # fmt: skip

HEADINGS: Final[Mapping[Kind, tuple[Heading, ...]]] = MappingProxyType(
    {
        "candidate": ("costs", "brings", "when", "risks", "paying", "tax", "other", "notes"),
        "company": ("company", "wishes", "tax", "file"),
        "shared": ("shared", "relations"),
        "nothing": ("nothing",),
        "readiness": (),
    }
)
"""The headings of each page, in their order."""

# A figure that is used in several places stands under the first of these.
_FIRST: Final[tuple[Heading, ...]] = ("costs", "brings", "paying", "when", "risks", "tax")


_HEADINGS_OF_FIELDS: Final[Mapping[str, Heading]] = MappingProxyType(
    {
        "company": "company",
        "thresholds": "wishes",
        "hurdle_rate": "wishes",
        "horizon_years": "wishes",
        "regime": "tax",
        # What is said of all candidates at once is about the tax that they share.
        "candidates": "tax",
        "derived": "shared",
        "correlations": "relations",
        "do_nothing": "nothing",
    }
)
"""Of the fields of a scenario; what is not here is about the file."""

_BESIDE: Final[Mapping[str, Heading]] = MappingProxyType(
    {"overrun": "costs", "derived": "other"} | dict.fromkeys(("id", "title", "note", "template", "reference"), "notes")
)
"""Of the fields of a candidate that are no formulas."""

_EARNED_BY_A_FLEET: Final = frozenset(
    {"placed", "placed_grows_with", "contract_months", "fee", "fee_grows_with", "renewed_share", "second_life"}
)
_RISKS_OF_A_FLEET: Final = frozenset({"churn_per_year", "default_share", "recovered_share", "uptime"})


@dataclass(frozen=True, slots=True)
class Figure:
    """An uncertain figure and its place in the document."""

    place: Place
    item: Input


def grouped(scenario: Scenario, page: Page) -> Mapping[Heading, tuple[Figure, ...]]:
    """Return the figures of a page under its headings, those without any included.

    A shared figure stands on the page of the company where a formula of the company uses it, on that of doing nothing
    where only that does, and otherwise on the page of what is shared.
    """
    groups: dict[Heading, list[Figure]] = {heading: [] for heading in HEADINGS[page.kind]}
    if page.kind == "candidate":
        uses = _uses(scenario, page.candidate)
        for position, item in enumerate(scenario.candidates[page.candidate].inputs):
            figure = Figure(("candidates", page.candidate, "inputs", position), item)
            groups[next((heading for heading in _FIRST if heading in uses.get(item.id, ())), "other")].append(figure)
    else:
        homes = _homes(scenario)
        for position, item in enumerate(scenario.inputs):
            if (heading := homes.get(item.id, "shared")) in groups:
                groups[heading].append(Figure(("inputs", position), item))
    return MappingProxyType({heading: tuple(figures) for heading, figures in groups.items()})


def page_of_place(scenario: Scenario, place: Place) -> Page:
    """Return the page that shows a place of the document."""
    match place:
        case ("inputs", int(position), *_):
            home = _homes(scenario).get(scenario.inputs[position].id, "shared")
            return {"company": COMPANY, "nothing": NOTHING}.get(home, SHARED)
    return page_of(place) or SHARED


def heading_at(scenario: Scenario, place: Place) -> Heading | None:
    """Return the heading that a place of the document belongs to; None where it is about a page as a whole."""
    match place:
        case ("candidates", int(position), *below) if below:
            return _heading(scenario.candidates[position], tuple(below)) or _BESIDE.get(str(below[0]))
        case (str(name), *_):
            return _HEADINGS_OF_FIELDS.get(name, "file")
    return None


def figure_behind(scenario: Scenario, place: Place) -> Place | None:
    """Return the place of the figure that a formula consists of, where it is nothing but the name of one."""
    try:
        formula = value_at(scenario, place)
    except LookupError:
        return None
    scopes: list[tuple[Place, tuple[Input, ...]]] = [((), scenario.inputs)]
    if len(place) > 1 and place[0] == "candidates":
        scopes.append((place[:2], scenario.candidates[int(place[1])].inputs))
    named = ((*scope, "inputs", at) for scope, items in scopes for at, item in enumerate(items) if item.id == formula)
    return next(named, None)


def _homes(scenario: Scenario) -> dict[str, Heading]:
    """Return by id of a shared figure the heading under which it stands, where that is not among what is shared."""
    within = {derived.id: names_in(derived.formula) for derived in scenario.derived}
    users: dict[str, set[str]] = {}
    for field in formulas(scenario):
        for name in _behind(names_in(field.text), within):
            users.setdefault(name, set()).add(str(field.place[0]))
    return {
        name: "company" if "company" in found else "nothing"
        for name, found in users.items()
        if "company" in found or found == {"do_nothing"}
    }


def _uses(scenario: Scenario, position: int) -> dict[str, set[Heading]]:
    """Return by id of a figure the headings of what it is used in."""
    candidate = scenario.candidates[position]
    within = {derived.id: names_in(derived.formula) for derived in (*scenario.derived, *candidate.derived)}
    uses: dict[str, set[Heading]] = {candidate.overrun: {"costs"}} if candidate.overrun else {}
    for field in formulas(scenario):
        if field.candidate == position and (heading := _heading(candidate, field.place[2:])):
            for name in _behind(names_in(field.text), within):
                uses.setdefault(name, set()).add(heading)
    return uses


def _heading(candidate: Candidate, place: Place) -> Heading | None:
    match place:
        case ("lines", int(), "month" | "start") | ("timing", *_):
            return "when"
        case ("lines", int(line), *below):
            return _heading_of_line(candidate.lines[line], below[0] if below else None)
        case ("lines", *_):
            return "costs"
        case ("failure" | "events" | "stop_loss", *_):
            return "risks"
        case ("averts", *_):
            return "brings"
    return "paying" if place[0] in {"ways_of_paying", "paid_by"} else None


def _heading_of_line(line: CandidateLine, field: str | int | None) -> Heading:
    if isinstance(line, Grant):
        return "risks" if field in {"chance", "repaid_on_failure"} else "tax"
    if isinstance(line, Fleet):
        return "brings" if field in _EARNED_BY_A_FLEET else "risks" if field in _RISKS_OF_A_FLEET else "costs"
    return "brings" if isinstance(line, Benefit) else "costs"


def _behind(names: frozenset[str], within: dict[str, frozenset[str]]) -> Iterator[str]:
    """Yield names, and what the derived figures among them rest on; circles are gone round once."""
    seen: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += sorted(within.get(name, frozenset()))
