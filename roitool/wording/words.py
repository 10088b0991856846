"""The message catalogues, and numbers as the chosen language writes them.

Messages are looked up by a code (``verdict.go.headline``); every language has all of them. Whatever is put into a
message is a text that is finished already, never a template.
"""

from __future__ import annotations

import math
from copy import copy
from functools import cache, lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from babel.lists import format_list

from roitool.wording import numbers
from roitool.wording.chances import HUNDRED, THOUSAND, Scale
from roitool.wording.plain import LONGEST, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from roitool.cashflow.calendar import Calendar
    from roitool.measures import Estimate
    from roitool.scenario.base import Label, Note

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_LOCALES = Path(__file__).with_name("locales")

_MANY_CODES: Final = 8192
"""More codes than there are; what is asked for by a word of a person's own is not kept for ever."""


def language_of_system(environ: Mapping[str, str]) -> Language:
    """Return the language that the surroundings ask for as gettext reads them, English where it is neither."""
    chosen = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if chosen.partition(".")[0] in {"C", "POSIX"}:
        return "en"
    wished = [*environ.get("LANGUAGE", "").split(":"), chosen]
    return next((language for wish in wished for language in LANGUAGES if wish[:2].lower() == language), "en")


class Words:
    """One language: its messages and its way of writing numbers.

    Parameters
    ----------
    language
        ``"nl"`` or ``"en"``.

    Raises
    ------
    FileNotFoundError
        The catalogues have not been compiled; `packaging/build_hook.py` does that.
    """

    def __init__(self, language: Language) -> None:
        self.language: Final = language
        self._longest_label = LONGEST
        self._look_up = _look_up_in(language)

    def clipping_labels(self, longest: int) -> Words:
        """Return the same language, with what a person called something clipped to so many characters."""
        other = copy(self)
        vars(other)["_longest_label"] = longest
        return other

    def text(self, code: str, **values: str) -> str:
        """Return a message with `values` in its places, as they are."""
        return self._look_up(code).format_map(values)

    def has(self, code: str) -> bool:
        """Tell whether there is such a message."""
        return self._look_up(code) != code

    def label(self, label: Label | Note) -> str:
        """Return what a person called something, in this language where it has both; one line, clipped."""
        return clean(label if isinstance(label, str) else str(getattr(label, self.language)), self._longest_label)

    def money(self, value: float, currency: str, step: float | None = None, *, signed: bool = False) -> str:
        """Return an amount, rounded to `step` (left out: whole, or to the cent); see :func:`.numbers.money`."""
        return numbers.money(value, currency, self.language, step, signed=signed)

    def rounded(self, amount: float, currency: str, *, signed: bool = False) -> str:
        """Return an amount to three digits: of the base case, of what spreads, or of what is assumed."""
        return self.money(amount, currency, numbers.step_for_digits(amount, 3), signed=signed)

    def number(self, value: float, digits: int | None = None) -> str:
        """Return a number with exactly `digits` decimals; left out, with as many as it takes."""
        return numbers.number(value, self.language, digits)

    def percent(self, share: float, digits: int = 2) -> str:
        """Return a share as a percentage with at most `digits` decimals."""
        return numbers.percent(share, self.language, digits)

    def futures(self, share: float, scale: Scale = HUNDRED) -> str:
        """Return a chance as a natural frequency: ``78 van de 100 toekomsten``.

        What would round to none or all of a hundred is counted in thousands; ``geen enkele toekomst`` and ``alle
        toekomsten`` mean exactly that.
        """
        return self._frequency(share, scale, "futures")

    def count(self, share: float, scale: Scale = HUNDRED) -> str:
        """Return a chance as `futures` does, where it is clear that futures are counted: ``78 van de 100``."""
        return self._frequency(share, scale, "count")

    def duration(self, years: float) -> str:
        """Return a time in years and months: ``2 jaar en 11 maanden``; infinite: ``nooit``."""
        if math.isinf(years):
            return self.text("duration.never")
        return numbers.duration(years, self.language)

    def months(self, count: int) -> str:
        """Return a time in months alone, as the term of a loan is told: ``60 maanden``."""
        return numbers.months(count, self.language)

    def month(self, calendar: Calendar, month: int) -> str:
        """Return the calendar month of a month of the scenario: ``juli 2027``."""
        return numbers.month(*calendar.date(month), self.language)

    def date(self, day: date) -> str:
        """Return a calendar day: ``18 november 2026``."""
        return numbers.day(day, self.language)

    def estimated_money(self, estimate: Estimate, currency: str, *, signed: bool = False) -> str:
        """Return an amount to as many digits as its error leaves."""
        return self.money(estimate.value, currency, numbers.step_of(estimate), signed=signed)

    def margin(self, estimate: Estimate, currency: str) -> str:
        """Return by how much an amount could be off because the futures are drawn at random; see `numbers.margin`."""
        return self.money(numbers.margin(estimate), currency, numbers.step_of(estimate))

    def listed(self, items: tuple[str, ...], *, any_of: bool = False) -> str:
        """Return texts as an enumeration: ``a, b en c``, or ``a, b of c`` to choose from."""
        return str(format_list(items, style="or" if any_of else "standard", locale=self.language))

    def quoted(self, text: str) -> str:
        """Return a text in the quotation marks of the language."""
        return self.text("problem.quoted", text=text)

    def _frequency(self, share: float, scale: Scale, form: Literal["futures", "count"]) -> str:
        if share <= 0 or share >= 1:
            return self.text(f"share.{'none' if share <= 0 else 'all'}.{form}")
        if 0 < scale.count(share) < scale.of:
            return self.text(f"share.of_{scale.of}.{form}", count=self.number(scale.count(share)))
        if scale == HUNDRED:
            return self._frequency(share, THOUSAND, form)
        return self.text(f"share.{'nearly_none' if share < 0.5 else 'nearly_all'}.{form}")


@cache
def _look_up_in(language: Language) -> Callable[[str], str]:
    """Return what finds the message of a code, or the code: the catalogues are read once, and gone through once."""
    folder = _LOCALES / language / "LC_MESSAGES"
    whole: GNUTranslations | None = None
    for path in sorted(folder.glob("*.mo")):
        with path.open("rb") as file:
            catalogue = GNUTranslations(file)
        if whole is None:
            whole = catalogue
        else:
            whole.add_fallback(catalogue)
    if whole is None:
        raise FileNotFoundError(folder)
    return lru_cache(_MANY_CODES)(whole.gettext)
