"""What every part of an answer is told with, and in: a candidate of an evaluation with the words, and a block."""

from __future__ import annotations

from dataclasses import dataclass

from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.measures import Estimate
from roitool.scenario.candidate import Candidate
from roitool.scenario.scenario import Thresholds
from roitool.wording.chances import Scale
from roitool.wording.numbers import step_of
from roitool.wording.ways import names_of_ways
from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class Block:
    """A question an owner asks, its answer in a few words, and what belongs to it."""

    question: str
    headline: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One candidate of an evaluation, told in one language."""

    evaluation: Evaluation
    candidate: CandidateAnswer
    words: Words

    @property
    def asked(self) -> Candidate:
        """The candidate as the scenario has it."""
        return next(each for each in self.evaluation.scenario.candidates if each.id == self.candidate.id)

    @property
    def currency(self) -> str:
        """The scenario's currency."""
        return self.evaluation.scenario.currency

    @property
    def thresholds(self) -> Thresholds:
        """What the owner holds the answer against."""
        return self.evaluation.scenario.thresholds

    @property
    def horizon(self) -> str:
        """The horizon as a duration."""
        return self.words.duration(self.evaluation.scenario.horizon_years)

    @property
    def wished_payback(self) -> str:
        """The wished payback as a duration."""
        return self.words.duration(self.thresholds.payback_years)

    def amount(self, estimate: Estimate, *, signed: bool = False) -> str:
        """Return an amount to as many digits as its error leaves."""
        return self.words.estimated_money(estimate, self.currency, signed=signed)

    def rounded(self, amount: float) -> str:
        """Return an amount to three digits: of the base case, or of what spreads."""
        return self.words.rounded(amount, self.currency)

    def distance(self, estimate: Estimate) -> str:
        """Return how far an amount is from zero, to as many digits as its error leaves."""
        return self.words.money(abs(estimate.value), self.currency, step_of(estimate))

    def limit(self, limit: float, scale: Scale) -> str:
        """Return a limit of a chance as it was stated, beside chances on the same scale."""
        return self.words.count(limit, scale)

    def way_label(self, way_id: str) -> str:
        """Return what a way of paying is called."""
        return names_of_ways(self.asked.ways_of_paying, self.words)[way_id]
