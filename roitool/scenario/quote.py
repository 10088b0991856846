"""A supplier's calculator held against the light: its promise as a candidate, and what it leaves out put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roitool.scenario.base import Translated
from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.candidate import Hire, Reference
from roitool.scenario.data import known_template
from roitool.scenario.editing import replaced_all
from roitool.scenario.idle import without_idle_figures
from roitool.scenario.lines import MONTHS_PER, Benefit, Fleet, Grant, Investment, OneOff, RunningCost, WorkingCapital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from roitool.scenario.candidate import Candidate, WayOfPaying
    from roitool.scenario.lines import CandidateLine
    from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Quote:
    """What a supplier's page or letter states, in the currency of the scenario.

    Attributes
    ----------
    price
        What is paid once.
    saving
        What it brings a year, before what it costs to run.
    running
        What the supplier says it costs to run a year; 0 where nothing is said.
    payback_months
        The promised payback; None where none is promised.
    """

    price: float
    saving: float
    running: float = 0.0
    payback_months: float | None = None

    @property
    def rebuilt_months(self) -> float:
        """The payback that price, saving and running cost come to, in months; infinite where nothing is left over."""
        left = self.saving - self.running
        return 12 * self.price / left if left > 0 else float("inf")


@dataclass(frozen=True, slots=True)
class LeftOutCost:
    """A line that the quote leaves out, at its base value: once, or a year."""

    line: str
    amount: float
    yearly: bool


def held_against(
    scenario: Scenario, position: int, quote: Quote, labels: dict[str, Translated], seen_on: str
) -> Scenario:
    """Return the scenario in which a candidate from a template is what the supplier says, and what it leaves out.

    The quoted price takes the place of the investments and one-off costs that quotes name, the promised saving that
    of every benefit, and a stated running cost that of all running costs but own hours. What the template knows to be
    left out of prices stays, and so do time, failure, events and ways of paying. Which share of the promise comes true
    is for the outside view to say: a figure of the template for it was about other benefits.

    Parameters
    ----------
    labels
        What ``price``, ``saving`` and ``running`` are called.
    seen_on
        When the supplier said so, ``"2027-03-01"``.
    """
    candidate = scenario.candidates[position]
    left_out = _left_out(candidate)
    kept = tuple(line for line in candidate.lines if _stays(line, left_out, quote))
    stated = [("quoted_price", "price", quote.price), ("promised_saving", "saving", quote.saving)]
    if quote.running > 0:
        stated.append(("stated_running_cost", "running", quote.running))
    inputs = (
        *candidate.inputs,
        *(_input(candidate, figure, labels[name], value, scenario.currency, seen_on) for figure, name, value in stated),
    )
    month = next((line.month for line in candidate.lines if isinstance(line, Investment)), "0")
    lines: list[dict[str, Any]] = [
        {"kind": "investment", "id": "quoted", "label": labels["price"], "amount": "quoted_price", "month": month},
        {"kind": "saving", "id": "promised", "label": labels["saving"], "amount": "promised_saving"},
    ]
    if quote.running > 0:
        running = {"id": "stated", "label": labels["running"], "amount": "stated_running_cost"}
        lines.append({"kind": "running_cost"} | running)
    place, instead = ("candidates", position), _instead(candidate, kept, quote)
    return without_idle_figures(
        replaced_all(
            scenario,
            {
                (*place, "inputs"): inputs,
                (*place, "lines"): (*lines[:1], *kept, *lines[1:]),
                (*place, "averts"): (),
                (*place, "reference"): _without_realisation(candidate),
                (*place, "ways_of_paying"): tuple(_replacing(way, instead) for way in candidate.ways_of_paying),
            },
        )
    )


def left_out_costs(scenario: Scenario, position: int) -> tuple[LeftOutCost, ...]:
    """Return what a candidate made by :func:`held_against` costs beside the quote, in the base case before overrun."""
    return tuple(_costs(scenario, scenario.candidates[position]))


def _costs(scenario: Scenario, candidate: Candidate) -> Iterator[LeftOutCost]:
    figures = base_figures(candidate, base_figures(scenario))
    for line in candidate.lines:
        if isinstance(line, Investment | OneOff | RunningCost) and line.id not in {"quoted", "stated"}:
            amount = base_value(line.amount, figures) or 0.0
            if isinstance(line, RunningCost):
                yield LeftOutCost(line.id, amount * 12 / MONTHS_PER[line.per], yearly=True)
            else:
                yield LeftOutCost(line.id, amount, yearly=False)


def _left_out(candidate: Candidate) -> frozenset[str]:
    known = known_template(candidate.template)
    return frozenset() if known is None else frozenset(item.line for item in known.left_out)


def _stays(line: CandidateLine, left_out: frozenset[str], quote: Quote) -> bool:
    match line:
        case Benefit() | Fleet() | WorkingCapital() | Grant():
            return False
        case Investment():
            return line.id in left_out
        case OneOff():
            return line.id in left_out or line.own_time
        case RunningCost():
            return line.own_time or quote.running == 0


def _without_realisation(candidate: Candidate) -> Reference | None:
    reference = candidate.reference
    return None if reference is None else Reference.model_validate(dict(reference) | {"realisation": None})


def _instead(candidate: Candidate, kept: Iterable[CandidateLine], quote: Quote) -> dict[str, str]:
    """Return for each line that can be hired what stands in its place: itself, or the line of the quote."""
    instead = {line.id: "quoted" for line in candidate.lines if isinstance(line, Investment)}
    if quote.running > 0:
        instead |= {line.id: "stated" for line in candidate.lines if isinstance(line, RunningCost)}
    return instead | {line.id: line.id for line in kept}


def _replacing(way: WayOfPaying, instead: Mapping[str, str]) -> WayOfPaying:
    """Return a way of paying that takes the place of the quoted price where it took that of what is in it."""
    if not isinstance(way, Hire):
        return way
    replaces = tuple(dict.fromkeys(instead[line] for line in way.replaces if line in instead))
    return Hire.model_validate(dict(way) | {"replaces": replaces})


def _input(
    candidate: Candidate, figure: str, label: Translated, value: float, currency: str, seen_on: str
) -> dict[str, Any]:
    return {
        "id": figure,
        "label": label,
        "unit": currency if figure == "quoted_price" else f"{currency}/year",
        "quantity": {"kind": "fixed", "value": value},
        "stream": f"{candidate.id}.{figure}",
        "evidence": {"by": "quote", "date": seen_on},
    }
