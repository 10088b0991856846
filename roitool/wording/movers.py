"""What moves a tested number most, in words: the figure, which way it works, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.decision.verdict import Question
from roitool.scenario.editing import value_at
from roitool.wording.numbers import margin

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.evaluate.drawn import What
    from roitool.evaluate.why import Mover, Why
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_MOST_BESIDE = 2


@dataclass(frozen=True, slots=True)
class ToldMover:
    """What moves a number most.

    Attributes
    ----------
    name
        What the figure is called; empty where none stands out.
    sentence
        Which way it works, and what moves the number about as much.
    exactly
        The correlation behind it, with its error and its meaning.
    place
        Where the figure stands in the scenario; None where none stands out.
    """

    name: str
    sentence: str
    exactly: str = ""
    place: Place | None = None


def strongest_mover(why: Why, question: Question, scenario: Scenario, words: Words) -> ToldMover:
    """Tell what moves a tested number most.

    Parameters
    ----------
    scenario
        The one that was looked into.
    """
    movers = why.movers.get(question, ())
    if not movers:
        return ToldMover("", words.text("mover.none"))
    first, beside = movers[0], movers[1 : 1 + _MOST_BESIDE]
    sentence = words.text(f"mover.{_direction(first, question)}")
    if beside:
        names = "; ".join(name_of(mover.place, mover.what, scenario, words) for mover in beside)
        sentence = words.text("mover.beside", sentence=sentence, others=names)
    exactly = words.text(
        "mover.exactly",
        correlation=words.number(first.correlation.value, 2),
        margin=words.number(margin(first.correlation), 2),
        futures=words.number(why.futures),
    )
    name = name_of(first.place, first.what, scenario, words)
    return ToldMover(name, sentence, exactly, first.place)


def _direction(mover: Mover, question: Question) -> str:
    """Return whether more of it is good news; a payback that rises with it comes later."""
    later_is_worse = -1.0 if question is Question.CHANCE_PAYBACK else 1.0
    good = mover.correlation.value * later_is_worse > 0
    how = "often" if mover.what == "event" else "high"
    return f"{how}.{'better' if good else 'worse'}"


def name_of(place: Place, what: What, scenario: Scenario, words: Words) -> str:
    """Return what something drawn is called, which is a figure, the complete failure, or an event."""
    if what == "failure":
        return words.text("mover.failure")
    figure = value_at(scenario, place if what == "figure" else place[:-1])
    label = words.label(figure.label) or words.label(figure.id)
    return words.text("mover.event", event=words.quoted(label)) if what == "event" else label
