"""What an adviser says of a scenario as a whole, and when he keeps silent."""

from __future__ import annotations

import pytest

from tests.scenario.documents import changed, document, scenario_of, told

CANDIDATE = ("candidates", 0)
FLEET = (*CANDIDATE, "lines", 7)
GO_LIVE = (*CANDIDATE, "timing", "go_live_month")


def test_advice_waits_until_nothing_is_wrong() -> None:
    careless = changed((*FLEET, "uptime", "guaranteed"), "100")
    wrong = changed((*FLEET, "uptime", "guaranteed"), "100") | {"regime": {"id": "nl-1999"}}

    assert [code for _, code, _, _ in told(careless)] == ["uptime_always_promised"]
    assert [code for _, code, _, _ in told(wrong)] == ["regime_unknown"]


def test_another_currency_than_that_of_the_tax_rules_is_told() -> None:
    pounds = document() | {"currency": "GBP"}

    assert told(pounds) == [
        (("currency",), "currency_of_regime", {"found": "GBP", "regime": "nl-2026"}, "warning"),
    ]
    assert told(pounds | {"regime": {"id": "flat", "rate": 0.25}}) == []
    assert told(pounds | {"regime": {"id": "none"}}) == []


@pytest.mark.parametrize("rate", [-0.01, {"real": 0.01, "inflation": -0.03}])
def test_a_hurdle_rate_below_zero_is_told(rate) -> None:
    ((place, code, values, severity),) = told(document() | {"hurdle_rate": rate})

    assert (place, code, severity) == (("hurdle_rate",), "hurdle_rate_negative", "warning")
    assert values["found"] == pytest.approx(-0.01 if rate == -0.01 else 1.01 * 0.97 - 1)
    assert told(document() | {"hurdle_rate": 0.0}) == []


def test_a_payback_wish_that_ends_before_half_the_effect_is_there_is_told() -> None:
    """Go-live in month 5 and a ramp of 6 months: halfway in month 8."""
    wished = document() | {"thresholds": {"payback_years": 7.5 / 12}}

    assert told(wished) == [(GO_LIVE, "wish_before_live", {"found": 8.0, "bound": 7.5}, "warning")]
    assert told(document() | {"thresholds": {"payback_years": 8.5 / 12}}) == []


def test_what_never_goes_live_is_told_as_that_alone() -> None:
    late = changed(GO_LIVE, "100 * 100")

    assert [code for place, code, _, _ in told(late) if place == GO_LIVE] == ["never_live"]


def test_a_shared_figure_is_told_once_however_many_use_it() -> None:
    whole = changed((*CANDIDATE, "lines", 3, "amount"), "saved * uptime_share")
    whole["inputs"].append(
        {
            "id": "uptime_share",
            "label": "",
            "unit": "share",
            "quantity": {"kind": "fixed", "value": 1.0},
            "stream": "uptime_share",
            "evidence": {"by": "measured"},
        }
    )
    copy = scenario_of(whole).candidates[0].model_dump(mode="json", exclude_none=True) | {"id": "second_one"}
    whole["candidates"].append(copy)

    assert [(place, code) for place, code, _, _ in told(whole)] == [(("inputs", 3), "availability_complete")]
