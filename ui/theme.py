"""Light and dark: one set of colours each, from which the palette and the style sheet are made."""

from __future__ import annotations

from dataclasses import dataclass
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
    """The colours of the window; names say what they are for. Good, caution and bad differ in lightness too."""

    dark: bool
    ground: str
    card: str
    side: str
    line: str
    line_strong: str
    text: str
    muted: str
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


LIGHT = Theme(
    dark=False,
    ground="#edf1f4",
    card="#ffffff",
    side="#f7f9fb",
    line="#dbe2e8",
    line_strong="#bcc7d1",
    text="#1b2430",
    muted="#5b6775",
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
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.line_strong))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the shapes and colours of the window's own widgets."""
    names = {name: getattr(theme, name) for name in Theme.__slots__}
    return Template(_SHEET).substitute(names)


_SHEET = """
QMainWindow, QScrollArea#figures, QWidget#figuresGround { background: $ground; }
QMenuBar { background: $card; border-bottom: 1px solid $line; padding: 5px 8px 3px 8px; }
QMenuBar::item { padding: 6px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $card; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $line_strong; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QToolTip { background: $card; color: $text; border: 1px solid $line_strong; padding: 4px; }

QPushButton, QToolButton#corner {
  background: $card; border: 1px solid $line_strong; border-radius: 6px; padding: 4px 12px; color: $text;
}
QPushButton:hover, QToolButton#corner:hover { border-color: $accent; }
QPushButton:focus, QToolButton#corner:focus { border-color: $accent; }
QPushButton:pressed, QToolButton#corner:pressed { background: $accent_soft; }
QPushButton:disabled, QToolButton#corner:disabled { color: $line_strong; border-color: $line; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; padding: 1px 0; color: $accent; }
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:focus { border-color: $accent; }

QFrame#card { background: $card; border: 1px solid $line; border-radius: 8px; }
QPushButton#fold {
  background: transparent; border: 1px solid transparent; padding: 3px 4px; text-align: left; font-weight: 600;
}
QPushButton#fold:focus { border-color: $accent; }
QLabel[kind="title"] { font-size: 20px; font-weight: 600; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="column"] { color: $muted; font-size: 11px; }
QLabel[kind="aside"] { color: $muted; font-size: 12px; padding-bottom: 4px; }
QLabel[kind="hint"] { background: $hint; border: 1px solid $hint_line; border-radius: 5px; padding: 4px 8px; }
QLabel[kind="advice"] {
  background: $hint; border: 1px solid $hint_line; border-radius: 5px; padding: 3px 8px; font-size: 12px;
}
QLabel[kind="echo"] { color: $accent; padding: 0 2px; }
QLabel[kind="verdict"] { font-size: 17px; font-weight: 600; }
QLabel[kind="headline"] { font-size: 15px; font-weight: 600; }
QLabel[kind="small"] { color: $muted; font-size: 12px; }

QLineEdit {
  background: $card; border: 1px solid $line_strong; border-radius: 5px; padding: 3px 4px; color: $text;
  selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:focus { border: 1px solid $accent; background: $card; }
QLineEdit[wrong="true"] { border: 1px solid $bad; background: $hint; }

QToolButton#chip {
  border: 1px solid $line_strong; border-radius: 9px; padding: 0 6px; font-size: 11px; color: $muted; background: $card;
}
QToolButton#chip:hover, QToolButton#chip:focus { border-color: $accent; color: $text; }
QToolButton#chip[by="quote"] { background: $hint; border-color: $hint_line; }
QToolButton#chip[by="measured"] { background: $measured; border-color: $measured_line; }

QWidget#candidates { background: $side; border-right: 1px solid $line; }
QListWidget { background: transparent; border: none; outline: none; }
QListWidget::item { padding: 7px 10px; border-radius: 6px; color: $text; }
QListWidget::item:selected { background: $accent_soft; color: $text; }
QListWidget::item:focus { border: 1px solid $accent; }

QWidget#answer, QScrollArea#answerScroll, QWidget#answerPage { background: $card; }
QWidget#answer { border-left: 1px solid $line; }
QFrame#rule { background: $line; max-height: 1px; min-height: 1px; border: none; }
QFrame#tone[tone="good"] { background: $good; border: none; }
QFrame#tone[tone="caution"] { background: $caution; border: none; }
QFrame#tone[tone="bad"] { background: $bad; border: none; }
QFrame#notice { background: $card; border: 1px solid $line_strong; border-radius: 8px; }
QProgressBar { border: none; background: $line; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QStatusBar { background: $side; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: 12px; padding: 1px 6px; }

QScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $line_strong; border-radius: 3px; min-height: 30px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
