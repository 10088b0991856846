"""Months as people type them."""

from __future__ import annotations

import pytest

from roitool.wording.months import read_month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2027-06", "2027-06"),
        ("2027-6", "2027-06"),
        (" 2027 / 6 ", "2027-06"),
        ("6-2027", "2027-06"),
        ("12/2027", "2027-12"),
        ("juni 2027", "2027-06"),
        ("June 2027", "2027-06"),
        ("2027 mei", "2027-05"),
        ("mrt. 2027", "2027-03"),
        ("MAR 2027", "2027-03"),
        ("oktober 2030", "2030-10"),
        ("Oct 2030", "2030-10"),
    ],
)
def test_a_month_is_read_in_either_language(text, month) -> None:
    assert read_month(text) == month


@pytest.mark.parametrize(
    "text", ["", "2027", "juni", "2027-0", "2027-13", "juno 2027", "27-06", "2027-06-01", "6 juni 2027", "soon"]
)
def test_anything_else_is_no_month(text) -> None:
    assert read_month(text) is None
