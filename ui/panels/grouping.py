"""Which heading a figure stands under: told from the formulas that use it, directly or through derived figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from roitool.errors import Place
from roitool.scenario.candidate import Candidate
from roitool.scenario.editing import value_at
from roitool.scenario.inputs import Input
from roitool.scenario.lines import Benefit, CandidateLine, Fleet, Grant
from roitool.scenario.references import formulas, names_in
from roitool.scenario.scenario import Scenario

Heading = Literal["costs", "brings", "when", "risks", "paying", "other", "company"]
HEADINGS: Final[tuple[Heading, ...]] = ("costs", "brings", "when", "risks", "paying", "other", "company")

# A figure that is used in several places stands under the first of these.
_FIRST: Final[tuple[Heading, ...]] = ("costs", "brings", "paying", "risks", "when")


_EARNED_BY_A_FLEET: Final = frozenset(
    {"placed", "placed_grows_with", "contract_months", "fee", "fee_grows_with", "renewed_share", "second_life"}
)
_RISKS_OF_A_FLEET: Final = frozenset({"churn_per_year", "default_share", "recovered_share", "uptime"})


@dataclass(frozen=True, slots=True)
class Figure:
    """An uncertain figure and its place in the document."""

    place: Place
    item: Input


def grouped(scenario: Scenario, candidate: int | None) -> tuple[tuple[Heading, tuple[Figure, ...]], ...]:
    """Return the figures a candidate rests on under their headings, empty ones left out; the shared ones come last.

    Parameters
    ----------
    candidate
        Its position; None for a scenario without candidates.
    """
    groups: dict[Heading, list[Figure]] = {heading: [] for heading in HEADINGS}
    if candidate is not None:
        uses = _uses(scenario, candidate)
        for position, item in enumerate(scenario.candidates[candidate].inputs):
            figure = Figure(("candidates", candidate, "inputs", position), item)
            groups[next((heading for heading in _FIRST if heading in uses.get(item.id, ())), "other")].append(figure)
    groups["company"] = [Figure(("inputs", position), item) for position, item in enumerate(scenario.inputs)]
    return tuple((heading, tuple(figures)) for heading, figures in groups.items() if figures)


def heading_at(scenario: Scenario, candidate: int | None, place: Place) -> Heading | None:
    """Return the heading that a place of the document belongs to; None where it is not about the candidate."""
    match place:
        case ("company", *_):
            return "company"
        case ("candidates", int(position), *below) if position == candidate:
            return _heading(scenario.candidates[position], tuple(below))
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
    return "paying" if place[:1] == ("ways_of_paying",) else None


def _heading_of_line(line: CandidateLine, field: str | int | None) -> Heading:
    if isinstance(line, Grant):
        return "risks" if field in {"chance", "repaid_on_failure"} else "brings"
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
