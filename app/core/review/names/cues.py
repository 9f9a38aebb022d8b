"""Names in sentences: after a role (申请人：王伟), before a title (王伟同志), before an act (由王伟负责).

RE2 finds the texts with a cue; Python cuts what stands beside it, and only there. All that was cut
is scored at once, and each cue keeps its best.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review.names.scores import LIKELY, name_scores
from app.core.review.patterns import matches

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]"
_SPECIAL = re.compile(
    rf"{_HAN}{{1,12}}(?:[·•・‧]{_HAN}{{1,12}}){{1,3}}"
    rf"|{_HAN}{{1,2}}(?:某{{1,3}}|[*×xX○●□]{{1,3}}){_HAN}?(?!{_HAN})|{_HAN}{{1,2}}某{{1,3}}"
)  # 阿依古丽·买买提, 王某某, 李**: they end where they end
_RUN = re.compile(rf"{_HAN}{{2,4}}")
_LINK = re.compile(r"\s*(?:[(（][^()（）]{0,8}[)）]\s*)?[:：]\s*|\s*[(（]\s*|[为是]|\s+|")
_MORE = re.compile(rf"、({_HAN}{{2,4}})(?![\w])")
_SHUT_BONUS = 1.0  # nats, where something that belongs to no name stands beside it
_TRAILING = -3.0  # nats, where the last character goes on with the sentence: 王伟|因
_FORM = -4.0  # nats that a name needs after a colon and before an end, as in a form
_BARE = 2.0  # nats that a name needs in running text
_PARTICLE = 4.0  # more, where its surname is more often a particle: 和老师, 由主席
_LONGEST = 20_000  # characters of a text that are read
_LISTED = 20  # names in one list
_FEW = 256  # texts that Python has read before RE2 is ready to


@dataclass(frozen=True)
class NameSpan:
    """A name in the text ``text`` (an index); ``start`` and ``end`` in characters.

    ``cue``: the word that gave it away; ``policy``: ``public`` where the role is an office's or a
    firm's, by the ``name-words`` pack, else ``personal``; ``score`` in nats.
    """

    text: int
    start: int
    end: int
    cue: str
    policy: str
    score: float


class _Cut(NamedTuple):
    """One way to cut a name; those with the same ``anchor`` compete. ``bonus``, ``needs``: nats."""

    anchor: tuple[int, int, int]
    start: int
    name: str
    cue: str
    policy: str
    bonus: float
    needs: float


@dataclass(frozen=True)
class _Cues:
    """The words of the pack. ``policies``: of each cue; ``before``: those that stand before names;
    ``leads``: by their lengths, those that a name may stand right before.
    """

    policies: dict[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    acts: frozenset[str]
    strangers: re.Pattern[str]
    leads: dict[int, frozenset[str]]
    trailing: frozenset[str]


def cue_words() -> Iterable[str]:
    """One of these stands in every text in which :func:`names_in_text` finds a name."""
    return _cues().policies


def names_in_text(texts: pa.StringArray) -> list[NameSpan]:
    """The names that a cue gives away, by text and place; they do not overlap. Nulls hold none."""
    texts = pc.fill_null(texts, "")
    cuts = [*_each_cut(texts, _cues().before, _cuts_after_cue)]
    cuts += _each_cut(texts, _cues().after, _cuts_before_cue)
    names = list({cut.name: None for cut in cuts})
    scores = dict(zip(names, name_scores(pa.array(names, pa.string())).tolist(), strict=True))
    best: dict[tuple[int, int, int], tuple[float, _Cut]] = {}
    for cut in cuts:
        score = scores[cut.name]
        total = score + cut.bonus
        if score > cut.needs and (cut.anchor not in best or total > best[cut.anchor][0]):
            best[cut.anchor] = total, cut
    return apart(
        NameSpan(
            text=cut.anchor[0],
            start=cut.start,
            end=cut.start + len(cut.name),
            cue=cut.cue,
            policy=cut.policy,
            score=round(scores[cut.name], 2),
        )
        for _, cut in best.values()
    )


@dataclass(frozen=True)
class Role:
    """A role that a header or a text names, and the pack's policy for who acts in it."""

    word: str
    policy: str


def role_of(header: str) -> Role | None:
    """The role whose names stand under a header: 法定代表人姓名 is public, 申请人 personal.

    The longest word counts; of two that are as long, the first.
    """
    cues = _cues()
    found = max(cues.before.findall(header), key=len, default=None)
    return Role(found, cues.policies[found]) if found else None


