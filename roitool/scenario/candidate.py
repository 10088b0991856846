"""A candidate investment: its figures, its lines, when it works, what can go wrong, how it is paid."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roitool.scenario.base import Formula, Id, Label, Note, Part, StreamKey
from roitool.scenario.inputs import DerivedFigure, Input
from roitool.scenario.lines import CandidateLine


class Timing(Part):
    """When it works: months from the decision to go-live, months to full effect, years of life from go-live."""

    go_live_month: Formula
    ramp_months: Formula = "0"
    life_years: Formula


class Failure(Part):
    """The chance that it never works at all, when that is found out, and what ending it costs and brings back.

    `recovered_share` is a share of the quotes of the investment lines.
    """

    chance: Formula
    found_out_month: Formula
    recovered_share: Formula = "0"
    exit_cost: Formula = "0"
    stream: StreamKey


class RiskEvent(Part):
    """Something that may happen while it is live: once over its life, or every operating year anew."""

    id: Id
    label: Label
    chance: Formula
    how_often: Literal["once", "yearly"]
    cost: Formula
    grows_with: Formula | None = None
    stops_months: Formula = "0"
    stream: StreamKey


class Averted(Part):
    """The share of a line of doing nothing that this candidate prevents."""

    line: Id
    share: Formula


class Cash(Part):
    """Paid from the own bank account."""

    kind: Literal["cash"]
    id: Id
    label: Label = ""


class Loan(Part):
    """A share of the quote of the financeable lines is borrowed.

    `rate` is the yearly rate as banks quote it (nominal, paid monthly); `months` counts from the last draw and
    includes the grace months, in which only interest is paid; `fee` is an amount, paid with the first draw.
    """

    kind: Literal["loan"]
    id: Id
    label: Label = ""
    share: Formula
    rate: Formula
    months: Annotated[int, Field(ge=1, le=360)]
    repayment: Literal["annuity", "linear"] = "annuity"
    grace_months: Annotated[int, Field(ge=0, le=359)] = 0
    fee: Formula = "0"


class FinancialLease(Part):
    """The quote of the financeable lines less a down payment is financed, and the assets are the company's own.

    `down_payment` and `purchase_option` are shares of the quote; the option is paid with the last payment. `rate` and
    `months` are those of a loan.
    """

    kind: Literal["financial_lease"]
    id: Id
    label: Label = ""
    down_payment: Formula = "0"
    rate: Formula
    months: Annotated[int, Field(ge=1, le=360)]
    purchase_option: Formula = "0"
    fee: Formula = "0"


class Hire(Part):
    """The quote of the investment lines in `replaces` is not paid, but a fee for using what stays somebody else's.

    Without an investment line in `replaces` all financeable ones are meant; it may name running costs that the fee
    covers as well. `fee` is per month from `start` (left out: an operational lease from the month of the last line it
    replaces, rent from go-live) to the end of life, and at least for `minimum_months`. A project that ends early pays
    until then, and `cancellation_fee` on top.
    """

    kind: Literal["operational_lease", "rent"]
    id: Id
    label: Label = ""
    replaces: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    fee: Formula
    grows_with: Formula | None = None
    start: Formula | None = None
    minimum_months: Annotated[int, Field(ge=1, le=360)]
    cancellation_fee: Formula = "0"


WayOfPaying = Annotated[Cash | Loan | FinancialLease | Hire, Field(discriminator="kind")]


class Reference(Part):
    """The class of projects whose record stands beside the own figures, and which of those say the same as it does.

    `class_id` names a class of ``scenarios/reference/classes.json``. `delay` is the input (of the candidate, or shared)
    that holds by which share of its lead time it goes live later, `realisation` the one that holds which share of the
    promised benefits comes true; left out, the candidate has no such figure. Layer `light`: the own ranges hold the
    ordinary overrun, delay and disappointment already, and the class adds its disasters and its failures alone.
    """

    class_id: Id
    layer: Literal["full", "light"] = "full"
    delay: Id | None = None
    realisation: Id | None = None


class Candidate(Part):
    """One investment that the company could make.

    `overrun` names the input (of the candidate, or shared) by which the lines with `overruns` exceed their quote;
    above an overrun of `stop_loss` the project is stopped. `paid_by` names the chosen way of paying. `template` is
    what it was begun from, so that the reference figures of that can be looked up again.
    """

    id: Id
    title: Label
    note: Note = ""
    inputs: Annotated[tuple[Input, ...], Field(max_length=200)] = ()
    derived: Annotated[tuple[DerivedFigure, ...], Field(max_length=200)] = ()
    lines: Annotated[tuple[CandidateLine, ...], Field(max_length=200)]
    overrun: Id | None = None
    stop_loss: Formula | None = None
    timing: Timing
    failure: Failure | None = None
    events: Annotated[tuple[RiskEvent, ...], Field(max_length=50)] = ()
    averts: Annotated[tuple[Averted, ...], Field(max_length=50)] = ()
    ways_of_paying: Annotated[tuple[WayOfPaying, ...], Field(min_length=1, max_length=20)]
    paid_by: Id
    template: Id | None = None
    reference: Reference | None = None
