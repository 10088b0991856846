"""What the answers of a new scenario were understood as, each beside what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.editing import value_at
from roitool.scenario.quantities import Pert, Range, Triangular, Uniform
from roitool.wording.answering import READINESS, SETTINGS, found_figure
from roitool.wording.places import BETWEEN, field_name
from roitool.wording.quantities import figure_text, quantity_text
from roitool.wording.values import quoted, value_text, way_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roitool.errors import Place
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario
    from roitool.scenario.shortening import Shortened
    from roitool.wording.words import Words

FAR = 3.0
"""How many times outside its reference range an answer is asked about."""


def echoed(before: Scenario, after: Scenario, keys: Iterable[str], words: Words) -> Iterator[str]:
    """Yield what each answer was understood as, in the order of the answers, once for each key.

    Parameters
    ----------
    before, after
        The scenario without and with the answers.
    keys
        As :func:`roitool.wording.answering.answered` took them.
    """
    for key in dict.fromkeys(keys):
        if key in SETTINGS:
            yield _setting(SETTINGS[key][0], before, after, words)
        elif key.startswith(READINESS):
            yield _setting(("readiness", key.removeprefix(READINESS)), before, after, words)
        else:
            yield _figure(key, before, after, words)


def read_back(before: Scenario, after: Scenario, key: str, words: Words) -> str:
    """Return what one answer was understood as, for beside its field; one that is far from usual is asked about."""
    if key in SETTINGS:
        return words.text("in_place.understood", now=_value(SETTINGS[key][0], after, words))
    found = found_figure(after, key, words)
    code = "in_place.far" if _is_far(value_at(before, found.place), found.item) else "in_place.understood"
    return words.text(code, now=figure_text(found.item, after.currency, words))


def told_shortened(scenario: Scenario, terms: Iterable[Shortened], words: Words) -> Iterator[str]:
    """Yield which way of paying was given how many months less, and why."""
    for term in terms:
        candidate = value_at(scenario, term.place[:2])
        way = way_name(candidate, value_at(scenario, term.place[:-1]).id, words)
        yield words.text(
            "new.shortened",
            way=_in_its_plan(way, scenario, int(term.place[1]), words),
            before=words.months(term.before),
            after=words.months(term.after),
            years=words.number(scenario.horizon_years),
        )


def _figure(key: str, before: Scenario, after: Scenario, words: Words) -> str:
    found = found_figure(after, key, words)
    old: Input = value_at(before, found.place)
    what = words.label(found.item.label)
    if found.candidate is not None:
        what = _in_its_plan(what, after, found.candidate, words)
    was = quantity_text(old.quantity, old.unit, before.currency, words)
    line = _changed(what, was, figure_text(found.item, after.currency, words), words)
    return words.text("new.far", line=line) if _is_far(old, found.item) else line


def _setting(place: Place, before: Scenario, after: Scenario, words: Words) -> str:
    what = field_name(str(place[-1] if place[-1] != "id" else place[0]), words)
    if place[0] == "readiness":
        what = f"{field_name('readiness', words)}{BETWEEN}{what}"
    was, now = (_value(place, scenario, words) for scenario in (before, after))
    return _changed(f"{what[:1].upper()}{what[1:]}", was, now, words)


def _value(place: Place, scenario: Scenario, words: Words) -> str:
    if place[0] == "title":
        return quoted(words.label(scenario.title), words)
    if place[0] == "readiness" and scenario.readiness is None:
        return words.text("changes.none")
    return value_text(place, value_at(scenario, place), scenario, words)


def _changed(what: str, was: str, now: str, words: Words) -> str:
    return words.text("new.filled_as_before" if was == now else "new.filled_in", what=what, was=was, now=now)


def _in_its_plan(what: str, scenario: Scenario, position: int, words: Words) -> str:
    """Return a name with its candidate before it, where there is more than one."""
    several = len(scenario.candidates) > 1
    return f"{words.label(scenario.candidates[position].title)}{BETWEEN}{what}" if several else what


def _is_far(old: Input, new: Input) -> bool:
    match old.quantity:
        case Range():
            low, high = old.quantity.low, old.quantity.high
        case (
            Pert(minimum=low, maximum=high) | Triangular(minimum=low, maximum=high) | Uniform(minimum=low, maximum=high)
        ):
            pass
        case _:
            return False
    return old.evidence.by == "reference" and low > 0 and not low / FAR <= new.quantity.base() <= high * FAR
