"""How likely a text is in a language, told from its characters one by one.

Each language is a table of natural logarithms of probabilities by code point: what is frequent in
running text and in the tables of offices (rule pack ``encoding``), then what stands in the common
half of the national standard (GB/T 2312 and Big5 are ordered so), then the rest.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.core.resources import pack

Floats: TypeAlias = npt.NDArray[np.float32]

LANGUAGES = ("simplified", "traditional", "japanese", "korean", "western")

_ASCII = -3.6  # letters, digits and marks alike: they are the same under every encoding
_CONTROL = -18.0
_UNASSIGNED = -20.0
_BAD = -14.0  # a byte that did not decode, as a lone surrogate
_BAD_NEXT = 7.0  # what is given back for each that follows another: they come in runs
_RARE = -16.0
_ASTRAL = 0x10000  # one place for all code points beyond the first plane

# Shares of the frequent characters by rank, then of the two halves of the standard.
_RANKS = ((200, 0.38), (400, 0.30), (10_000, 0.19))
_COMMON_HALF, _OTHER_HALF, _MARKS, _WIDE = 0.08, 0.01, 0.03, 0.01

_INSIDE = -4.0  # for one character inside a word of Latin letters, as é in René
_INSIDE_WORD = re.compile(r"[a-z][^\x00-\x7f](?=[a-z])")
_NAMES = 2000  # characters in which names are looked for; a longer text needs no such hint
_NAME_SHARE = 0.3  # of the short words of a table

_CHINESE_MARKS = "，。、：；？！“”‘’（）《》【】〔〕—…·％℃㎡×±￥～①②③④⑤⑥⑦⑧⑨⑩Ⅰ Ⅱ Ⅲ　".replace(
    " ", ""
)


def likelihood(text: str) -> Floats:
    """The log-likelihood of a text in each of :data:`LANGUAGES`."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    counts = np.bincount(np.minimum(codes, _ASTRAL), minlength=_ASTRAL + 1)
    present = np.flatnonzero(counts)
    result: Floats = _tables()[:, present] @ counts[present].astype(np.float32)
    bad = (codes >= 0xD800) & (codes < 0xE000)
    result += _BAD_NEXT * np.count_nonzero(bad[1:] & bad[:-1])
    result[:2] += _as_names(text)
    result[: LANGUAGES.index("western")] += _INSIDE * len(_INSIDE_WORD.findall(text[:_NAMES]))
    return result


def _as_names(text: str) -> Floats:
    """What is gained where short Chinese words begin with surnames, as the words of tables do."""
    words = re.findall(r"(?:^|[\n,\t])([一-龥])[一-龥]{1,3}(?=$|[\n,\t])", text[:_NAMES])
    codes = np.array([ord(word) for word in words], np.int64)
    gains: Floats = _surnames()[:, codes].sum(axis=1)
    return gains


@cache
def _surnames() -> Floats:
    """By code point: the log of how far a name is likelier than any word to begin so."""
    likely = _tables()[:2]
    simplified = pack("surnames").data["single"]
    odds = np.zeros_like(likely)
    for row, surnames in enumerate((simplified, _traditional(simplified))):
        codes = [ord(character) for character in dict.fromkeys(surnames)]
        ranks = 1 / (np.arange(len(codes)) + 5)  # the most frequent first
        odds[row, codes] = ranks / ranks.sum() / np.exp(likely[row, codes])
    gains: Floats = np.log(1 - _NAME_SHARE + _NAME_SHARE * odds)
    return gains


@cache
def _tables() -> Floats:
    data = pack("encoding").data
    simplified = data["simplified"]
    return np.stack(
        [
            _chinese(simplified, _level("gb2312", 0xB0, 0xD7), _level("gb2312", 0xD8, 0xF7)),
            _chinese(
                _traditional(simplified) + data["traditional"],
                _level("cp950", 0xA4, 0xC6),
                _level("cp950", 0xC9, 0xF9),
            ),
            _japanese(data["japanese"]),
            _korean(data["korean"]),
            _western(),
        ]
    )


def _traditional(text: str) -> str:
    pairs = pack("encoding").data["traditional_of"]
    return text.translate(str.maketrans(pairs[::2], pairs[1::2]))


def _level(encoding: str, first: int, last: int) -> list[str]:
    """The Han characters of a range of lead bytes, as the standard orders them."""
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    texts = b"\n".join(pairs).decode(encoding, "ignore")  # no trail byte is a line end
    return [text for text in texts if "一" <= text <= "龥"]


def _blank() -> Floats:
    """ASCII, controls, what is assigned at all, and what is not."""
    table: Floats = np.full(_ASTRAL + 1, _RARE, np.float32)
    table[:0x80] = _ASCII
    table[:0x20] = table[0x7F:0xA0] = _CONTROL
    for character in "\t\n\r":
        table[ord(character)] = _ASCII
    table[0xD800:0xE000] = _BAD
    table[0xE000:0xF900] = table[0xFFF0:0x10000] = _UNASSIGNED
    table[0xFEFF] = _CONTROL
    return table


def _put(table: Floats, characters: Iterable[str], share: float) -> None:
    """Divide a share among characters that are not yet more likely than that."""
    codes = np.array(sorted({ord(character) for character in characters}), np.int64)
    table[codes] = np.maximum(table[codes], np.log(share / len(codes)))


def _span(first: str, last: str) -> Iterable[str]:
    return map(chr, range(ord(first), ord(last) + 1))


def _chinese(frequent: str, common: list[str], other: list[str]) -> Floats:
    table = _blank()
    start = 0
    ranked = list(dict.fromkeys(frequent))
    for count, share in _RANKS:
        _put(table, ranked[start : start + count], share)
        start += count
    _put(table, common, _COMMON_HALF)
    _put(table, other, _OTHER_HALF)
    _put(table, _CHINESE_MARKS, _MARKS)
    _put(table, _span("！", "～"), _WIDE)
    _put(table, _span("ぁ", "ヶ"), 0.0005)
    _put(table, (*_span("Α", "ω"), *_span("А", "я")), 0.0005)
    return table


def _japanese(frequent: str) -> Floats:
    table = _blank()
    _put(table, _span("ぁ", "ん"), 0.36)
    _put(table, (*_span("ァ", "ヶ"), "ー"), 0.2)
    _put(table, frequent, 0.2)
    _put(table, _level("cp932", 0x88, 0x97), 0.14)
    _put(table, _level("cp932", 0x98, 0xEA), 0.02)
    _put(table, "、。「」・（）：！？～％　", 0.04)
    _put(table, _span("！", "～"), 0.01)
    _put(table, _span("｡", "ﾟ"), 0.003)
    return table


def _korean(frequent: str) -> Floats:
    table = _blank()
    _put(table, frequent, 0.62)
    _put(table, _span("가", "힣"), 0.001)
    hangul = (bytes((lead, trail)) for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF))
    _put(table, (pair.decode("euc_kr") for pair in hangul), 0.34)
    _put(table, _level("euc_kr", 0xCA, 0xFD), 0.01)
    return table


def _western() -> Floats:
    """Latin letters with accents among ASCII ones, and the marks of word processors."""
    table = _blank()
    _put(table, _span("\xa0", "ÿ"), 0.004)
    _put(table, _span("À", "Þ"), 0.02)
    _put(table, "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßæœ", 0.6)
    _put(table, "’“”‘–—…•€£°«»©®™·", 0.1)
    _put(table, _span("Ā", "ſ"), 0.004)
    _put(table, (*_span("Α", "ω"), *_span("А", "я")), 0.6)  # under UTF-8 only
    return table
