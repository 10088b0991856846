"""Names that are free: the wished one, else the next, and never one that is too long."""

from __future__ import annotations

import pytest

from roitool.scenario.free_names import free_id, free_stream, number_of, numbered


@pytest.mark.parametrize(
    ("wished", "taken", "free"),
    [
        ("cobot", set(), "cobot"),
        ("cobot", {"cobot"}, "cobot_2"),
        ("cobot", {"cobot", "cobot_2"}, "cobot_3"),
        ("cobot_2", {"cobot_2"}, "cobot_3"),
        ("cobot_2", {"cobot"}, "cobot_2"),
        ("co_op", {"co_op"}, "co_op_2"),
        (40 * "a", {40 * "a"}, 38 * "a" + "_2"),
    ],
)
def test_an_id_is_as_wished_or_counts_on(wished, taken, free):
    assert free_id(wished, taken) == free


def test_a_stream_key_of_two_long_ids_still_fits_and_is_free():
    wished = 40 * "a" + "." + 40 * "b"
    first = free_stream(wished, set())
    second = free_stream(wished, {first})
    assert (len(first), len(second)) == (80, 80)
    assert second == first[:78] + "-2"


def test_a_title_has_the_number_of_the_id():
    assert (number_of("cobot"), number_of("cobot_12")) == (1, 12)
    assert numbered("Cobot 2", 2, 3) == "Cobot 3"
    assert numbered("Cobot 2", 1, 2) == "Cobot 2 2"
