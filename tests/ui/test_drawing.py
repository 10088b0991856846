"""The first picture on a machine that never drew one."""

from __future__ import annotations

import os
import subprocess
import sys

FIRST_PICTURE = """
import os
from matplotlib import ft2font
opened = []
def remembered(path, *rest, **options):
    opened.append(os.path.basename(str(path)))
    return font(path, *rest, **options)
font, ft2font.FT2Font = ft2font.FT2Font, remembered

from ui.drawing import load_drawing
load_drawing()
import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from roitool.exports.figures.dots import DotTexts, draw_dots
from roitool.exports.figures.style import LIGHT
figure = Figure(figsize=(4, 2))
FigureCanvasAgg(figure)
draw_dots(figure, [-1.0, 1.0, 2.0], DotTexts("loses", "gains", "-1", "2"), LIGHT)
figure.canvas.draw()
foreign = {name for name in opened if not name.startswith(("Inter", "LastResort"))}
print(sorted(foreign), os.listdir(matplotlib.get_cachedir()))
"""


def test_the_first_picture_opens_no_font_but_its_own_and_leaves_no_list_behind(tmp_path):
    env = os.environ | {"MPLCONFIGDIR": str(tmp_path), "PYTHONWARNINGS": "error"}
    done = subprocess.run([sys.executable, "-c", FIRST_PICTURE], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "[] []"
