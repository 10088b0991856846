"""What quotes leave out, in words: which lines, and what each adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.wording.numbers import step_for_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.evaluate.left_out import Added
    from roitool.scenario.left_out import LeftOutItem
    from roitool.wording.words import Words

_DIGITS = 2


def added_text(added: Added, currency: str, words: Words) -> str:
    """Return what something adds, from low to high: ``€ 3.000 – € 30.000``, ``€ 500 – € 900 per jaar``."""
    low, high = (
        words.money(value, currency, step_for_digits(value, _DIGITS) if value else 1.0)
        for value in (added.low, added.high)
    )
    amount = low if low == high else f"{low} – {high}"
    brings = words.text("left_out.brings", amount=amount) if added.brings else amount
    return words.text(f"left_out.{added.when}", amount=brings)


def missing_sentence(items: Sequence[tuple[LeftOutItem, str]], words: Words, more: int = 0) -> str:
    """Return what quotes usually leave out and the candidate does too.

    Parameters
    ----------
    items
        Those that are named, each with what it adds.
    more
        How many there are beside them.
    """
    named = [_named(item, adds, words) for item, adds in items]
    if more:
        named.append(words.text("left_out.more", count=words.number(more)))
    return words.text("left_out.missing", items=words.listed(tuple(named)))


def _named(item: LeftOutItem, adds: str, words: Words) -> str:
    label = _within(words.label(item.label))
    return words.text("left_out.item", label=label, adds=adds) if adds else label


def _within(label: str) -> str:
    """Return a label as it stands within a sentence; one that begins with an abbreviation stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
