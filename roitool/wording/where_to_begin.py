"""Where to begin, in words: which templates fit by the answers about readiness, and what others need first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.overview import overview
from roitool.scenario.where_to_begin import beginnings, suggested
from roitool.wording.overview import all_in
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.scenario import Readiness
    from roitool.scenario.where_to_begin import Suggestion
    from roitool.wording.words import Words

MOST_NOW = 6
MOST_NEXT = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A template by its id, with its title, and a line: what it costs, or what to see to first."""

    template: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class WhereToBegin:
    """What fits now, the cheapest first; what needs least before it fits; how many others fit; that it is judgement.

    Nothing at all where there are too few answers.
    """

    now: tuple[Offer, ...]
    next: tuple[Offer, ...]
    more: int
    note: str


def where_to_begin(readiness: Readiness | None, words: Words) -> WhereToBegin:
    """Return what the answers about readiness suggest."""
    found = suggested(readiness)
    if not found:
        return WhereToBegin((), (), 0, "")
    fitting = [each for each in found if not each.short]
    others = [each for each in found if each.short]
    known = {each.id: each for group in overview().groups for each in group.templates}

    def offer(suggestion: Suggestion) -> Offer:
        template = known[suggestion.template]
        first = "; ".join(field_name(short.question, words) for short in suggestion.short)
        line = words.text("begin.first", what=first) if first else all_in(template, words)
        return Offer(template.id, template.title[words.language], line)

    return WhereToBegin(
        now=tuple(offer(each) for each in fitting[:MOST_NOW]),
        next=tuple(offer(each) for each in others[:MOST_NEXT]),
        more=max(len(fitting) - MOST_NOW, 0),
        note=words.label(beginnings().note),
    )


def suggestion_lines(readiness: Readiness | None, words: Words) -> Iterator[str]:
    """Yield what the answers suggest, line by line; nothing where there are too few."""
    found = where_to_begin(readiness, words)
    if not found.note:
        return
    if found.now:
        titles = tuple(f"{offer.title} ({offer.line})" for offer in found.now)
        others = words.text("begin.more", count=str(found.more)) if found.more else ""
        yield f"{words.text('begin.now')}: {words.listed(titles)}{others}."
    else:
        yield words.text("begin.nothing")
    for offer in found.next:
        yield words.text("begin.next_one", title=offer.title, line=offer.line)
    yield found.note
