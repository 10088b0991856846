"""What the middle of the window can show, and which of it shows a place of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roitool.errors import Place
from roitool.scenario.scenario import Scenario
from ui.runner import View

Kind = Literal["company", "shared", "readiness", "candidate", "nothing", "compare", "matters"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page over a document; `candidate` is the position of the candidate it is about, where it is about one."""

    kind: Kind
    candidate: int = 0


COMPANY, SHARED, READINESS, NOTHING = Page("company"), Page("shared"), Page("readiness"), Page("nothing")

COMPARE, MATTERS = Page("compare"), Page("matters")

DECIDING = (COMPARE, MATTERS)
"""The pages below the candidates, where there are any."""

WITHOUT_CANDIDATE = (COMPANY, SHARED, READINESS)
"""The pages above the candidates."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, the position of the candidate whose answer stands beside it, and with whose figures that was found."""

    page: Page
    candidate: int = 0
    view: View = "inside"


def existing(page: Page, scenario: Scenario) -> Page:
    """Return a page, or the one that takes its place where its candidate is gone, or the last of all."""
    last = len(scenario.candidates) - 1
    if page in DECIDING:
        return page if last >= 0 else COMPANY
    if page.kind != "candidate":
        return page
    return Page("candidate", min(page.candidate, last)) if last >= 0 else COMPANY


def first_page(scenario: Scenario) -> Page:
    """Return the page that a document opens on."""
    return existing(Page("candidate"), scenario)


def page_of(place: Place) -> Page | None:
    """Return the page of a place that belongs to one by its first part; None for what several could show."""
    match place:
        case ("candidates", int(position), *_):
            return Page("candidate", position)
        case ("do_nothing", *_):
            return NOTHING
        case ("readiness", *_):
            return READINESS
        case ("inputs" | "derived" | "correlations", *_):
            return None
    return COMPANY
