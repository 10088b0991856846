"""Whatever comes of a workbook is told in words, in both languages."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest

from roitool.errors import Problem
from roitool.imports.telling import headline, told_change, told_not_taken
from roitool.scenario.editing import replaced, without
from roitool.wording.words import LANGUAGES, Words
from tests.builder import figure, line, scenario_of
from tests.imports.sheets import Finance, exported, review
from tests.wording.test_catalogues import messages

HOURS = ("candidates", 0, "inputs", 0)
TYPED = (
    *(
        {"best": each}
        for each in ("a lot", None, "=1+1", "#REF!", True, dt.date(2026, 1, 2), 1e200, 40, 24, "24", 23.0)
    ),
    *({"low": 30}, {"high": 24, "best": 22}, {"own": 40, "choice": "own value"}, {"own": 24, "choice": "own value"}),
    *({"own": 24}, {"choice": "low"}, {"choice": "high"}, {"choice": "middle"}, {"used": 9}, {"date": "soon"}),
    *({"label": "Other", "best": 24}, {"by": "own measurement"}, {"by": "J. de Vries", "best": 24}),
)


@pytest.fixture(scope="module")
def scenario():
    return scenario_of(
        line("investment", "hours + trouble + share + spread"),
        figures={
            "hours": {"kind": "range", "low": 8.0, "likely": 20.0, "high": 34.0},
            "trouble": {"kind": "chance", "probability": 0.1},
            "share": 0.4,
            "spread": {"kind": "normal", "average": 5.0, "deviation": 1.0},
        },
        derived=[{"id": "yearly", "label": "Yearly", "formula": "12 * hours"}],
        whole={"hurdle_rate": 0.1, "inputs": [figure("weeks", 46.0)]},
    )


@pytest.fixture(scope="module")
def reviews(scenario):
    """Return what comes of workbooks in which everything was typed that can be, each with its scenario."""
    data = exported(scenario)
    spoilt = replaced(scenario, (*HOURS, "quantity", "low"), 30.0)
    changed = replaced(scenario, (*HOURS, "quantity", "likely"), 24.0)
    said = replaced(scenario, (*HOURS, "evidence", "by"), "measured")
    hours = [(scenario, [("in_1_hours", cells)]) for cells in TYPED]
    others = [
        (scenario, [("in_1_yearly", {"used": 1}), ("in_1_trouble", {"best": 1}), ("in_1_spread", {"best": 6})]),
        (scenario, [("in_1_share", {"best": 0.5, "high": 0.6}), ("hurdle rate", {"best": "12"})]),
        (scenario, [("hurdle rate", {"best": 0.12})]),
        (without(scenario, ("inputs", 0)), [("in_weeks", {"best": 40})]),
        (spoilt, [("in_1_hours", {"best": 24})]),
        (changed, [("in_1_hours", {"best": 24})]),
        (changed, [("in_1_hours", {"best": 26})]),
        (said, [("in_1_hours", {"by": "adviser"})]),
    ]
    found = []
    for now, typing in (*hours, *others):
        finance = Finance(data)
        for name, cells in typing:
            finance.types(name, **cells)
        found.append((review(finance.saved, now), now))
    for choice in ("low", "high"):
        finance = Finance(data)
        finance.sheet["G3"] = choice
        finance.sheet.append([cell.value for cell in finance.sheet[finance.cell("in_1_hours", "name").row]])
        finance.sheet.cell(finance.sheet.max_row, 4).value = 25
        found.append((review(finance.saved, scenario), scenario))
    # A formula that came to something, which no library writes for us.
    with_formula = Finance(data).types("in_1_hours", best="=20+4").saved
    found.append((review(calculated(with_formula, "20+4", 24), scenario), scenario))
    return found


def calculated(data, formula, value):
    """Return a workbook in which a formula has been calculated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as kept:
        for name in archive.namelist():
            part = archive.read(name).decode()
            kept.writestr(name, part.replace(f"<f>{formula}</f><v />", f"<f>{formula}</f><v>{value}</v>"))
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_comes_of_a_workbook_is_a_sentence(reviews, language):
    words = Words(language)
    for found, scenario in reviews:
        texts = [headline(found, words)]
        for change in found.changes:
            told = told_change(change, scenario, words)
            texts += [told.part, told.line, *told.remarks, *filter(None, [told.said_by])]
        texts += [told_not_taken(each, scenario, words).line for each in found.not_taken]
        for text in texts:
            assert text.strip()
            assert not re.search(r"[{}]|\bimport\.", text), text


def test_every_sentence_about_a_workbook_can_occur(reviews):
    remarks = {remark.code for found, _ in reviews for change in found.changes for remark in change.remarks}
    reasons = {each.why.code for found, _ in reviews for each in found.not_taken if not isinstance(each.why, Problem)}
    assert remarks == codes("import.remark.")
    assert reasons == codes("import.not_taken.")


def codes(prefix):
    return {code.removeprefix(prefix) for code in messages("en") if code.startswith(prefix)}
