"""The lines of money that a candidate brings, and those of doing nothing.

Amounts, months and shares are formulas over the figures of the scenario; what each kind means in money and time is
told in ``docs/method.md``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roitool.scenario.base import Formula, Id, Label, Part, StreamKey

Period = Literal["month", "quarter", "year"]

Category = Literal["machine", "software", "digital", "energy", "research"]
"""Sorts of investment that tax rules tell apart.

Machines and other equipment; computers and software; software to invoice and pay, for accounts, for customers and
selling online, and to secure computers (the four that Belgium calls digital); what saves energy or emissions; patents
and green research.
"""

MONTHS_PER: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}


class Interface(Part):
    """An investment line that is an interface with another system: its amount is the quote of one of `count`.

    `standard` is left out for an interface of an own make. `shared_as` names what several candidates need and a set of
    them pays once.
    """

    count: Formula = "1"
    standard: Literal["opc_ua", "mtconnect", "umati", "edi", "peppol", "vda_5050"] | None = None
    shared_as: Id | None = None


class Investment(Part):
    """Money spent once and capitalised: depreciated over its fiscal life, with a residual value.

    `category` is the sort of investment, from which the tax rules take its fiscal life and deduction; left out, it is a
    machine. `declining_rate` is the share of the book value that is deducted a year; left out, depreciation is
    straight-line.
    `interface` makes it an interface with another system.
    """

    kind: Literal["investment"]
    id: Id
    label: Label
    amount: Formula
    month: Formula = "0"
    category: Category | None = None
    fiscal_life_years: Annotated[float, Field(gt=0, le=60)] | None = None
    declining_rate: Annotated[float, Field(gt=0, lt=1)] | None = None
    residual_share: Formula = "0"
    financeable: bool = True
    deductible: bool = True
    vat: bool = True
    overruns: bool = True
    interface: Interface | None = None


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
    """Money spent from `start` (left out: from go-live) to the end of life, evenly or at the start of each period."""

    kind: Literal["running_cost"]
    id: Id
    label: Label
    amount: Formula
    per: Period = "year"
    paid: Literal["evenly", "in_advance"] = "evenly"
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


class WorkingCapital(Part):
    """Money tied up in stock and unpaid invoices: a share of what the revenue lines in `of` bring in a year.

    No line in `of` means all of them.
    """

    kind: Literal["working_capital"]
    id: Id
    label: Label
    share: Formula
    of: Annotated[tuple[Id, ...], Field(max_length=200)] = ()


class Grant(Part):
    """A subsidy that may be granted: an amount, or a share of what the lines in `of` cost with a cap on it.

    Lines in `of` are investments and one-off costs; without any it is plain income.
    """

    kind: Literal["grant"]
    id: Id
    label: Label
    amount: Formula | None = None
    share: Formula | None = None
    cap: Formula | None = None
    of: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    month: Formula
    chance: Formula = "1"
    repaid_on_failure: Formula = "0"
    stream: StreamKey


class Uptime(Part):
    """A promise of uptime with a penalty below it; all four in percent of the time but the shares of the fee.

    `achieved` is what machines reach on average, `spread` how far single machine-months lie around it, `per_point` the
    share of the fee that a point below `guaranteed` costs, `cap` the share of the fee that it never exceeds.
    """

    guaranteed: Formula
    achieved: Formula
    spread: Formula
    per_point: Formula
    cap: Formula = "1"


class Fleet(Part):
    """Own products in the field under contracts: built by the company, paid for by the month.

    `placed` units a year, growing with `placed_grows_with`, as far as the candidate is live and up to speed. `fee`,
    `service` and `connectivity` are per unit and month, the other amounts per unit at one time. Customers leave early
    with the chance `churn_per_year`; `default_share` of those do not pay, and only `recovered_share` of their units
    come back. `renewed_share` of contracts that end begin anew with the same unit. `replaces_share` of contracts take
    the place of a sale that would have brought `lost_margin`.
    """

    kind: Literal["fleet"]
    id: Id
    label: Label
    placed: Formula
    placed_grows_with: Formula | None = None
    contract_months: Formula
    build_cost: Formula
    build_cost_grows_with: Formula | None = None
    fee: Formula
    fee_grows_with: Formula | None = None
    service: Formula = "0"
    connectivity: Formula = "0"
    costs_grow_with: Formula | None = None
    acquisition: Formula = "0"
    replaces_share: Formula = "0"
    lost_margin: Formula = "0"
    churn_per_year: Formula = "0"
    default_share: Formula = "0"
    recovered_share: Formula = "1"
    renewed_share: Formula = "0"
    refurbishment: Formula = "0"
    second_life: Formula = "0"
    uptime: Uptime | None = None


CandidateLine = Annotated[
    Investment | OneOff | RunningCost | Benefit | WorkingCapital | Grant | Fleet, Field(discriminator="kind")
]


class NothingLine(Part):
    """What happens to the company whatever it decides; the amount carries its sign."""

    id: Id
    label: Label
    amount: Formula
    per: Period = "year"
    start: Formula = "0"
    end: Formula | None = None
    grows_with: Formula | None = None
