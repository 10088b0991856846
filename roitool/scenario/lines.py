"""The lines of money that a candidate brings, and those of doing nothing.

Amounts, months and shares are formulas over the figures of the scenario; what each kind means in money and time is
told in ``docs/method.md``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roitool.scenario.base import Formula, Id, Label, Part

Period = Literal["month", "quarter", "year"]

MONTHS_PER: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}


class Investment(Part):
    """Money spent once and capitalised: depreciated over its fiscal life, with a residual value."""

    kind: Literal["investment"]
    id: Id
    label: Label
    amount: Formula
    month: Formula = "0"
    fiscal_life_years: Annotated[float, Field(gt=0, le=60)] | None = None
    residual_share: Formula = "0"
    financeable: bool = True
    deductible: bool = True
    vat: bool = True
    overruns: bool = True


class OneOff(Part):
    """Money spent once and expensed. `own_time`: hours of the own people, whose wages are paid already."""

    kind: Literal["one_off"]
    id: Id
    label: Label
    amount: Formula
    month: Formula = "0"
    vat: bool = True
    overruns: bool = True
    own_time: bool = False


class RunningCost(Part):
    """Money spent evenly from `start` (left out: from go-live) to the end of life."""

    kind: Literal["running_cost"]
    id: Id
    label: Label
    amount: Formula
    per: Period = "year"
    start: Formula | None = None
    grows_with: Formula | None = None
    own_time: bool = False


class Benefit(Part):
    """Money saved or earned, evenly, as far as the candidate is live and has come up to speed."""

    kind: Literal["saving", "revenue"]
    id: Id
    label: Label
    amount: Formula
    per: Period = "year"
    grows_with: Formula | None = None


CandidateLine = Annotated[Investment | OneOff | RunningCost | Benefit, Field(discriminator="kind")]


class NothingLine(Part):
    """What happens to the company whatever it decides; the amount carries its sign."""

    id: Id
    label: Label
    amount: Formula
    per: Period = "year"
    start: Formula = "0"
    end: Formula | None = None
    grows_with: Formula | None = None
