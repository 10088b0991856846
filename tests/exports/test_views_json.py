"""Both views as JSON: the same object twice, the steps between them, and a page that describes every key."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from roitool.evaluate.run import evaluate
from roitool.evaluate.views import evaluate_outside, evaluate_views
from roitool.exports.as_json import evaluation_json
from roitool.exports.views_json import views_json
from roitool.scenario.scenario import Scenario
from tests.builder import document_of, line, opened

PAGE = (Path(__file__).parent.parent.parent / "docs" / "json-output.md").read_text(encoding="utf-8")


def scenario() -> Scenario:
    lines = line("investment", "100000"), line("saving", "60000")
    return opened(document_of(*lines, timing=("6", "0", "30"), reference={"class_id": "it_integration"}))


@cache
def document() -> Any:
    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is no JSON")

    text = views_json(evaluate_views(scenario(), 10_240))
    assert text.isascii()
    assert text.endswith("}\n")
    return json.loads(text, parse_constant=refuse)


def test_the_object_has_both_views_and_the_steps() -> None:
    assert list(document()) == ["format", "version", "inside", "outside", "steps"]
    assert (document()["format"], document()["version"]) == ("roitool-views", 1)


def test_each_view_is_what_evaluating_it_alone_gives() -> None:
    assert document()["inside"] == json.loads(evaluation_json(evaluate(scenario(), 10_240)))
    assert document()["outside"] == json.loads(evaluation_json(evaluate_outside(scenario(), 10_240)))


def test_every_candidate_has_five_steps_in_their_order() -> None:
    (candidate,) = document()["steps"]
    assert candidate["candidate"] == "robot"
    assert [(step["layer"], step["what"]) for step in candidate["steps"]] == [
        ("overrun", "added"),
        ("delay", "added"),
        ("realisation", "added"),
        ("failure", "added"),
        ("readiness", None),
    ]
    assert candidate["steps"][2]["lines"] == ["saving"]
    assert all(set(step["mean_npv"]) == set(step["chance_npv"]) == {"value", "se"} for step in candidate["steps"])


def test_the_page_describes_every_key_and_every_word() -> None:
    section = PAGE.partition("## Both views")[2].partition("\n## ")[0]
    keys = {*document(), "candidate", *document()["steps"][0]["steps"][0]}
    words = {"roitool-views", "overrun", "delay", "realisation", "failure", "readiness"}
    words |= {"replaced", "added", "kept", "held", "included", "nothing"}
    assert [name for name in sorted(keys | words) if f"`{name}`" not in section and f'`"{name}"`' not in section] == []
