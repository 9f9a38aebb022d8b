"""Numbers of persons as cues: whoever is named right before one is a person (王伟（13800138000）)."""

import numpy as np
import pyarrow.compute as pc

from app.core.review.names.characters import Characters
from app.core.review.names.cue_words import cues
from app.core.review.names.text_block import Block, are_han, stretches
from app.core.review.names.trie import Codes, Places
from app.core.review.spans import Mask

_ZERO, _ONE, _HYPHEN = map(ord, "01-")
_MOBILE, _IDENTITY = 11, 18  # digits; the last of an identity number may be X
_LANDLINE = range(10, 13)  # with the area in front, which begins with 0
_AREA, _LOCAL = (3, 4), (7, 8)
_PARTED = (3, 4, 4)  # of a mobile number: 138 0013 8000
_LINKED = 12  # characters between a name and a number, at most
_SEPARATING = Characters(" -")
_LINKING = Characters("(（[【,，;；:： \u3000")
_CHECK_X = Characters("Xx")


def before_numbers(block: Block) -> Places:
    """Where a name may end that a number of a person stands behind, or only a word between that says of what
    kind (联系电话：).
    """
    numbers = _numbers(block.codes)
    sign = block.codes[numbers - 1]
    numbers = numbers[are_han(sign) | _LINKING.among(sign)]
    firsts = np.maximum(numbers - _LINKED, 0)
    before = stretches(block.codes, firsts, numbers - firsts)
    left = pc.utf8_length(pc.replace_substring_regex(before, cues().links, ""))
    ends: Places = firsts + left.to_numpy()
    return ends


def _numbers(codes: Codes) -> Places:
    """Where numbers begin that are as long as mobile numbers, those of landlines, and of identity papers."""
    digit = np.concatenate([[False], codes - np.uint32(_ZERO) < 10, [False]])
    starts, ends = np.flatnonzero(digit[1:] != digit[:-1]).reshape(-1, 2).T
    if not len(starts):
        return np.zeros(0, np.int64)
    sizes, first = ends - starts, codes[starts]
    behind = codes[np.minimum(ends, len(codes) - 1)]
    told = (sizes == _MOBILE) & (first == _ONE)
    told |= (first == _ZERO) & (sizes >= _LANDLINE[0]) & (sizes <= _LANDLINE[-1])
    told |= (sizes == _IDENTITY) | ((sizes == _IDENTITY - 1) & _CHECK_X.among(behind))
    area = np.isin(sizes, _AREA) & (first == _ZERO) & (behind == _HYPHEN)
    told |= area & np.isin(_next(sizes, 1), _LOCAL) & _joined(starts, ends, 1)
    parted = (sizes == _PARTED[0]) & (first == _ONE) & _SEPARATING.among(behind)
    for place, size in enumerate(_PARTED[1:], 1):
        parted &= (_next(sizes, place) == size) & _joined(starts, ends, place)
    found: Places = starts[told | parted]
    return found


def _next(sizes: Places, place: int) -> Places:
    """The size of the run so many runs behind each."""
    return np.append(sizes[place:], np.zeros(place, sizes.dtype))[: len(sizes)]


def _joined(starts: Places, ends: Places, place: int) -> Mask:
    """Whether one sign alone stands between the last two of so many runs behind each."""
    joined = starts[1:] - ends[:-1] == 1
    shifted: Mask = np.append(joined[place - 1 :], np.zeros(place, np.bool_))[: len(starts)]
    return shifted
