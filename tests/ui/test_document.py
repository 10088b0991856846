"""The document in the window: edits, steps, undo, saved or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from roitool.errors import ScenarioError
from roitool.scenario.editing import value_at
from ui.document import Document

SEED = ("seed",)
HORIZON = ("horizon_years",)


def test_what_is_typed_in_one_step_is_undone_together(cobot, qapp):
    document = Document(cobot)
    for seed in (1, 12, 123):
        document.edit({SEED: seed}, "field")
    document.undo()
    assert document.scenario is cobot
    assert not document.can_undo
    document.redo()
    assert document.scenario.seed == 123


def test_a_closed_step_is_undone_by_itself(cobot, qapp):
    document = Document(cobot)
    document.edit({SEED: 1}, "field")
    document.close_step()
    document.edit({SEED: 2}, "field")
    document.undo()
    assert document.scenario.seed == 1


def test_edits_of_different_steps_are_undone_one_by_one(cobot, qapp):
    document = Document(cobot)
    document.edit({SEED: 1}, "one")
    document.edit({HORIZON: 9}, "other")
    document.undo()
    assert (document.scenario.seed, document.scenario.horizon_years) == (1, cobot.horizon_years)


def test_an_edit_after_an_undo_forgets_what_was_undone(cobot, qapp):
    document = Document(cobot)
    document.edit({SEED: 1})
    document.undo()
    document.edit({SEED: 2})
    assert not document.can_redo
    document.redo()
    assert document.scenario.seed == 2


def test_an_edit_that_changes_nothing_is_no_step(cobot, qapp):
    document = Document(cobot)
    document.edit({SEED: cobot.seed})
    assert not document.can_undo


def test_an_edit_that_does_not_fit_leaves_the_document_alone(cobot, qapp):
    document = Document(cobot)
    with pytest.raises(ScenarioError):
        document.edit({HORIZON: 0})
    assert value_at(document.scenario, HORIZON) == cobot.horizon_years
    assert not document.can_undo


def test_a_document_is_dirty_while_it_differs_from_what_was_saved(cobot, qapp, tmp_path):
    document = Document(cobot)
    document.edit({SEED: 1})
    assert document.dirty
    document.undo()
    assert not document.dirty
    document.redo()
    document.mark_saved(Path(tmp_path))
    assert not document.dirty
    document.undo()
    assert document.dirty


def test_everybody_hears_of_every_change(cobot, qapp, qtbot):
    document = Document(cobot)
    for change in (lambda: document.edit({SEED: 1}), document.undo, document.redo):
        with qtbot.waitSignal(document.changed, timeout=100):
            change()
