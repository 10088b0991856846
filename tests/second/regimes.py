"""Tax regimes written out by hand, independent of the data files."""

from __future__ import annotations

from roitool.scenario.data import regime as named_regime
from roitool.scenario.regime import (
    Bracket,
    DepreciationRule,
    InvestmentDeduction,
    LossRule,
    ProfitTax,
    ReferenceRate,
    Regime,
    ValueAddedTax,
)
from roitool.scenario.scenario import FlatRegime, NamedRegime


def regime_of(choice: FlatRegime | NamedRegime) -> Regime:
    """Return the rules that a scenario's choice stands for; those of other years are read from their files."""
    if isinstance(choice, FlatRegime):
        brackets = [(0.0, choice.rate)]
        return regime(brackets, choice.depreciation_years, choice.vat_rate, carry_forward=choice.loss_carry_forward)
    by_hand = {"none": no_tax, "nl-2026": netherlands_2026}
    return by_hand[choice.id]() if choice.id in by_hand else named_regime(choice.id)


def no_tax() -> Regime:
    """Return the rules under which nothing is taxed."""
    return regime([])


def netherlands_2026() -> Regime:
    """Return the Dutch rules of 2026: corporation tax, losses, small-scale investment deduction, VAT."""
    deduction = InvestmentDeduction(
        source="",
        confidence="S",
        minimum_per_asset=450.0,
        nothing_up_to=2_900.0,
        rate=0.28,
        rate_up_to=71_683.0,
        fixed=20_071.0,
        fixed_up_to=132_746.0,
        phase_out=0.0756,
        zero_above=398_236.0,
        claw_back_years=5,
        claw_back_threshold=2_900.0,
    )
    return regime([(0.0, 0.19), (200_000.0, 0.258)], vat_rate=0.21, cap=(1_000_000.0, 0.5), deduction=deduction)


def regime(
    brackets: list[tuple[float, float]],
    depreciation_years: float = 5.0,
    vat_rate: float = 0.0,
    *,
    carry_forward: bool = True,
    cap: tuple[float | None, float] = (None, 1.0),
    deduction: InvestmentDeduction | None = None,
) -> Regime:
    """Return rules with these brackets (above, rate); `cap`: losses count in full up to, and for this share above."""
    judged = {"source": "", "confidence": "J"}
    return Regime(
        id="test",
        country="NL",
        title="",
        valid_from="2026-01-01",
        valid_to="2026-12-31",
        checked_on="2026-01-31",
        profit_tax=ProfitTax(**judged, brackets=tuple(Bracket(above=above, rate=rate) for above, rate in brackets)),
        losses=LossRule(**judged, carry_forward=carry_forward, full_up_to=cap[0], share_above=cap[1]),
        depreciation=DepreciationRule(**judged, minimum_years=depreciation_years),
        investment_deduction=deduction,
        vat=ValueAddedTax(**judged, rate=vat_rate, back_after_months=3),
        borrowing_rate=ReferenceRate(**judged, rate=0.06),
    )
