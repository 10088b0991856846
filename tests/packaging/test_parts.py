"""The list of parts and licences that a bundle is handed out with, and its icon."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import PySide6
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]


def test_every_part_is_listed_with_its_version_and_the_text_of_its_licence(script, tmp_path):
    sources = [np.__file__, PySide6.__file__, json.__file__, str(ROOT / "roitool" / "errors.py")]
    script("parts").add(tmp_path, sources)
    listed = (tmp_path / "PARTS.txt").read_text(encoding="utf-8")
    for name in ("numpy", "PySide6_Essentials", "Python", "Inter", "Lucide"):
        assert f"\n{name} " in listed
        assert any(text.stat().st_size > 500 for text in (tmp_path / "licences" / name).iterdir())
    assert f"{np.__version__} " in listed
    assert "scipy" not in listed
    assert (tmp_path / "LICENSE.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_qt_comes_under_the_lesser_licence_with_where_its_source_is(script, tmp_path):
    script("parts").add(tmp_path, [PySide6.__file__])
    listed = (tmp_path / "PARTS.txt").read_text(encoding="utf-8")
    assert "LGPL-3.0-only" in listed
    assert "download.qt.io" in listed
    texts = (tmp_path / "licences" / "PySide6_Essentials").iterdir()
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text.read_text(encoding="utf-8") for text in texts)


def test_a_file_of_unknown_origin_stops_the_build_and_is_named(script, tmp_path):
    strange = tmp_path / "strange.so"
    strange.touch()
    with pytest.raises(SystemExit, match=r"strange\.so"):
        script("parts").parts_of([str(strange)])


def test_the_icon_is_drawn_at_every_size_that_systems_ask_for(script, tmp_path, qapp):
    pictures = script("pictures")
    pictures.make(ROOT / "ui" / "roitool.svg", tmp_path)
    for size in pictures.FREEDESKTOP:
        picture = pictures.read(tmp_path / f"{size}.png").convert("RGBA")
        assert picture.size == (size, size)
        assert picture.getpixel((size // 2, 1))[:3] == (0, 0x72, 0xB2)
        assert picture.getpixel((0, 0))[3] < 255
    with Image.open(tmp_path / "roitool.ico") as windows, Image.open(tmp_path / "roitool.icns") as macos:
        assert windows.info["sizes"] == {(size, size) for size in pictures.WINDOWS}
        assert {width * scale for width, _, scale in macos.info["sizes"]} >= {*pictures.MACOS} - {16}
