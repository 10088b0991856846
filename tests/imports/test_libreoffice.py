"""A workbook that LibreOffice opened, calculated and saved is still the same one."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from roitool.imports.fitting import BEST
from roitool.imports.origin import three_of
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.imports.sheets import Finance, exported, review

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture
def saved_by_libreoffice(tmp_path):
    def saved(data):
        source, target = tmp_path / "book.xlsx", tmp_path / "saved"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        form = "xlsx:Calc MS Excel 2007 XML"
        command = [OFFICE, profile, "--headless", "--convert-to", form, "--outdir", target, source]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (target / "book.xlsx").read_bytes()

    return saved


@pytest.fixture
def scenario():
    return scenario_from_bytes(example_bytes("three-candidates"))


def test_nothing_comes_of_a_workbook_that_was_only_saved(scenario, saved_by_libreoffice):
    found = review(saved_by_libreoffice(exported(scenario, "nl")), scenario, "nl")
    assert (found.changed_since, found.changes, found.not_taken) == (False, (), ())


def test_a_formula_in_the_place_of_a_number_counts_for_what_it_comes_to(scenario, saved_by_libreoffice):
    finance = Finance(exported(scenario)).types("in_own_hour_cost", best="=40+1.5")
    (change,) = review(saved_by_libreoffice(finance.saved), scenario).changes
    assert three_of(change.after.quantity)[BEST] == 41.5
    assert [remark.code for remark in change.remarks] == ["formula"]
