"""Names of organisations, by how they end: 杭州宏泰物流有限公司, 王家村村民委员会."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.organisations import endings
from app.core.review.names.characters import Characters
from app.core.review.names.text_block import Block, are_han, stretches
from app.core.review.names.trie import Places, Trie
from app.core.review.patterns import matches
from app.core.review.places.regions import begins_with_region
from app.core.review.spans import Mask

_PARTING = Characters("与向在到系诉的于至从把被将对及给由为是")  # words that stand between names
_BRACKETS = Characters("()（）")
_SHORTEST, _NEAR = 2, 24  # characters before the word that a name ends in
_ORGANISATION, _OF_CITY = 4.0, 4.0  # nats


def are_organisations(texts: pa.StringArray) -> Mask:
    """Which texts end as names of firms, offices and societies do; those of two characters do not."""
    return matches(texts, _pattern())


def organisation_nats(block: Block, starts: Places) -> npt.NDArray[np.floating]:
    """What speaks for an organisation's name at each of some places: a word that these end in stands near,
    and nothing between that parts words; the more where it begins with a city (武汉博远物流有限公司).
    """
    begins, words = _endings().find(block.codes)
    ends = begins + _endings().sizes[words]
    begins = np.append(begins, len(block.codes))
    which = np.searchsorted(begins, starts + _SHORTEST)
    near = np.flatnonzero(begins[which] - starts <= _NEAR)
    first, last = starts[near], ends[which[near]]
    goes_on = (are_han(block.codes) & ~_PARTING.among(block.codes)) | _BRACKETS.among(block.codes)
    parted = np.append(0, np.cumsum(~goes_on, dtype=np.int32))
    whole = parted[last] == parted[first]
    near, first, last = near[whole], first[whole], last[whole]
    nats = np.zeros(len(starts))
    nats[near] = _ORGANISATION + _OF_CITY * begins_with_region(
        stretches(block.codes, first, last - first)
    )
    return nats


@cache
def _endings() -> Trie:
    """But for single characters, which end too many words."""
    return Trie(word for word in endings() if len(word) > 1)


@cache
def _pattern() -> str:
    """RE2: a word of the ``name-words`` pack at the end, branches and remarks in brackets behind it."""
    words = "|".join(endings())
    return rf"^\s*\S.+(?:{words})(?:[(（][^()（）]*[)）])?\s*$"
