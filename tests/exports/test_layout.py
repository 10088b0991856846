"""Plain text of a fixed width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roitool.exports.layout import bullets, heading, paragraph, table


@given(st.text(alphabet="abc \N{NO-BREAK SPACE}-€", max_size=500), st.integers(20, 100), st.integers(0, 6))
def test_a_paragraph_stays_within_its_width(text, width, indent):
    assert all(len(line) <= width for line in paragraph(text, width, indent).splitlines())


def test_an_amount_is_not_torn_apart():
    amount = "€\N{NO-BREAK SPACE}1.234"
    assert paragraph(f"aaaa bbbb {amount}", 12) == f"aaaa bbbb\n{amount}"


def test_a_bullet_hangs():
    assert bullets(["one two three"], 10, 2) == ["  · one\n    two\n    three"]


def test_a_heading_has_a_rule_as_long_as_itself():
    assert heading("Lascobot", 80) == "Lascobot\n────────"


def test_a_table_lines_up_and_is_ruled_above_its_total():
    assert table(["", "2027", "total"], [["arm", "−100", "−100"], ["sum", "5", "−5"]], 40, ruled=[1]) == [
        "     2027  total",
        "────────────────",
        "arm  −100   −100",
        "────────────────",
        "sum     5     −5",
    ]


def test_columns_that_do_not_fit_follow_below_with_the_first_one_repeated():
    assert table(["x", "aaaa", "bbbb"], [["row", "1", "2"]], 10) == [
        "x    aaaa",
        "─────────",
        "row     1",
        "",
        "x    bbbb",
        "─────────",
        "row     2",
    ]


def test_a_long_first_cell_is_clipped():
    assert table(["", "a"], [["x" * 100, "1"]], 80)[2] == "x" * 33 + "…  1"


def test_a_narrow_table_clips_its_labels_and_never_its_amounts():
    lines = table(["", "2027", "total"], [["A label of more than thirty characters", "−34.650", "−1.034.650"]], 40)
    assert max(map(len, lines)) <= 40
    assert any(line.endswith("−1.034.650") for line in lines)
    assert "A label of more than thirty…  −34.650" in lines
