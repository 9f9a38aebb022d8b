"""Texts by their characters, never by their bytes.

A character is what a reader takes for one: a letter with the marks that stand on it (é as two code
points, 葛 with a variation selector), of whatever plane of Unicode (𠮷, 䶮).
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.operation import Unfit
from app.core.text_bytes import offsets_and_bytes

MOST = 1000
"""Characters that can be counted off from an end: RE2 repeats nothing more often."""

CHARACTER = r"(?:\P{M}\p{M}*|\A\p{M}+)"


def length(texts: pa.StringArray) -> pa.Int32Array:
    """How many characters each text has."""
    if _marked(texts):
        return pc.count_substring_regex(texts, CHARACTER)
    return pc.utf8_length(texts)


def head(texts: pa.StringArray, count: int) -> pa.StringArray:
    """The first ``count`` characters, at most :data:`MOST`."""
    if _marked(texts):
        return pc.replace_substring_regex(
            texts, rf"(?s)\A({CHARACTER}{{0,{count}}}).*\z", r"\1", max_replacements=1
        )
    return pc.utf8_slice_codeunits(texts, 0, count)


def tail(texts: pa.StringArray, count: int) -> pa.StringArray:
    """The last ``count`` characters, at most :data:`MOST`."""
    if _marked(texts):
        return pc.replace_substring_regex(
            texts, rf"(?s)\A.*?({CHARACTER}{{0,{count}}})\z", r"\1", max_replacements=1
        )
    return pc.utf8_slice_codeunits(texts, -count) if count else blanked(texts)


def rest(texts: pa.StringArray, count: int) -> pa.StringArray:
    """What stands behind the first ``count`` characters."""
    if _marked(texts):
        return pc.replace_substring_regex(
            texts, rf"(?s)\A{CHARACTER}{{0,{count}}}", "", max_replacements=1
        )
    return pc.utf8_slice_codeunits(texts, count)


def repeated(character: str, counts: pa.Int32Array) -> pa.StringArray:
    """A character so many times; a count below zero is none."""
    return pc.binary_repeat(character, pc.max_element_wise(counts, 0, skip_nulls=False))


def covered(texts: pa.StringArray, star: str, spared: str = "") -> pa.StringArray:
    """A star for every character, but those in ``spared``: a few signs of ASCII or Chinese."""
    stars = repeated(star, length(texts))
    if not spared:
        return stars
    signs = "".join(rf"\x{{{ord(sign):x}}}" for sign in spared)
    special = pc.fill_null(pc.match_substring_regex(texts, f"[{signs}]"), False)
    if not pc.any(special).as_py():
        return stars
    # RE2 replaces character by character, which takes ten times as long.
    pattern = rf"[^{signs}\p{{M}}]\p{{M}}*|[{signs}]\p{{M}}+|\A\p{{M}}+"
    apart = pc.replace_substring_regex(texts.filter(special), pattern, star.replace("\\", r"\\"))
    return pc.replace_with_mask(stars, special, apart)


def blanked(texts: pa.StringArray) -> pa.StringArray:
    """Empty texts; nulls stay null."""
    return pc.utf8_slice_codeunits(texts, 0, 0)


def joined(*parts: pa.StringArray | str) -> pa.StringArray:
    """Parts of the same texts, one behind the other; null where one of them is null."""
    return pc.binary_join_element_wise(*parts, "")


def _marked(texts: pa.StringArray) -> bool:
    """Whether any character is more than one code point."""
    if not _MAY_BE_MARKED[offsets_and_bytes(texts)[1]].any():
        return False
    return bool(pc.any(pc.match_substring_regex(texts, r"\p{M}")).as_py())


# The first bytes of code points among which there are marks: of none in ASCII, nor in 4000 to 9FFF.
_MAY_BE_MARKED = np.zeros(256, np.bool_)
_MAY_BE_MARKED[0xCC:] = True
_MAY_BE_MARKED[0xE4:0xEA] = False


def check_is_sign(character: str) -> None:
    """Raises Unfit for what may be taken for a part of a text."""
    if len(character) != 1 or character.isalnum():
        raise Unfit(
            "character 应为一个符号，不能是字母或数字",
            "character must be one sign, no letter or digit",
        )
