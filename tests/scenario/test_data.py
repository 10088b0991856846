"""The data that ships: tax regimes with their source and validity, and the examples."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from itertools import pairwise

import pytest

from roitool.errors import ScenarioError
from roitool.scenario.data import effective_regime, example_bytes, example_names, regime, regime_digest, regime_ids
from roitool.scenario.regime_assets import InvestmentDeduction
from roitool.scenario.scenario import FlatRegime, NamedRegime


def deduction_on(total: float, rule: InvestmentDeduction) -> float:
    """Return the deduction by the rule as the regime's documentation words it."""
    if total <= rule.nothing_up_to or total > rule.zero_above:
        return 0.0
    if total <= rule.rate_up_to:
        return rule.rate * total
    return max(0.0, rule.fixed - rule.phase_out * max(0.0, total - rule.fixed_up_to))


@pytest.mark.parametrize(
    ("total", "expected"),
    # Worked from the Dutch table of 2026: 28 % to 71 683, 20 071 to 132 746, less 7.56 % of the excess to 398 236.
    [
        (2_900, 0.0),
        (50_000, 14_000.0),
        (71_683, 20_071.24),
        (100_000, 20_071.0),
        (150_000, 18_766.60),
        (250_000, 11_206.60),
        (398_236, 0.0),
        (398_237, 0.0),
        (1_000_000, 0.0),
    ],
)
def test_the_dutch_investment_deduction_of_2026_has_its_published_amounts(total: float, expected: float) -> None:
    rule = regime("nl-2026").investment_deduction

    assert rule is not None
    assert deduction_on(total, rule) == pytest.approx(expected, abs=0.05)


def test_the_dutch_rules_of_2026_are_those_published() -> None:
    dutch = regime("nl-2026")

    assert [(bracket.above, bracket.rate) for bracket in dutch.profit_tax.brackets] == [(0, 0.19), (200_000, 0.258)]
    assert (dutch.losses.full_up_to, dutch.losses.share_above) == (1_000_000, 0.5)
    assert dutch.depreciation.minimum_years == 5
    assert (dutch.vat.rate, dutch.vat.back_after_months) == (0.21, 3)
    assert (dutch.valid_from, dutch.valid_to) == ("2026-01-01", "2026-12-31")
    assert dutch.investment_deduction is not None
    assert dutch.investment_deduction.minimum_per_asset == 450


@pytest.mark.parametrize("name", regime_ids())
def test_every_regime_is_named_after_its_file_and_knows_its_sources(name: str) -> None:
    rules = regime(name)

    assert rules.id == name
    assert rules.valid_from <= rules.valid_to
    parts = (rules.profit_tax, rules.losses, rules.depreciation, rules.vat, rules.borrowing_rate)
    assert all(part.source for part in parts)
    brackets = rules.profit_tax.brackets
    assert not brackets or brackets[0].above == 0
    assert all(lower.above < upper.above for lower, upper in pairwise(brackets))


def test_the_regime_none_takes_no_tax_and_no_vat() -> None:
    rules = regime("none")

    assert rules.profit_tax.brackets == ()
    assert rules.investment_deduction is None
    assert rules.vat.rate == 0
    assert not rules.losses.carry_forward


def test_a_flat_regime_is_made_of_its_fields() -> None:
    flat = FlatRegime(id="flat", rate=0.25, depreciation_years=7.0, loss_carry_forward=False, vat_rate=0.2)

    rules = effective_regime(flat)

    assert [(bracket.above, bracket.rate) for bracket in rules.profit_tax.brackets] == [(0, 0.25)]
    assert rules.depreciation.minimum_years == 7
    assert not rules.losses.carry_forward
    assert rules.losses.full_up_to is None
    assert rules.vat.rate == 0.2
    assert rules.investment_deduction is None


def test_a_regime_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ScenarioError) as refused:
        effective_regime(NamedRegime(id="atlantis"))

    (problem,) = refused.value.problems
    assert (problem.place, problem.code) == (("regime", "id"), "regime_unknown")
    assert problem.values == {"found": "atlantis", "choices": ("flat", *regime_ids())}


def test_the_digest_of_a_regime_is_that_of_its_file() -> None:
    data = (files("scenarios") / "regimes" / "nl-2026.json").read_bytes()

    assert regime_digest(NamedRegime(id="nl-2026")) == hashlib.sha256(data).hexdigest()


def test_flat_regimes_have_one_digest_exactly_if_their_rules_are_the_same() -> None:
    one, same, other = (FlatRegime(id="flat", rate=rate) for rate in (0.25, 0.25, 0.26))

    assert regime_digest(one) == regime_digest(same) != regime_digest(other)


def test_examples_are_found_by_name() -> None:
    assert set(example_names()) >= {"machine-sensors", "welding-cobot"}
    assert all(example_bytes(name).startswith(b"{") for name in example_names())
    with pytest.raises(LookupError):
        example_bytes("../regimes/none")
