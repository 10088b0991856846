"""A workbook that LibreOffice opened, calculated and saved is still the same one."""

from __future__ import annotations

import pytest

from roitool.imports.fitting import BEST
from roitool.imports.origin import three_of
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.imports.sheets import Finance, exported, review
from tests.libreoffice import needed, saved_by_libreoffice

pytestmark = needed


@pytest.fixture
def scenario():
    return scenario_from_bytes(example_bytes("three-candidates"))


def test_nothing_comes_of_a_workbook_that_was_only_saved(scenario, tmp_path):
    found = review(saved_by_libreoffice(exported(scenario, "nl"), tmp_path), scenario, "nl")
    assert (found.changed_since, found.changes, found.not_taken) == (False, (), ())


def test_a_formula_in_the_place_of_a_number_counts_for_what_it_comes_to(scenario, tmp_path):
    finance = Finance(exported(scenario)).types("in_own_hour_cost", best="=40+1.5")
    (change,) = review(saved_by_libreoffice(finance.saved, tmp_path), scenario).changes
    assert three_of(change.after.quantity)[BEST] == 41.5
    assert [remark.code for remark in change.remarks] == ["formula"]
