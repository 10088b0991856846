"""What a bundle is made of: a list of its parts with their licences, and the licences themselves, put into it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from roitool import __version__

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licences"

_HEAD = """\
ROItool {version} is made of these parts. The text of each licence is in the folder "licences".

Qt, Qt for Python (PySide6) and Shiboken are used under the GNU Lesser General Public License, version 3. They are
separate libraries, in the folder PySide6 beside the programs, and you may put your own build of the same version in
their place. Their source is published by The Qt Company at https://download.qt.io/official_releases/.

"""
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|ofl)", re.IGNORECASE)
_LONGEST_NAME = 160
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Part:
    """Something that others made; `texts` are the files of its licence."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def add(program: Path, sources: Iterable[str]) -> None:
    """Write the list and the licences into a bundle.

    Parameters
    ----------
    program
        The folder of the bundle.
    sources
        Where every file and module in it was taken from.
    """
    found = sorted(parts_of(sources), key=lambda part: part.name.lower())
    lines = [f"{part.name:<24} {part.version:<14} {part.licence}\n" for part in found]
    (program / "PARTS.txt").write_text(_HEAD.format(version=__version__) + "".join(lines), encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", program / "LICENSE.txt")
    folder = program / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    for part in found:
        (folder / part.name).mkdir(parents=True)
        for number, text in enumerate(part.texts, start=1):
            name = text.name if len(part.texts) == 1 else f"{number}-{text.name}"
            shutil.copy(text, folder / part.name / name)


def parts_of(sources: Iterable[str]) -> list[Part]:
    """Return the parts that files were taken from.

    Raises
    ------
    SystemExit
        Of a file nobody knows where it is from, or of a part under which licence.
    """
    owners = {
        os.path.normpath(str(distribution.locate_file(file))): distribution
        for distribution in importlib.metadata.distributions()
        for file in distribution.files or ()
    }
    distributions, packages, strange = {}, set(), []
    ours = [f"{ROOT / name}{os.sep}" for name in ("roitool", "scenarios", "ui", "build")]
    pythons = [os.path.normpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
    for source in map(os.path.normpath, sources):
        if owner := owners.get(source):
            distributions[owner.metadata["Name"]] = owner
        elif source.startswith((*ours, *pythons)) or Path(source).name.startswith(("libpython", "python3")):
            continue
        elif package := package_of(source):
            packages.add(package)
        else:
            strange.append(source)
    found = [of_distribution(each) for each in distributions.values()]
    found += [of_package(package) for package in packages] + [python(), *shipped()]
    without = [part.name for part in found if not part.texts]
    if strange or without:
        raise SystemExit(f"Not known where from: {strange}; no text of the licence: {without}")
    return found


def of_distribution(distribution: importlib.metadata.Distribution) -> Part:
    """Return a Python package as a part."""
    metadata = distribution.metadata
    classified = [text.removeprefix(_CLASSIFIER) for text in metadata.get_all("Classifier", []) if _CLASSIFIER in text]
    # Some put a name there, some the whole text.
    stated = " ".join((metadata.get("License") or "").split())
    named = stated if len(stated) < _LONGEST_NAME else ""
    licence = metadata.get("License-Expression") or named or "; ".join(classified)
    inside = [file for file in distribution.files or () if ".dist-info" in file.parts[0]]
    texts = [Path(str(distribution.locate_file(file))) for file in inside if _LICENCE_FILE.match(file.name)]
    if metadata["Name"].lower().startswith(("pyside6", "shiboken6")):
        licence, texts = "LGPL-3.0-only", [TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt"]
    return Part(metadata["Name"], distribution.version, licence, tuple(texts))


def of_package(name: str) -> Part:
    """Return a Debian package as a part."""
    asked = ["dpkg-query", "--show", "--showformat=${Version}", name]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    text = Path("/usr/share/doc") / name.partition(":")[0] / "copyright"
    return Part(name.partition(":")[0], version, "see its text", (text,) if text.exists() else ())


def python() -> Part:
    """Return Python itself."""
    here = Path(sysconfig.get_path("stdlib"))
    doc = Path("/usr/share/doc") / here.name / "copyright"
    texts = [path for path in (here / "LICENSE.txt", here.parent / "LICENSE.txt", doc) if path.exists()]
    return Part("Python", platform.python_version(), "PSF-2.0", tuple(texts[:1]))


def shipped() -> list[Part]:
    """Return what lies in the repository and is not our own."""
    return [
        Part("Inter", "3.019", "OFL-1.1", (ROOT / "roitool" / "exports" / "figures" / "fonts" / "OFL.txt",)),
        Part("Lucide", "1.62.0", "ISC", (ROOT / "ui" / "icons" / "LICENSE",)),
    ]


def package_of(path: str) -> str | None:
    """Return the Debian package that a file of the system belongs to, as dpkg calls it."""
    if shutil.which("dpkg-query") is None:
        return None
    # A system whose /lib is a link to /usr/lib knows a file by either path.
    for name in (path, path.removeprefix("/usr") if path.startswith("/usr/lib") else f"/usr{path}"):
        done = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.partition(": ")[0]
    return None
