"""When something was, as it is said in a list: ``vandaag 14:02``, ``gisteren 9:30``, ``12 nov``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    from datetime import datetime

    from roitool.wording.words import Words


def moment(at: datetime, now: datetime, words: Words) -> str:
    """Return when something was, seen from `now`; both in the time of one place."""
    time = f"{at.hour}:{at:%M}"
    match (now.date() - at.date()).days:
        case 0:
            return words.text("moment.today", time=time)
        case 1:
            return words.text("moment.yesterday", time=time)
    pattern = "d MMM" if at.year == now.year else "d MMM y"
    return str(format_date(at.date(), pattern, locale=words.language))
