"""Light and dark: one set of colours each, from which the palette and the style sheet are made."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from roitool.exports.figures.fonts import REGULAR, SEMI_BOLD, font_bytes

Choice = Literal["system", "light", "dark"]

FAMILY = "Inter"
SIZE_PIXELS = 13


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the window; names say what they are for. Good, caution and bad differ in lightness too.

    Attributes
    ----------
    faint
        Of what cannot be pressed.
    """

    dark: bool
    ground: str
    card: str
    side: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_text: str
    accent_soft: str
    good: str
    caution: str
    bad: str
    hint: str
    hint_line: str
    measured: str
    measured_line: str

    def candidate(self, position: int) -> str:
        """Return the colour of a candidate by its position; after the last one they begin again."""
        return _CANDIDATES[position % len(_CANDIDATES)]


_CANDIDATES = ("#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#d55e00")
"""After Okabe and Ito (2008), as colour-blind readers tell them apart; light and dark enough for both grounds."""

LIGHT = Theme(
    dark=False,
    ground="#edf1f4",
    card="#ffffff",
    side="#f7f9fb",
    line="#dbe2e8",
    line_strong="#bcc7d1",
    text="#1b2430",
    muted="#5b6775",
    faint="#8b97a4",
    accent="#0072b2",
    accent_text="#ffffff",
    accent_soft="#dceaf5",
    good="#0072b2",
    caution="#e69f00",
    bad="#d55e00",
    hint="#fff6e0",
    hint_line="#e9c675",
    measured="#e0f2ec",
    measured_line="#8ccbb6",
)
DARK = Theme(
    dark=True,
    ground="#151a20",
    card="#1d242c",
    side="#191f26",
    line="#2f3a45",
    line_strong="#4a5866",
    text="#e6ebf0",
    muted="#a3b0bd",
    faint="#74818e",
    accent="#56b4e9",
    accent_text="#0d1319",
    accent_soft="#21384a",
    good="#56b4e9",
    caution="#e69f00",
    bad="#ee7733",
    hint="#352c17",
    hint_line="#7a6128",
    measured="#17352d",
    measured_line="#2f6f5c",
)


def theme_of(choice: Choice) -> Theme:
    """Return the colours of a choice; the system's where it leaves the choice to the system."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def load_fonts() -> None:
    """Make the font that ships known to Qt, and the font of the program."""
    for name in (REGULAR, SEMI_BOLD):
        QFontDatabase.addApplicationFontFromData(font_bytes(name))
    font = QFont(FAMILY)
    font.setPixelSize(SIZE_PIXELS)
    QApplication.setFont(font)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole program the colours of a theme."""
    sheet = style_sheet(theme)
    if app.styleSheet() != sheet:
        app.setStyle("Fusion")
        app.setPalette(palette_of(theme))
        app.setStyleSheet(sheet)


def palette_of(theme: Theme) -> QPalette:
    """Return the colours as Qt's own widgets, menus and dialogs use them."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.side,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.ground,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.Link: theme.accent,
        role.Mid: theme.line,
        role.Light: theme.card,
        role.Dark: theme.line_strong,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.faint))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the shapes and colours of the window's own widgets: every sheet of ``ui/styles``, in order of name."""
    names = {name: getattr(theme, name) for name in Theme.__slots__}
    folder = files("ui") / "styles"
    sheets = sorted((each for each in folder.iterdir() if each.name.endswith(".qss")), key=lambda each: each.name)
    return "\n".join(Template(each.read_text(encoding="utf-8")).substitute(names) for each in sheets)
