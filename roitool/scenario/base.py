"""What every part of the document is made of: a strict, frozen model, and the kinds of text in it."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, StringConstraints, Tag
from pydantic_core import PydanticCustomError

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "id": r"^[a-z][a-z0-9_]{2,39}$",
        "stream": r"^[a-z0-9][a-z0-9_.\-]{0,79}$",
        "regime": r"^[a-z][a-z0-9\-]{1,39}$",
        "date": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        "month": r"^20\d{2}-(0[1-9]|1[0-2])$",
        "currency": r"^[A-Z]{3}$",
        "confidence": r"^(S|S2|SV|G|J)(/(S|S2|SV|G|J))*$",
    }
)
"""The texts with a form of their own, and that form; a problem with such a text names it by its key here."""


class Part(BaseModel):
    """A frozen piece of the document: no conversions, no unknown keys, no infinities."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


def _is_no_word_of_the_formula_language(name: str) -> str:
    if keyword.iskeyword(name) or name in {"min", "max"}:
        raise PydanticCustomError("id_is_keyword", "a word that formulas use themselves", {"found": name})
    return name


Id = Annotated[
    str,
    StringConstraints(pattern=FORMS["id"]),
    AfterValidator(_is_no_word_of_the_formula_language),
]
"""The name of a figure, line, event, way of paying or candidate; figures are named so in formulas."""

StreamKey = Annotated[str, StringConstraints(pattern=FORMS["stream"])]
"""Names the stream of random numbers a figure draws from; written once, never changed by an edit.

A slash is no part of it: second draws, years and months hang on ``key/month``, ``key/year/3``.
"""

Confidence = Annotated[str, StringConstraints(pattern=FORMS["confidence"])]
"""How far a figure is to be trusted.

S read in a source, S2 quoted by another page, SV read at a seller of it, G general knowledge, J judgement; combinations
as ``"S/J"``.
"""

Formula = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
"""Text of a formula; whether it can be read is a matter of sense (:mod:`roitool.scenario.check`)."""

Line = Annotated[str, StringConstraints(max_length=200)]
"""One line of text that a person wrote."""

Paragraph = Annotated[str, StringConstraints(max_length=2_000)]
"""A note that a person wrote."""


class Translated(Part):
    """A short text in both languages, as examples and templates carry it."""

    nl: Line
    en: Line


class TranslatedParagraph(Part):
    """A note in both languages."""

    nl: Paragraph
    en: Paragraph


def _by_container(value: Any) -> str:
    return "(object)" if isinstance(value, Mapping | BaseModel) else "(plain)"


# Which of two alternatives is meant is decided before either is tried, so that a wrong one is told of once.
PLAIN = Tag("(plain)")
OBJECT = Tag("(object)")
PLAIN_OR_OBJECT = Discriminator(_by_container)

Label = Annotated[Annotated[Line, PLAIN] | Annotated[Translated, OBJECT], PLAIN_OR_OBJECT]
Note = Annotated[Annotated[Paragraph, PLAIN] | Annotated[TranslatedParagraph, OBJECT], PLAIN_OR_OBJECT]


def text_in(language: str, text: Label | Note) -> str:
    """Return `text` as it reads in `language` (``"nl"`` or ``"en"``)."""
    return text if isinstance(text, str) else str(getattr(text, language))


def reworded(text: Label | Note, wording: str, language: str) -> object:
    """Return a text with another wording in one language; one that is there in two languages keeps the other."""
    return wording if isinstance(text, str) else text.model_dump() | {language: wording}