def apart(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Without those that overlap a better one: one with a cue, the personal, the likelier."""
    kept: dict[int, list[NameSpan]] = defaultdict(list)
    for span in sorted(spans, key=lambda s: (not s.cue, s.policy != "personal", -s.score, s.start)):
        others = kept[span.text]
        if all(other.end <= span.start or span.end <= other.start for other in others):
            others.append(span)
    return sorted((s for spans in kept.values() for s in spans), key=lambda s: (s.text, s.start))


@lru_cache(1 << 16)
def holds_other_words(name: str) -> bool:
    """Whether a cut holds a word that no name holds: 先生, 电话, 公司."""
    return _cues().strangers.search(name) is not None


_Cutter = Callable[[int, str, "re.Match[str]"], Iterator[_Cut]]


def _each_cut(texts: pa.StringArray, cue: re.Pattern[str], cuts: _Cutter) -> Iterator[_Cut]:
    """What may be a name beside each of some cues."""
    found = np.arange(len(texts))
    if len(texts) > _FEW:
        found = found[matches(texts, cue.pattern)]
    for index, text in zip(found.tolist(), texts.take(pa.array(found)).to_pylist(), strict=True):
        read = text[:_LONGEST]
        for match in cue.finditer(read):
            yield from cuts(index, read, match)


def _cuts_after_cue(index: int, text: str, cue: re.Match[str]) -> Iterator[_Cut]:
    link = _LINK.match(text, cue.end())
    start = link.end() if link else cue.end()
    if start == len(text) or not _is_han(text[start]):
        return
    colon = bool(link and link[0].rstrip().endswith((":", "：")))
    yield from _cuts_after(index, text, start, cue[0], colon)


def _cuts_after(index: int, text: str, start: int, cue: str, colon: bool) -> Iterator[_Cut]:
    """What may be a name from ``start`` on, and the names listed after it."""
    cues = _cues()
    policy = cues.policies[cue]
    if special := _SPECIAL.match(text, start):
        yield _Cut((index, start, 0), start, special[0], cue, policy, _SHUT_BONUS, _BARE)
    run = _RUN.match(text, start)
    if run is None:
        return
    for length in range(2, len(run[0]) + 1):
        name, end = text[start : start + length], start + length
        if holds_other_words(name):
            break
        shut = end == len(text) or not _is_han(text[end]) or _begins_with_lead(text, end)
        needs = _FORM if colon and shut else _BARE
        bonus = _SHUT_BONUS * shut + _TRAILING * (length > 2 and name[-1] in cues.trailing)
        yield _Cut((index, start, 0), start, name, cue, policy, bonus, needs)
        place = end
        for _ in range(_LISTED):
            if not (text.startswith("、", place) and (more := _MORE.match(text, place))):
                break
            yield _Cut((index, more.start(1), 0), more.start(1), more[1], cue, policy, 0.0, LIKELY)
            place = more.end()


def _cuts_before_cue(index: int, text: str, match: re.Match[str]) -> Iterator[_Cut]:
    """What may be a name before a cue; an act (…负责) needs a word like 由 before the name."""
    cues, cue, end = _cues(), match[0], match.start()
    act = cue in cues.acts
    for start in range(end - 2, max(end - 4, 0) - 1, -1):
        if not _is_han(text[start]):
            break
        led = start > 0 and text[start - 1] in _LEADING
        if act and not led:
            continue
        name = text[start:end]
        if holds_other_words(name):
            break
        shut = start == 0 or not _is_han(text[start - 1])
        needs = _BARE if shut or name[0] not in _LEADING else _BARE + _PARTICLE
        bonus = _SHUT_BONUS * (shut or led)
        yield _Cut((index, end, 1), start, name, cue, cues.policies[cue], bonus, needs)


_LEADING = "由经请向与和及对是为给让被把找问、"


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U000323af"


@cache
def _cues() -> _Cues:
    data: dict[str, Any] = resources.pack("name-words").data
    before = [*data["roles"], *(group for group in data["titles"] if group["policy"] == "public")]
    after = [*data["titles"], data["acts"]]
    policies = {word: group["policy"] for group in (*after, *before) for word in group["words"]}
    words = [word for word in data["not_names"] if len(word) > 1]
    return _Cues(
        policies=policies,
        before=_alternation(word for group in before for word in group["words"]),
        after=_alternation(word for group in after for word in group["words"]),
        acts=frozenset(data["acts"]["words"]),
        strangers=_alternation(words),
        leads=_by_length([*data["not_names"], *data["acts"]["words"]]),
        trailing=frozenset(word for word in data["not_names"] if len(word) == 1),
    )


def _begins_with_lead(text: str, place: int) -> bool:
    return any(text[place : place + length] in words for length, words in _cues().leads.items())


def _by_length(words: Iterable[str]) -> dict[int, frozenset[str]]:
    words = set(words)
    return {n: frozenset(w for w in words if len(w) == n) for n in sorted(set(map(len, words)))}


def _alternation(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    return re.compile("|".join(sorted(set(words), key=lambda word: (-len(word), word))))
