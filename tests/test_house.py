"""The rules of the house that no other tool keeps."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "scenarios" / "examples" / "welding-cobot.roi.json"

# What stands in one group does not import from the others in it.
ORDER = (
    ("errors", "monitor"),
    ("scenario",),
    ("sampling",),
    ("cashflow",),
    ("measures",),
    ("decision",),
    ("evaluate",),
    ("wording",),
    ("imports",),
    ("exports",),
    ("batch",),
    ("cli", "ui"),
)
RANK = {room: rank for rank, group in enumerate(ORDER) for room in group}


def test_a_module_imports_only_what_lies_to_its_left():
    complaints = [
        f"{name} imports {target}"
        for path in sources("roitool", "ui")
        for name in [module_name(path)]
        for target in imported_modules(path.read_text(encoding="utf-8"), name, is_package=path.name == "__init__.py")
        if not may_import(name, target)
    ]
    assert complaints == []


@pytest.mark.parametrize(
    "statement",
    [
        "import roitool.cashflow.tax",
        "from roitool import cashflow",
        "from ..cashflow import tax",
        "from roitool.cashflow.tax import Brackets as Tables",
        "def later():\n    from roitool.cashflow import tax",
        "if TYPE_CHECKING:\n    from roitool.cashflow import tax",
        "import ui.app",
    ],
)
def test_an_import_to_the_right_is_seen_wherever_it_stands(statement):
    targets = imported_modules(statement, "roitool.sampling.draws", is_package=False)
    assert [target for target in targets if not may_import("roitool.sampling.draws", target)]


def test_the_window_and_the_command_line_do_not_know_each_other():
    assert not may_import("ui.app", "roitool.cli")
    assert not may_import("roitool.cli", "ui.app")


def test_every_room_of_the_engine_has_its_place_in_the_order():
    rooms = {room(module_name(path)) for path in sources("roitool")} - {"roitool"}
    assert rooms <= set(RANK)


def test_the_engine_knows_no_window_and_prints_nothing():
    complaints = []
    for path in sources("roitool"):
        text = path.read_text(encoding="utf-8")
        name = module_name(path)
        windows = [
            target
            for target in imported_modules(text, name, is_package=path.name == "__init__.py")
            if target.startswith(("PySide6", "matplotlib.pyplot", "matplotlib.backends.backend_qt"))
        ]
        prints = [
            node
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Name) and node.id == "print" and room(name) != "cli"
        ]
        complaints += [f"{name} knows {target}" for target in windows]
        complaints += [f"{name} prints in line {node.lineno}" for node in prints]
    assert complaints == []


def test_evaluating_loads_no_library_that_only_other_work_needs():
    code = (
        "import runpy, sys\n"
        "try:\n"
        "    runpy.run_module('roitool.cli', run_name='__main__')\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "heavy = {'scipy.stats', 'openpyxl', 'xlsxwriter', 'matplotlib', 'typst', 'PySide6', 'distributed'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", code, "evaluate", str(EXAMPLE), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    assert json.loads(done.stdout)


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    wanted = [*tables["build-system"]["requires"], *tables["project"]["dependencies"]]
    wanted += [name for extra in tables["project"]["optional-dependencies"].values() for name in extra]
    lines = [line.strip() for line in text.splitlines()]
    without = [name for name in wanted for line in lines if line.startswith(f'"{name}"') and "# " not in line]
    named = [name for name in wanted if any(line.startswith(f'"{name}"') for line in lines)]
    assert without == []
    assert named == wanted


def test_qt_stays_below_the_release_that_aborts_on_python_3_11():
    """Decision record 0003: a bound method or slot of 6.12 drops a reference to None and the process dies."""
    major, minor = importlib.metadata.version("PySide6-Essentials").split(".")[:2]
    assert (int(major), int(minor)) < (6, 12)


def test_a_file_has_one_subject_and_stays_below_four_hundred_lines():
    paths = [*sources("roitool", "ui", "scenarios", "packaging", "tests"), ROOT / "dev.py"]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert lengths["dev.py"] <= 250


def test_no_file_names_a_place_of_one_machine_or_of_the_network_it_is_on():
    home = re.compile(r"(?<![\w.~])(/(home|root|work|Users)/\w|[A-Za-z]:\\\\?Users\\)")
    registry = re.compile(
        r"pypi\.|pythonhosted\.|--(extra-)?index[-]url|--(find[-]links|trusted[-]host)", re.IGNORECASE
    )
    complaints = []
    for path in texts():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if home.search(line) or registry.search(line):
                complaints.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert complaints == []


def room(name: str) -> str:
    """Return the room a module lives in: `roitool.scenario.file` → `scenario`, `ui.app` → `ui`."""
    parts = name.split(".")
    return parts[1] if parts[0] == "roitool" and len(parts) > 1 else parts[0]


def may_import(name: str, target: str) -> bool:
    """Tell whether the order lets module `name` import `target`; what is not ours does not count."""
    if target.split(".", maxsplit=1)[0] not in {"roitool", "ui"} or target in {"roitool", "roitool.__version__"}:
        return True
    own, other = room(name), room(target)
    return own == other or RANK[other] < RANK.get(own, -1)


def imported_modules(text: str, name: str, *, is_package: bool) -> list[str]:
    """Return every module, or name in a module, that a source imports anywhere; relative ones in full."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            levels = node.level - is_package
            above = name.split(".")[: -levels or None] if node.level else []
            base = [*above, *filter(None, [node.module])]
            found += [".".join([*base, alias.name]) for alias in node.names]
    return found


def module_name(path: Path) -> str:
    """Return the dotted name of a source file of the repository."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def sources(*folders: str) -> list[Path]:
    """Return the Python files in some folders of the repository."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    assert paths
    return paths


def texts() -> list[Path]:
    """Return the text files a reader of the repository sees."""
    tops = [top for top in ROOT.iterdir() if top.name in {".ci", ".gitignore"} or not top.name.startswith(".")]
    paths = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    binary = {".mo", ".png", ".pyc", ".ttf", ".whl", ".xlsx", ".pdf", ".ico", ".icns", ".gz", ".roi"}
    left = [
        p for p in paths if p.is_file() and p.suffix not in binary and p.parts[len(ROOT.parts)] not in {"build", "dist"}
    ]
    assert left
    return left
