"""What the ways of paying of one candidate are called, so that no two of them have the same name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from roitool.scenario.candidate import Cash, Hire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roitool.scenario.candidate import WayOfPaying
    from roitool.wording.words import Words


def names_of_ways(ways: Sequence[WayOfPaying], words: Words) -> Mapping[str, str]:
    """Return the name of each way of paying by its id.

    That is its label; its kind and its term where nobody named it; with a number behind it where two are still alike.
    """
    names = [_name(way, words) for way in ways]
    alike, used = Counter(names), Counter[str]()
    named = {}
    for way, name in zip(ways, names, strict=True):
        used[name] += 1
        named[way.id] = f"{name} ({used[name]})" if alike[name] > 1 else name
    return named


def _name(way: WayOfPaying, words: Words) -> str:
    label = words.label(way.label)
    if label:
        return label
    if isinstance(way, Cash):
        return words.text("way.cash")
    months = way.minimum_months if isinstance(way, Hire) else way.months
    return words.text(f"way.{way.kind}", term=words.months(months))
