"""What the documents say is true: links, commands, and every number of the worked examples."""

from __future__ import annotations

import ast
import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from roitool.cashflow.financing import loan_schedule
from roitool.cashflow.model import CashFlowModel
from roitool.cashflow.tax import investment_deduction
from roitool.evaluate import evaluate
from roitool.exports.text import evaluation_text
from roitool.measures import discounted_payback, equivalent_annual_annuity, irr, mirr, npv, payback, profitability_index
from roitool.sampling.draws import BaseCase
from roitool.scenario.data import effective_regime
from roitool.scenario.file import read_scenario, scenario_from_bytes
from roitool.scenario.quantities import Pert
from roitool.scenario.scenario import NamedRegime
from roitool.wording.words import Words

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"python3 dev\.py (\w+)")
MEASURES = ("NPV", "IRR", "MIRR", "payback", "discounted payback", "PI", "EAA")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_the_documents_leads_somewhere(document):
    text = document.read_text(encoding="utf-8")
    broken = []
    for target in LINK.findall(text):
        if target.startswith("https://"):
            continue
        name, _, heading = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        if not file.exists() or (heading and heading not in headings(file)):
            broken.append(target)
    assert broken == []


def test_the_documents_name_only_commands_that_dev_py_has():
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    has = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    named = {command for document in DOCUMENTS for command in COMMAND.findall(document.read_text(encoding="utf-8"))}
    assert {"run", "test"} <= named <= has


def test_the_readme_shows_the_two_commands_by_themselves():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = [
        line.strip() for block in re.findall(r"```\w*\n(.*?)```", readme, re.DOTALL) for line in block.splitlines()
    ]
    assert "python3 dev.py run" in blocks
    assert "python3 dev.py test" in blocks
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 120


def test_the_answer_in_the_readme_is_the_answer_of_the_program():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```\n(Welding cobot\n.*?)```", readme, re.DOTALL)
    evaluation = evaluate(read_scenario(ROOT / "scenarios" / "examples" / "welding-cobot.roi.json"))
    answer = evaluation_text(evaluation, Words("en"), 96)
    assert " ".join(block.split()) in " ".join(answer.split())


def test_every_decision_record_is_numbered_once_and_has_the_same_parts():
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert text.startswith(f"# {record.name[:4]} · ")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("measure", MEASURES)
def test_the_table_of_measures_in_the_method_is_calculated_right(measure):
    for row in table("| flows | rate |"):
        flows = numbers(row["flows"])
        (rate,) = numbers(row["rate"])
        if measure == "IRR":
            assert irr(flows).roots == pytest.approx(numbers(row[measure]), abs=half_a_digit(row[measure]))
            continue
        found = {
            "NPV": lambda flows, rate: npv(rate, flows),
            "MIRR": lambda flows, rate: mirr(flows, rate, rate),
            "payback": lambda flows, _: payback(flows),
            "discounted payback": lambda flows, rate: discounted_payback(rate, flows),
            "PI": lambda flows, rate: profitability_index(rate, flows),
            "EAA": lambda flows, rate: equivalent_annual_annuity(rate, flows),
        }[measure](flows, rate)
        (stated,) = [math.inf] if row[measure] == "never" else numbers(row[measure])
        assert found == pytest.approx(stated, abs=half_a_digit(row[measure]))


def test_the_whole_project_of_the_method_is_calculated_right():
    model = CashFlowModel(machine())
    flows = model.flows(0, model.company(BaseCase()), detailed=True)
    monthly = 1.1 ** (1 / 12) - 1
    tax = np.zeros(61)
    tax[12::12] = [float(np.ravel(amount)[0]) for amount in flows.tax]
    assert tax[12::12] == pytest.approx(stated(r"the tax € ([\d ]+), paid"))
    assert npv(monthly, flows.record.lines["hours"][:, 0]) == pytest.approx(stated("saving .*= +(.*)"), abs=0.005)
    assert npv(monthly, tax) == pytest.approx(stated("tax  .*= +(.*)"), abs=0.005)
    assert npv(monthly, flows.project[:, 0]) == pytest.approx(stated("NPV  .*= +(.*)"), abs=0.005)


def test_the_loan_of_the_method_is_calculated_right():
    loan = loan_schedule(10_000, 0.06, 60)
    assert loan.interest[1] + loan.repayment[1] == pytest.approx(stated(r"payment of € ([\d.]+)"), abs=0.005)
    assert loan.interest[1] == pytest.approx(stated(r"interest of € ([\d.]+) in"), abs=0.005)
    assert loan.interest.sum() == pytest.approx(stated(r"€ ([\d .]+) in all"), abs=0.005)


