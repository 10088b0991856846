"""The wheel, built from the tree and installed where nothing else of the repository is."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("roitool", "ui", "scenarios", "packaging", "pyproject.toml", "README.md", "LICENSE", ".gitignore")


def test_the_wheel_works_when_it_is_installed_elsewhere(tmp_path):
    tree = copy_of_the_tree(tmp_path / "tree")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(tree)]
    run(*build, folder=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    assert missing_from(wheel, tree) == set()
    assert tops(wheel) == {"roitool", "ui", "scenarios"}

    python = empty_environment(tmp_path / "elsewhere", wheel)
    elsewhere = tmp_path / "another folder"
    elsewhere.mkdir()
    assert run(python, "-I", str(ROOT / "packaging" / "smoke.py"), folder=elsewhere).endswith(" works\n")


def copy_of_the_tree(target: Path) -> Path:
    """Copy what a wheel is made of, without anything compiled: a fresh checkout has nothing compiled either."""
    target.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, target / name)
    return target


def missing_from(wheel: Path, tree: Path) -> set[str]:
    """Name the files that the program needs and the wheel does not hold."""
    sources = [path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()]
    needed = {name for name in sources if name.startswith(("roitool/", "ui/", "scenarios/"))}
    catalogues = {name.removesuffix(".po") + ".mo" for name in needed if name.endswith(".po")}
    assert {name.split("/")[3] for name in catalogues} >= {"nl", "en"}
    with zipfile.ZipFile(wheel) as archive:
        return (needed | catalogues) - set(archive.namelist())


def tops(wheel: Path) -> set[str]:
    """Name the folders that an installation adds beside its own metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name.split("/")[0] for name in archive.namelist() if ".dist-info/" not in name}


def empty_environment(folder: Path, wheel: Path) -> str:
    """Make an environment that holds the wheel and sees the libraries of this one, but not its roitool.

    Naming a folder of packages in a `.pth` file does not read the `.pth` files in that folder, so the editable
    installation of the repository stays out of sight.
    """
    run(sys.executable, "-m", "venv", "--without-pip", str(folder), folder=folder.parent)
    scheme = {"base": str(folder), "platbase": str(folder)}
    python = Path(sysconfig.get_path("scripts", vars=scheme)) / Path(sys.executable).name
    install = ["install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    run(sys.executable, "-m", "pip", "--python", str(python), *install, folder=folder.parent)
    libraries = Path(sysconfig.get_path("purelib", vars=scheme)) / "libraries.pth"
    libraries.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return str(python)


def run(*command: str, folder: Path) -> str:
    """Run a command to its end in a folder and return what it prints; a failure shows all of it."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
