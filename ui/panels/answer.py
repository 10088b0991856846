"""The answer, always on the right: verdict, pictures, and the few questions an owner asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from roitool.errors import Place
from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.exports.tables import dots_table, fan_table, ways_data
from roitool.scenario.editing import is_there
from roitool.scenario.scenario import Scenario
from roitool.wording.answer import Answer, Block, describe
from roitool.wording.movers import strongest_mover
from roitool.wording.telling import Telling
from roitool.wording.views import describe_comparison, describe_steps
from roitool.wording.ways_table import ways_table
from roitool.wording.words import Words
from ui.panels.answer_blocks import BlockView, Lines, Paragraphs, column, rule, side_by_side
from ui.panels.answer_more import MoreView
from ui.panels.answer_reasons import ReasonsView
from ui.panels.answer_views import OutsideNote, View, ViewSwitch
from ui.panels.answer_ways import WaysView
from ui.panels.copying import CopyButton
from ui.panels.pictures import PictureView, dots_drawing, fan_drawing
from ui.theme import Theme
from ui.widgets.fold import Fold
from ui.widgets.looks import give
from ui.widgets.plain import ElidedLabel, PlainLabel, tooltip

if TYPE_CHECKING:
    # Those calculate: they are loaded by the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.views import StepAnswer
    from roitool.evaluate.why import Why

NARROWEST, WIDEST = 352, 440
_DOTS_HEIGHT, _FAN_HEIGHT = 116, 124


class AnswerPanel(QScrollArea):
    """Shows the answer on one candidate. Whether it is the current one is the business of whoever shows it.

    Attributes
    ----------
    shown
        The answer that is shown; None before the first.
    jump_asked
        Emitted with the place of a figure in the document that somebody wants to see.
    edited
        Emitted with what somebody changed, the way of paying, as :meth:`ui.document.Document.edit` takes it.
    view_chosen
        Emitted with ``"inside"`` or ``"outside"`` when somebody wants the other view; whoever hears it shows the answer
        to that.
    save_asked
        Emitted with the :class:`NamedTable` that somebody wants in a file.
    """

    jump_asked = Signal(object)
    edited = Signal(object, object)
    view_chosen = Signal(str)
    save_asked = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self.shown: Telling | None = None
        self._inside: Scenario | None = None
        self._whys: dict[str, Why] = {}
        self.setObjectName("answerScroll")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.switch = ViewSwitch(words)
        self.switch.view_chosen.connect(self.view_chosen)
        self._outside = OutsideNote(words)
        self._title = ElidedLabel(kind="small", lines=1)
        self._tone = QFrame()
        self._tone.setObjectName("tone")
        self._tone.setFixedWidth(5)
        self.headline = PlainLabel(kind="verdict", wrap=True)
        self.sentence = PlainLabel(wrap=True)
        self._reasons = ReasonsView(words)
        self._reasons.jump_asked.connect(self.jump_asked)
        self._why = Fold(words.text("ui.answer.why"), self._reasons)
        self._earn = PlainLabel(kind="headline", wrap=True)
        self._earn_lines = Lines(0)
        self._earn_more = Fold(words.text("ui.answer.more"), self._earn_lines.rest)
        dots, fan = (words.text(f"ui.answer.{name}") for name in ("dots", "fan"))
        self._dots = PictureView(dots, words.text("ui.dots.caption"), _DOTS_HEIGHT, words, theme, self._earn_more)
        self._fan = PictureView(fan, words.text("ui.fan.caption"), _FAN_HEIGHT, words, theme)
        self._hurt = BlockView(words, 0, below=self._fan)
        self._when = BlockView(words, 1)
        self._finance = PlainLabel(kind="small", wrap=True)
        self._much = BlockView(words, 2, last=self._finance)
        self._ways = WaysView(words)
        self._ways.way_chosen.connect(self._choose_way)
        self._copy_ways = CopyButton(words.text("ui.answer.ways.table"), self._ways, words, theme, is_picture=False)
        self._paying_question = PlainLabel(kind="small", wrap=True)
        self._paying_remarks = Paragraphs()
        self._paying = QWidget()
        self._difference = BlockView(words, 0)
        self._fleets: list[BlockView] = []
        self._fleet_rows = QVBoxLayout()
        self._pictures = MoreView(words, theme)
        self._notes = Paragraphs()
        self._page = QWidget()
        self._page.setObjectName("answerPage")
        self._build()
        self.setWidget(self._page)
        self._page.hide()
        for each in (self._dots, self._fan, self._copy_ways, self._pictures):
            each.save_asked.connect(self.save_asked)

    @property
    def drawn(self) -> bool:
        """Whether the first picture is on screen."""
        return self._dots.picture.drawn

    def enable_pictures(self) -> None:
        """Begin to draw: matplotlib is loaded."""
        for view in (self._dots, self._fan):
            view.picture.enable()
        self._pictures.enable_pictures()

    def show_answer(
        self,
        evaluation: Evaluation,
        candidate: CandidateAnswer,
        view: View = "inside",
        steps: Sequence[StepAnswer] | None = None,
        *,
        titled: bool = False,
    ) -> None:
        """Show the answer on one candidate of an evaluation.

        Parameters
        ----------
        evaluation
            With the owner's figures; with view ``"outside"`` as such projects usually go.
        steps
            What makes the difference between both, of this candidate; None where that is not worked out.
        titled
            Whether the candidate's name stands above the verdict, because another page than its own is open.
        """
        made = evaluation.provenance.scenario_digest
        if self.shown is None or self.shown.evaluation.provenance.scenario_digest != made:
            # What moved another scenario says nothing of this one; more futures of the same one change nothing.
            self._whys.clear()
        telling = self.shown = Telling(evaluation, candidate, self._words)
        if view == "inside":
            self._inside = evaluation.scenario
        answer = describe(evaluation, candidate, self._words)
        self._show_view(telling, view, steps)
        self._title.setText(self._words.label(candidate.title).strip() or candidate.id)
        self._title.setVisible(titled)
        self.headline.setText(answer.headline)
        self.sentence.setText(answer.sentence)
        give(self._tone, "tone", answer.tone)
        reasons = (replace(reason, set_at=self._reachable(reason.set_at)) for reason in answer.reasons)
        self._reasons.show_reasons(tuple(reasons))
        self._earn.setText(answer.earn.headline)
        self._earn_more.setVisible(self._earn_lines.show_lines(answer.earn.lines))
        self._earn_more.name_after(answer.earn.question)
        self._show_pictures(telling, answer)
        for shown, block in (
            (self._hurt, answer.hurt),
            (self._when, answer.when),
            (self._much, answer.much),
            (self._difference, answer.difference),
        ):
            shown.show_block(block)
        self._finance.setText(answer.finance.line)
        self._finance.setToolTip(tooltip(answer.finance.meaning))
        self._show_fleets(answer.fleets)
        self._show_paying(telling, answer.paying)
        self._pictures.show_candidate(telling)
        self._notes.show_texts(answer.notes)
        self._show_movers()
        self._page.show()

    def show_why(self, why: Why) -> None:
        """Show what moves the tested numbers of a candidate in the scenario on screen, now or once it is looked at."""
        self._whys[why.candidate] = why
        self._show_movers()

    def _show_movers(self) -> None:
        shown = self.shown
        why = None if shown is None else self._whys.get(shown.candidate.id)
        if shown is None or why is None:
            return
        scenario = shown.evaluation.scenario
        movers = {question: strongest_mover(why, question, scenario, self._words) for question in why.movers}
        self._reasons.show_movers(
            {question: replace(mover, place=self._reachable(mover.place)) for question, mover in movers.items()}
        )

    def _reachable(self, place: Place | None) -> Place | None:
        """Return a place; None where the outside view alone has it: nobody can go there."""
        own = self._inside or (self.shown and self.shown.evaluation.scenario)
        return place if own is not None and place is not None and is_there(own, place) else None

    def _show_view(self, telling: Telling, view: View, steps: Sequence[StepAnswer] | None) -> None:
        self.switch.show_view(view)
        self._outside.setVisible(view == "outside")
        if view == "outside":
            comparison = describe_comparison(telling, self._words.text("ui.answer.view.no_readiness"))
            self._outside.show_steps(comparison, describe_steps(steps or (), telling))

    def _show_pictures(self, telling: Telling, answer: Answer) -> None:
        words, theme, candidate = self._words, self._theme, telling.candidate
        evaluation, fan = telling.evaluation, telling.candidate.paid.bank.fan
        self._dots.show_drawing(
            dots_drawing(candidate, telling.currency, words, theme),
            f"{answer.earn.headline}. {words.text('ui.dots.caption')}",
            lambda: dots_table(candidate, words),
        )
        self._fan.show_drawing(
            fan_drawing(fan, evaluation.calendar, telling.currency, words, theme),
            " ".join((answer.hurt.headline, *answer.hurt.lines)),
            lambda: fan_table(fan, evaluation.calendar, words),
        )

    def _show_fleets(self, blocks: tuple[Block, ...]) -> None:
        while len(self._fleets) < len(blocks):
            view = BlockView(self._words, 1)
            self._fleets.append(view)
            self._fleet_rows.addWidget(view)
        for position, view in enumerate(self._fleets):
            view.setVisible(position < len(blocks))
            if position < len(blocks):
                view.show_block(blocks[position])

    def _show_paying(self, telling: Telling, block: Block | None) -> None:
        self._paying.setVisible(block is not None)
        if block is None:
            return
        table = ways_table(telling)
        self._paying_question.setText(block.question)
        self._ways.show_table(table)
        self._paying_remarks.show_texts(block.lines[len(table.rows) :])
        self._copy_ways.offer(lambda: ways_data(telling))

    def _choose_way(self, way: str) -> None:
        shown = self.shown
        if shown is None or way == shown.asked.paid_by:
            return
        position = shown.evaluation.scenario.candidates.index(shown.asked)
        self.edited.emit({("candidates", position, "paid_by"): way}, None)

    def _build(self) -> None:
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(20, 12, 18, 16)
        layout.setSpacing(10)
        verdict = QHBoxLayout()
        verdict.setSpacing(13)
        verdict.addWidget(self._tone)
        told = QVBoxLayout()
        told.setSpacing(3)
        for widget in (self._title, self.headline, self.sentence):
            told.addWidget(widget)
        told.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        verdict.addLayout(told, 1)
        earn = QWidget()
        earns = column(earn, spacing=2)
        for widget in (self._earn, self._dots, self._earn_lines):
            earns.addWidget(widget)
        paying = column(self._paying, spacing=4)
        paying.addWidget(rule())
        paying.addLayout(side_by_side(self._paying_question, self._copy_ways))
        paying.addWidget(self._ways)
        paying.addWidget(self._paying_remarks)
        notes = QWidget()
        small = column(notes, spacing=4)
        small.addWidget(rule())
        small.addWidget(Fold(self._words.text("ui.answer.small_print"), self._notes), 0, Qt.AlignmentFlag.AlignLeft)
        small.addWidget(self._notes)
        layout.addWidget(self.switch)
        layout.addWidget(self._outside)
        layout.addLayout(verdict)
        layout.addWidget(self._reasons)
        for widget in (earn, self._hurt, self._when, self._much, self._paying, self._difference):
            layout.addWidget(widget)
        layout.addLayout(self._fleet_rows)
        layout.addWidget(self._pictures)
        layout.addWidget(notes)
        layout.addStretch()
