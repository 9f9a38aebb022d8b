"""What may be a name beside a cue: every way to cut one, for many texts at once.

What is rare (brackets after a cue, marks for characters, lists) is cut by expressions, one by one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.review.names.characters import Characters
from app.core.review.names.cue_words import cues
from app.core.review.names.numbered import before_numbers
from app.core.review.names.organisations import organisation_nats
from app.core.review.names.scores import LIKELY
from app.core.review.names.table import name_table
from app.core.review.names.text_block import MARGIN, Block, are_han, each_block, stretches
from app.core.review.names.trie import Codes, Places, Trie
from app.core.review.spans import Mask

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]"
_DOTS = "·•・‧"
_SPECIAL = re.compile(
    rf"{_HAN}{{1,12}}(?:[{_DOTS}]{_HAN}{{1,12}}){{1,3}}"
    rf"|{_HAN}{{1,2}}(?:某{{1,3}}|[*×xX○●□]{{1,3}}){_HAN}?(?!{_HAN})|{_HAN}{{1,2}}某{{1,3}}"
)  # 阿依古丽·买买提, 王某某, 李**: they end where they end
_SIGNS = Characters(
    f"{_DOTS}某*×xX○●□"
)  # one of these is in each of them, so far behind their beginning at most:
_SIGN_WITHIN = 12
_LINK = re.compile(r"\s*(?:[(（][^()（）]{0,8}[)）]\s*)?[:：]\s*|\s*[(（]\s*|[为是]|\s+|")
_LINKING = Characters([*":：(（", *filter(str.isspace, map(chr, range(0x3001)))])
_JOINED = Characters("为是")
_MORE = re.compile(rf"、({_HAN}{{2,4}})(?![\w])")
_EARLIER = re.compile(rf"(?<!\w)({_HAN}{{2,4}})、\Z")
_LISTING = ord("、")
_LEADING_WORDS = "由经请向与和及对是为给让被把找问"
_LEADING = Characters(_LEADING_WORDS + "、")
_BORDERING = Characters("至临邻靠接与:：")
_GOING_ON = Characters("和由来都那")  # that are surnames, too, but of few
_SHUT_BONUS = 1.0  # nats, where something that belongs to no name stands beside it
_TRAILING = -3.0  # nats, where the last character goes on with the sentence: 王伟|因
_FORM = -4.0  # nats that a name needs after a colon and before an end, as in a form
_BARE = 2.0  # nats that a name needs in running text
_ENDED = -1.0  # where a sign or the text's end stands right behind: 患者王伟，
# More, where its surname is more often a particle (和老师, 由主席, 市民和…), or it goes on as a road.
_PARTICLE = 4.0
_DOING = 1.5  # more, since things may do, too: 梅雨季因…
_LENGTHS = range(2, 5)  # characters of a name in Han
_LISTED = 20  # names in one list

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
    for block in each_block(texts):
        yield _after(block, cues().before)
        yield _before(block, cues().after)


@dataclass(frozen=True)
class _Found:
    """Some cuts in a block. ``cues``: of which match each is; ``order``: within those of a match."""

    cues: Places
    order: Places
    starts: Places
    sizes: Places
    bonus: Nats
    needs: Nats


def _after(block: Block, trie: Trie) -> Cuts:
    places, words = trie.find(block.codes)
    starts, colon = _linked(block, places + trie.sizes[words])
    begins = np.flatnonzero(are_han(block.codes[starts]))
    begins = begins[_may_begin(block, starts[begins])]
    starts, colon, words = starts[begins], colon[begins], words[begins]
    parts = [_special(block, starts)]
    run = np.cumprod([_is_name_han(block.codes[starts + place]) for place in range(4)], axis=0)
    free = _free(block, starts)
    likely = name_table().begins.of(block.codes[starts])
    organisations = organisation_nats(block, starts)
    for length in _LENGTHS:
        which = np.flatnonzero((run[length - 1] > 0) & (free > length))
        listing = which[block.codes[starts[which] + length] == _LISTING]
        order = (length - 1) * (_LISTED + 1)
        parts.append(_listed(block, listing, starts[listing] + length, order + 1))
        which = which[likely[which]]
        ends = starts[which] + length
        ended = ~are_han(block.codes[ends])
        shut = ended | (cues().leads.shortest(block.codes, ends) >= 0)
        form = colon[which] & shut
        particle = _GOING_ON.among(block.codes[starts[which]]) & ~form
        particle |= _following().among(block.codes[ends])
        rather = organisations[which] * ~(shut & ~_GOING_ON.among(block.codes[ends]))
        trailing = _trailing().among(block.codes[ends - 1]) & (length > 2)
        parts.append(
            _Found(
                which,
                np.full(len(which), order),
                starts[which],
                np.full(len(which), length),
                _SHUT_BONUS * shut + _TRAILING * trailing,
                np.where(form, _FORM, _BARE + _ENDED * ended + _PARTICLE * particle + rather),
            )
        )
    found = _in_order(parts)
    return _cuts(block, found, words[found.cues], found.starts)


def _may_begin(block: Block, starts: Places) -> Mask:
    """Where a name may begin, or a list of names, by single characters: most words do not look so."""
    may: Mask = name_table().begins.of(block.codes[starts]) | _are_near_signs(block, starts)
    for length in _LENGTHS:
        may |= block.codes[starts + length] == _LISTING
    return may


def _linked(block: Block, ends: Places) -> tuple[Places, Mask]:
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


def _end(block: Block, place: int) -> int:
    """Where the text ends that a place is in."""
    return int(block.ends[np.searchsorted(block.starts, place, side="right") - 1])


def _special(block: Block, starts: Places) -> _Found:
    found = [
        (cue, size)
        for cue in np.flatnonzero(_are_near_signs(block, starts)).tolist()
        if (match := _SPECIAL.match(block.text, starts[cue], _end(block, starts[cue])))
        for size in _sizes(match[0])
    ]
    which, sizes = np.array(found, np.int64).reshape(-1, 2).T
    same = np.ones(len(which))
    return _Found(which, -sizes, starts[which], sizes, _SHUT_BONUS * same, _BARE * same)


def _sizes(name: str) -> range:
    """How long a name may be, the longest first: a sentence may go on behind the last part of a name
    of parts, of which two characters at least are left.
    """
    dot = max(map(name.rfind, _DOTS))
    shortest = min(dot + 3, len(name)) if dot >= 0 else len(name)
    return range(len(name), shortest - 1, -1)


def _are_near_signs(block: Block, starts: Places) -> Mask:
    """Behind which places one of the signs of :data:`_SPECIAL` stands near enough."""
    signs = np.append(
        np.flatnonzero(_SIGNS.among(block.codes)), len(block.codes) + _SIGN_WITHIN + 1
    )
    near: Mask = signs[np.searchsorted(signs, starts)] - starts <= _SIGN_WITHIN
    return near


def _listed(block: Block, which: Places, ends: Places, order: int) -> _Found:
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


def _before(block: Block, trie: Trie) -> Cuts:
    """An act (…负责) needs a word like 由 before the name, a plot (…宅) one like 至, a home (…家里) the end
    of a place, a doing (…未签字) the beginning of a sentence or of what is listed, and a longer name. A number
    is a cue like a word.
    """
    ends, words = trie.find(block.codes)
    numbered = before_numbers(block)
    ends = np.concatenate([ends, numbered])
    words = np.concatenate([words, np.full(len(numbered), len(trie.words))])
    act, plot, home, doing = (
        np.array([word in some for word in (*trie.words, "")], np.bool_)[words]
        for some in (cues().acts, cues().plots, cues().homes, cues().doings)
    )
    may_lead = [_LEADING.among(block.codes[ends - length - 1]) for length in _LENGTHS]
    going = np.flatnonzero(~act | np.logical_or.reduce(may_lead))
    parts: list[_Found] = []
    lists: list[_Found] = []
    reach = np.full(
        len(ends), len(block.codes)
    )  # where the first stranger at or after a place ends
    for length in _LENGTHS:
        going = going[ends[going] >= length]
        starts = ends[going] - length
        within = starts >= block.starts[block.number_of(ends[going])]
        going, starts = going[within], starts[within]
        han = are_han(block.codes[starts])
        going, starts = going[han], starts[han]
        stranger = cues().strangers.shortest(block.codes, starts)
        ended = np.where(stranger >= 0, starts + cues().strangers.sizes[stranger], reach[going])
        reach[going] = np.minimum(reach[going], ended)
        free = reach[going] > ends[going]
        going, starts = going[free], starts[free]
        before = block.codes[starts - 1]
        led, shut = _LEADING.among(before), ~are_han(before)
        particle = _LEADING.among(block.codes[starts]) & ~shut
        told = (led | ~act[going]) & (_BORDERING.among(before) | ~plot[going])
        told &= _placing().among(before) | ~home[going]
        told &= ((led | shut) & (length > 2)) | ~doing[going]
        told &= name_table().begins.of(block.codes[starts])
        found = _Found(
            going,
            np.full(len(going), length),
            starts,
            np.full(len(going), length),
            _SHUT_BONUS * (shut | led),
            _BARE + _PARTICLE * particle + _DOING * doing[going],
        )
        parts.append(_where(found, told))
        listing = told & (before == _LISTING)
        lists.append(_listed_before(block, going[listing], starts[listing]))
    found = _in_order(parts + lists)
    numbers = words + len(cues().before.words)  # the cues of the other kind come first
    return _cuts(block, found, numbers[found.cues], found.starts + found.sizes)


def _listed_before(block: Block, which: Places, starts: Places) -> _Found:
    """The names that are listed before a name that begins at ``starts``, with the particle that may lead
    the first one, and without.
    """
    found: list[tuple[int, int, int]] = []
    for cue, start in zip(which.tolist(), starts.tolist(), strict=True):
        place = start
        for _ in range(_LISTED):
            match = _EARLIER.search(block.text, max(place - _LENGTHS[-1] - 2, 0), place)
            if match is None:
                break
            place, end = match.span(1)
            found.append((cue, place, end - place))
            if match[1][0] in _LEADING_WORDS:
                found.append((cue, place + 1, end - place - 1))
    cues_, starts, sizes = np.array(found, np.int64).reshape(-1, 3).T
    particle = _LEADING.among(block.codes[starts])
    return _Found(
        cues_, cues_ * 0, starts, sizes, np.zeros(len(found)), LIKELY + _PARTICLE * particle
    )


def _free(block: Block, starts: Places) -> Places:
    """From which length on a name that begins at a place holds a word that no name holds."""
    strangers, none = cues().strangers, MARGIN
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


def _is_name_han(codes: Codes) -> Mask:
    """Without the hexagrams, which stand between the blocks of Han characters."""
    mask: Mask = are_han(codes) & (codes - np.uint32(0x4DC0) > 0x4DFF - 0x4DC0)
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


def _cuts(block: Block, found: _Found, words: Places, anchors: Places) -> Cuts:
    numbers = block.number_of(found.starts)
    return Cuts(
        texts=numbers + block.first,
        starts=found.starts - block.starts[numbers],
        sizes=found.sizes,
        names=stretches(block.codes, found.starts, found.sizes),
        words=words,
        anchors=anchors - block.starts[numbers],
        bonus=found.bonus,
        needs=found.needs,
    )
