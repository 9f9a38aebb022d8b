"""How much likelier a text is as a person's name than as anything else, in nats.

Every text is judged by itself: neither its neighbours nor the way a column is cut change its score.
Nothing runs once per text but array operations over the code points of all short texts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review.names.characters import Characters
from app.core.review.names.latin import latin_scores
from app.core.review.names.table import name_table, pair_keys
from app.core.review.patterns import compiled, matches
from app.core.text_bytes import edges_and_bytes, holding


class Form(IntEnum):
    """The form in which a text could be a name."""

    NONE = 0
    HAN = 1  # 王伟, 欧阳晓明, 陳大文
    MINORITY = 2  # 阿依古丽·买买提, 扎西多吉
    MASKED = 3  # 王某某, 李**
    LATIN = 4  # ZHANG San


Rows = npt.NDArray[np.uint16]  # of the table, by text

_AT_ONCE = 1 << 16  # texts; each is judged by itself
_FEW = 100  # texts
LIKELY = 1.0  # nats from which a text by itself counts as a name
_BLANK = ord(" ")
_SHORTEST, _LONGEST = 3, 96  # bytes of UTF-8
_SPACED = r"^(\p{Han})\s+(\p{Han})\s*(\p{Han})?$"  # 王　伟, 李 晓 明, as tables align names
_MARKS = "*×xX○●□■_"
_SURNAME_MASKED = rf"^\p{{Han}}{{1,2}}(?:某{{1,3}}|[{_MARKS}]{{1,3}})\p{{Han}}?$"
TITLES = ("先生", "女士", "小姐")
TITLED = rf"^\s*\p{{Han}}{{1,2}}(?:{'|'.join(TITLES)})\s*$"  # 王先生: it may be any of a million
_GIVEN_SHOWN = r"^\*{1,2}\p{Han}{1,2}$"
_DOTS = "·•・‧∙."
_DOTTED = rf"^\p{{Han}}+(?:[{_DOTS}]\p{{Han}}+){{1,3}}$"
_BETWEEN, _MARKED, _DOT = Characters(" "), Characters(_MARKS + "某"), Characters(_DOTS)
_MASKED_BONUS = 4.0
_SHOWN_BONUS = 1.0
_MINORITY_BONUS = 4.0
_SECOND_SURNAME = -3.0  # nats: both parents' surnames are rare


@dataclass(frozen=True)
class Judged:
    """One entry a text. ``scores``: nats, -inf where the form is impossible; ``forms``: Form."""

    scores: np.ndarray
    forms: np.ndarray

    @property
    def likely(self) -> np.ndarray:
        """Which texts count as names by themselves."""
        names: np.ndarray = self.scores > LIKELY
        return names


def name_scores(texts: pa.StringArray) -> np.ndarray:
    """The log-likelihood ratio of every text, -inf where it cannot be a name."""
    return judge(texts).scores


def judge(texts: pa.StringArray) -> Judged:
    """Score and form of every text; nulls are no names."""
    parts = [_judge_some(texts.slice(first, _AT_ONCE)) for first in range(0, len(texts), _AT_ONCE)]
    if len(parts) == 1:
        return parts[0]
    scores = np.concatenate([np.zeros(0), *(part.scores for part in parts)])
    return Judged(scores, np.concatenate([np.zeros(0, np.uint8), *(part.forms for part in parts)]))


def _judge_some(texts: pa.StringArray) -> Judged:
    scores = np.full(len(texts), -np.inf)
    forms = np.zeros(len(texts), np.uint8)
    sizes = pc.fill_null(pc.binary_length(texts), 0).to_numpy(zero_copy_only=False)
    short = np.flatnonzero((sizes >= _SHORTEST) & (sizes <= _LONGEST))
    if len(short):
        whole = len(short) == len(texts)
        inner = _judge_short(_tidied(texts if whole else texts.take(pa.array(short))))
        scores[short], forms[short] = inner.scores, inner.forms
    return Judged(scores, forms)


def _tidied(texts: pa.StringArray) -> pa.StringArray:
    """Without the blanks that align names in tables."""
    edges, held = edges_and_bytes(texts)
    blank = held <= _BLANK
    blank[:-1] |= (held[:-1] == 0xC2) & (held[1:] == 0xA0)  # U+A0
    blank[:-2] |= (held[:-2] == 0xE3) & (held[1:-1] == 0x80) & (held[2:] == 0x80)  # U+3000
    if not blank.any():
        return texts
    spaced = np.flatnonzero(holding(edges, blank))
    spaced = spaced[matches(texts.take(pa.array(spaced)), r"[\s\x{a0}\x{3000}]")]
    if not len(spaced):
        return texts
    found = texts.take(pa.array(spaced))
    bare = pc.utf8_trim_whitespace(pc.replace_substring_regex(found, r"[\x{a0}\x{3000}]", " "))
    closed = pc.replace_substring_regex(bare, _SPACED, r"\1\2\3")
    mask = np.zeros(len(texts), np.bool_)
    mask[spaced] = True
    return pc.replace_with_mask(texts, pa.array(mask), closed)


def _judge_short(texts: pa.StringArray) -> Judged:
    try:
        codes, starts, lengths = _code_points(texts)
    except UnicodeDecodeError:  # bytes that came in unchecked
        raw = pc.cast(texts, pa.binary()).to_pylist()
        texts = pa.array([text.decode("utf-8", "replace") for text in raw], pa.string())
        codes, starts, lengths = _code_points(texts)
    scores = _han_scores(codes, starts, lengths)
    forms = np.where(np.isneginf(scores), Form.NONE, Form.HAN).astype(np.uint8)
    penalties = resources.pack("name-words").data
    table = name_table()
    possible = np.flatnonzero(scores > -np.inf)
    of_names = texts.take(pa.array(possible))
    for known, nats in (
        (table.words, penalties["word_penalty"]),
        (table.others, penalties["place_penalty"]),
    ):
        scores[possible[known.holds(of_names)]] -= nats
    masked = _masked_scores(texts, codes, starts)
    hides = masked > -np.inf  # 王某宁 has the characters of a name, too
    scores[hides], forms[hides] = np.maximum(scores, masked)[hides], Form.MASKED
    for form, others in (
        (Form.MINORITY, _minority_scores(texts, codes, starts, lengths)),
        (Form.LATIN, latin_scores(texts, _holding(codes, starts, _BETWEEN))),
    ):
        better = others > scores
        scores[better], forms[better] = others[better], form
    return Judged(scores, forms)


def _code_points(texts: pa.StringArray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All code points of the texts in one array, and where each text starts and how long it is.

    Raises UnicodeDecodeError.
    """
    codes = np.frombuffer(_data(texts).decode("utf-8").encode("utf-32-le"), np.uint32)
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, np.cumsum(lengths) - lengths, lengths


