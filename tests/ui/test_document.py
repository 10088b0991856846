"""The document in the window: edits, steps, undo, saved or not."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from roitool.errors import ScenarioError
from roitool.scenario.editing import value_at
from roitool.wording.words import Words
from ui.document import MOST_STEPS, Document

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


def test_a_scenario_can_take_the_place_of_another_in_one_step(cobot, sensors, qapp):
    document = Document(cobot)
    document.become(sensors)
    assert document.scenario is sensors
    document.undo()
    assert document.scenario is cobot


def test_becoming_the_same_is_no_step(cobot, qapp):
    document = Document(cobot)
    document.become(cobot.model_copy())
    assert not document.can_undo


def test_a_step_is_told_in_words_as_it_was_made(cobot, qapp):
    document = Document(cobot)
    document.edit({HORIZON: 9})
    words = Words("en")
    assert (document.undo_words(words), document.redo_words(words)) == ("horizon in years 8 → 9", "")
    document.undo()
    assert (document.undo_words(words), document.redo_words(words)) == ("", "horizon in years 8 → 9")


def test_what_was_written_is_what_is_saved_whatever_was_edited_meanwhile(cobot, qapp, tmp_path):
    document = Document(cobot)
    document.edit({SEED: 1})
    written = document.scenario
    document.edit({SEED: 2})
    document.mark_saved(tmp_path / "x.roi.json", written, "digest")
    assert document.dirty
    assert (document.saved, document.digest) == (written, "digest")
    document.undo()
    assert not document.dirty


def test_work_that_was_found_again_is_not_saved_however_little_is_changed(cobot, qapp):
    assert Document(cobot, saved=False).dirty


def test_a_document_whose_file_is_gone_is_not_saved(cobot, qapp, tmp_path):
    document = Document(cobot, tmp_path / "x.roi.json", "digest")
    document.mark_unsaved()
    assert document.dirty


def test_a_long_day_of_edits_can_be_taken_back_and_takes_little_memory(cobot, qapp):
    document = Document(cobot)
    tracemalloc.start()
    for seed in range(1, 10_001):
        document.edit({SEED: seed})
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    steps = 0
    while document.can_undo:
        document.undo()
        steps += 1
    assert steps == MOST_STEPS
    assert document.scenario.seed == 10_000 - MOST_STEPS
    assert used < 20_000_000


def test_the_oldest_steps_are_forgotten_first(cobot, qapp):
    document = Document(cobot)
    for seed in range(1, MOST_STEPS + 11):
        document.edit({SEED: seed}, step="one" if seed <= 2 else None)
    while document.can_undo:
        document.undo()
    assert document.scenario.seed == 10
    while document.can_redo:
        document.redo()
    assert document.scenario.seed == MOST_STEPS + 10
