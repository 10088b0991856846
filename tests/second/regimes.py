"""Tax regimes written out by hand, independent of the data files."""

from __future__ import annotations

from roitool.scenario.data import regime as named_regime
from roitool.scenario.regime import (
    Bracket,
    BracketsFrom,
    LossesFrom,
    LossRule,
    ProfitTax,
    ReferenceRate,
    Regime,
    ValueAddedTax,
)
from roitool.scenario.regime_assets import (
    AssetDeduction,
    DeductionOfCategory,
    DepreciationRule,
    InvestmentDeduction,
    LifeOfCategory,
)
from roitool.scenario.scenario import FlatRegime, NamedRegime

JUDGED = {"source": "", "confidence": "J"}


def regime_of(choice: FlatRegime | NamedRegime) -> Regime:
    """Return the rules that a scenario's choice stands for; those of other years are read from their files."""
    if isinstance(choice, FlatRegime):
        brackets = [(0.0, choice.rate)]
        return regime(brackets, choice.depreciation_years, choice.vat_rate, carry_forward=choice.loss_carry_forward)
    by_hand = {"none": no_tax, "nl-2026": netherlands_2026, "de-2026": germany_2026, "be-2026": belgium_2026}
    named = by_hand[choice.id]() if choice.id in by_hand else named_regime(choice.id)
    if choice.rate is None:
        return named
    own = ProfitTax(**JUDGED, brackets=(Bracket(above=0.0, rate=choice.rate),))
    return named.model_copy(update={"profit_tax": own})


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


def germany_2026() -> Regime:
    """Return the German rules of 2026: 15 % and 5.5 % of it and 14 % to the municipality, a point less from 2028 on."""
    steps = [(2028, 0.2877), (2029, 0.27715), (2030, 0.2666), (2031, 0.25605), (2032, 0.2455)]
    later = tuple(
        BracketsFrom(**JUDGED, from_year=year, brackets=(Bracket(above=0.0, rate=rate),)) for year, rate in steps
    )
    plain = regime([(0.0, 0.29825)], vat_rate=0.19, cap=(1_000_000.0, 0.7))
    one_year = tuple(LifeOfCategory(**JUDGED, category=name, minimum_years=1.0) for name in ("software", "digital"))
    changed = {
        "profit_tax": plain.profit_tax.model_copy(update={"later": later}),
        "losses": plain.losses.model_copy(update={"later": (LossesFrom(**JUDGED, from_year=2028, share_above=0.6),)}),
        "depreciation": DepreciationRule(**JUDGED, minimum_years=5.0, usual_years=8.0, by_category=one_year),
    }
    return plain.model_copy(update=changed)


def belgium_2026() -> Regime:
    """Return the Belgian rules of 2026 for a small company: 20 % and 25 %, a tenth of an asset or more deducted."""
    rates = {"digital": 0.2, "energy": 0.4, "research": 0.135}
    plain = regime([(0.0, 0.2), (100_000.0, 0.25)], vat_rate=0.21, cap=(1_000_000.0, 0.7))
    own = tuple(DeductionOfCategory(**JUDGED, category=name, rate=rate) for name, rate in rates.items())
    changed = {
        "depreciation": DepreciationRule(**JUDGED, minimum_years=3.0, usual_years=5.0),
        "asset_deduction": AssetDeduction(**JUDGED, rate=0.1, by_category=own),
    }
    return plain.model_copy(update=changed)


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
    return Regime(
        id="test",
        country="NL",
        title="",
        valid_from="2026-01-01",
        valid_to="2026-12-31",
        checked_on="2026-01-31",
        profit_tax=ProfitTax(**JUDGED, brackets=tuple(Bracket(above=above, rate=rate) for above, rate in brackets)),
        losses=LossRule(**JUDGED, carry_forward=carry_forward, full_up_to=cap[0], share_above=cap[1]),
        depreciation=DepreciationRule(**JUDGED, minimum_years=depreciation_years),
        investment_deduction=deduction,
        vat=ValueAddedTax(**JUDGED, rate=vat_rate, back_after_months=3),
        borrowing_rate=ReferenceRate(**JUDGED, rate=0.06),
    )
