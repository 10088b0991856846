"""The words that Qt itself says, in its dialogs for files and on its buttons, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from roitool.wording.words import Language

_NAME = "words-of-qt"


def speak(app: QCoreApplication, language: Language) -> None:
    """Let Qt speak a language from now on; English, which it was written in, needs no translation."""
    for translator in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(translator)
        translator.deleteLater()
    if language == "en":
        return
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    app.installTranslator(translator)
