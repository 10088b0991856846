"""What it takes to calculate the numbers of a file again, and when that was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.exports.order import Order


def provenance(order: Order) -> tuple[tuple[str, str], ...]:
    """Return names and values: program, SHA-256 of scenario, tax rules and reference figures, seed, futures, day."""
    made, words = order.evaluation.provenance, order.words
    references = sorted(made.reference_digests.items())
    return (
        (words.text("provenance.scenario"), words.label(order.evaluation.scenario.title)),
        (words.text("provenance.program"), f"ROItool {made.version}"),
        (words.text("provenance.scenario_digest"), made.scenario_digest),
        (words.text("provenance.regime_digest"), made.regime_digest),
        *((words.text("provenance.reference_digest", name=name), digest) for name, digest in references),
        (words.text("provenance.seed"), str(made.seed)),
        (words.text("provenance.futures"), str(made.futures)),
        (words.text("provenance.made_on"), order.made_on.isoformat()),
    )
