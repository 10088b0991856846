"""Whole scenarios drawn at random, every kind of part among them; their shape is right, their sense is anybody's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.lines import Category

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LABEL = TEXT | st.fixed_dictionaries({"nl": TEXT, "en": TEXT})
NUMBER = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**15), 10**15)
    | st.sampled_from([-0.0, 1e15, 1e-9, 5e-324, 0.1, 1 / 3])
)
FORMULA = st.sampled_from(
    ["0", "1e15", "figure_one * 2", "min(figure_one, 12) / 0", "no_such + 1", "(("]
) | TEXT.filter(len)

_NAMES = st.lists(st.sampled_from(["line_0", "line_1", "line_2", "no_such_line"]), max_size=3)


def scenarios() -> st.SearchStrategy[Scenario]:
    """Return a strategy for scenarios."""
    return documents().map(lambda objects: scenario_from_bytes(json.dumps(objects).encode()))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the objects of a scenario file."""
    candidates = [draw(_candidate(f"candidate_{number}")) for number in range(draw(st.integers(0, 2)))]
    names = ["figure_one", "no_such", *(f"{candidate['id']}.own_one" for candidate in candidates)]
    return {
        "format": "roitool-scenario",
        "schema_version": 1,
        "start": draw(st.sampled_from(["2000-01", "2027-03", "2099-12"])),
        "horizon_years": draw(st.integers(1, 30)),
        "seed": draw(st.integers(0, 2**63 - 1)),
        "company": draw(_COMPANY),
        "inputs": draw(_inputs("figure")),
        "candidates": candidates,
        **draw(_settings(names)),
    }


def _settings(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    pair = st.lists(st.sampled_from(names), min_size=2, max_size=2)
    return st.fixed_dictionaries(
        {
            "title": LABEL,
            "hurdle_rate": st.floats(-0.4, 1)
            | st.fixed_dictionaries({"real": st.floats(-0.4, 1), "inflation": st.floats(-0.4, 1)}),
            "regime": st.sampled_from(
                [
                    *({"id": name} for name in ("none", "nl-2026", "be-2026", "atlantis")),
                    *({"id": name, "rate": 0.25} for name in ("flat", "de-2026")),
                ]
            ),
        },
        optional={
            "note": LABEL,
            "futures": st.integers(1, 10**7),
            "thresholds": st.fixed_dictionaries({}, optional={"payback_years": st.floats(0.1, 30)}),
            "derived": st.just([{"id": "derived_one", "label": "", "formula": "derived_one + figure_one"}]),
            "do_nothing": st.fixed_dictionaries({"lines": _lines(_line(), "nothing", with_kind=False)}),
            "correlations": st.lists(st.fixed_dictionaries({"between": pair, "rank_correlation": NUMBER}), max_size=3),
        },
    )


_COMPANY = st.fixed_dictionaries(
    {
        "opening_cash": FORMULA,
        "wages_per_month": FORMULA,
        "monthly_cash_flow": FORMULA,
        "taxable_profit_per_year": FORMULA,
    },
    optional={
        "cash_floor": FORMULA,
        "borrowing_rate": FORMULA,
        "other_investments": st.just([{"year": 2027, "amount": "30000"}]),
        "volatility": FORMULA,
        "stream": st.sampled_from(["company", "own.months"]),
        "commitments": st.lists(
            st.fixed_dictionaries({"label": LABEL, "month": FORMULA, "amount": FORMULA}), max_size=2
        ),
        "debt_service_per_year": FORMULA,
    },
)


def _quantity() -> st.SearchStrategy[dict[str, Any]]:
    def kind(name: str, *fields: str, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries({"kind": st.just(name)} | dict.fromkeys(fields, NUMBER), optional=optional)

    several = st.lists(NUMBER, min_size=1, max_size=5)
    bounds = {"lower": NUMBER, "upper": NUMBER}
    return st.one_of(
        kind("fixed", "value"),
        kind("range", "low", "likely", "high", coverage=NUMBER, **bounds),
        kind("pert", "minimum", "likely", "maximum", shape=NUMBER),
        kind("triangular", "minimum", "likely", "maximum"),
        kind("uniform", "minimum", "maximum"),
        kind("normal", "average", "deviation"),
        kind("truncated_normal", "average", "deviation", **bounds),
        kind("lognormal", "average", "deviation"),
        kind("chance", "probability"),
        kind("metalog", "p10", "p50", "p90", **bounds),
        kind(
            "overrun",
            *("body_low", "body_likely", "body_high", "tail_probability", "tail_minimum", "tail_alpha", "cap"),
        ),
        st.fixed_dictionaries({"kind": st.just("discrete"), "values": several, "probabilities": several}),
        st.fixed_dictionaries({"kind": st.just("data"), "observations": several}),
    )


@st.composite
def _inputs(draw: st.DrawFn, prefix: str) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{prefix}_{name}",
            "label": draw(LABEL),
            "quantity": draw(_quantity()),
            "stream": f"{prefix}.{name}",
            "evidence": {"by": "guess", "note": draw(LABEL)},
        }
        for name in ("one", "two")[: draw(st.integers(0, 2))]
    ]


