"""Whether somebody has thought of something, read from what lines and figures are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.base import text_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.scenario.base import Label

INTEGRATION = (
    *("integrat", "interfac", "install", "implement", "connect", "commission", "setup", "set-up", "set up", "set_up"),
    *("engineer", "develop", "turnkey", "configur", "migrat"),
    *("koppel", "inbouw", "inricht", "aansluit", "inregel", "ingebruik", "inbedrijf", "ontwikkel", "sleutelklaar"),
)
"""What makes a purchase work among what is there already."""

OWN_HOURS = ("own hour", "own_hour", "own time", "own_time", "eigen uren", "eigen uur", "eigen tijd", "internal hour")

PAID_HOURS = (
    *("overtime", "hired", "agency", "temp staff", "temporary staff", "vacanc", "outsourc", "subcontract"),
    *("overwerk", "inleen", "ingeleend", "inhuur", "ingehuurd", "uitzend", "vacature", "uitbested"),
)
"""Hours for which less is really paid once they are not needed."""


def mentions(words: Iterable[str], named: Iterable[tuple[str, Label]]) -> bool:
    """Tell whether an id or a label, in either language, has one of these words in it.

    Parameters
    ----------
    words
        In small letters; the beginning of a word is enough.
    named
        Ids and labels.
    """
    texts = [text for name, label in named for text in (name, text_in("nl", label), text_in("en", label))]
    told = "\n".join(texts).casefold()
    return any(word in told for word in words)
