"""Draws the pictures of the documentation, and every page for who looks at them: `python3 dev.py screenshots [PAGE …]`.

Every page in both languages, light and dark, on both sizes of screen and at both scales goes into build/pictures; the
best go into docs/pictures. With names of pages only those are drawn, and nothing for the documentation.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEST, EVERY = ROOT / "docs" / "pictures", ROOT / "build" / "pictures"
LANGUAGES, THEMES, SCALES = ("en", "nl"), ("light", "dark"), (1, 2)
SIZES = ((1360, 820), (1280, 720))
FOR_DOCUMENTATION = {
    "window.png": "candidate-en-light-1360x820@1.png",
    "window-nl-dark.png": "candidate-nl-dark-1360x820@1.png",
    "start.png": "start-en-light-1360x820@1.png",
    "outside.png": "outside-en-light-1360x820@1.png",
    "compare.png": "compare-en-light-1360x820@1.png",
}
_CHILD = "--scaled"


def main(names: list[str]) -> int:
    """Draw the pages of these names, all for none; return 1 where an answer does not come in time."""
    EVERY.mkdir(parents=True, exist_ok=True)
    # Qt reads its scale once.
    codes = [
        subprocess.run(
            [sys.executable, __file__, _CHILD, str(scale), *names],
            env=os.environ | {"QT_SCALE_FACTOR": str(scale)},
            check=False,
        ).returncode
        for scale in SCALES
    ]
    if any(codes):
        return 1
    for target, source in {} if names else FOR_DOCUMENTATION.items():
        shutil.copyfile(EVERY / source, BEST / target)
    return 0


def draw(scale: str, names: list[str]) -> int:
    """Draw pages at the scale that this process has."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        # A screen as large as the smallest window: what opens beside a figure keeps within the picture by that.
        screen = Path(home) / "screen.json"
        width, height = (int(scale) * each for each in min(SIZES))
        shown = {"name": "one", "width": width, "height": height}
        screen.write_text(json.dumps({"screens": [shown]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        # Python looks beside this script first, where `ui` is the folder of the window's tests.
        sys.path[0] = str(ROOT)
        from PySide6.QtGui import QImage  # noqa: PLC0415 - after the environment is set
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the environment is set

        from tests.screenshot_pages import PAGES, TooLateError, taken  # noqa: PLC0415 - as above
        from ui.theme import load_fonts  # noqa: PLC0415 - as above

        app = QApplication([])
        app.setApplicationName("ROItool")
        load_fonts()
        for language, theme, size in product(LANGUAGES, THEMES, SIZES):
            try:
                for name, picture in taken(names or PAGES, language, theme, size):
                    # Without transparency, as small as it gets.
                    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
                    image.save(str(EVERY / f"{name}-{language}-{theme}-{size[0]}x{size[1]}@{scale}.png"), quality=0)
            except TooLateError as error:
                sys.stderr.write(f"{error} ({language}, {theme}, {size[0]}x{size[1]}, {scale}x)\n")
                return 1
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(draw(arguments[1], arguments[2:]) if arguments[:1] == [_CHILD] else main(arguments))
