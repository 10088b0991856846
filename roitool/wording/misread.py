"""What is told to somebody who mistyped."""

from __future__ import annotations


class Misread(ValueError):  # noqa: N818 - somebody mistyped, nothing went wrong
    """What was typed is no number or range; `code` names the sentence that explains it, `values` fill it in."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
