"""The pages of the window as somebody sees them, each brought about by a small function."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QScrollArea

from roitool.scenario.editing import replaced
from roitool.scenario.removing import removed
from ui.about import about_box
from ui.main_window import MainWindow
from ui.pages.page import COMPANY, COMPARE, MATTERS, NOTHING, READINESS, SHARED, Page
from ui.pages.questions import QuestionsPage
from ui.pages.readiness import ReadinessPage
from ui.settings import Settings
from ui.stage import WhereToBegin
from ui.widgets.fold import Fold
from ui.widgets.picture import Picture
from ui.widgets.popover import Popover

PATIENCE_SECONDS = 60
EXAMPLE, TEMPLATE = "three-candidates", "cobot_cell"
ENDLESS = 5_000_000
LEVELS = (2, 3, 1, 2, 2)
CANDIDATE = Page("candidate", 0)


class TooLateError(Exception):
    """Something did not come in time."""


def taken(names, language, theme, size):
    """Yield the name and the picture of each page, in a window of its own each."""
    settings = Settings()
    settings.language, settings.theme = language, theme
    for name in names:
        window = MainWindow()
        window.resize(*size)
        window.show()
        try:
            wait(f"the window for {name}", lambda window=window: window.stage is not None)
            over = PAGES[name](window)
            yield name, picture_of(window, over)
        finally:
            if window.document is not None:
                window.document.mark_saved(None)
            for shown in QApplication.topLevelWidgets():
                if isinstance(shown, Popover):
                    shown.close()
            window.close()
            window.deleteLater()


def picture_of(window, over=None):
    """Return the picture of a window, and of what lies over its middle or beside an anchor in it."""
    settle()
    picture = window.grab()
    if over is not None:
        at = window.mapFromGlobal(over.pos()) if isinstance(over, Popover) else window.rect().center()
        painter = QPainter(picture)
        painter.drawPixmap(at if isinstance(over, Popover) else at - over.rect().center(), over.grab())
        painter.end()
    return picture


def wait(what, condition):
    """Let the window work until something is so."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > until:
            raise TooLateError(f"{what} did not come in time")
        QApplication.processEvents()


def settle():
    """Let what was changed take its place."""
    for _ in range(20):
        QApplication.processEvents()


def start(window):
    """Show the page to begin on."""


def questions(window):
    """Show the questions of a template, one answer given."""
    window.begin(TEMPLATE)
    row = next(iter(window.stage.findChild(QuestionsPage).rows.values()))
    row.field.setText("34")
    row.field.textEdited.emit("34")


def readiness(window):
    """Show the questions about readiness before there is a document, some of them answered."""
    window.stage.show_aside(WhereToBegin())
    answer_readiness(window.stage.findChild(ReadinessPage))


def readiness_inside(window):
    """Show the same questions in a document."""
    shown(window, READINESS)
    answer_readiness(window.workspace.readiness)
    wait_for_answer(window)


def answer_readiness(page):
    for question, level in zip(page.questions.values(), LEVELS, strict=False):
        question.chosen.emit(level)


def shown(window, page):
    """Show a page of the example, its answer beside it."""
    window.open_example(EXAMPLE)
    wait("the workspace", lambda: window.workspace is not None)
    window.workspace.show_page(page)
    wait_for_answer(window)


def wait_for_answer(window):
    workspace = window.workspace
    wait("the answer", lambda: workspace.state.state == "current" and workspace.answer.drawn)


def card(heading, window, page=CANDIDATE):
    """Show one card of a page folded out, with its lines and formulas, every item of a list folded."""
    shown(window, page)
    figures = window.workspace.figures
    for group in figures._groups:
        group.set_open(group.heading == heading)
        if group.heading == heading:
            group.parts.set_open(True)
    settle()
    group = next(group for group in figures._groups if group.heading == heading)
    figures.verticalScrollBar().setValue(group.y() - 8)


def item(window):
    """Show a line of the costs folded out into its form."""
    card("costs", window)
    window.workspace.show_place(("candidates", 0, "lines", 0))
    settle()


def folds(window, share=0.0):
    """Show the answer with everything folded out, scrolled to a share of its height."""
    shown(window, CANDIDATE)
    answer = window.workspace.answer
    for fold in answer.findChildren(Fold):
        if fold.isVisibleTo(answer):
            fold.set_open(True)
    settle()
    bar = answer.verticalScrollBar()
    bar.setValue(round(share * bar.maximum()))
    wait("the pictures", lambda: all(each.drawn for each in answer.findChildren(Picture) if in_sight(each, answer)))


def in_sight(widget, panel):
    return widget.isVisible() and not widget.visibleRegion().isEmpty() and widget.width() >= 40 and panel.isVisible()


def outside(window):
    """Show the answer as such projects usually go."""
    shown(window, Page("candidate", 1))
    window.workspace.answer.view_chosen.emit("outside")
    wait_for_answer(window)
    answering = window.workspace.answering
    wait("what makes the difference", lambda: answering._compared is not None)


