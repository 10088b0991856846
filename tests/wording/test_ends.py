"""What low and high mean is said as people count: of ten, of twenty, and only then of a hundred."""

from __future__ import annotations

import pytest

from roitool.scenario.quantities import Fixed, Metalog, Pert, Range
from roitool.wording.ends import ends_sentence, ends_text
from roitool.wording.words import LANGUAGES, Words


@pytest.mark.parametrize(
    ("coverage", "said"),
    [(0.8, "8 van de 10"), (0.9, "9 van de 10"), (0.95, "19 van de 20"), (0.87, "87 van de 100"), (0.5, "5 van de 10")],
)
def test_how_often_a_figure_lies_between_is_told_in_the_smallest_count(coverage, said):
    quantity = Range(low=1, likely=2, high=3, coverage=coverage)
    assert ends_text(quantity, Words("nl")) == f"{said} keer ertussen"
    assert f"in {said} toekomsten" in ends_sentence(quantity, Words("nl"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_extremes_are_called_so(language):
    words = Words(language)
    assert ends_text(Pert(minimum=1, likely=2, maximum=3), words) != ends_text(Range(low=1, likely=2, high=3), words)
    assert ends_sentence(Pert(minimum=1, likely=2, maximum=3), words)


@pytest.mark.parametrize("quantity", [Fixed(value=3), Metalog(p10=1, p50=2, p90=3)])
def test_nothing_is_said_of_a_figure_without_low_and_high(quantity):
    assert ends_text(quantity, Words("en")) == ends_sentence(quantity, Words("en")) == ""