def _data(texts: pa.StringArray) -> bytes:
    """The bytes of the texts of an array."""
    _, offsets, data = texts.buffers()
    places = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(data)[places[0] : places[-1]].tobytes() if data else b""


def _han_scores(codes: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Surname and given name, two to four Han characters; one surname or two, or a compound one."""
    scores = np.full(len(starts), -np.inf)
    table = name_table()
    for length in (2, 3, 4):
        which = np.flatnonzero(lengths == length)
        begins = starts[which]
        rows = [table.row.of(codes[begins + place]) for place in range(length)]
        fits = np.flatnonzero(np.logical_and.reduce([row >= 0 for row in rows]))
        which, last = which[fits], codes[begins[fits] + (length - 1)]
        scores[which] = _LENGTHS[length](*(row[fits].view(np.uint16) for row in rows))
        scores[which[table.endings[last] >= (2 if length == 2 else 1)]] -= _ending_penalty()
    return scores


def _two(first: Rows, last: Rows) -> np.ndarray:
    weights = name_table().weights
    total: np.ndarray = weights[0].of(first) + weights[1].of(last)
    return total


def _three(first: Rows, second: Rows, last: Rows) -> np.ndarray:
    weights = name_table().weights
    plain = weights[2].of(first) + weights[3].of(second) + weights[4].of(last)
    total: np.ndarray = np.maximum(plain, _compound(first, second) + weights[1].of(last))
    return total


def _four(first: Rows, second: Rows, third: Rows, last: Rows) -> np.ndarray:
    weights = name_table().weights
    given = weights[3].of(third) + weights[4].of(last)
    both = weights[0].of(first) + weights[2].of(second) + given + _SECOND_SURNAME
    total: np.ndarray = np.maximum(both, _compound(first, second) + given)
    return total


_LENGTHS: dict[int, Callable[..., np.ndarray]] = {2: _two, 3: _three, 4: _four}


def _compound(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Nats for a compound surname in two rows, -inf where there is none."""
    table = name_table()
    keys = pair_keys(first, second)
    place = np.minimum(np.searchsorted(table.compound, keys), len(table.compound) - 1)
    nats: np.ndarray = np.where(table.compound[place] == keys, table.bonus[place], -np.inf)
    return nats


def _ending_penalty() -> float:
    penalty: float = resources.pack("name-words").data["ending_penalty"]
    return penalty


def _matching(texts: pa.StringArray, pattern: str, among: np.ndarray) -> np.ndarray:
    """Indices of the texts that match. ``among``: indices of texts of which every match is one."""
    indices: np.ndarray = among
    if len(among):
        indices = among[matches(texts.take(pa.array(among)), pattern)]
    return indices


def _holding(codes: np.ndarray, starts: np.ndarray, characters: Characters) -> np.ndarray:
    """Indices of the texts that hold one of some characters."""
    places = np.flatnonzero(characters.among(codes))
    held = np.zeros(len(starts), np.bool_)
    held[np.searchsorted(starts, places, side="right") - 1] = True
    return np.flatnonzero(held)


def _masked_scores(texts: pa.StringArray, codes: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """王某某, 欧阳*, 李*伟: a surname and marks; **伟: marks and a given name."""
    scores = np.full(len(starts), -np.inf)
    table = name_table()
    marked = _holding(codes, starts, _MARKED)
    which = _matching(texts, _SURNAME_MASKED, marked)
    if len(which):
        first, second = (table.row.of(codes[starts[which] + place]) for place in (0, 1))
        surname = table.weights[0].values[first]
        known = codes[starts[which] + 1] == ord("某")
        single = np.where((second < 0) | known, surname, -np.inf)
        double = _compound(first, second)
        scores[which] = np.maximum(single, double) + _MASKED_BONUS
    which = _matching(texts, _GIVEN_SHOWN, marked)
    if len(which):
        last = starts[which] + pc.utf8_length(texts.take(pa.array(which))).to_numpy() - 1
        scores[which] = table.weights[4].values[table.row.of(codes[last])] + _SHOWN_BONUS
    return scores


def _minority_scores(
    texts: pa.StringArray, codes: np.ndarray, starts: np.ndarray, lengths: np.ndarray
) -> np.ndarray:
    """Names with a dot by the sound of their characters; names of known parts, with it or without."""
    scores = np.full(len(starts), -np.inf)
    table = name_table()
    dotted = _matching(texts, _DOTTED, _holding(codes, starts, _DOT))
    if len(dotted):
        at = np.repeat(starts[dotted], lengths[dotted]) + _counting(lengths[dotted])
        rows = table.row.of(codes[at])
        bounds = np.cumsum(lengths[dotted]) - lengths[dotted]
        total = np.add.reduceat(np.where(rows >= 0, table.sounds[rows], 0.0), bounds)
        ended = table.endings[codes[starts[dotted] + lengths[dotted] - 1]]
        scores[dotted] = total / lengths[dotted] * 4 - np.where(ended, 2 * _ending_penalty(), 0)
    heads, long_ = table.minority_heads, np.flatnonzero(lengths > 1)
    long_ = long_[table.minority_begins[codes[starts[long_]]]]
    keys = pair_keys(codes[starts[long_]], codes[starts[long_] + 1])
    headed = heads[np.minimum(np.searchsorted(heads, keys), len(heads) - 1)] == keys
    known = _of_minorities(texts, long_[headed])
    scores[known] = np.maximum(np.nan_to_num(scores[known], neginf=0), 0) + _MINORITY_BONUS
    return scores


def _of_minorities(texts: pa.StringArray, among: np.ndarray) -> np.ndarray:
    """Indices of the texts that are made of known parts; the expression takes RE2 a while to compile."""
    if len(among) > _FEW:
        return _matching(texts, minority_pattern(), among)
    found = map(compiled(minority_pattern()).fullmatch, texts.take(pa.array(among)).to_pylist())
    return among[np.array([match is not None for match in found], np.bool_)]


def _counting(lengths: np.ndarray) -> np.ndarray:
    """0, 1, … for each length, one after another."""
    counting: np.ndarray = np.arange(lengths.sum()) - np.repeat(
        np.cumsum(lengths) - lengths, lengths
    )
    return counting


@cache
def minority_pattern() -> str:
    """RE2 for two to five parts of minorities' names, dots between them or none."""
    parts = "|".join(resources.pack("name-words").data["minority"].split())
    return rf"^(?:{parts})(?:[·•・‧∙.]?(?:{parts}))+$"
