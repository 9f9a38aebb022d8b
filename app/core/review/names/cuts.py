"""What may be a name beside a cue: every way to cut one, for many texts at once.

The texts lie side by side as code points, a NUL before each and behind the last: it belongs to no
word, no name and no link, so nothing runs on into the next text. What is rare (brackets after a cue,
marks for characters, lists) is cut by expressions, one by one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.kept import kept
from app.core.review.names.characters import Characters
from app.core.review.names.cue_words import cues
from app.core.review.names.scores import LIKELY
from app.core.review.names.table import name_table
from app.core.review.names.trie import Codes, Places, Trie
from app.core.review.spans import Mask
from app.core.text_bytes import blocks, from_bytes, offsets_and_bytes

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]"
_SPECIAL = re.compile(
    rf"{_HAN}{{1,12}}(?:[·•・‧]{_HAN}{{1,12}}){{1,3}}"
    rf"|{_HAN}{{1,2}}(?:某{{1,3}}|[*×xX○●□]{{1,3}}){_HAN}?(?!{_HAN})|{_HAN}{{1,2}}某{{1,3}}"
)  # 阿依古丽·买买提, 王某某, 李**: they end where they end
_SIGNS = Characters(
    "·•・‧某*×xX○●□"
)  # one of these is in each of them, so far behind their beginning at most:
_SIGN_WITHIN = 12
_LINK = re.compile(r"\s*(?:[(（][^()（）]{0,8}[)）]\s*)?[:：]\s*|\s*[(（]\s*|[为是]|\s+|")
_LINKING = Characters([*":：(（", *filter(str.isspace, map(chr, range(0x3001)))])
_JOINED = Characters("为是")
_MORE = re.compile(rf"、({_HAN}{{2,4}})(?![\w])")
_LISTING = ord("、")
_LEADING = Characters("由经请向与和及对是为给让被把找问、")
_BORDERING = Characters("至临邻靠接与:：")
_GOING_ON = Characters("和由来都那")  # that are surnames, too, but of few
_SHUT_BONUS = 1.0  # nats, where something that belongs to no name stands beside it
_TRAILING = -3.0  # nats, where the last character goes on with the sentence: 王伟|因
_FORM = -4.0  # nats that a name needs after a colon and before an end, as in a form
_BARE = 2.0  # nats that a name needs in running text
_ENDED = -1.0  # where a sign or the text's end stands right behind: 患者王伟，
# More, where its surname is more often a particle (和老师, 由主席, 市民和…), or it goes on as a road.
_PARTICLE = 4.0
_LENGTHS = range(2, 5)  # characters of a name in Han
_LONGEST = 20_000  # characters of a text that are read
_LISTED = 20  # names in one list
_AT_ONCE = 1 << 20  # bytes of text
_MARGIN = 64  # NULs behind the last text: no word is as long, and no name

Nats = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Cuts:
    """Ways to cut names, those of one cue together, in the order in which equal ones are believed.

    ``texts``: in which text; ``starts``, ``sizes``: in characters; ``names``: what is cut; ``words``:
    numbers of the cues; ``anchors``: those with the same one compete; ``bonus``, ``needs``: nats.
    """

    texts: Places
    starts: Places
    sizes: Places
    names: pa.StringArray
    words: Places
    anchors: Places
    bonus: Nats
    needs: Nats

    @classmethod
    def joined(cls, parts: Iterable["Cuts"]) -> "Cuts":
        """All of them, in the order of the parts."""
        parts = list(parts)
        none = np.zeros(0, np.int64)

        def every(name: str) -> np.ndarray:
            return np.concatenate([none, *(getattr(part, name) for part in parts)])

        names = pa.chunked_array([part.names for part in parts], pa.string()).combine_chunks()
        others = {f.name: every(f.name) for f in fields(cls) if f.name != "names"}
        return cls(names=names, **others)


def each_cuts(texts: pa.StringArray) -> Iterator[Cuts]:
    """What may be names behind roles (申请人：王伟), and before titles and acts (王伟同志, 由王伟负责);
    some texts at a time. Texts without nulls.
    """
    for block in _each_block(texts):
        yield _after(block, cues().before)
        yield _before(block, cues().after)


@dataclass(frozen=True)
class _Block:
    """Texts that lie side by side: ``starts`` of each in ``text``; ``first``: the number of the first."""

    text: str
    starts: Places
    ends: Places
    first: int

    @kept
    def codes(self) -> Codes:
        return np.frombuffer(self.text.encode("utf-32-le"), np.uint32)

    @kept
    def signs(self) -> Places:
        """Where one of the signs of names stands, and last a place that is near no other."""
        found = np.flatnonzero(_SIGNS.among(self.codes))
        return np.append(found, len(self.codes) + _SIGN_WITHIN + 1)

    def number_of(self, places: Places) -> Places:
        """In which of the texts places are."""
        return np.searchsorted(self.starts, places, side="right") - 1


def _each_block(texts: pa.StringArray) -> Iterator[_Block]:
    offsets, _ = offsets_and_bytes(texts)
    for first, last in blocks(offsets, _AT_ONCE):
        read = texts.slice(first, last - first)
        lengths = pc.utf8_length(read).to_numpy().astype(np.int64)
        if (lengths > _LONGEST).any():
            read = pc.utf8_slice_codeunits(read, 0, _LONGEST)
            lengths = np.minimum(lengths, _LONGEST)
        apart = pc.binary_join_element_wise("", read, "\0")
        _, data = offsets_and_bytes(apart)
        starts = np.cumsum(lengths + 1) - lengths
        text = data.tobytes().decode() + "\0" * _MARGIN
        yield _Block(text, starts, starts + lengths, first)


@dataclass(frozen=True)
class _Found:
    """Some cuts in a block. ``cues``: of which match each is; ``order``: within those of a match."""

    cues: Places
    order: Places
    starts: Places
    sizes: Places
    bonus: Nats
    needs: Nats


def _after(block: _Block, trie: Trie) -> Cuts:
    places, words = trie.find(block.codes)
    starts, colon = _linked(block, places + trie.sizes[words])
    begins = np.flatnonzero(_is_han(block.codes[starts]))
    begins = begins[_may_begin(block, starts[begins])]
    starts, colon, words = starts[begins], colon[begins], words[begins]
    parts = [_special(block, starts)]
    run = np.cumprod([_is_name_han(block.codes[starts + place]) for place in range(4)], axis=0)
    free = _free(block, starts)
    likely = name_table().begins.of(block.codes[starts])
    for length in _LENGTHS:
        which = np.flatnonzero((run[length - 1] > 0) & (free > length))
        listing = which[block.codes[starts[which] + length] == _LISTING]
        order = (length - 1) * (_LISTED + 1)
        parts.append(_listed(block, listing, starts[listing] + length, order + 1))
        which = which[likely[which]]
        ends = starts[which] + length
        ended = ~_is_han(block.codes[ends])
        shut = ended | (cues().leads.shortest(block.codes, ends) >= 0)
        form = colon[which] & shut
        particle = _GOING_ON.among(block.codes[starts[which]]) & ~form
        particle |= _following().among(block.codes[ends])
        trailing = _trailing().among(block.codes[ends - 1]) & (length > 2)
        parts.append(
            _Found(
                which,
                np.full(len(which), order),
                starts[which],
                np.full(len(which), length),
                _SHUT_BONUS * shut + _TRAILING * trailing,
                np.where(form, _FORM, _BARE + _ENDED * ended + _PARTICLE * particle),
            )
        )
    found = _in_order(parts)
    return _cuts(block, found, words[found.cues], found.starts)


def _may_begin(block: _Block, starts: Places) -> Mask:
    """Where a name may begin, or a list of names, by single characters: most words do not look so."""
    may: Mask = name_table().begins.of(block.codes[starts]) | _are_near_signs(block, starts)
    for length in _LENGTHS:
        may |= block.codes[starts + length] == _LISTING
    return may


def _linked(block: _Block, ends: Places) -> tuple[Places, Mask]:
    """Where a name may begin behind cues that end at ``ends``, and whether a colon stands between."""
    following = block.codes[ends]
    starts = ends + _JOINED.among(following)
    colon = np.zeros(len(ends), np.bool_)
    for place in np.flatnonzero(_LINKING.among(following)).tolist():
        link = _LINK.match(block.text, starts[place], _end(block, starts[place]))
        if link is not None:
            starts[place] = link.end()
            colon[place] = link[0].rstrip().endswith((":", "："))
    return starts, colon


def _end(block: _Block, place: int) -> int:
    """Where the text ends that a place is in."""
    return int(block.ends[np.searchsorted(block.starts, place, side="right") - 1])


def _special(block: _Block, starts: Places) -> _Found:
    found = [
        (cue, len(match[0]))
        for cue in np.flatnonzero(_are_near_signs(block, starts)).tolist()
        if (match := _SPECIAL.match(block.text, starts[cue], _end(block, starts[cue])))
    ]
    which, sizes = np.array(found, np.int64).reshape(-1, 2).T
    same = np.ones(len(which))
    return _Found(which, which * 0, starts[which], sizes, _SHUT_BONUS * same, _BARE * same)


def _are_near_signs(block: _Block, starts: Places) -> Mask:
    """Behind which places one of the signs of :data:`_SPECIAL` stands near enough."""
    near: Mask = block.signs[np.searchsorted(block.signs, starts)] - starts <= _SIGN_WITHIN
    return near


def _listed(block: _Block, which: Places, ends: Places, order: int) -> _Found:
    """The names that are listed behind a name that ends at ``ends``."""
    found: list[tuple[int, int, int, int]] = []
    for cue, end in zip(which.tolist(), ends.tolist(), strict=True):
        place, last = end, _end(block, end)
        for more in range(_LISTED):
            match = _MORE.match(block.text, place, last)
            if match is None:
                break
            found.append((cue, order + more, match.start(1), len(match[1])))
            place = match.end()
    cues_, places, starts, sizes = np.array(found, np.int64).reshape(-1, 4).T
    none = np.zeros(len(found))
    return _Found(cues_, places, starts, sizes, none, none + LIKELY)


def _before(block: _Block, trie: Trie) -> Cuts:
    """An act (…负责) needs a word like 由 before the name, a plot (…宅) one like 至, a home (…家里) the end
    of a place.
    """
    ends, words = trie.find(block.codes)
    act, plot, home = (
        np.array([word in some for word in trie.words], np.bool_)[words]
        for some in (cues().acts, cues().plots, cues().homes)
    )
    may_lead = [_LEADING.among(block.codes[ends - length - 1]) for length in _LENGTHS]
    going = np.flatnonzero(~act | np.logical_or.reduce(may_lead))
    parts: list[_Found] = []
    reach = np.full(
        len(ends), len(block.codes)
    )  # where the first stranger at or after a place ends
    for length in _LENGTHS:
        going = going[ends[going] >= length]
        starts = ends[going] - length
        within = starts >= block.starts[block.number_of(ends[going])]
        going, starts = going[within], starts[within]
        han = _is_han(block.codes[starts])
        going, starts = going[han], starts[han]
        stranger = cues().strangers.shortest(block.codes, starts)
        ended = np.where(stranger >= 0, starts + cues().strangers.sizes[stranger], reach[going])
        reach[going] = np.minimum(reach[going], ended)
        free = reach[going] > ends[going]
        going, starts = going[free], starts[free]
        before = block.codes[starts - 1]
        led, shut = _LEADING.among(before), ~_is_han(before)
        particle = _LEADING.among(block.codes[starts]) & ~shut
        told = (led | ~act[going]) & (_BORDERING.among(before) | ~plot[going])
        told &= _placing().among(before) | ~home[going]
        told &= name_table().begins.of(block.codes[starts])
        found = _Found(
            going,
            np.full(len(going), length),
            starts,
            np.full(len(going), length),
            _SHUT_BONUS * (shut | led),
            _BARE + _PARTICLE * particle,
        )
        parts.append(_where(found, told))
    found = _in_order(parts)
    numbers = words + len(cues().before.words)  # the cues of the other kind come first
    return _cuts(block, found, numbers[found.cues], ends[found.cues])


def _free(block: _Block, starts: Places) -> Places:
    """From which length on a name that begins at a place holds a word that no name holds."""
    strangers, none = cues().strangers, _MARGIN
    lengths = []
    for place in range(_LENGTHS[-1] - 1):
        found = strangers.shortest(block.codes, starts + place)
        lengths.append(np.where(found >= 0, strangers.sizes[found] + place, none))
    free: Places = np.min(lengths, axis=0)
    return free


@cache
def _following() -> Characters:
    return Characters(cues().following)


@cache
def _placing() -> Characters:
    return Characters(cues().behind)


@cache
def _trailing() -> Characters:
    return Characters(cues().trailing)


def _is_han(codes: Codes) -> Mask:
    mask: Mask = (codes - np.uint32(0x3400) <= 0x9FFF - 0x3400) | (
        codes - np.uint32(0x20000) <= 0x323AF - 0x20000
    )
    return mask


def _is_name_han(codes: Codes) -> Mask:
    """Without the hexagrams, which stand between the blocks of Han characters."""
    mask: Mask = _is_han(codes) & (codes - np.uint32(0x4DC0) > 0x4DFF - 0x4DC0)
    return mask


def _in_order(parts: list[_Found]) -> _Found:
    every = _Found(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in _Found.__dataclass_fields__
        )
    )
    return _where(every, np.lexsort((every.order, every.cues)))


def _where(found: _Found, chosen: Mask | Places) -> _Found:
    return _Found(*(getattr(found, name)[chosen] for name in _Found.__dataclass_fields__))


def _cuts(block: _Block, found: _Found, words: Places, anchors: Places) -> Cuts:
    numbers = block.number_of(found.starts)
    return Cuts(
        texts=numbers + block.first,
        starts=found.starts - block.starts[numbers],
        sizes=found.sizes,
        names=_texts(block.codes, found.starts, found.sizes),
        words=words,
        anchors=anchors - block.starts[numbers],
        bonus=found.bonus,
        needs=found.needs,
    )


def _texts(codes: Codes, starts: Places, sizes: Places) -> pa.StringArray:
    """Stretches of code points as texts."""
    before = np.cumsum(sizes) - sizes
    flat = codes[np.repeat(starts - before, sizes) + np.arange(sizes.sum())]
    text = np.frombuffer(flat.tobytes().decode("utf-32-le").encode(), np.uint8)
    begins = np.flatnonzero((text & 0xC0) != 0x80)  # of each character
    offsets = np.append(begins, len(text))[np.append(before, len(flat))]
    return from_bytes(offsets, text)
