"""How projects of a kind usually go, and what readiness changes about it: the data behind the outside view."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roitool.errors import Problem, ScenarioError, Value
from roitool.scenario.base import Id, Part, Translated, TranslatedParagraph
from roitool.scenario.quantities import Overrun, Range
from roitool.scenario.regime_assets import Sourced
from roitool.scenario.scenario import Readiness
from roitool.scenario.shipped import shipped

CLASSES, READINESS = "reference/classes.json", "reference/readiness.json"
"""Where the data lies, from the package ``scenarios`` on."""

Role = Literal["overrun", "delay", "realisation", "ramp"]
Barrier = Literal[
    "staff",
    "financing",
    "regulation",
    "cyber_security",
    "data_sharing",
    "intellectual_property",
    "standardisation",
]


class ReferenceOverrun(Sourced):
    """By which share of its quote such a project becomes dearer."""

    quantity: Overrun


class ReferenceRange(Sourced):
    """A figure of such projects, as a range."""

    quantity: Range


class ReferenceRealisation(ReferenceRange):
    """Which share of the promised benefits comes true, in projects that do not fail.

    `includes_failures`: projects that brought nothing are counted in it, so no chance of failure is added.
    """

    includes_failures: bool = False


class ReferenceClass(Part):
    """A class of projects.

    Attributes
    ----------
    overrun
        Share of the quote.
    delay
        Share of the lead time.
    realisation
        Share of the promised benefits.
    failure
        Chance that it brings nothing at all.
    found_out_after, recovered_share
        Months after go-live until that is clear, and the share of the purchase that then comes back; for candidates
        that say nothing about failing.
    """

    id: Id
    title: Translated
    applies_to: Translated
    overrun: ReferenceOverrun
    delay: ReferenceRange
    realisation: ReferenceRealisation
    failure: ReferenceRange
    found_out_after: ReferenceRange
    recovered_share: ReferenceRange


class Dependence(Sourced):
    """Projects that disappoint in one thing tend to do so in another."""

    between: tuple[Role, Role]
    rank_correlation: Annotated[float, Field(gt=-1, lt=1)]


class OutsideLabels(Part):
    """What the figures are called that a candidate gets where it has none of its own."""

    outside_overrun: Translated
    outside_delay: Translated
    outside_realisation: Translated
    outside_failure: Translated
    outside_found_out: Translated
    outside_recovered: Translated
    outside_planned: Translated


class ReferenceClasses(Part):
    """All classes; `ladder` orders those that differ in how novel the project is, the safest first."""

    format: Literal["roitool-reference-classes"]
    schema_version: Literal[1]
    note: TranslatedParagraph
    classes: tuple[ReferenceClass, ...]
    ladder: tuple[Id, ...]
    labels: OutsideLabels
    dependence: tuple[Dependence, ...]


class FirstThing(Part):
    """What a low answer stands in the way of, and the first thing to do about it."""

    barrier: Barrier
    first: TranslatedParagraph


class ReadinessQuestion(Part):
    """One question; `levels` are its six answers, from 0 to 5."""

    id: Literal["process", "data", "connectivity", "people", "supplier", "owner_time", "finance"]
    ask: Translated
    levels: Annotated[tuple[Translated, ...], Field(min_length=6, max_length=6)]
    barriers: Annotated[tuple[FirstThing, ...], Field(min_length=1)]


class ReadinessBand(Part):
    """What a mean answer below `below` changes: steps on the ladder of classes, and factors."""

    below: float
    class_shift: Annotated[int, Field(ge=-3, le=3)]
    failure: Annotated[float, Field(gt=0)]
    lead_time: Annotated[float, Field(gt=0)]
    ramp: Annotated[float, Field(gt=0)]
    realisation: Annotated[float, Field(gt=0)]


class ReadinessLabels(Part):
    """What the factors are called that readiness adds to a candidate."""

    readiness_failure: Translated
    readiness_lead_time: Translated
    readiness_ramp: Translated
    readiness_realisation: Translated


class ReadinessRules(Sourced):
    """The questions, and what their answers change.

    An answer up to `low_up_to` is one to do something about; fewer answers than `least_answers` change nothing.
    """

    format: Literal["roitool-readiness"]
    schema_version: Literal[1]
    note: TranslatedParagraph
    low_up_to: Annotated[int, Field(ge=0, le=5)]
    least_answers: Annotated[int, Field(ge=1, le=7)]
    labels: ReadinessLabels
    questions: tuple[ReadinessQuestion, ...]
    bands: Annotated[tuple[ReadinessBand, ...], Field(min_length=1)]


def reference_classes() -> ReferenceClasses:
    """Return the reference classes that ship with the program."""
    return shipped(ReferenceClasses, CLASSES)


def reference_class(class_id: str) -> ReferenceClass:
    """Return a class.

    Raises
    ------
    ScenarioError
        ``reference_class_unknown`` with the ids there are.
    """
    known = {each.id: each for each in reference_classes().classes}
    if class_id not in known:
        values: dict[str, Value] = {"found": class_id, "choices": tuple(known)}
        raise ScenarioError([Problem((), "reference_class_unknown", values)])
    return known[class_id]


def shifted_class(class_id: str, steps: int) -> ReferenceClass:
    """Return the class so many steps up the ladder; at its ends, and beside it, the class itself or the last one."""
    ladder = reference_classes().ladder
    if class_id not in ladder:
        return reference_class(class_id)
    return reference_class(ladder[min(max(ladder.index(class_id) + steps, 0), len(ladder) - 1)])


def figure_label(name: str) -> Translated:
    """Return what a figure is called that the outside view adds to a candidate."""
    labels: dict[str, Translated] = {**dict(reference_classes().labels), **dict(readiness_rules().labels)}
    return labels[name]


def readiness_rules() -> ReadinessRules:
    """Return the questions about readiness, and what their answers change."""
    return shipped(ReadinessRules, READINESS)


def mean_level(readiness: Readiness) -> float | None:
    """Return the mean of the answers, 0 to 5; None where none is given."""
    given = [level for _, level in readiness if level is not None]
    return sum(given) / len(given) if given else None


def answers_given(readiness: Readiness) -> int:
    """Return how many of the questions are answered."""
    return sum(level is not None for _, level in readiness)


def readiness_band(readiness: Readiness | None) -> ReadinessBand | None:
    """Return what the answers change; None where there are too few."""
    rules = readiness_rules()
    mean = None if readiness is None else mean_level(readiness)
    if readiness is None or mean is None or answers_given(readiness) < rules.least_answers:
        return None
    return next((band for band in rules.bands if mean < band.below), rules.bands[-1])
