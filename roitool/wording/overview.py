"""What there is to begin with, in words; light, for it is shown before the engine is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.scenario.overview import TemplateAtAGlance
    from roitool.wording.words import Words


def all_in(template: TemplateAtAGlance, words: Words) -> str:
    """Return what a template costs, all in: ``€ 83.000 – 140.000``."""
    return words.text("overview.all_in", low=words.money(template.low, "EUR"), high=words.number(template.high))
