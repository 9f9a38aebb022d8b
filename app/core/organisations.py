"""What names of organisations end in, and their codes: 杭州宏泰物流有限公司, 王家村村民委员会."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import check_digits, resources
from app.core.text_bytes import offsets_and_bytes

Mask = npt.NDArray[np.bool_]

_CODE = 18  # characters of a credit code
_HOUSEHOLD = "92"  # begins those of 个体工商户, who are persons


def endings() -> list[str]:
    """The words of the ``name-words`` pack."""
    words: list[str] = resources.pack("name-words").data["organisations"]
    return words


def surely_named(texts: pa.StringArray) -> Mask:
    """Which texts are names of organisations and of nobody else: in one piece, and where a single
    character ends them, of some length, as a person may be named 王小店.
    """
    return _told(pc.match_substring_regex(texts, _pattern()))


def are_codes(texts: pa.StringArray) -> Mask:
    """Which texts are credit codes (GB 32100-2015) of organisations, by their check character."""
    told = _told(pc.match_substring_regex(texts, rf"^[0-9A-Z]{{{_CODE}}}$"))
    told &= ~_told(pc.starts_with(texts, _HOUSEHOLD))
    codes = texts.filter(pa.array(told))
    told[told] = check_digits.uscc(offsets_and_bytes(codes)[1].reshape(-1, _CODE))
    return told


def _told(answers: pa.BooleanArray) -> Mask:
    mask: Mask = pc.fill_null(answers, False).to_numpy(zero_copy_only=False).copy()
    return mask


@cache
def _pattern() -> str:
    one = "|".join(word for word in endings() if len(word) == 1)
    more = "|".join(word for word in endings() if len(word) > 1)
    han = r"[\p{Han}A-Za-z0-9（()）]"
    return rf"^(?:{han}{{2,}}(?:{more})|{han}{{4,}}(?:{one}))$"
