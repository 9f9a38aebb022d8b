"""How likely the ASCII of a file that is one short word is a word at all, and no name in UTF-16.

Two Chinese characters in UTF-16 are four bytes that often are all ASCII: 卓瑗 reads ``SSWt``. In words
letters follow letters, capitals stand first, and some letters are rare.
"""

from functools import cache
from itertools import pairwise

import numpy as np

from app.core.resources import pack

PRIOR = -3.0  # of a file that is no more than one such word
_START = {"lower": 0.45, "upper": 0.25, "digit": 0.2, "mark": 0.1}
_NEXT = {
    "lower": {"lower": 0.91, "upper": 0.01, "digit": 0.04, "mark": 0.04},
    "upper": {"lower": 0.5, "upper": 0.4, "digit": 0.06, "mark": 0.04},
    "digit": {"lower": 0.04, "upper": 0.04, "digit": 0.84, "mark": 0.08},
    "mark": {"lower": 0.3, "upper": 0.25, "digit": 0.4, "mark": 0.05},
}
_LETTER_RANKS = 0.1  # each letter is less frequent than the one before by this share
_MARKS, _USUAL_MARKS = 34, "-_. \n"
_NO_SIGN = -10.0  # a tab, a carriage return or a control character


def log_likelihood(word: str) -> float:
    """The logarithm of the probability of a word of ASCII."""
    kinds = [_kind(sign) for sign in word]
    chances = [_START[kinds[0]]] if kinds else []
    chances += [_NEXT[before][kind] for before, kind in pairwise(kinds)]
    return float(np.log(chances).sum()) + sum(map(_within, word, kinds))


def _kind(sign: str) -> str:
    if sign.isdigit():
        return "digit"
    if not sign.isalpha():
        return "mark"
    return "lower" if sign.islower() else "upper"


def _within(sign: str, kind: str) -> float:
    """The logarithm of the share of a sign among those of its kind."""
    if kind == "digit":
        return float(np.log(0.1))
    if kind == "mark":
        if sign in _USUAL_MARKS:
            return float(np.log(0.8 / len(_USUAL_MARKS)))
        return _NO_SIGN if sign < " " else float(np.log(0.2 / (_MARKS - len(_USUAL_MARKS))))
    return _letters()[sign.lower()]


@cache
def _letters() -> dict[str, float]:
    """By letter, the most frequent first: of English words and of names in Pinyin."""
    ranked = pack("encoding").data["letters"]
    shares = np.exp(-_LETTER_RANKS * np.arange(len(ranked)))
    return dict(zip(ranked, np.log(shares / shares.sum()).tolist(), strict=True))
