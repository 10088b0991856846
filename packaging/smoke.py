"""Try an installed ROItool from any folder: `python packaging/smoke.py`, with the Python it is installed for.

It is a script of its own, apart from the tests, because it must run where nothing but the product is.
"""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import roitool
import scenarios
import ui.app

EXAMPLE = "welding-cobot.roi.json"


def main() -> None:
    """Leave with exit code 1 and one line at the first thing that is not as it should be."""
    version = importlib.metadata.version("roitool")
    expect(roitool.__version__ == version, f"the package says {roitool.__version__}, the installation {version}")
    folders = {Path(str(package.__file__)).parent.parent for package in (roitool, ui, scenarios)}
    expect(folders == {Path(sysconfig.get_path("purelib"))}, f"not everything comes from the installation: {folders}")
    output("roitool-desktop", "--selftest")
    with importlib.resources.as_file(importlib.resources.files("scenarios") / "examples" / EXAMPLE) as example:
        question = ("roitool", "evaluate", str(example))
        expect(bool(json.loads(output(*question, "--json"))), "an empty answer")
        dutch, english = (output(*question, "--lang", language) for language in ("nl", "en"))
        expect(dutch != english, "the Dutch answer is in English")
    print(f"ROItool {version} works")


def output(name: str, *arguments: str) -> str:
    """Return what an installed command prints."""
    env = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run([command(name), *arguments], env=env, capture_output=True, encoding="utf-8", check=False)
    expect(
        done.returncode == 0, f"{name} {' '.join(arguments)}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
    )
    return done.stdout


def command(name: str) -> Path:
    """Return where the installation put a command."""
    return Path(sysconfig.get_path("scripts")) / (name + (".exe" if os.name == "nt" else ""))


def expect(truth: bool, complaint: str) -> None:
    """Leave with the complaint unless it is true."""
    if not truth:
        sys.exit(f"smoke test: {complaint}")


if __name__ == "__main__":
    main()