def deciding(window, page, share=0.0):
    """Show a page that decides between candidates, scrolled to a share of its height."""
    shown(window, CANDIDATE)
    workspace = window.workspace
    workspace.show_page(page)
    wait("what the page shows", lambda: workspace.deciding.states[page.kind].state == "current")
    if page == MATTERS:
        wait("where it turns", lambda: workspace.deciding.matters.found.turning is not None)
    settle()
    bar = workspace.deciding.page(page).findChild(QScrollArea).verticalScrollBar()
    bar.setValue(round(share * bar.maximum()))


def what_if(window):
    """Show a figure that has been dragged."""
    deciding(window, MATTERS)
    window.workspace.deciding.matters.what_if.slider.setValue(80)
    wait_for_answer(window)


def computing(window):
    """Show an answer that takes long."""
    shown(window, CANDIDATE)
    window.document.edit({("futures",): ENDLESS})
    state = window.workspace.state
    wait("the progress", lambda: state._notice.isVisible() and state._bar.value() > 0)


def cannot(window):
    """Show a text that is no number."""
    shown(window, CANDIDATE)
    row = window.workspace.figures.rows[1]
    field = row.field_for(1)
    field.setFocus()
    field.setText("about ten")
    field.setModified(True)
    field.textEdited.emit("about ten")
    wait("the refusal", lambda: window.workspace.state.state == "cannot")


def typed(window):
    """Show how a range is read, and what its low and high mean."""
    shown(window, CANDIDATE)
    row = window.workspace.figures.rows[0]
    field = row.field_for(0)
    field.setFocus()
    field.setText("22-36k")
    field.setModified(True)
    field.textEdited.emit("22-36k")
    wait_for_answer(window)


def kind(window):
    """Show what opens at the drawing of a figure that is a range."""
    return opened_over(window, "ask_kind", position=5)


def evidence(window):
    """Show what opens at who says so."""
    return opened_over(window, "ask_evidence")


def opened_over(window, ask, position=1):
    shown(window, CANDIDATE)
    getattr(window.workspace.figures.rows[position]._tools, ask)()
    return popover()


def popover():
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Popover) and each.isVisible())


def begun_poorer(window):
    """Show a document made from a template, without two of the lines that quotes leave out."""
    window.begin(TEMPLATE)
    questions_page = window.stage.findChild(QuestionsPage)
    questions_page.begin()
    wait("the document", lambda: window.document is not None)
    wait_for_answer(window)
    scenario = window.document.scenario
    for line in ("fixtures", "training"):
        at = next(at for at, each in enumerate(scenario.candidates[0].lines) if each.id == line)
        scenario = removed(scenario, ("candidates", 0, "lines", at))
    window.document.become(scenario)
    wait_for_answer(window)


def left_out(window):
    """Show the list of what quotes leave out."""
    begun_poorer(window)
    window.workspace.figures._left_out.all.click()
    return popover()


def long_names(window):
    """Show names of a third more length, as other languages have them."""
    window.open_example(EXAMPLE)
    wait("the workspace", lambda: window.workspace is not None)
    scenario = window.document.scenario
    for at, figure in enumerate(scenario.candidates[0].inputs):
        label = window.workspace._words.label(figure.label)
        longer = f"{label} {label[: len(label) // 3]}"
        scenario = replaced(scenario, ("candidates", 0, "inputs", at, "label"), longer)
    window.document.become(scenario)
    wait_for_answer(window)


def about(window):
    """Show what this program is."""
    box = about_box(window, window._words)
    box.ensurePolished()
    box.adjustSize()
    return box


PAGES = {
    "start": start,
    "questions": questions,
    "readiness": readiness,
    "readiness-inside": readiness_inside,
    "company": partial(shown, page=COMPANY),
    "shared": partial(shown, page=SHARED),
    "nothing": partial(shown, page=NOTHING),
    "candidate": partial(shown, page=CANDIDATE),
    "candidate-third": partial(shown, page=Page("candidate", 2)),
    "card-company": partial(card, "company", page=COMPANY),
    "card-wishes": partial(card, "wishes", page=COMPANY),
    "card-file": partial(card, "file", page=COMPANY),
    **{
        f"card-{heading}": partial(card, heading)
        for heading in ("costs", "brings", "when", "risks", "paying", "tax", "other", "notes")
    },
    "card-nothing": partial(card, "nothing", page=NOTHING),
    "item": item,
    "answer": folds,
    "answer-middle": partial(folds, share=0.5),
    "answer-end": partial(folds, share=1.0),
    "outside": outside,
    "compare": partial(deciding, page=COMPARE),
    "compare-end": partial(deciding, page=COMPARE, share=1.0),
    "matters": partial(deciding, page=MATTERS),
    "matters-middle": partial(deciding, page=MATTERS, share=0.5),
    "matters-end": partial(deciding, page=MATTERS, share=1.0),
    "what-if": what_if,
    "computing": computing,
    "cannot": cannot,
    "typed": typed,
    "kind": kind,
    "evidence": evidence,
    "begun": begun_poorer,
    "left-out": left_out,
    "long-names": long_names,
    "about": about,
}
"""Every page by its name in the name of its pictures; a function may return what lies over the window."""
