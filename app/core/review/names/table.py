"""The table of the ``names`` pack as arrays: how much likelier a character is in a name.

``resources/tables/names.py`` tells how it is counted, and from what.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from app.core import resources
from app.core.code_table import CodeTable
from app.core.review.lookup import Lookup

_CODES = 0x110000


@dataclass(frozen=True)
class NameTable:
    """``row``: of each code point, 0 for those not seen, -1 for what is no Han character;
    ``weights``: 5 of nats by row: surname and given name of two characters, and of three;
    ``sounds``: nats of rows in transliterated names; ``compound``: sorted keys of compound surnames
    (:func:`pair_keys`) with their ``bonus`` in nats; ``endings``: of each code point, 1 if it ends
    places and institutions, 2 if it does so after a single character; ``words``, ``others``:
    plain words and brands, and places, that the weights alone would take for names;
    ``minority_heads``: keys of the two code points that names of minorities begin with;
    ``minority_begins``: of each code point, whether it is the first of these; ``begins``: of
    each code point, whether a name without a sign in it may begin with it."""

    row: CodeTable[np.int16]
    weights: tuple[CodeTable[np.float64], ...]
    compound: np.ndarray
    bonus: np.ndarray
    sounds: np.ndarray
    words: Lookup
    others: Lookup
    endings: np.ndarray
    minority_heads: np.ndarray
    minority_begins: np.ndarray
    begins: CodeTable[np.bool_]


@cache
def name_table() -> NameTable:
    """The table, read once: 4.5 MB, most of it for a look-up by code point."""
    pack = resources.pack("names").data
    words = resources.pack("name-words").data
    characters = np.array([ord(c) for c in pack["characters"]])
    row = np.full(_CODES, -1, np.int16)
    for first, last in ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF)):
        row[first : last + 1] = 0
    row[characters] = np.arange(1, len(characters) + 1)
    pairs = np.array([ord(c) for c in pack["traditional"]]).reshape(-1, 2)
    row[pairs[:, 0]] = row[pairs[:, 1]]
    known = np.array(pack["weights"], float) / pack["unit"]  # None becomes NaN: no surname
    surname = np.array([True, False, True, False, False])[:, None]
    unseen = np.where(surname, -np.inf, pack["unseen"] / pack["unit"])
    weights = np.hstack([unseen, np.where(np.isnan(known), -np.inf, known)])
    endings = np.zeros(_CODES, np.uint8)
    endings[[ord(c) for c in words["endings"]]] = 1
    endings[[ord(c) for c in words["short_endings"]]] = 2
    compound, bonus = _compound(pack["compound"], row, words)
    sounds = np.array([0, *pack["transliterating"]]) / pack["unit"]
    plain = Lookup([*pack["words"].split(), *words["brands"].split()])
    others = Lookup(pack["places"].split())
    parts = np.array([[ord(c) for c in part[:2]] for part in words["minority"].split()])
    heads = np.unique(pair_keys(parts[:, 0], parts[:, 1]))
    surnames = np.isfinite(weights[0]) | np.isfinite(weights[2])
    surnames[compound >> 16] = True
    begins = (row >= 0) & surnames[row]
    begins[parts[:, 0]] = True
    of_minorities = np.zeros(_CODES, np.bool_)
    of_minorities[parts[:, 0]] = True
    return NameTable(
        CodeTable(row),
        tuple(map(CodeTable, weights)),
        compound,
        bonus,
        sounds,
        plain,
        others,
        endings,
        heads,
        of_minorities,
        CodeTable(begins),
    )


def pair_keys(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """One number for two rows, so that traditional forms are met under the simplified ones."""
    keys: np.ndarray = first.astype(np.int64) << 16 | second.astype(np.int64)
    return keys


def _compound(
    names: list[str], row: np.ndarray, words: dict[str, Any]
) -> tuple[np.ndarray, np.ndarray]:
    """Keys of the compound surnames in order; those that are words as well earn no bonus."""
    firsts, seconds = (np.array([ord(name[k]) for name in names]) for k in (0, 1))
    keys = pair_keys(row[firsts], row[seconds])
    bonus = [0.0 if n in words["ambiguous_compound"] else words["compound_bonus"] for n in names]
    order = np.argsort(keys)
    return keys[order], np.array(bonus)[order]
