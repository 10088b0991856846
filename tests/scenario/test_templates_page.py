"""The page on the templates says what the program answers."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from roitool.evaluate import evaluate
from roitool.scenario.beginning import begun
from roitool.scenario.data import template, template_ids

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
ANSWERS = {
    "no": "no",
    "not now": "not_now",
    "not now: cash": "not_now_cash",
    "find out first": "find_out_first",
    "go": "go",
}


def row_of(name: str) -> list[str]:
    (row,) = re.findall(rf"^\| \[{re.escape(template(name).title.en)}\]\(#.*$", PAGE, re.MULTILINE)
    return [cell.strip() for cell in row.strip("|").split(" | ")]


def thousands(cell: str) -> float:
    return float(cell.replace("−", "-").replace("€", "").replace(" ", ""))


@pytest.mark.parametrize("name", template_ids())
def test_the_page_tells_what_a_template_comes_to_by_itself(name: str) -> None:
    (answer,) = evaluate(begun([name], "2027-01")).candidates
    _, invested, earned, paid_back, worst, verdict = row_of(name)

    assert thousands(invested) == pytest.approx(answer.base.investment, abs=501)
    assert earned == f"{100 * answer.chance_npv.value:.0f} of 100"
    if math.isinf(answer.base.payback):
        assert paid_back == "not within the horizon"
    else:
        assert paid_back == f"{answer.base.payback:.1f} years"
    assert thousands(worst) == pytest.approx(answer.npv.cvar.value, abs=501)
    assert ANSWERS[verdict] == answer.verdict.outcome.value


@pytest.mark.parametrize("name", template_ids())
def test_every_template_has_its_sentence(name: str) -> None:
    section = PAGE.split(f"## {name.replace('_', ' ')}\n")[1].split("\n## ")[0]

    assert len(section.split()) > 20
