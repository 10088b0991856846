"""Whether a candidate comes to work at all, in each future: a project may be stopped, or fail, and then ends early."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Mask, Months, Row
from roitool.cashflow.figures import OVERRUN, OVERRUN_WITHOUT_TAIL, Columns
from roitool.sampling.draws import Futures
from roitool.scenario.candidate import Candidate
from roitool.scenario.formula import Column
from roitool.scenario.lines import Investment


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is allowed to go wrong; less than everything only to see what each misfortune costs on average.

    Attributes
    ----------
    runs_out_of_hand
        An overrun beyond its body, and that a project is stopped because of its overrun.
    failure, events
        In all futures, in none, or in those of a mask; shape (futures,).
    """

    runs_out_of_hand: bool = True
    failure: bool | Mask = True
    events: bool | Mask = True


EVERYTHING = Circumstances()


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a project; arrays have shape (futures,).

    Attributes
    ----------
    overrun
        By how much quotes are exceeded, as a fraction; not more than the stop-loss.
    stopped, failed
        Where it is stopped because it becomes too dear, and where it turns out not to work; never both.
    ending
        The month in which it ends early, inf where it does not; past the horizon it is that month and nothing of the
        end is booked.
    works
        1.0, or 0.0 where it ends early.
    """

    overrun: Column
    stopped: Mask
    failed: Mask
    ending: Row
    works: Row

    @property
    def ends_early(self) -> Mask:
        """Where it is stopped or fails."""
        return self.stopped | self.failed

    def ending_month(self, months: int) -> tuple[Months, Mask]:
        """Return the month of an early end within a horizon of so many months, 0 without one, and where there is."""
        ends = self.ending <= months
        return np.where(ends, self.ending, 0.0).astype(np.intp), ends


def fate_of(
    candidate: Candidate, columns: Columns, futures: Futures, months: int, circumstances: Circumstances
) -> Fate:
    """Return what becomes of a candidate in every future of a horizon of so many months."""
    overrun: Column = 0.0
    stopped = np.zeros(futures.count, dtype=np.bool_)
    if candidate.overrun is not None:
        overrun = columns.at(*(OVERRUN if circumstances.runs_out_of_hand else OVERRUN_WITHOUT_TAIL))
        if candidate.stop_loss is not None and circumstances.runs_out_of_hand:
            limit = columns.at("stop_loss")
            stopped |= np.greater(overrun, limit)
            overrun = np.minimum(overrun, limit)
    failed = np.zeros(futures.count, dtype=np.bool_)
    if candidate.failure is not None and circumstances.failure is not False:
        failed |= np.less(futures.uniform(candidate.failure.stream), columns.at("failure", "chance"))
        failed &= ~stopped & circumstances.failure
    early = stopped | failed
    ending = np.full(futures.count, np.inf)
    if early.any():
        last = _last_investment(candidate, columns, months)
        found_out: Column = np.ceil(columns.at("failure", "found_out_month")) if candidate.failure is not None else 0.0
        ended = np.where(failed, np.maximum(found_out, last), last)
        ending = np.where(early, np.minimum(ended, months + 1), np.inf)
    return Fate(overrun, stopped, failed, ending, 1.0 - early.astype(np.float64))


def _last_investment(candidate: Candidate, columns: Columns, months: int) -> Column:
    """Return the month of the last investment that is really spent: nothing is not, nor what falls after the end."""
    last: Column = 0.0
    for position, line in enumerate(candidate.lines):
        if isinstance(line, Investment):
            date = np.ceil(columns.at("lines", position, "month"))
            is_spent = np.less_equal(date, months) & np.greater(columns.at("lines", position, "amount"), 0)
            last = np.maximum(last, np.where(is_spent, date, 0.0))
    return last