def test_the_investment_deductions_of_the_method_are_calculated_right():
    rule = effective_regime(NamedRegime(id="nl-2026")).investment_deduction
    found = re.findall(r"on (?:a total of )?(\d+ 000) it is (\d+ \d+\.\d\d)", METHOD)
    assert len(found) == 4
    for total, deduction in found:
        assert float(investment_deduction(rule, as_number(total))) == pytest.approx(as_number(deduction), abs=0.005)
    lowered = investment_deduction(rule, 150_000.0) - investment_deduction(rule, 250_000.0)
    assert float(lowered) == pytest.approx(stated(r"the deduction by ([\d .]+\d)"), abs=0.005)
    for bound, value in re.findall(r"^\| up to ([\d ]+) \| ([\d ]+) \|$", METHOD, re.MULTILINE):
        assert float(investment_deduction(rule, as_number(bound))) == pytest.approx(as_number(value))


def test_the_german_and_belgian_rates_of_the_method_are_those_of_their_files():
    german, belgian = (effective_regime(NamedRegime(id=name)) for name in ("de-2026", "be-2026"))
    (first,) = german.profit_tax.in_year(2026)
    assert 100 * first.rate == pytest.approx(stated(r"`de-2026` \| ([\d.]+) %"))
    years, corporate, rates = (
        [as_number(cell) for cell in re.search(rf"^\| {name} \| (.*) \|$", METHOD, re.MULTILINE)[1].split("|")]
        for name in ("from", "corporate tax", "rate")
    )
    held = {each.from_year: 100 * each.brackets[0].rate for each in german.profit_tax.later}
    assert dict(zip(years, rates, strict=True)) == pytest.approx(held)
    assert rates == pytest.approx([1.055 * percent + 14 for percent in corporate])
    found = re.findall(r"^\| (machine|digital|energy|research)[^|]* \| ([\d.]+) % \|$", METHOD, re.MULTILINE)
    told = {sort: as_number(percent) for sort, percent in found}
    assert told == pytest.approx({sort: 100 * belgian.asset_deduction.rate_of(sort) for sort in told})
    assert len(told) == 4


def test_the_distribution_of_the_method_is_calculated_right():
    pert = Pert(minimum=10.0, likely=20.0, maximum=60.0)
    assert pert.mean() == pytest.approx(stated(r"has mean ([\d.]+) and"))
    assert pert.sd() == pytest.approx(stated(r"standard deviation ([\d.]+\d)"), abs=0.0005)


def machine():
    """Return the whole project of the method as a scenario."""
    company = {
        "opening_cash": "100000",
        "wages_per_month": "20000",
        "monthly_cash_flow": "0",
        "taxable_profit_per_year": "50000",
    }
    candidate = {
        "id": "machine",
        "title": "Machine",
        "lines": [
            {"kind": "investment", "id": "purchase", "label": "", "amount": "60000", "fiscal_life_years": 5.0},
            {"kind": "saving", "id": "hours", "label": "", "amount": "20000"},
        ],
        "timing": {"go_live_month": "0", "life_years": "5"},
        "ways_of_paying": [{"kind": "cash", "id": "cash"}],
        "paid_by": "cash",
    }
    document = {
        "format": "roitool-scenario",
        "schema_version": 1,
        "title": "Machine",
        "start": "2027-01",
        "horizon_years": 5,
        "hurdle_rate": 0.10,
        "regime": {"id": "flat", "rate": 0.25},
        "seed": 1,
        "company": company,
        "candidates": [candidate],
    }
    return scenario_from_bytes(json.dumps(document).encode())


def table(begin: str) -> list[dict[str, str]]:
    """Return the rows of a table of the method by the words of its head."""
    lines = METHOD[METHOD.index(begin) :].split("\n\n", maxsplit=1)[0].splitlines()
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows
    return [dict(zip(head, row, strict=True)) for row in rows]


def stated(pattern: str) -> float:
    """Return the number that a pattern finds in the method."""
    found = re.findall(pattern, METHOD)
    assert len(found) == 1, (pattern, found)
    return as_number(found[0])


def numbers(text: str) -> list[float]:
    """Return the numbers of a cell: 15.2382 % is 0.152382."""
    scale = 0.01 if "%" in text else 1.0
    return [scale * as_number(number) for number in re.findall(r"−?[\d.]+", text)]


def half_a_digit(text: str) -> float:
    """Return half of the last digit that a cell shows; nothing less than that can be told apart."""
    decimals = max((len(number.partition(".")[2]) for number in re.findall(r"[\d.]+", text)), default=0)
    return 0.5000001 * 10.0**-decimals * (0.01 if "%" in text else 1.0)


def as_number(text: str) -> float:
    return float(text.replace(" ", "").replace("\u202f", "").replace("−", "-"))


def headings(file: Path) -> set[str]:
    """Return the names by which the headings of a document are linked to."""
    found = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}
