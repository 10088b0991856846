"""Odd text in every field of a document that takes any, on every page: shown as it is, at once, and as text."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from roitool.scenario.base import Part
from roitool.scenario.editing import validated
from roitool.scenario.file import write_scenario
from roitool.scenario.joining import joined
from roitool.scenario.scenario import Scenario
from roitool.wording.plain import clean
from tests.ui.conftest import forget_changes
from ui.forms.item_row import ItemRow

SECONDS = 3.0
"""Of the processor, for the window alone: what freezes takes five and more, however busy the machine is."""
PLAIN = Qt.TextFormat.PlainText
LONGEST = {"title": 200, "label": 200, "source": 200, "note": 2_000, "unit": 40}
"""The fields that take any text, and how much of it."""

STEERING = "\N{RIGHT-TO-LEFT OVERRIDE}abc\N{ZERO WIDTH SPACE}\nnext\tline\r\N{PARAGRAPH SEPARATOR}\N{WRENCH}"
WORST = {
    "markup": "<table><tr><td>" * 1_400,
    "marks": r"$\foo{$ &lt;b&gt; &Save %s {0.__class__} [*] <img src='file:///etc/passwd'> " * 300,
    "one long word": "W" * 20_000,
    "steering": STEERING + "Z" + "\N{COMBINING GRAVE ACCENT}" * 20_000,
    "nothing": "",
}


def odd(part, text):
    """Return a part of the document with a text in every field that takes any, as much of it as fits."""
    values = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in LONGEST:
            values[name] = text[: LONGEST[name]]
        elif isinstance(value, Part):
            values[name] = odd(value, text)
        elif isinstance(value, tuple) and any(isinstance(each, Part) for each in value):
            values[name] = tuple(odd(each, text) for each in value)
    return part.model_copy(update=values)


def free_texts(schema):
    """Return the names of the fields of a JSON Schema that take any text, but formulas."""
    parts = {**schema["$defs"], "Scenario": schema}
    return {
        name
        for title, part in parts.items()
        if title not in {"Translated", "TranslatedParagraph"}
        for name, field in part["properties"].items()
        for each in field.get("oneOf", field.get("anyOf", [field]))
        if each.get("type") == "string"
        and not {"pattern", "enum", "const"} & set(each)
        and each.get("maxLength") != 1_000
    }


def tips(window):
    return [tip for widget in [window, *window.findChildren(QWidget)] if (tip := widget.toolTip())]


def is_text(tip):
    """Return whether a tooltip has no markup but what wraps it, and none that Qt would take for some."""
    wrapped = tip.startswith("<qt>")
    for mark in ("<qt>", "</qt>", "<br>"):
        tip = tip.replace(mark, "")
    return "<" not in tip and (wrapped or not tip.lstrip().startswith("&lt;"))


def unfold(figures):
    """Open every card of a page, and the first item of every list in it."""
    for group in figures._groups:
        group.set_open(True)
        group.parts.set_open(True)
        seen = set()
        for item in group.parts.findChildren(ItemRow):
            if item.parent() not in seen:
                seen.add(item.parent())
                item.set_open(True)


def test_what_is_tried_is_every_field_that_takes_any_text():
    assert free_texts(Scenario.model_json_schema()) == set(LONGEST)


@pytest.mark.parametrize("name", WORST)
def test_every_page_shows_it_as_text_at_once(open_window, tmp_path, cobot, qtbot, name):
    text = WORST[name]
    path = tmp_path / "odd.roi.json"
    write_scenario(path, validated(odd(joined(cobot, "connected_product_service"), text)))
    window = open_window(path)
    window.resize(1280, 720)
    workspace, names = window.workspace, window.workspace.navigation.list
    shown = clean(text[:200])
    for row in range(names.count()):
        if names.item(row).flags() == Qt.ItemFlag.NoItemFlags:
            continue
        begun_at = time.thread_time()
        names.setCurrentRow(row)
        window.grab()
        assert time.thread_time() - begun_at < SECONDS
        if workspace._pages.currentWidget() is not workspace.figures:
            continue
        unfold(workspace.figures)
        window.grab()
        assert {label.textFormat() for label in window.findChildren(QLabel)} == {PLAIN}
        assert [tip for tip in (*tips(window), names.item(row).toolTip()) if not is_text(tip)] == []
        texts = [button.text() for button in window.findChildren(QAbstractButton)]
        assert [text for text in texts if "&" in text.replace("&&", "")] == []
        qtbot.waitUntil(lambda: workspace.figures.widget().width() == workspace.figures.viewport().width())
        if shown and workspace.figures.rows:
            assert shown in [label.text() for label in workspace.figures.findChildren(QLabel)]


def test_title_menus_questions_and_recent_files_show_it_as_text_too(open_window, tmp_path, cobot, qtbot, answer_box):
    text = WORST["marks"][:150]
    path = tmp_path / "<b>a&b\tc\N{RIGHT-TO-LEFT OVERRIDE}\nd.roi.json"
    write_scenario(path, validated(odd(cobot, text)))
    window = open_window(path)
    assert window.windowTitle().replace("[*][*]", "").count("[*]") == 1
    window.document.edit({("candidates", 0, "title"): STEERING})
    edit = window.menuWidget().actions()[1].menu()
    edit.aboutToShow.emit()
    undo = edit.actions()[0].text()
    assert clean(STEERING)[:12] in undo
    assert undo.replace("\N{NO-BREAK SPACE}", " ").isprintable()
    assert "&" not in undo.replace("&&", "")
    edit.aboutToHide.emit()
    told = answer_box("Cancel")
    window.close()
    assert clean(text) in told[0]
    forget_changes(window)
    window.close_document()
    assert {label.textFormat() for label in window.findChildren(QLabel) if label.text()} == {PLAIN}
    recent = window.menuWidget().actions()[0].menu().actions()[2].menu()
    recent.aboutToShow.emit()
    (entry,) = recent.actions()
    assert entry.text().split("\t")[0] == "<b>a&&b c  d.roi.json"
    assert len(entry.text().split("\t")) == 2
    assert is_text(entry.toolTip())
    assert [tip for tip in tips(window) if not is_text(tip)] == []