def _line() -> st.SearchStrategy[dict[str, Any]]:
    lump = {"month": FORMULA, "vat": st.booleans(), "overruns": st.booleans()}
    running = {"per": st.sampled_from(["month", "quarter", "year"]), "grows_with": FORMULA}
    paid = st.sampled_from(["evenly", "in_advance"])
    return st.one_of(
        _with_amount(
            "investment",
            category=st.sampled_from(get_args(Category)),
            fiscal_life_years=st.floats(0.1, 60),
            declining_rate=st.floats(0, 1, exclude_min=True, exclude_max=True),
            residual_share=FORMULA,
            interface=_interface(),
            **lump,
        ),
        _with_amount("one_off", own_time=st.booleans(), **lump),
        _with_amount("running_cost", paid=paid, start=FORMULA, own_time=st.booleans(), **running),
        _with_amount("saving", **running),
        _with_amount("revenue", **running),
    )


def _interface() -> st.SearchStrategy[dict[str, Any]]:
    standard = st.sampled_from(["opc_ua", "mtconnect", "umati", "edi", "peppol", "vda_5050"])
    return st.fixed_dictionaries(
        {}, optional={"count": FORMULA, "standard": standard, "shared_as": st.sampled_from(["erp_link", "cell_link"])}
    )


def _line_without_amount() -> st.SearchStrategy[dict[str, Any]]:
    optional = ("amount", "share", "cap", "chance", "repaid_on_failure")
    return st.one_of(
        _with_kind("working_capital", {"share": FORMULA}, of=_NAMES),
        _with_kind("grant", {"month": FORMULA}, of=_NAMES, **dict.fromkeys(optional, FORMULA)),
        _fleet(),
    )


def _fleet() -> st.SearchStrategy[dict[str, Any]]:
    wanted = dict.fromkeys(("placed", "contract_months", "build_cost", "fee"), FORMULA)
    growth = ("placed_grows_with", "build_cost_grows_with", "fee_grows_with", "costs_grow_with")
    costs = ("service", "connectivity", "acquisition", "lost_margin", "refurbishment", "second_life")
    shares = ("replaces_share", "churn_per_year", "default_share", "recovered_share", "renewed_share")
    promised = dict.fromkeys(("guaranteed", "achieved", "spread", "per_point"), FORMULA)
    uptime = st.fixed_dictionaries(promised, optional={"cap": FORMULA})
    return _with_kind("fleet", wanted, uptime=uptime, **dict.fromkeys((*growth, *costs, *shares), FORMULA))


def _with_amount(kind: str, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return _with_kind(kind, {"amount": FORMULA}, **optional)


def _with_kind(
    kind: str, wanted: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"kind": st.just(kind), "label": LABEL} | wanted, optional=optional)


def _way() -> st.SearchStrategy[dict[str, Any]]:
    months = st.integers(1, 360)
    hired = {"fee": FORMULA, "minimum_months": months}
    further = {"replaces": _NAMES, "grows_with": FORMULA, "start": FORMULA, "cancellation_fee": FORMULA}
    return st.one_of(
        _with_kind("loan", {"share": FORMULA, "rate": FORMULA, "months": months}, grace_months=st.integers(0, 359)),
        _with_kind(
            "financial_lease",
            {"rate": FORMULA, "months": months},
            **dict.fromkeys(("down_payment", "purchase_option", "fee"), FORMULA),
        ),
        _with_kind("operational_lease", hired, **further),
        _with_kind("rent", hired, **further),
    )


@st.composite
def _lines(
    draw: st.DrawFn, line: st.SearchStrategy[dict[str, Any]], prefix: str, *, with_kind: bool = True
) -> list[dict[str, Any]]:
    common = ("label", "amount", "per", "grows_with")
    lines = draw(st.lists(line, max_size=3))
    return [
        {"id": f"{prefix}_{number}"}
        | {name: item[name] for name in item if with_kind or name in common}
        | ({"stream": f"{prefix}.{number}"} if item["kind"] == "grant" else {})
        for number, item in enumerate(lines)
    ]


@st.composite
def _candidate(draw: st.DrawFn, name: str) -> dict[str, Any]:
    failure = {"chance": "0.1", "found_out_month": draw(FORMULA), "stream": f"{name}.failure"}
    financing = draw(_way()) | {"id": "bank"}
    optional = {
        "failure": failure,
        "overrun": "own_one",
        "stop_loss": draw(FORMULA),
        "averts": [{"line": "nothing_0", "share": draw(FORMULA)}],
    }
    chosen = draw(st.sets(st.sampled_from(sorted(optional))))
    inputs = [item | {"stream": f"{name}.{item['stream']}"} for item in draw(_inputs("own"))]
    return {
        "id": name,
        "title": draw(LABEL),
        "inputs": inputs,
        "lines": draw(_lines(_line() | _line_without_amount(), "line")),
        "timing": {"go_live_month": draw(FORMULA), "life_years": draw(FORMULA)},
        "ways_of_paying": [{"id": "cash", "kind": "cash"}, financing],
        "paid_by": draw(st.sampled_from(["cash", "bank", "beans"])),
    } | {key: value for key, value in optional.items() if key in chosen}
