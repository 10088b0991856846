"""What a report is put together of: finished texts and pictures, which the template sets and does not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from roitool.wording.telling import Block

Look = Literal["plain", "group", "total", "aside"]


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs."""

    texts: tuple[str, ...]
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True, slots=True)
class Notes:
    """Points in small print."""

    texts: tuple[str, ...]
    kind: Literal["notes"] = "notes"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in a few words, and why."""

    tone: str
    headline: str
    sentence: str
    kind: Literal["verdict"] = "verdict"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what stands below it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts beside each other."""

    facts: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; widths are shares of what is left by columns of width 0, which take what they need."""

    heading: str
    width: int
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a group has one cell, the name of the rows below it."""

    cells: tuple[str, ...]
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, whose head is repeated where it breaks."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Told:
    """A question, its answer in a few words, and what belongs to it."""

    question: str
    headline: str
    lines: tuple[str, ...]
    kind: Literal["told"] = "told"

    @classmethod
    def of(cls, block: Block) -> Told:
        """Return a block of an answer."""
        return cls(block.question, block.headline, block.lines)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, what it is called, what is said below it, and what it shows in words."""

    svg: str
    alt: str
    title: str
    caption: str
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns."""

    left: tuple[Told | Picture, ...]
    right: tuple[Told | Picture, ...]
    kind: Literal["pair"] = "pair"


@dataclass(frozen=True, slots=True)
class Signed:
    """Room to sign."""

    parties: tuple[str, ...]
    below: str
    kind: Literal["signed"] = "signed"


Part = Prose | Notes | Verdict | Facts | Table | Told | Pair | Signed


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CandidateReport:
    """The pages of one candidate; `points` are those of the letters of running text."""

    title: str
    subtitle: str
    points: float
    opening: tuple[Part, ...]
    sections: tuple[Section, ...]
    provenance: tuple[str, ...]


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, as the first cell of a row has one."""
    return f"{text[:1].upper()}{text[1:]}"
