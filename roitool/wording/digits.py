"""Digits with their dots, commas, apostrophes and blanks: where one number ends, and what each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from roitool.wording.misread import Misread
from roitool.wording.words import Language

BLANKS = re.compile(r"[ \u00a0\u2009\u202f]+")


def numbers_apart(groups: Sequence[str]) -> Sequence[str]:
    """Return the numbers that groups of digits between blanks make up.

    Where every later group has three digits, all of them are one number. Otherwise each is a number by itself; unless
    one cannot be (``000``), or they were too many: then those of three digits belong to what stands before them.
    """
    if _groups_thousands(groups):
        return ["".join(groups)]
    if len(groups) <= 3 and not any(re.fullmatch("0[0-9]{2}", group) for group in groups[1:]):
        return groups
    numbers: list[list[str]] = []
    for group in groups:
        if numbers and _groups_thousands([*numbers[-1], group]):
            numbers[-1].append(group)
        else:
            numbers.append([group])
    return ["".join(number) for number in numbers]


def _groups_thousands(groups: Sequence[str]) -> bool:
    first, *later = groups
    return (
        bool(later)
        and re.fullmatch(r"[1-9][0-9]{0,2}", first) is not None
        and all(re.fullmatch(r"[0-9]{3}", group) for group in later[:-1])
        and re.fullmatch(r"[0-9]{3}(?:[.,][0-9]*)?", later[-1]) is not None
    )


def decimal(text: str, language: Language) -> Decimal:
    """Read the digits of one number with their dots, commas and apostrophes."""
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    marks = [character for character in text if not character.isdigit()]
    if not marks:
        return Decimal(text)
    last = marks[-1]
    others = set(marks[:-1])
    decimal_mark = last
    if others == {last} or last == "'" or (not others and _could_group(text, last) and last == _grouping(language)):
        decimal_mark = ""
    elif last in others or len(others) > 1:
        raise Misread("separators", found=text)
    whole, _, fraction = text.rpartition(decimal_mark) if decimal_mark else (text, "", "")
    grouping = "".join(set(whole) - set("0123456789"))
    if grouping and (len(grouping) > 1 or not _could_group(whole, grouping)):
        raise Misread("separators", found=text)
    digits = whole.replace(grouping, "") if grouping else whole
    return Decimal(f"{digits or '0'}.{fraction or '0'}")


def _could_group(text: str, mark: str) -> bool:
    first, *later = text.split(mark)
    return re.fullmatch(r"[1-9][0-9]{0,2}", first) is not None and all(
        re.fullmatch(r"[0-9]{3}", group) for group in later
    )


def _grouping(language: Language) -> str:
    return "." if language == "nl" else ","
