"""Figures that nothing rests on are taken out, and nothing else is."""

from __future__ import annotations

from roitool.scenario.check import check
from roitool.scenario.idle import without_idle_figures
from tests.builder import document_of, figure, line, opened

UNCERTAIN = {"kind": "uniform", "minimum": 0.0, "maximum": 1.0}


def derived(name: str, formula: str) -> dict[str, str]:
    return {"id": name, "label": name, "formula": formula}


def everything(**candidate):
    """Return a scenario with figures that are used in one way each, and idle ones beside them."""
    return opened(
        document_of(
            line("investment", "price + twice"),
            figures={"price": 1.0, "seen": UNCERTAIN, "extra": UNCERTAIN, "late": UNCERTAIN, "true": UNCERTAIN}
            | {"idle_one": UNCERTAIN, "idle_two": UNCERTAIN},
            derived=[derived("twice", "12 * wages"), derived("idle_sum", "idle_one + unused")],
            overrun="extra",
            reference={"class_id": "it_integration", "delay": "late", "realisation": "true"},
            company={"wages_per_month": "deep"},
            nothing=({"id": "drift", "label": "", "amount": "-1 * drifting", "per": "month"},),
            whole={
                "inputs": [figure(name, UNCERTAIN) for name in ("wages", "behind", "unused", "drifting")],
                "derived": [derived("deep", "behind * 12"), derived("idle_deep", "unused")],
                "correlations": [
                    {"between": ["robot.extra", "behind"], "rank_correlation": 0.5},
                    {"between": ["robot.idle_one", "behind"], "rank_correlation": 0.5},
                    {"between": ["unused", "wages"], "rank_correlation": 0.5},
                ],
            },
            **candidate,
        )
    )


def test_what_no_formula_and_no_role_uses_goes_with_its_correlations() -> None:
    left = without_idle_figures(everything())
    (candidate,) = left.candidates
    assert [item.id for item in candidate.inputs] == ["price", "extra", "late", "true"]
    assert [item.id for item in candidate.derived] == ["twice"]
    assert [item.id for item in left.inputs] == ["wages", "behind", "drifting"]
    assert [item.id for item in left.derived] == ["deep"]
    assert [pair.between for pair in left.correlations] == [("robot.extra", "behind")]


def test_what_is_left_says_the_same() -> None:
    whole = everything()
    left = without_idle_figures(whole)
    assert left.candidates[0].lines == whole.candidates[0].lines
    assert left.company == whole.company
    assert not [problem for problem in check(left) if problem.severity == "error"]


def test_taken_out_twice_is_taken_out_once() -> None:
    left = without_idle_figures(everything())
    assert without_idle_figures(left) == left


def test_a_figure_in_the_stop_loss_an_event_or_a_way_of_paying_is_no_idle_one() -> None:
    event = {"id": "fire", "label": "", "chance": "seen", "how_often": "once", "cost": "1", "stream": "fire"}
    rented = {"kind": "rent", "id": "hire", "fee": "idle_one", "minimum_months": 12}
    whole = everything(events=[event], stop_loss="idle_two")
    assert "seen" in {item.id for item in without_idle_figures(whole).candidates[0].inputs}
    assert "idle_two" in {item.id for item in without_idle_figures(whole).candidates[0].inputs}
    whole = everything(ways_of_paying=[{"kind": "cash", "id": "cash"}, rented])
    assert "idle_one" in {item.id for item in without_idle_figures(whole).candidates[0].inputs}
