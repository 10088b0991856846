"""The document: one frozen tree that holds everything a decision is made of.

Shape (types, kinds, sizes, unknown keys, duplicates) is refused here, so that such a document never exists. Whether
its figures make sense is told by :func:`roitool.scenario.check.check`, and such a document can be edited and saved.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator
from pydantic_core import PydanticCustomError

from roitool.scenario.base import FORMS, OBJECT, PLAIN, PLAIN_OR_OBJECT, Label, Line, Note, Part
from roitool.scenario.candidate import Candidate
from roitool.scenario.company import Company, DoNothing
from roitool.scenario.duplicates import duplicates
from roitool.scenario.inputs import DerivedFigure, Input

SCHEMA_VERSION: Final = 1
FUTURES_PER_BLOCK = 1_024
MIN_FUTURES = 10 * FUTURES_PER_BLOCK
MAX_FUTURES = 10_000_000


class Thresholds(Part):
    """What the owner holds an answer against.

    Attributes
    ----------
    added_short
        Largest acceptable rise of the chance of running short of cash (share of futures).
    chance_npv
        Wished chance that the investment earns itself back.
    payback_years, chance_payback
        Wished payback, and the wished chance of reaching it.
    """

    added_short: Annotated[float, Field(ge=0, le=1)] = 0.02
    chance_npv: Annotated[float, Field(ge=0, le=1)] = 0.75
    payback_years: Annotated[float, Field(gt=0, le=30)] = 3.0
    chance_payback: Annotated[float, Field(ge=0, le=1)] = 0.6


Level = Annotated[int, Field(ge=0, le=5)]


class Readiness(Part):
    """How ready the company is, in seven answers from 0 (not at all) to 5 (fully); what is not answered is left out.

    The questions, and what their answers change in the outside view, are in ``scenarios/reference/readiness.json``.
    """

    process: Level | None = None
    data: Level | None = None
    connectivity: Level | None = None
    people: Level | None = None
    supplier: Level | None = None
    owner_time: Level | None = None
    finance: Level | None = None


class RealRate(Part):
    """A hurdle rate above inflation: ``(1 + nominal) = (1 + real)(1 + inflation)``."""

    real: Annotated[float, Field(gt=-0.5, le=1)]
    inflation: Annotated[float, Field(gt=-0.5, le=1)]


HurdleRate = Annotated[
    Annotated[float, Field(gt=-0.5, le=1), PLAIN] | Annotated[RealRate, OBJECT],
    PLAIN_OR_OBJECT,
]


class FlatRegime(Part):
    """One tax rate, straight-line depreciation, losses carried forward or not. No deductions."""

    id: Literal["flat"]
    rate: Annotated[float, Field(ge=0, lt=1)]
    depreciation_years: Annotated[float, Field(gt=0, le=60)] = 5.0
    loss_carry_forward: bool = True
    vat_rate: Annotated[float, Field(ge=0, lt=1)] = 0.0


class NamedRegime(Part):
    """The tax rules of a country and year, by the name of the file that holds them.

    `rate` is the owner's own rate on the next euro, of a sole trader who pays income tax: it takes the place of the
    brackets, and everything else stays.
    """

    id: Annotated[str, StringConstraints(pattern=FORMS["regime"]), Field(json_schema_extra={"not": {"const": "flat"}})]
    rate: Annotated[float, Field(ge=0, lt=1)] | None = None


def _regime_tag(value: Any) -> str:
    found = value.get("id") if isinstance(value, dict) else getattr(value, "id", None)
    return "(flat)" if found == "flat" else "(named)"


RegimeChoice = Annotated[
    Annotated[FlatRegime, Tag("(flat)")] | Annotated[NamedRegime, Tag("(named)")], Discriminator(_regime_tag)
]


class Correlation(Part):
    """Two inputs that go up and down together; named ``candidate.input``, or the id of a shared input."""

    between: tuple[Line, Line]
    rank_correlation: float


class Scenario(Part):
    """A company, the candidates it considers, and the figures and settings they are judged by.

    Attributes
    ----------
    start
        Year and month of the decision; month 0 is its first day.
    hurdle_rate
        Effective, nominal, after tax, per year; or given above inflation.
    futures
        How many possible futures are calculated; rounded up to whole blocks of 1 024.
    """

    format: Literal["roitool-scenario"] = "roitool-scenario"
    schema_version: Literal[1] = SCHEMA_VERSION
    title: Label
    note: Note = ""
    currency: Annotated[str, StringConstraints(pattern=FORMS["currency"])] = "EUR"
    start: Annotated[str, StringConstraints(pattern=FORMS["month"])]
    horizon_years: Annotated[int, Field(ge=1, le=30)]
    hurdle_rate: HurdleRate
    regime: RegimeChoice
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    futures: Annotated[int, Field(ge=1, le=MAX_FUTURES)] = MIN_FUTURES
    thresholds: Thresholds = Thresholds()
    company: Company
    readiness: Readiness | None = None
    inputs: Annotated[tuple[Input, ...], Field(max_length=200)] = ()
    derived: Annotated[tuple[DerivedFigure, ...], Field(max_length=200)] = ()
    do_nothing: DoNothing = DoNothing()
    candidates: Annotated[tuple[Candidate, ...], Field(max_length=30)] = ()
    correlations: Annotated[tuple[Correlation, ...], Field(max_length=500)] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        problems = tuple(duplicates(self))
        if problems:
            raise PydanticCustomError("duplicate", "used twice", {"problems": problems})
        return self


def nominal_hurdle_rate(scenario: Scenario) -> float:
    """Return the effective nominal hurdle rate per year."""
    rate = scenario.hurdle_rate
    return (1 + rate.real) * (1 + rate.inflation) - 1 if isinstance(rate, RealRate) else rate
