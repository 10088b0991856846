"""Figures by the ids or the names that are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.evaluate.drawn import uncertain_figures
from roitool.exports.layout import bullets, paragraph
from roitool.wording.plain import clean
from roitool.wording.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roitool.errors import Place
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario

Two = tuple["Place", "Place"]

_LONGEST_NAME = 80


class NotMeant(Exception):  # noqa: N818 - somebody mistyped, nothing went wrong
    """What was typed is not two figures: sentences that say why, and which figures there are."""


def two_figures(
    scenario: Scenario, positions: Sequence[int], typed: Sequence[str], words: Words, width: int
) -> dict[int, Two]:
    """Return the places of two figures for each candidate that is calculated with both.

    Parameters
    ----------
    positions
        Of the candidates that are asked about.
    typed
        The id of each, ``candidate.id``, or what it is called in one of the languages.

    Raises
    ------
    NotMeant
        There is no such figure, it may be one of several, or no candidate has both.
    """
    found = {position: dict(uncertain_figures(scenario, position)) for position in positions}
    meant: list[dict[int, Place]] = []
    for name in typed:
        where = {
            position: places
            for position, figures in found.items()
            if (places := _places(scenario, position, figures, name))
        }
        if not where:
            raise NotMeant(_unknown(name, found, words, width))
        if several := next((places for places in where.values() if len(places) > 1), None):
            ids = tuple(_figure(found, place).id for place in several)
            values = {"found": _quoted(name, words), "choices": words.listed(ids, any_of=True)}
            raise NotMeant(paragraph(words.text("cli.figure.several", **values), width))
        meant.append({position: places[0] for position, places in where.items()})
    one, other = meant
    both = {position: (one[position], other[position]) for position in one if position in other}
    if not both:
        names = {"one": _quoted(typed[0], words), "other": _quoted(typed[1], words)}
        raise NotMeant(paragraph(words.text("cli.figure.not_together", **names), width))
    if any(first == second for first, second in both.values()):
        raise NotMeant(paragraph(words.text("cli.figure.twice", found=_quoted(typed[0], words)), width))
    return both


def _places(scenario: Scenario, position: int, figures: Mapping[Place, Input], typed: str) -> list[Place]:
    """Return the figures of a candidate that may be meant: by their ids, else by what they are called."""
    name, own = typed.strip(), f"{scenario.candidates[position].id}."
    by_id = [place for place, figure in figures.items() if figure.id == name]
    by_id += [place for place, figure in figures.items() if place[0] == "candidates" and own + figure.id == name]
    return by_id or [place for place, figure in figures.items() if name.casefold() in _labels(figure)]


def _labels(figure: Input) -> set[str]:
    return {Words(language).label(figure.label).strip().casefold() for language in LANGUAGES}


def _figure(found: Mapping[int, Mapping[Place, Input]], place: Place) -> Input:
    return next(figures[place] for figures in found.values() if place in figures)


def _unknown(typed: str, found: Mapping[int, Mapping[Place, Input]], words: Words, width: int) -> str:
    figures = {place: figure for each in found.values() for place, figure in each.items()}
    known = {figure.id: words.label(figure.label) for figure in figures.values()}
    if not known:
        return paragraph(words.text("cli.figure.none"), width)
    lines = (words.text("cli.figure.one", id=name, label=label or name) for name, label in known.items())
    return "\n".join(
        [paragraph(words.text("cli.figure.unknown", found=_quoted(typed, words)), width), *bullets(lines, width, 2)]
    )


def _quoted(typed: str, words: Words) -> str:
    return words.quoted(clean(typed, _LONGEST_NAME))
