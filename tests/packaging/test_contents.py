"""What goes into a bundle, and that the program does without the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from roitool.scenario.file import scenario_from_bytes
from roitool.wording.words import LANGUAGES
from tests.imports.sheets import exported

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "scenarios" / "examples" / "welding-cobot.roi.json"

# An import of a module that stands as None fails as it does where there is no such module.
WITHOUT = """
import sys
from contents import {left_out}
sys.modules.update(dict.fromkeys({left_out}))
from {module} import main
sys.exit(main({arguments}))
"""


@pytest.mark.parametrize(
    "destination",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "matplotlib/mpl-data/matplotlibrc",
        "babel/locale-data/root.dat",
        "babel/global.dat",
        "scenarios/examples/welding-cobot.roi.json",
        "unittest/case.py",
        "numpy/f2py/__init__.py",
    ],
)
def test_what_the_program_needs_goes_along(script, destination):
    assert script("contents").is_wanted(destination)


@pytest.mark.parametrize(
    "destination",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6\\plugins\\imageformats\\qtiff.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_fi.qm",
        "PySide6/Qt/translations/qtdeclarative_nl.qm",
        "matplotlib/mpl-data/sample_data/goog.npz",
        "babel/locale-data/fi.dat",
    ],
)
def test_what_it_does_not_need_stays_behind(script, destination):
    assert not script("contents").is_wanted(destination)


def test_every_language_of_the_program_goes_along(script):
    wanted = script("contents").is_wanted
    for language in LANGUAGES:
        assert wanted(f"babel/locale-data/{language}.dat")
        assert wanted(f"PySide6/Qt/translations/qtbase_{language}.qm")


def test_a_library_of_the_system_stays_the_systems_but_for_those_of_python(script):
    wanted = script("contents").is_wanted
    assert not wanted("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6")
    assert not wanted("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6")
    assert wanted("libffi.so.8", "/usr/lib/x86_64-linux-gnu/libffi.so.8")
    assert wanted("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert wanted("python3.11/lib-dynload/_ctypes.so", "/usr/lib/python3.11/lib-dynload/_ctypes.so")


@pytest.mark.parametrize(
    ("left_out", "module", "arguments"),
    [
        ("EXCLUDED_MODULES", "ui.app", ["--selftest"]),
        ("EXCLUDED_FROM_COMMAND_LINE", "roitool.cli", ["evaluate", str(EXAMPLE), "--lang", "nl"]),
        ("EXCLUDED_FROM_COMMAND_LINE", "roitool.cli", ["templates", "cobot_cell"]),
        ("EXCLUDED_FROM_COMMAND_LINE", "roitool.cli", ["export", str(EXAMPLE), "--xlsx", "{folder}/book.xlsx"]),
        ("EXCLUDED_FROM_COMMAND_LINE", "roitool.cli", ["export", str(EXAMPLE), "--pdf", "{folder}/report.pdf"]),
        ("EXCLUDED_FROM_COMMAND_LINE", "roitool.cli", ["import", "{folder}/back.xlsx", "--into", str(EXAMPLE)]),
        ("EXCLUDED_FROM_COMMAND_LINE", "roitool.cli", ["batch", str(EXAMPLE), "--out", "{folder}/table.xlsx"]),
    ],
)
def test_the_program_works_without_the_modules_that_are_left_out(left_out, module, arguments, tmp_path):
    (tmp_path / "back.xlsx").write_bytes(exported(scenario_from_bytes(EXAMPLE.read_bytes())))
    arguments = [each.format(folder=tmp_path) for each in arguments]
    code = WITHOUT.format(left_out=left_out, module=module, arguments=arguments)
    command = [sys.executable, "-c", f"import sys; sys.path.append({str(ROOT / 'packaging')!r})\n{code}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
