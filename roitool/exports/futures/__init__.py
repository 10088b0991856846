"""The futures of an answer, one by one, for who models on: what was drawn and what came of it.

:mod:`.table` writes them as CSV, :mod:`.sipmath` as a SIPmath library, :mod:`.dictionary` says what each column is.
`docs/futures.md` describes both files.
"""

from roitool.exports.futures.dictionary import futures_dictionary, refuse_what_is_in_the_way
from roitool.exports.futures.sipmath import futures_sipmath
from roitool.exports.futures.table import futures_csv

__all__ = ["futures_csv", "futures_dictionary", "futures_sipmath", "refuse_what_is_in_the_way"]
