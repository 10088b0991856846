"""Odd text in every field of a document, shown by every command."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import time
import unicodedata
from pathlib import Path
from typing import Any

from roitool.cli import main
from roitool.scenario.data import example_bytes
from roitool.wording.plain import clean
from tests.scenario.documents import refusal_of

FREE_TEXT = {"title", "label", "note", "unit"}
SHORT = 30
SECONDS = 2.0
SECONDS_OF_A_REPORT = 6.0

HOSTILE = [
    *("", " ", "\t", "\n", "0", "-", "—", "None", "null", "NaN", "true", "x" * 200, "W" * 200, "a b " * 50, "ß" * 200),
    *("<b>bold</b>", "<table><tr><td>" * 12, "<img src='file:///etc/passwd'>", "&lt;b&gt; &Save", "<!--", "]]>"),
    *(r"$\foo{$ b", "$" * 200, r"\$\$ $x^2$", "_hidden", "{0.__class__}", "%s %d %n", "{{}}{", "\\n\\x1b", "${HOME}"),
    *("=1+1", "+SUM(A1)", "@import", "'; drop table --", "../../etc/passwd", "C:\\CON", "file:///etc", "|calc"),
    *("\x1b[2J\x1b]0;owned\x07", "\r\rover", "\b\b\b", "\x00end", "\u202eabc", "\u2066a\u2069", "\u200b" * 50),
    *(
        "a\u2028b\u2029c",
        "e\u0301" * 60,
        "Z" + "\u0300" * 150,
        "\ufeffbom",
        "\U0001f469\u200d\U0001f527",
        "العربية",
        "漢字" * 90,
    ),
]


def hostile_text(number: int) -> None:
    """Show a document with one odd text in all its fields by every command, in both languages."""
    text = HOSTILE[number]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "odd.roi.json"
        path.write_bytes(_document(text))
        for language in ("nl", "en"):
            shown = _shown("evaluate", str(path), "--lang", language)
            assert clean(text, 40)[:SHORT].split(" ")[0] in shown
            for command in (["check", str(path)], ["statement", str(path), "cobot"]):
                _shown(*command, "--lang", language)
            report = Path(folder) / f"{language}.pdf"
            _shown("export", str(path), "--pdf", str(report), "--lang", language, seconds=SECONDS_OF_A_REPORT)
            assert report.read_bytes().startswith(b"%PDF")
        json.loads(_shown("evaluate", str(path), "--json"))


def _document(text: str) -> bytes:
    """Return the example with a text in every field, clipped where a field does not take so much."""
    for instead in (text, text[:SHORT], text.strip()[:SHORT] or "x"):
        data = json.dumps(_replaced(json.loads(example_bytes("welding-cobot")), instead)).encode()
        problems = refusal_of(data)
        if not problems:
            return data
        assert all(problem.place for problem in problems)
    raise AssertionError(text)


def _replaced(node: Any, text: str) -> Any:
    if isinstance(node, list):
        return [_replaced(each, text) for each in node]
    if isinstance(node, dict):
        return {
            key: ({"nl": text, "en": text} if isinstance(each, dict) else text)
            if key in FREE_TEXT
            else _replaced(each, text)
            for key, each in node.items()
        }
    return node


def _shown(*arguments: str, seconds: float = SECONDS) -> str:
    """Return what a command prints, when that is nothing but text, at once."""
    begun, out = time.perf_counter(), io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([*arguments])
    shown = out.getvalue()
    assert code == 0, shown
    assert time.perf_counter() - begun < seconds
    steering = {unicodedata.category(mark) for mark in shown.replace("\n", "")} & {"Cc", "Cf"}
    assert not steering
    return shown
