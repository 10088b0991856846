"""Interfaces with other systems: what they cost, and how likely they let the costs run out of hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.quantities import Overrun
    from tests.second.formulas import Figures


def numbers_of(candidate: Candidate, base: Figures) -> tuple[float, float]:
    """Return how many interfaces a candidate has at the `base` values, and the share of them on an open standard."""
    counts = [
        (base.amount(line.interface.count), line.interface.standard is not None)
        for line in candidate.lines
        if line.kind == "investment" and line.interface is not None
    ]
    total = sum(count for count, _ in counts)
    return total, sum(count for count, is_open in counts if is_open) / total if total else 0.0


def price_factor(candidate: Candidate, base: Figures) -> float:
    """Return what the quote of an interface is multiplied by."""
    _, share = numbers_of(candidate, base)
    return 1.6 - 0.8 * share


def quoted_lines(candidate: Candidate) -> frozenset[str]:
    """Return the lines whose price rests, as far as own figures go, on quotes and measurements and on nothing else."""
    said = {item.id: item.evidence.by for item in candidate.inputs}
    derived = {item.id: item.formula for item in candidate.derived}
    found = set()
    for line in candidate.lines:
        if line.kind == "investment":
            sayings, texts = set(), [line.amount]
            while texts:
                for name in set(re.findall(r"[a-z][a-z0-9_]*", texts.pop())):
                    sayings |= {said[name]} if name in said else set()
                    texts += [derived[name]] if name in derived else []
            if sayings and sayings <= {"quote", "measured"}:
                found.add(line.id)
    return frozenset(found)


def with_fatter_tail(overrun: Overrun, candidate: Candidate, base: Figures) -> Overrun:
    """Return the overrun that a candidate with these interfaces has."""
    total, share = numbers_of(candidate, base)
    more = 0.02 * max(0.0, total - 2) * (1 - share)
    return overrun.model_copy(update={"tail_probability": min(1.0, overrun.tail_probability + more)})
