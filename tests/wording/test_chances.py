"""Chances that stand side by side: counted in the same number of futures, and alike only where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.measures import Estimate
from roitool.wording.chances import FINEST, HUNDRED, THOUSAND, differ, scale_for

SHARES = st.floats(0.0, 1.0)


@pytest.mark.parametrize(
    ("shares", "apart", "scale"),
    [
        ((0.012, 0.009), (), HUNDRED),
        ((0.012, 0.009), ((0.012, 0.009),), THOUSAND),
        ((0.012, 0.0), ((0.012, 0.0),), HUNDRED),
        ((0.003, 0.14), (), THOUSAND),
        ((0.996, 0.14), (), THOUSAND),
        ((0.0001, 0.14), (), THOUSAND),
        ((0.0, 1.0), (), HUNDRED),
        ((0.7531, 0.7534), ((0.7531, 0.7534),), FINEST),
    ],
)
def test_the_plainest_scale_that_tells_them_apart_is_taken(shares, apart, scale):
    assert scale_for(shares, apart=apart) == scale


@pytest.mark.parametrize(
    ("limit", "scale"), [(0.02, HUNDRED), (0.75, HUNDRED), (0.015, THOUSAND), (0.002, THOUSAND), (0.0225, FINEST)]
)
def test_a_limit_keeps_the_digits_it_was_stated_with(limit, scale):
    assert scale_for((0.4,), limits=(limit,)) == scale


@pytest.mark.parametrize(("error", "scale"), [(0.05, HUNDRED), (0.008, THOUSAND), (0.0003, FINEST)])
def test_an_error_that_is_told_is_not_rounded_away(error, scale):
    assert scale_for((0.4,), error=error) == scale


@given(SHARES, SHARES)
def test_no_two_chances_look_alike_that_differ_by_a_ten_thousandth(one, other):
    scale = scale_for((one, other), apart=((one, other),))
    assert abs(one - other) <= 0.0001 or scale.count(one) != scale.count(other)


def test_a_difference_within_its_error_is_none():
    # Student's t for ten blocks: 2.26 standard errors.
    assert differ(Estimate(0.0023, 0.001, 10))
    assert not differ(Estimate(-0.0022, 0.001, 10))
    assert not differ(Estimate(0.0, 0.0, 10))
