"""Every message of the window exists in both languages, none is left over, and both have the same places."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUES = ROOT / "roitool" / "wording" / "locales"


def catalogue(language):
    messages = {}
    for path in sorted((CATALOGUES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            messages |= {message.id: message.string for message in read_po(file) if str(message.id).startswith("ui.")}
    return messages


def sources():
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))


def codes_in_sources():
    """Return the codes that are written out, and the beginnings of those that are put together."""
    found = set(re.findall(r"[\"'](ui\.[a-z_.]+[a-z_])[\"']", sources()))
    beginnings = set(re.findall(r"f[\"'](ui\.[a-z_.]+\.)\{", sources()))
    return found, beginnings


def test_both_languages_have_the_same_messages_with_the_same_places():
    dutch, english = catalogue("nl"), catalogue("en")
    assert dutch.keys() == english.keys()
    formatter = string.Formatter()
    for code in dutch:
        places = [{name for _, name, _, _ in formatter.parse(text) if name} for text in (dutch[code], english[code])]
        assert places[0] == places[1], code
    assert [code for code in dutch if not dutch[code] or not english[code]] == []


def test_every_message_is_used_and_every_message_used_exists():
    written, beginnings = codes_in_sources()
    existing = set(catalogue("nl"))
    assert written - existing == set()
    unused = {code for code in existing - written if not code.startswith(tuple(beginnings))}
    assert unused == set()
    assert [beginning for beginning in beginnings if not any(code.startswith(beginning) for code in existing)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_menus_have_keys_that_differ_within_a_menu(language):
    messages = catalogue(language)
    keys = {}
    for code, text in messages.items():
        if code.startswith("ui.menu.") and "&" in text:
            key = text[text.index("&") + 1].lower()
            keys.setdefault(code.count("."), []).append(key)
    menus = [messages[f"ui.menu.{name}"] for name in ("file", "edit", "view")]
    letters = [text[text.index("&") + 1].lower() for text in menus]
    assert len(set(letters)) == len(letters)
