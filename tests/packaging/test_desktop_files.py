"""The files that a desktop, an installer or a service reads agree with the program and with each other."""

from __future__ import annotations

import configparser
import plistlib
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from roitool import __version__
from ui.files import SUFFIX

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SPECIFICATION = "{http://www.freedesktop.org/standards/shared-mime-info}"
KIND = "application/x-roitool-scenario"


@pytest.fixture
def desktop():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(LINUX / "roitool.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def kind():
    return ET.parse(LINUX / "roitool.xml").getroot().find(f"{SPECIFICATION}mime-type")  # noqa: S314 - our own file


def test_the_menu_starts_the_window_with_the_file_that_was_chosen(desktop):
    command, file = desktop["Exec"].split()
    assert command in PROJECT["project"]["gui-scripts"]
    assert file == "%f"


def test_the_menu_speaks_dutch_and_english(desktop):
    for name in ("GenericName", "Comment", "Keywords"):
        assert desktop[name] != desktop[f"{name}[nl]"]


def test_every_system_calls_a_scenario_by_the_same_kind_and_ending(desktop, kind):
    info = plistlib.loads((ROOT / "packaging" / "macos" / "Info.plist").read_bytes())
    (exported,) = info["UTExportedTypeDeclarations"]
    tags = exported["UTTypeTagSpecification"]
    assert desktop["MimeType"] == f"{KIND};"
    assert kind.get("type") == KIND
    assert tags["public.mime-type"] == [KIND]
    assert kind.find(f"{SPECIFICATION}glob").get("pattern") == f"*{SUFFIX}"
    assert tags["public.filename-extension"] == [SUFFIX.removeprefix(".")]
    assert kind.find(f"{SPECIFICATION}sub-class-of").get("type") == "application/json"
    assert exported["UTTypeConformsTo"] == ["public.json"]


def test_other_json_files_stay_with_whatever_opens_them_now():
    installer = (ROOT / "packaging" / "windows" / "roitool.iss").read_text(encoding="utf-8")
    json_keys = [line for line in installer.splitlines() if r"Software\Classes\.json" in line]
    assert json_keys
    assert all(r"\.json\OpenWithProgids" in line and "uninsdeletevalue" in line for line in json_keys)
    info = plistlib.loads((ROOT / "packaging" / "macos" / "Info.plist").read_bytes())
    ranks = {tuple(each["LSItemContentTypes"]): each["LSHandlerRank"] for each in info["CFBundleDocumentTypes"]}
    assert ranks[("public.json",)] == "Alternate"


def test_the_service_builds_with_the_command_that_builds_anywhere():
    workflow = (ROOT / ".github" / "workflows" / "bundle.yml").read_text(encoding="utf-8")
    assert [line.strip() for line in workflow.splitlines() if "dev.py" in line] == [
        "- run: python3 dev.py bundle",
        "- run: python dev.py bundle",
    ]


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only Debian makes packages for Debian")
def test_the_debian_package_holds_program_commands_menu_kind_of_file_and_icon(script, tmp_path, monkeypatch):
    debian = script("debian")
    monkeypatch.setattr(debian, "needed_packages", lambda _program: {"libx11-6"})
    program, build = tmp_path / "program", tmp_path / "build"
    (build / "icons").mkdir(parents=True)
    for size in debian.FREEDESKTOP:
        (build / "icons" / f"{size}.png").write_bytes(b"")
    program.mkdir()
    (program / "roitool").write_text("", encoding="utf-8")

    package = debian.package(program, build, tmp_path, __version__)

    control = told(package, "--field")
    depends = {name.split()[0] for name in control["Depends"].split(", ")}
    stated = PROJECT["tool"]["roitool"]["debian"]
    assert (control["Package"], control["Version"]) == ("roitool", __version__)
    assert depends == {*stated["draw"].values(), *stated["window"].values(), "libx11-6"}
    assert "$" not in "".join(control.values())
    contents = subprocess.run(["dpkg-deb", "--contents", package], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[1] == "root/root" for line in contents.splitlines())
    for place in (
        "./opt/roitool/roitool\n",
        "./usr/bin/roitool -> /opt/roitool/roitool\n",
        "./usr/bin/roitool-desktop -> /opt/roitool/roitool-desktop\n",
        "./usr/share/applications/roitool.desktop\n",
        "./usr/share/mime/packages/roitool.xml\n",
        "./usr/share/icons/hicolor/48x48/apps/roitool.png\n",
        "./usr/share/icons/hicolor/scalable/apps/roitool.svg\n",
        "./usr/share/doc/roitool/copyright\n",
    ):
        assert place in contents


def told(package: Path, what: str) -> dict[str, str]:
    """Return the fields of a package's control file, without the lines that continue one."""
    text = subprocess.run(["dpkg-deb", what, package], capture_output=True, text=True, check=True).stdout
    return dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
