"""Interfaces in a scenario file, and the reference figures behind them."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate import evaluate, problems_of
from roitool.scenario import shipped as shipped_files
from roitool.scenario.check import check
from roitool.scenario.integration import INTEGRATION, IntegrationRule
from roitool.scenario.shipped import shipped, shipped_digest
from tests.builder import line, scenario_of
from tests.scenario.documents import changed, refusal_of, told

if TYPE_CHECKING:
    from pathlib import Path

CELL = ("candidates", 0, "lines", 0)
LINK = (*CELL, "interface")
FILE = files("scenarios") / "reference" / "integration.json"


@pytest.mark.parametrize("standard", ["opc_ua", "mtconnect", "umati", "edi", "peppol", "vda_5050"])
def test_an_interface_has_a_number_a_standard_and_a_name_to_share_it_by(standard) -> None:
    assert told(changed(LINK, {})) == []
    assert told(changed(LINK, {"count": "1", "standard": standard, "shared_as": "erp_link"})) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("count", 2, "wrong_type"),
        ("count", "", "text_empty"),
        ("standard", "usb", "unknown_choice"),
        ("standard", 1, "unknown_choice"),
        ("shared_as", "ERP", "pattern"),
        ("colour", "blue", "unknown_key"),
    ],
)
def test_another_shape_is_refused_at_its_place(field, value, code) -> None:
    (problem,) = refusal_of(changed(LINK, {field: value}))
    assert (problem.place, problem.code) == ((*LINK, field), code)


def test_a_negative_number_is_refused_and_a_figure_that_may_get_so_is_warned_about() -> None:
    ((place, code, values, severity),) = told(changed(LINK, {"count": "0 - 1"}))
    assert (place, code, values["found"], severity) == ((*LINK, "count"), "formula_out_of_bounds", -1, "error")
    assert told(changed(LINK, {"count": "machines"}))[0][1] == "unknown_name"


def test_two_lines_of_a_candidate_cannot_share_one_interface() -> None:
    link = {"shared_as": "erp_link"}
    whole = changed(LINK, link)
    whole["candidates"][0]["lines"].append(
        {"id": "again", "kind": "investment", "label": "", "amount": "1", "interface": link}
    )
    ((place, code, values, severity),) = (problem for problem in told(whole) if problem[3] == "error")
    last = len(whole["candidates"][0]["lines"]) - 1
    assert place == ("candidates", 0, "lines", last, "interface", "shared_as")
    assert (code, values, severity) == ("interface_shared_twice", {"found": "erp_link", "other": "cell"}, "error")


@pytest.mark.parametrize("overrun", ["overrun", None])
def test_where_no_tail_can_get_fatter_that_is_told(overrun) -> None:
    """Five of an own make beside one on a standard add 0.02 · 4 · 5/6; the overrun is a PERT, or there is none."""
    whole = changed(LINK, {"count": "5"})
    if overrun is None:
        del whole["candidates"][0]["overrun"], whole["candidates"][0]["stop_loss"]
    found = [problem for problem in told(whole) if problem[1] == "interfaces_without_tail"]
    values = {"interfaces": 6.0, "added": pytest.approx(0.4 / 6)}
    assert found == [(("candidates", 0, "overrun"), "interfaces_without_tail", values, "warning")]


def test_the_figures_behind_it_are_data_with_source_and_confidence() -> None:
    rule = shipped(IntegrationRule, INTEGRATION)
    assert (rule.price.own_make, rule.price.less_on_open_standards) == (1.6, 0.8)
    assert (rule.tail.per_interface, rule.tail.without_effect) == (0.02, 2)
    assert all(part.source and part.confidence == "J" for part in (rule.price, rule.tail))
    assert shipped_digest(INTEGRATION) == hashlib.sha256(FILE.read_bytes()).hexdigest()


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that the program takes its reference figures from."""
    shutil.copytree(files("scenarios"), tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(shipped_files, "folder", lambda name: tmp_path / name)
    shipped_files._read.cache_clear()
    file = tmp_path / "reference" / "integration.json"
    file.unlink()
    yield file
    shipped_files._read.cache_clear()


def changed_figures(**price: Any) -> bytes:
    whole = json.loads(FILE.read_bytes())
    whole["price"] |= price
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        (None, "data_missing", None),
        (b"{", "data_damaged", "1:2"),
        (changed_figures(own_make="much"), "data_damaged", "price.own_make"),
        (changed_figures(own_make=-1), "data_damaged", "price.own_make"),
        (changed_figures(confidence="?"), "data_damaged", "price.confidence"),
        (changed_figures(colour=1), "data_damaged", "price.colour"),
    ],
)
def test_figures_that_are_missing_or_broken_refuse_with_file_and_place(damaged, data, code, part) -> None:
    if data is not None:
        damaged.write_bytes(data)
    scenario = scenario_of(line("investment", "1", interface={}))
    (problem,) = [problem for problem in problems_of(scenario) if problem.severity == "error"]
    assert (problem.code, problem.values["file"]) == (code, "reference/integration.json")
    assert problem.values.get("at") == part
    with pytest.raises(ScenarioError) as refused:
        evaluate(scenario)
    assert refused.value.problems == (problem,)


def test_a_scenario_without_interfaces_needs_no_such_figures(damaged) -> None:
    assert not [problem for problem in check(scenario_of(line("investment", "1"))) if problem.severity == "error"]


def test_the_answer_carries_the_digest_of_the_figures_it_used() -> None:
    used = evaluate(scenario_of(line("investment", "1", interface={})), 10_240)
    unused = evaluate(scenario_of(line("investment", "1")), 10_240)
    assert used.provenance.reference_digests == {"integration": shipped_digest(INTEGRATION)}
    assert unused.provenance.reference_digests == {}
