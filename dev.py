#!/usr/bin/env python3
"""Everything a developer types, on a machine with nothing but Python 3.11 or newer.

usage:
  python3 dev.py run [FILE]      open a scenario in the window; without a display, decide it in the terminal
  python3 dev.py test [ARGS]     lint, types and tests, as CI does; ARGS go to pytest
  python3 dev.py bench           time the engine beside other ways of calculating, and the window
  python3 dev.py soak [NAME …]   hold the promises of docs/reliability.md with their full numbers, for hours
  python3 dev.py screenshots     draw the pictures of the documentation anew
  python3 dev.py bundle          make the program that needs no Python, for the system this runs on, in dist/
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "installed.txt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
EXAMPLE = ROOT / "scenarios" / "examples" / "three-candidates.roi.json"

WRONG_USE, INTERRUPTED = 2, 130

# What is installed into .venv, as extras of the project; each contains the one before it.
RUN, DEVELOP, BUNDLE = CONTENTS = "", "[dev]", "[dev,bundle]"


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code of the program that did it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python should hear why, not see a traceback
        say(f"ROItool needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return WRONG_USE
    commands = {"run": run, "test": test, "bench": bench, "soak": soak, "screenshots": screenshots, "bundle": bundle}
    name, *rest = arguments or [""]
    if name not in commands or (name == "run" and len(rest) > 1):
        say(str(__doc__))
        return WRONG_USE
    return commands[name](rest)


def run(arguments: list[str]) -> int:
    """Open a scenario file, three plans side by side unless another is named."""
    file = arguments[0] if arguments else str(EXAMPLE)
    if has_display():
        prepare(RUN, "draw", "window")
        return program("-m", "ui.app", file)
    prepare(RUN)
    say("There is no display here, so the answer comes in the terminal.")
    return program("-m", "roitool.cli", "evaluate", file)


def test(arguments: list[str]) -> int:
    """Run every check, also after one failed; pytest goes last, so that its summary is the last line."""
    prepare(DEVELOP, "draw")
    checks = {"ruff check": "ruff check .", "ruff format": "ruff format --check .", "mypy": "mypy"}
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if program("-m", *command.split(), cwd=ROOT) != 0:
            failed.append(name)
    if failed:
        say(f"== failed: {', '.join(failed)}; the tests run all the same")
    say("== pytest")
    code = program("-m", "pytest", "-n", "auto", "--dist", "worksteal", *arguments, cwd=ROOT, env=windowless())
    if code > 5:  # pytest's own codes end at 5: the process died, perhaps after a cheerful summary
        say(f"== pytest did not end by itself: exit code {code}")
    return 1 if failed or code else 0


def bench(arguments: list[str]) -> int:
    """Time the engine and the window."""
    prepare(DEVELOP, "draw")
    return program("tests/benchmarks/run.py", *arguments, cwd=ROOT, env=windowless())


def soak(arguments: list[str]) -> int:
    """Try promises with more cases than a test has time for; a warning breaks them too."""
    prepare(DEVELOP, "draw")
    return program("-W", "error", "-m", "tests.soak", *arguments, cwd=ROOT, env=windowless())


def screenshots(arguments: list[str]) -> int:
    """Draw the pictures of the documentation."""
    prepare(DEVELOP, "draw")
    return program("tests/screenshots.py", *arguments, cwd=ROOT, env=windowless())


def bundle(arguments: list[str]) -> int:
    """Make the program that needs no Python, and what it is handed out in."""
    prepare(BUNDLE, "draw", "window", "bundle")
    return program("packaging/bundle.py", *arguments, cwd=ROOT, env=windowless())


def prepare(contents: str, *purposes: str) -> None:
    """See to it that `.venv` holds `contents`, and the system what it needs for `purposes`."""
    fresh = is_installed(contents)
    packages = [] if fresh or importlib.util.find_spec("ensurepip") else ["python3-venv"]
    packages += missing_packages(*purposes)
    if packages:
        install_packages(packages)
    if not fresh:
        install(contents)
    compile_catalogues()


def is_installed(contents: str) -> bool:
    """Tell whether `.venv` holds `contents` in the versions that the repository asks for."""
    if not (STAMP.is_file() and PYTHON.exists()):
        return False
    held, _, digest = STAMP.read_text(encoding="utf-8").partition(" ")
    return digest == fingerprint() and held in CONTENTS[CONTENTS.index(contents) :]


def fingerprint() -> str:
    """Digest of everything that asks for a new installation when it changes."""
    files = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(f"{sys.version} {ROOT}".encode() + b"".join(files)).hexdigest()


def install(contents: str) -> None:
    """Make `.venv`, or bring the one there is up to date; the stamp is written only when all of it went well."""
    STAMP.unlink(missing_ok=True)
    if not usable_environment():
        say("Making .venv")
        require(program("-m", "venv", "--clear", str(ENVIRONMENT), python=sys.executable), "making .venv")
    say("Installing the packages of constraints.txt (once; this takes a minute or more)")
    pip = ("-m", "pip", "install", "--quiet", "--no-input", "--constraint", str(ROOT / "constraints.txt"))
    require(program(*pip, *project_file()["build-system"]["requires"]), "installing")
    # Without isolation the build too keeps to constraints.txt.
    require(program(*pip, "--no-build-isolation", "--editable", f"{ROOT}{contents}"), "installing")
    STAMP.write_text(f"{contents} {fingerprint()}", encoding="utf-8")


def usable_environment() -> bool:
    """Tell whether `.venv` has this very Python and a pip that starts."""
    asked = [str(PYTHON), "-c", "import sys, pip; print(sys.version)"]
    return PYTHON.exists() and quietly(asked).stdout.strip() == sys.version.strip()


def missing_packages(*purposes: str) -> list[str]:
    """Name the Debian packages of those shared libraries and commands that are not here."""
    if sys.platform != "linux":
        return []
    needed = project_file()["tool"]["roitool"]["debian"]
    pairs = [pair for purpose in purposes for pair in needed[purpose].items()]
    minor = sys.version_info.minor
    return [package.format(minor=minor) for name, package in pairs if not is_here(name.format(minor=minor))]


def is_here(name: str) -> bool:
    """Tell whether there is such a command, or such a shared library."""
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def project_file() -> dict[str, Any]:
    """Read `pyproject.toml`."""
    import tomllib  # noqa: PLC0415 - an older Python does not have it and must get as far as the message in main

    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def install_packages(packages: list[str]) -> None:
    """Install Debian packages where that is allowed; otherwise name the one command to type and leave."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Installing {' '.join(packages)}")
        done = quietly(command)
        if done.returncode != 0:  # a fresh machine does not know its packages yet
            quietly(["apt-get", "update"])
            done = quietly(command)
        if done.returncode == 0:
            return
        say(done.stderr)
    say(f"ROItool needs packages of the operating system. Type this, then try again:\n  sudo {' '.join(command)}")
    sys.exit(WRONG_USE)


def compile_catalogues() -> None:
    """Compile the messages again when a translation is newer than what the program reads."""
    for source in (ROOT / "roitool" / "wording").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            require(program(str(ROOT / "packaging" / "build_hook.py")), "compiling the messages")
            return


def program(*words: str, python: str = str(PYTHON), cwd: Path | None = None, env: dict[str, str] | None = None) -> int:
    """Run Python to its end and return its exit code as a shell would give it.

    Ctrl-C reaches the program too, which may have something to save: it is waited for before this one stops.
    """
    interrupted = False
    with subprocess.Popen([python, *words], cwd=cwd, env=env) as process:
        while process.returncode is None:
            try:
                process.wait()
            except KeyboardInterrupt:
                interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that asks nothing and whose words are not for the screen."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def require(code: int, what: str) -> None:
    """Leave when a step of the installation failed; the next call tries again."""
    if code != 0:
        sys.exit(f"ROItool could not be set up: {what} failed.")


def has_display() -> bool:
    """Tell whether a window can be shown."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))


def windowless() -> dict[str, str]:
    """Return the surroundings in which Qt draws without a display."""
    return {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"} | os.environ


def say(text: str) -> None:
    """Print at once, so that lines keep their order among those of the programs that are started."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
