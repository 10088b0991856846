"""Make a Debian package of a bundle."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from string import Template

from parts import package_of
from pictures import FREEDESKTOP

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
DRAWING = ROOT / "ui" / "roitool.svg"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def package(program: Path, build: Path, target: Path, version: str) -> Path:
    """Make the package and return its file.

    Parameters
    ----------
    program
        The folder of the bundle.
    build
        Holds the pictures of the icon, and is given what goes into the package.
    """
    architecture = ARCHITECTURES[os.uname().machine]
    tree = build / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    for source, place in places(build / "icons").items():
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, tree / place)
    shutil.copytree(program, tree / "opt" / "roitool", symlinks=True)
    commands = tree / "usr" / "bin"
    commands.mkdir(parents=True)
    for name in ("roitool", "roitool-desktop"):
        (commands / name).symlink_to(f"/opt/roitool/{name}")

    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(control_file(program, tree, version, architecture), encoding="utf-8")
    for name in ("postinst", "postrm"):
        shutil.copyfile(LINUX / name, control / name)
        (control / name).chmod(0o755)
    for path in tree.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)

    made = target / f"roitool_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(made)], check=True)
    return made


def places(icons: Path) -> dict[Path, str]:
    """Return the files of the desktop with their places in the system."""
    themed = "usr/share/icons/hicolor"
    found = {
        LINUX / "roitool.desktop": "usr/share/applications/roitool.desktop",
        LINUX / "roitool.xml": "usr/share/mime/packages/roitool.xml",
        LINUX / "copyright": "usr/share/doc/roitool/copyright",
        ROOT / "CHANGELOG.md": "usr/share/doc/roitool/CHANGELOG.md",
        DRAWING: f"{themed}/scalable/apps/roitool.svg",
    }
    return found | {icons / f"{size}.png": f"{themed}/{size}x{size}/apps/roitool.png" for size in FREEDESKTOP}


def control_file(program: Path, tree: Path, version: str, architecture: str) -> str:
    """Return what Debian is told of the package."""
    kilobytes = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    template = Template((LINUX / "control").read_text(encoding="utf-8"))
    depends = ", ".join(sorted(stated_packages() | needed_packages(program)))
    return template.substitute(version=version, architecture=architecture, kilobytes=kilobytes, depends=depends)


def stated_packages() -> set[str]:
    """Return the packages that the window needs, as the project states them."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["roitool"]["debian"]
    return {*stated["draw"].values(), *stated["window"].values()}


def needed_packages(program: Path) -> set[str]:
    """Return the packages of all libraries that the bundle is linked with and does not hold.

    Raises
    ------
    SystemExit
        A library is not on this machine, or belongs to no package: the bundle would not start elsewhere either.
    """
    files = [path for path in program.rglob("*") if path.is_file() and not path.is_symlink() and is_elf(path)]
    listed = subprocess.run(["objdump", "-p", *map(str, files)], capture_output=True, text=True, check=True).stdout
    wanted = set(re.findall(r"^ +NEEDED +(\S+)$", listed, re.MULTILINE)) - {path.name for path in program.rglob("*")}
    cache = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    paths = dict(re.findall(r"^\s+(\S+) \(libc6,.*\) => (\S+)$", cache, re.MULTILINE))
    found = {name: package_of(paths[name]) if name in paths else None for name in wanted}
    if missing := sorted(name for name, owner in found.items() if owner is None):
        raise SystemExit(f"No package has {', '.join(missing)}")
    # The standard library of C is told apart by its version: programs do not run with an older one.
    needed = {str(owner).partition(":")[0] for owner in found.values()} - {"libc6"}
    return needed | {f"libc6 (>= {os.confstr('CS_GNU_LIBC_VERSION').split()[1]})"}


def is_elf(path: Path) -> bool:
    """Tell whether a file is a program or a library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
