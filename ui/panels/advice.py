"""Warnings about a scenario as a good adviser would say them beside the figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from roitool.errors import Place, Problem, Severity, most_severe_first
from roitool.scenario.scenario import Scenario
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.pages.page import Page
from ui.panels.grouping import Heading, figure_behind, heading_at, page_of_place
from ui.widgets.advice import Said

_MARKS: Mapping[Severity, str] = MappingProxyType({"error": "▲", "warning": "▲", "info": "○"})
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Placed:
    """Pieces of advice by where they are said on a page, the most severe first.

    Attributes
    ----------
    at_figures
        By the place of the figure.
    at_headings
        By heading; under None what is about the page as a whole.
    doubtful
        The figures of which there is a warning; what is merely good to know marks none.
    """

    at_figures: Mapping[Place, Sequence[Said]]
    at_headings: Mapping[Heading | None, Sequence[Said]]
    doubtful: Collection[Place]

    def on_page(self, shown: Collection[Heading]) -> tuple[Said, ...]:
        """Return what is about the page as a whole, or belongs to a heading that is not shown on it."""
        others = (said for heading, said in self.at_headings.items() if heading is not None and heading not in shown)
        return (*self.at_headings.get(None, ()), *(each for several in others for each in several))


def placed_advice(
    warnings: Sequence[Problem],
    scenario: Scenario,
    page: Page,
    figure_at: Callable[[Place], Place | None],
    words: Words,
) -> Placed:
    """Return each warning at the figure it is about, otherwise at its heading; what is about another page is left out.

    Parameters
    ----------
    figure_at
        Gives the place of the figure on the page that a place of the document belongs to; None where there is none.
    """
    at_figures: dict[Place, list[Said]] = {}
    at_headings: dict[Heading | None, list[Said]] = {}
    doubtful: set[Place] = set()
    for problem in most_severe_first(warnings):
        said = said_of(problem, words, scenario)
        figure = figure_at(figure_behind(scenario, problem.place) or problem.place)
        if figure is not None:
            at_figures.setdefault(figure, []).append(said)
            if problem.severity == "warning":
                doubtful.add(figure)
        elif page_of_place(scenario, problem.place) == page:
            at_headings.setdefault(heading_at(scenario, problem.place), []).append(said)
    return Placed(at_figures, at_headings, doubtful)


def said_of(problem: Problem, words: Words, scenario: Scenario) -> Said:
    """Return a warning in full; of what is merely good to know its first sentence is the gist."""
    whole = f"{_MARKS[problem.severity]} {describe_problem(problem, words, scenario).text}"
    gist = _SENTENCE_END.split(whole, maxsplit=1)[0] if problem.severity == "info" else whole
    return Said(whole, gist)
