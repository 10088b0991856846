"""Make the bundle for the system this runs on: `python3 dev.py bundle` calls it with the right Python.

One folder with two programs, tried by themselves where there is no Python; then what is handed out of it, in `dist/`.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import debian
import parts
import pictures

from roitool import __version__

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
DIST = ROOT / "dist"
PROGRAM = BUILD / "program" / "roitool"
EXAMPLE = ROOT / "scenarios" / "examples" / "three-candidates.roi.json"

SYSTEM = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
MACHINE = {"AMD64": "x86_64"}.get(platform.machine(), platform.machine())
NAME = f"roitool-{__version__}-{SYSTEM}-{MACHINE}"

INNO_SETUP = "C:\\Program Files (x86)\\Inno Setup 6"
IN_PROCESSES = 200_000
"""Futures from which the command line starts processes of itself."""

_MOST_SECONDS = 600


def main() -> None:
    """Build, try, pack; leave with exit code 1 at the first thing that is not as it should be."""
    DIST.mkdir(exist_ok=True)
    pictures.make(ROOT / "ui" / "roitool.svg", BUILD / "icons")
    build()
    parts.add(PROGRAM, json.loads((BUILD / "pyinstaller" / "roitool" / "sources.json").read_text(encoding="utf-8")))
    try_out(PROGRAM)
    made = {"linux": pack_for_linux, "windows": pack_for_windows, "macos": pack_for_macos}[SYSTEM]()
    say(f"{megabytes(PROGRAM):7.1f} MB  {PROGRAM.relative_to(ROOT)}")
    for path in made:
        say(f"{megabytes(path):7.1f} MB  {path.relative_to(ROOT)}")


def build() -> None:
    """Let PyInstaller make the folder."""
    where = ["--distpath", str(BUILD / "program"), "--workpath", str(BUILD / "pyinstaller")]
    recipe = str(ROOT / "packaging" / "roitool.spec")
    run(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *where, recipe)


def try_out(program: Path) -> None:
    """Run the program in an empty folder, with no Python to be found."""
    with tempfile.TemporaryDirectory(prefix="roitool-") as folder:
        home = Path(folder) / "home"
        report = Path(folder) / "report.txt"
        bare = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        bare |= {"PATH": str(home), "HOME": str(home), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
        run(str(program / executable("roitool-desktop")), "--selftest", str(report), cwd=folder, env=bare)
        if SYSTEM == "windows":  # where the program of the window has no standard output
            say(report.read_text(encoding="utf-8"))

        question = ["evaluate", str(EXAMPLE), "--json"]
        for more in ([], ["--trials", str(IN_PROCESSES)]):
            frozen = output(str(program / executable("roitool")), *question, *more, cwd=folder, env=bare)
            # In the same surroundings: a variable of the matrix library may choose how it adds up.
            ours = output(sys.executable, "-m", "roitool.cli", *question, *more, cwd=ROOT, env=bare)
            if frozen != ours:
                sys.exit(f"The bundle answers something else than the source: {' '.join(question + more)}")
    say("The command line of the bundle gives the same answers as the source, also with processes of its own.")


def pack_for_linux() -> list[Path]:
    """Make the archive, and the package where this is a Debian."""
    archive = DIST / f"{NAME}.tar.gz"
    with tarfile.open(archive, "w:gz") as file:
        file.add(PROGRAM, NAME, filter=of_nobody)
    if shutil.which("dpkg-deb") is None:
        return [archive]
    return [archive, debian.package(PROGRAM, BUILD, DIST, __version__)]


def pack_for_windows() -> list[Path]:
    """Make the archive, and the installer where Inno Setup is installed."""
    made = [Path(shutil.make_archive(str(DIST / NAME), "zip", PROGRAM.parent, PROGRAM.name))]
    compiler = shutil.which("iscc", path=os.pathsep.join([os.environ["PATH"], INNO_SETUP]))
    if compiler is not None:
        recipe = str(ROOT / "packaging" / "windows" / "roitool.iss")
        run(compiler, f"/DVersion={__version__}", f"/DName={NAME}", recipe)
        made.append(DIST / f"{NAME}.exe")
    return made


def pack_for_macos() -> list[Path]:
    """Make the disk image."""
    image = DIST / f"{NAME}.dmg"
    run("sh", str(ROOT / "packaging" / "macos" / "make_dmg.sh"), str(BUILD / "program" / "ROItool.app"), str(image))
    return [image]


def of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Return an entry of an archive without the name of who built it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def executable(name: str) -> str:
    """Return a program's name as the system has it."""
    return f"{name}.exe" if SYSTEM == "windows" else name


def megabytes(path: Path) -> float:
    """Return the size of a file, or of all files in a folder; 1 MB is a million bytes."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if not file.is_symlink() and file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def run(*command: str, cwd: str | Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a program to its end; leave where it fails."""
    done = subprocess.run(command, cwd=cwd, env=env, timeout=_MOST_SECONDS, check=False)
    if done.returncode != 0:
        sys.exit(f"{Path(command[0]).name} {' '.join(command[1:3])}: exit code {done.returncode}")


def output(*command: str, cwd: str | Path, env: dict[str, str] | None = None) -> str:
    """Return what a program prints; leave where it fails."""
    done = subprocess.run(command, cwd=cwd, env=env, timeout=_MOST_SECONDS, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{Path(command[0]).name} {' '.join(command[1:3])}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def say(text: str) -> None:
    """Print at once, so that lines keep their order among those of the programs that are started."""
    print(text, flush=True)


if __name__ == "__main__":
    main()
