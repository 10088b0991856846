"""What stands under each heading besides the figures: the parts and lists of the document, each in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from roitool.errors import Place
from roitool.scenario.lines import Benefit, Fleet, Grant, Investment, OneOff, RunningCost, WorkingCapital
from roitool.wording.words import Words
from ui.forms.item_list import ItemList
from ui.forms.part_form import PartForm
from ui.pages.page import Page
from ui.panels.grouping import Heading
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Form:
    """Some fields of one part of the document, or all of them; its place is below that of the page."""

    below: Place = ()
    fields: tuple[str, ...] | None = None

    def made(self, page: Place, words: Words, theme: Theme) -> PartForm:
        """Return the form."""
        return PartForm((*page, *self.below), words, theme, fields=self.fields)


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one list of the document, or those of some kinds; its place is below that of the page."""

    below: Place
    kinds: tuple[str, ...] | None = None
    only: Callable[[Any], bool] | None = None

    def made(self, page: Place, words: Words, theme: Theme) -> ItemList:
        """Return the list."""
        place = (*page, *self.below)
        return ItemList(place, words, theme, kinds=self.kinds, only=self.only, make_form=PartForm)


Content = Form | Items


def contents_of(page: Page, heading: Heading) -> tuple[Place, tuple[Content, ...]]:
    """Return the place of a page in the document, and what stands under one of its headings."""
    if page.kind == "candidate":
        return ("candidates", page.candidate), _OF_CANDIDATE[heading]
    return (), _OF_SCENARIO[heading]


def _of(*parts: type) -> Callable[[Any], bool]:
    return lambda line: isinstance(line, parts)


_OF_CANDIDATE: Mapping[Heading, tuple[Content, ...]] = MappingProxyType(
    {
        "costs": (
            Items(("lines",), ("investment", "one_off", "running_cost"), _of(Investment, OneOff, RunningCost)),
            Form(fields=("overrun",)),
        ),
        "brings": (
            Items(("lines",), ("saving", "revenue", "working_capital", "fleet"), _of(Benefit, WorkingCapital, Fleet)),
            Items(("averts",)),
        ),
        "when": (Form(("timing",)),),
        "risks": (Form(fields=("failure", "stop_loss")), Items(("events",))),
        "paying": (Form(fields=("paid_by",)), Items(("ways_of_paying",))),
        "tax": (Items(("lines",), ("grant",), _of(Grant)),),
        "other": (Items(("derived",)),),
        "notes": (Form(fields=("title", "note", "id", "template", "reference")),),
    }
)
_OF_SCENARIO: Mapping[Heading, tuple[Content, ...]] = MappingProxyType(
    {
        "company": (Form(("company",)),),
        "wishes": (Form(fields=("thresholds", "hurdle_rate", "horizon_years")),),
        "tax": (Form(fields=("regime",)),),
        "file": (Form(fields=("title", "note", "start", "currency", "futures", "seed")),),
        "shared": (Items(("derived",)),),
        "relations": (Items(("correlations",)),),
        "nothing": (Items(("do_nothing", "lines")),),
    }
)
