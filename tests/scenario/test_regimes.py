"""The files of the tax rules: what they say, who says so, and what is told where one of them is damaged."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from pydantic import BaseModel

from roitool.cashflow.statement import statement
from roitool.errors import ScenarioError
from roitool.evaluate import problems_of
from roitool.scenario import shipped as shipped_files
from roitool.scenario.base import TranslatedParagraph
from roitool.scenario.check import check
from roitool.scenario.data import effective_regime, regime, regime_digest, regime_ids
from roitool.scenario.regime import Bracket
from roitool.scenario.regime_assets import Sourced
from roitool.scenario.scenario import FlatRegime, NamedRegime
from roitool.scenario.schema import schema_bytes
from roitool.scenario.sources import BETWEEN_KEYS, source
from tests.scenario.documents import document, scenario_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema_bytes("regime")))
CORPORATE = {2027: 15, 2028: 14, 2029: 13, 2030: 12, 2031: 11, 2032: 10, 2040: 10}


def contents(name: str) -> bytes:
    return (files("scenarios") / "regimes" / f"{name}.json").read_bytes()


def numbers(part: Any, *, sourced: bool = False) -> Iterator[bool]:
    """Yield of every number in rules whether it stands in a part that says where it was read."""
    if isinstance(part, BaseModel):
        for _, value in part:
            yield from numbers(value, sourced=sourced or isinstance(part, Sourced))
    elif isinstance(part, tuple):
        for each in part:
            yield from numbers(each, sourced=sourced)
    elif isinstance(part, int | float):
        yield sourced


def rules_in(part: Any) -> Iterator[Sourced]:
    if isinstance(part, Sourced):
        yield part
    for value in (value for _, value in part) if isinstance(part, BaseModel) else part:
        if isinstance(value, BaseModel | tuple):
            yield from rules_in(value)


@pytest.mark.parametrize("name", regime_ids())
def test_every_file_is_as_its_schema_says(name: str) -> None:
    SCHEMA.validate(json.loads(contents(name)))


@pytest.mark.parametrize("name", regime_ids())
def test_every_number_says_where_it_was_read_and_how_far_it_is_to_be_trusted(name: str) -> None:
    found = list(numbers(regime(name)))
    assert len(found) > 3
    assert all(found)
    for rule in rules_in(regime(name)):
        assert rule.confidence
        assert all(source(key).title for key in rule.source.split(BETWEEN_KEYS))


@pytest.mark.parametrize("choice", [FlatRegime(id="flat", rate=0.2), NamedRegime(id="de-2026", rate=0.4)])
def test_rules_that_a_scenario_states_have_a_source_too(choice: FlatRegime | NamedRegime) -> None:
    assert all(source(key) for rule in rules_in(effective_regime(choice)) for key in rule.source.split(BETWEEN_KEYS))


@pytest.mark.parametrize("name", [name for name in regime_ids() if name != "none"])
def test_every_country_says_that_it_gives_no_advice(name: str) -> None:
    note = regime(name).note
    assert isinstance(note, TranslatedParagraph)
    assert note.nl.endswith("Geen belastingadvies.")
    assert note.en.endswith("Not tax advice.")


@pytest.mark.parametrize("name", ["de-2025", "de-2026"])
@pytest.mark.parametrize(("year", "percent"), CORPORATE.items())
def test_the_german_rate_is_corporate_tax_with_its_surcharge_and_trade_tax(name: str, year: int, percent: int) -> None:
    (bracket,) = regime(name).profit_tax.in_year(year)
    assert bracket.rate == pytest.approx(1.055 * percent / 100 + 0.14, abs=1e-9)


@pytest.mark.parametrize("name", ["de-2025", "de-2026", "be-2025", "be-2026"])
def test_the_countries_beside_the_netherlands_are_in_euros_and_have_its_shape(name: str) -> None:
    rules = regime(name)
    assert rules.country == name[:2].upper()
    assert (rules.valid_from, rules.valid_to) == (f"{name[3:]}-01-01", f"{name[3:]}-12-31")
    assert rules.investment_deduction is None
    assert rules.vat.rate == {"de": 0.19, "be": 0.21}[name[:2]]


@pytest.mark.parametrize(
    ("category", "shortest", "life"),
    [(None, 5, 8), ("machine", 5, 8), ("energy", 5, 8), ("research", 5, 8), ("software", 1, 1), ("digital", 1, 1)],
)
def test_the_german_fiscal_life_is_that_of_the_sort(category: Any, shortest: float, life: float) -> None:
    rule = regime("de-2026").depreciation
    assert (rule.shortest(category), rule.life(category)) == (shortest, life)


@pytest.mark.parametrize("name", ["be-2025", "be-2026"])
def test_the_belgian_deduction_is_that_of_the_sort(name: str) -> None:
    rule = regime(name).asset_deduction
    assert rule is not None
    rates = [rule.rate_of(sort) for sort in (None, "machine", "software", "digital", "energy", "research")]  # type: ignore[arg-type]
    assert rates == [0.1, 0.1, 0.1, 0.2, 0.4, 0.135]


def test_a_rate_of_ones_own_takes_the_place_of_the_brackets_and_of_nothing_else() -> None:
    own, named = effective_regime(NamedRegime(id="de-2026", rate=0.42)), regime("de-2026")
    assert [own.profit_tax.in_year(year) for year in (2026, 2032)] == [(Bracket(above=0.0, rate=0.42),)] * 2
    assert own.model_copy(update={"profit_tax": named.profit_tax}) == named


def test_the_digest_covers_a_rate_of_ones_own() -> None:
    choices = [NamedRegime(id=name, rate=rate) for name in ("nl-2025", "nl-2026") for rate in (None, 0.0, 0.37, 0.38)]
    assert len({regime_digest(choice) for choice in choices}) == len(choices)
    assert regime_digest(choices[2]) == regime_digest(NamedRegime(id="nl-2025", rate=0.37))


def test_a_rate_beside_rules_without_tax_is_refused() -> None:
    whole = document() | {"regime": {"id": "none", "rate": 0.37}}
    (problem,) = (problem for problem in check(scenario_of(whole)) if problem.severity == "error")
    assert (problem.place, problem.code) == (("regime", "rate"), "rate_without_tax")
    assert problem.values == {"found": 0.37, "regime": "none"}


SAID = {"source": "general", "confidence": "G"}


def damaged(**changes: Any) -> bytes:
    return json.dumps(json.loads(contents("be-2026")) | changes).encode()


def brackets(*above: float, **other: Any) -> dict[str, Any]:
    return SAID | {"brackets": [{"above": each, "rate": 0.2} for each in above]} | other


def shares(*years: int) -> list[dict[str, Any]]:
    return [SAID | {"from_year": year, "share_above": 0.6} for year in years]


@pytest.mark.parametrize(
    ("found", "at"),
    [
        (b"", ""),
        (b"{\n  half a file", "2:3"),
        (b"[]", ""),
        (damaged(id="be-2027"), "id"),
        (damaged(colour="blue"), "colour"),
        (damaged(country=7), "country"),
        (damaged(valid_to="soon"), "valid_to"),
        (damaged(losses={"source": "general", "carry_forward": True}), "losses.confidence"),
        (damaged(losses=SAID | {"carry_forward": True, "later": shares(2030, 2028)}), "losses"),
        (damaged(vat=SAID | {"rate": 21}), "vat.rate"),
        (damaged(vat={"source": "general", "confidence": "Q", "rate": 0.21}), "vat.confidence"),
        (damaged(profit_tax=brackets(5)), "profit_tax"),
        (damaged(profit_tax=brackets(0, 100, 100)), "profit_tax"),
        (damaged(profit_tax=brackets(0, later=[brackets(0, from_year=year) for year in (2030, 2028)])), "profit_tax"),
        (damaged(profit_tax=brackets(0, later=[brackets(7, from_year=2028)])), "profit_tax"),
        (damaged(profit_tax=SAID | {"brackets": [{"above": 0, "rate": "high"}]}), "profit_tax.brackets.0.rate"),
    ],
)
def test_a_damaged_file_is_refused_with_its_name_and_the_place(found: bytes, at: str, folder_of_its_own: Path) -> None:
    (folder_of_its_own / "regimes" / "be-2026.json").write_bytes(found)

    with pytest.raises(ScenarioError) as refused:
        regime("be-2026")

    (problem,) = refused.value.problems
    assert (problem.place, problem.code) == ((), "data_damaged")
    assert problem.values["file"] == "regimes/be-2026.json"
    assert problem.values["at"] == at


@pytest.fixture
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the data of the program be read from a copy."""
    shutil.copytree(files("scenarios"), tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(shipped_files, "folder", lambda name: tmp_path / name)
    shipped_files._read.cache_clear()
    yield tmp_path
    shipped_files._read.cache_clear()


@pytest.fixture
def broken_folder(folder_of_its_own: Path) -> None:
    """Make the rules of Belgium half a file, those of Germany a folder, and take those of the Netherlands away."""
    regimes = folder_of_its_own / "regimes"
    (regimes / "be-2026.json").write_bytes(contents("be-2026")[:400])
    (regimes / "de-2026.json").unlink()
    (regimes / "de-2026.json").mkdir()
    (regimes / "nl-2026.json").unlink()


@pytest.mark.usefixtures("broken_folder")
@pytest.mark.parametrize(
    ("name", "code"), [("be-2026", "data_damaged"), ("de-2026", "data_missing"), ("nl-2026", "regime_unknown")]
)
def test_a_scenario_under_rules_that_cannot_be_read_is_refused_and_not_more(name: str, code: str) -> None:
    scenario = scenario_of(document() | {"regime": {"id": name, "rate": 0.3}})

    assert [problem.code for problem in check(scenario) if problem.severity == "error"] == [code]
    assert code in {problem.code for problem in problems_of(scenario)}
    with pytest.raises(ScenarioError) as refused:
        statement(scenario, "cobot")
    assert [problem.code for problem in refused.value.problems] == [code]
