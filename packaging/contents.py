"""What of the libraries goes into the bundle: rules on names, which the recipe of PyInstaller applies.

PyInstaller finds what is imported; what a library would load by itself if it were there is decided here. `strip` is not
used, and `unittest` and `numpy.f2py` stay: each of them breaks a library that the program needs.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import PurePosixPath

from roitool.wording.words import LANGUAGES

_OTHER_PARTS_OF_SCIPY = (
    "cluster",
    "constants",
    "datasets",
    "differentiate",
    "fft",
    "fftpack",
    "integrate",
    "interpolate",
    "io",
    "linalg",
    "misc",
    "ndimage",
    "odr",
    "optimize",
    "signal",
    "sparse",
    "spatial",
    "stats",
)

EXCLUDED_MODULES = (
    *(f"scipy.{part}" for part in _OTHER_PARTS_OF_SCIPY),  # the program uses scipy.special alone
    "tkinter",  # another toolkit, which PIL and matplotlib would take if it were there
    "PIL._avif",  # kinds of pictures that nobody opens
    "PIL._webp",
    "PIL._imagingcms",
    "PIL._imagingft",
    "mypy",  # pydantic brings a plugin for it
    "pydantic.mypy",
    "readline",  # for a prompt that the program does not have; under the GPL
    "curses",
    "PySide6.QtNetwork",  # there is no network
    "distributed",  # there is no network
    "dask",
    "pypdf",  # reads reports for the tests
    "pandas",  # comes with a peer of the benchmark
    "ssl",
    "_ssl",
    "_hashlib",  # hashlib has functions of its own
    "yaml",  # what a cluster needs, and others take for their own tests if it is there
    "jinja2",
    "markupsafe",
    "psutil",
    "setuptools",  # tools of developers
    "hypothesis",
    "pluggy",
    "pytest",
)
"""What libraries would take if it were there, and the program does without."""

EXCLUDED_FROM_COMMAND_LINE = (*EXCLUDED_MODULES, "PySide6", "shiboken6", "ui")

_QT_PLUGINS = (
    "platforms/*xcb",
    "platforms/*offscreen",
    "platforms/*windows",
    "platforms/*cocoa",
    "platformthemes/*xdgdesktopportal",  # the dialogs for files of the desktop
    "platforminputcontexts/*compose*",  # typing é as ´ and e
    "platforminputcontexts/*ibus*",
    "iconengines/*svgicon",
    "imageformats/*svg",
    "styles/*mac",
    "printsupport/*",
)
_MATPLOTLIB_DATA = ("matplotlibrc", "fonts/ttf/DejaVuSans.ttf", "fonts/ttf/LastResort*")
_QT_DATA = tuple(f"translations/qtbase_{language}.qm" for language in LANGUAGES)
_BABEL_DATA = ("root.dat", *(f"{language}.dat" for language in LANGUAGES))

_NOT_OF_THE_SYSTEM = ("libpython", "libffi", "libbz2", "liblzma", "libuuid")
"""Libraries of Python itself, which are called otherwise on other Linux systems."""


def is_wanted(destination: str, source: str = "") -> bool:
    """Tell whether a file that PyInstaller found goes along.

    On Linux a library that was found in the system stays the system's: what speaks with the desktop and its drivers has
    to fit these, and is kept safe by the system's updates.

    Parameters
    ----------
    destination
        Its path in the bundle.
    source
        Where it comes from.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    parts = path.parts
    if "plugins" in parts:
        plugin = f"{path.parent.name}/{path.name.split('.')[0]}"
        return any(fnmatch(plugin, pattern) for pattern in _QT_PLUGINS)
    if parts[0] == "PySide6" and "translations" in parts:
        return f"translations/{path.name}" in _QT_DATA
    if parts[:2] == ("matplotlib", "mpl-data"):
        return any(fnmatch("/".join(parts[2:]), pattern) for pattern in _MATPLOTLIB_DATA)
    if parts[:2] == ("babel", "locale-data"):
        return path.name in _BABEL_DATA
    in_system = len(parts) == 1 and source.startswith(("/lib", "/usr/lib"))
    return not in_system or path.name.startswith(_NOT_OF_THE_SYSTEM)
