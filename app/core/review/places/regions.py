"""Texts that name a region and nothing else: a birth place, a native place, a column of counties."""

from collections import defaultdict
from enum import IntEnum
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.regions import Place, both, tree, ways
from app.core.review.lookup import Lookup


class Region(IntEnum):
    """The smallest region that a text names."""

    NONE = 0
    PROVINCE = 1
    CITY = 2
    COUNTY = 3


_FILLING = r"^中国|[\s,，/\-—·]|(?:人|籍)$"  # what stands around and between the names of regions


def region_depth(texts: pa.StringArray) -> np.ndarray:
    """For every text the :class:`Region` that it names and nothing beside, as int8.

    The full name of any region counts; the bare name of a county (和平) only after its province or
    city, since most such names are words as well.
    """
    depths = np.zeros(len(texts), np.int8)
    short = pc.indices_nonzero(pc.fill_null(pc.less_equal(pc.binary_length(texts), 120), False))
    bare = pc.replace_substring_regex(texts.take(short), _FILLING, "")
    names, kinds = _names()
    found = names.places(bare)
    depths[short.to_numpy()] = np.where(found >= 0, kinds[found], Region.NONE)
    return depths


@cache
def _names() -> tuple[Lookup, np.ndarray]:
    """Every way to write a region, and what it is; what a text may mean first counts."""
    names: dict[str, Region] = {}
    for name, place in ways():
        names.setdefault(name, _kind(place))
    return Lookup(names), np.array(list(names.values()), np.int8)


def _kind(place: Place) -> Region:
    if place.county:
        return Region.COUNTY
    return Region.CITY if place.city else Region.PROVINCE


def begins_with_region(texts: pa.StringArray) -> np.ndarray:
    """Whether each text begins with a province or a city, in full or bare.

    By look-ups of the first characters: a pattern of so many names takes longer to compile than a
    column takes to read.
    """
    begins = np.zeros(len(texts), bool)
    bare = pc.replace_substring_regex(texts, r"^\s*(?:中国)?", "")
    some = np.flatnonzero(_first_two().holds(pc.utf8_slice_codeunits(bare, 0, 2)))
    if len(some):
        bare = bare.take(pa.array(some))
        for length, names in _heads().items():
            begins[some] |= names.holds(pc.utf8_slice_codeunits(bare, 0, length))
    return begins


@cache
def _first_two() -> Lookup:
    """The characters that each name of :func:`_heads` begins with."""
    return Lookup(name[:2] for name in _names_of_heads())


@cache
def _heads() -> dict[int, Lookup]:
    """The names of provinces and cities by their length."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for name in _names_of_heads():
        by_length[len(name)].append(name)
    return {length: Lookup(group) for length, group in by_length.items()}


def _names_of_heads() -> list[str]:
    names = {name for province in tree() for name in both(province)}
    names |= {name for cities in tree().values() for city in cities if city for name in both(city)}
    return sorted(names)
