"""The guard against formulas in CSV: a spreadsheet program must not compute what a cell says.

A cell that begins with = + - @ | or their full-width forms, or with a tab or a line break, is a
formula, or may become one, when a spreadsheet program opens the file. The guard writes an
apostrophe before it. Left alone are plain numbers (-12.5, +3%, -1,200.00, +1e5), telephone numbers
(+86 571-1234) and rows of dashes: none of them can call a function.

It can be undone without loss: a cell that already has apostrophes before such a beginning gets one
more, so one apostrophe is taken from every cell where the rest would be guarded.
Source of the characters: OWASP, “CSV Injection”.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.escaping import Numbers, raw, replaced
from app.core.row_form import Escaped

_FORMULA = "^'*[=+\\-@|\t\r\n＝＋－＠]"
_NUMBER = r"[+\-＋－]?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]+)?[%％]?"
_TELEPHONE = r"[+＋][0-9]{1,4}[ -]?[0-9][0-9 -]*"
_DASHES = r"[-－]+"
_HARMLESS = rf"^'*({_NUMBER}|{_TELEPHONE}|{_DASHES})\z"

_BEGINNINGS = np.zeros(256, bool)
_BEGINNINGS[list(b"'=+-@|\t\r\n")] = True
_BEGINNINGS[0xEF] = True  # the first byte of the full-width signs in UTF-8


def guard(values: pa.Array) -> Escaped:
    """The cells (large_string, no nulls), an apostrophe before each that is to be guarded.

    ``marked`` are the guarded ones.
    """
    places = _dangerous(values)
    if not len(places):
        return Escaped(values, marked=places)
    found = values.take(pa.array(places))
    quoted = pc.binary_join_element_wise(_text("'"), found, _text(""))
    return Escaped(replaced(values, places, quoted), marked=places)


def unguard(values: pa.Array) -> pa.Array:
    """The cells as they were before :func:`guard`."""
    places = np.flatnonzero(_true(pc.starts_with(values, "'")))
    inner = pc.utf8_slice_codeunits(values.take(pa.array(places)), 1)
    guarded = _dangerous(inner)
    return replaced(values, places[guarded], inner.take(pa.array(guarded)))


def _dangerous(values: pa.Array) -> Numbers:
    """Indices of the cells to guard."""
    offsets, text = raw(values)
    if not len(text):
        return np.zeros(0, np.int64)
    starts = offsets[:-1] - offsets[0]
    first = _BEGINNINGS[text[np.minimum(starts, len(text) - 1)]]
    places: Numbers = np.flatnonzero(first & (np.diff(offsets) > 0))
    if not len(places):
        return places
    found = values.take(pa.array(places))
    formula = _true(pc.match_substring_regex(found, _FORMULA))
    dangerous: Numbers = places[formula & ~_true(pc.match_substring_regex(found, _HARMLESS))]
    return dangerous


def _true(flags: pa.Array) -> Any:
    return flags.to_numpy(zero_copy_only=False)


def _text(text: str) -> pa.Scalar:
    return pa.scalar(text, pa.large_string())
