"""Own products under contract: how deep the company goes in, when that is back, what one contract is worth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.wording.numbers import LEAST_AMOUNT
from roitool.wording.telling import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.evaluate.evaluation import FleetAnswer
    from roitool.measures import Estimate
    from roitool.wording.telling import Telling

FEW_CONTRACTS = 30
"""With fewer, what single customers do outweighs the rates that are calculated with."""


def fleets(telling: Telling) -> tuple[Block, ...]:
    """Tell of each fleet of a candidate."""
    return tuple(_fleet(telling, fleet) for fleet in telling.candidate.fleets)


def _fleet(telling: Telling, fleet: FleetAnswer) -> Block:
    words, mean = telling.words, fleet.deepest.mean
    if mean.value <= -LEAST_AMOUNT:
        headline = words.text("fleet.deepest", deepest=telling.distance(mean))
        money = (words.text("fleet.worst", worst=telling.distance(fleet.deepest.quantiles[5])), *_back(telling, fleet))
    else:
        headline, money = words.text("fleet.never_deep"), ()
    name = words.label(fleet.label) or fleet.id
    lines = (*money, *_field(telling, fleet), *_contract(telling, fleet), words.text("fleet.money"))
    return Block(words.text("fleet.question", fleet=name), headline, lines)


def _back(telling: Telling, fleet: FleetAnswer) -> Iterator[str]:
    words, found = telling.words, fleet.back_years
    low, median, high = _spread(found.quantiles)
    if math.isinf(median):
        yield words.text("fleet.mostly_not_back", horizon=telling.horizon)
    else:
        code = "fleet.back" if low < high else "fleet.back_certain"
        yield words.text(code, median=words.duration(median))
    if found.infinite.value > 0:
        yield words.text("fleet.not_back", horizon=telling.horizon, share=words.futures(found.infinite.value))


def _field(telling: Telling, fleet: FleetAnswer) -> Iterator[str]:
    words = telling.words
    low, median, high = (words.number(value, 0) for value in _spread(fleet.most_in_field.quantiles))
    code = "fleet.field" if low != high else "fleet.field_certain"
    yield words.text(code, median=median, low=low, high=high)
    if fleet.most_in_field.quantiles[50].value < FEW_CONTRACTS:
        yield words.text("fleet.few")


def _contract(telling: Telling, fleet: FleetAnswer) -> Iterator[str]:
    words, ratio = telling.words, fleet.value_over_acquisition
    yield words.text("fleet.contract", value=telling.amount(fleet.contract_value.mean))
    low, median, high = (words.number(value, 1) for value in _spread(ratio.quantiles))
    if ratio.left_out.value < 1:
        code = "fleet.ratio" if low != high else "fleet.ratio_certain"
        yield words.text(code, ratio=median, low=low, high=high)


def _spread(quantiles: Mapping[int, Estimate]) -> tuple[float, float, float]:
    return quantiles[10].value, quantiles[50].value, quantiles[90].value
