"""The words of the ``name-words`` pack that give names away in sentences, and those that end them."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any

import numpy as np

from app.core import resources
from app.core.review.column import folded_name
from app.core.review.names.trie import Trie
from app.core.review.signs import Words, sought
from app.core.review.spans import Mask

_PARTED = r"[\s\x{3000}(（\[【,，;；:：]{0,2}"  # between a name and a number


@dataclass(frozen=True)
class Cues:
    """``policies``: of each cue; ``of_columns``: of each role that a column's name may tell, ``columns``:
    these words; ``words``: the cues by number, those of ``before`` first;
    ``personal``: by number, whether whoever is named acts for himself; ``before``: those that stand
    before names; ``after``: behind them; ``acts``: those of ``after`` that need a word before the
    name; ``doings``: those that need a boundary there and a longer name (王建国未签字), or things do so;
    ``plots``: those that need a boundary there (东：王伟屋), or they end a place's name (李家屋村);
    ``homes``: those that need one of ``behind`` there (三组王伟家里), or they end a phrase (大家的);
    ``links``: RE2 for what may stand between a name and the number of a person, whose cue is the last of
    ``words``; ``following``: what goes on as a road's name (东至朱雀大街); ``strangers``: words that no
    name holds; ``leads``: those that a name may stand right before; ``trailing``: characters that go on
    with a sentence.
    """

    policies: dict[str, str]
    of_columns: dict[str, str]
    columns: Trie
    words: tuple[str, ...]
    personal: Mask
    before: Trie
    after: Trie
    acts: frozenset[str]
    doings: frozenset[str]
    plots: frozenset[str]
    homes: frozenset[str]
    behind: frozenset[str]
    links: str
    following: frozenset[str]
    strangers: Trie
    leads: Trie
    trailing: frozenset[str]


@cache
def cue_words() -> Words:
    """One of these stands in every text in which a name is found by a cue: of long cues the second and
    third character, since what joins two words is rarer than either (联系人, 家庭成员).
    """
    return sought(dict.fromkeys(word[1:3] if len(word) > 2 else word for word in cues().policies))


@dataclass(frozen=True)
class Role:
    """A role that a header or a text names, and the pack's policy for who acts in it."""

    word: str
    policy: str


def role_of(header: str) -> Role | None:
    """The role whose names stand under a header: 法定代表人姓名 is public, 申请人 personal.

    The longest word counts; of two that are as long, the first.
    """
    found = max(_pattern("columns").findall(folded_name(header)), key=len, default=None)
    return Role(found, cues().of_columns[found]) if found else None


@lru_cache(1 << 16)
def holds_other_words(name: str) -> bool:
    """Whether a cut holds a word that no name holds: 先生, 电话, 公司."""
    return _pattern("strangers").search(name) is not None


@cache
def cues() -> Cues:
    """The words, read once."""
    data: dict[str, Any] = resources.pack("name-words").data
    before = [*data["roles"], *(group for group in data["titles"] if group["policy"] == "public")]
    after = [*data["titles"], *(data[kind] for kind in ("plots", "homes", "acts", "doings"))]
    every = (*after, *before, data["numbers"])
    policies = {word: group["policy"] for group in every for word in group["words"]}
    tries = [Trie(word for group in kind for word in group["words"]) for kind in (before, after)]
    words = (*tries[0].words, *tries[1].words, *data["numbers"]["words"])
    links = "|".join(sorted(data["numbers"]["links"], key=len, reverse=True))
    of_columns = {
        word: group["policy"] for group in (*before, *data["columns"]) for word in group["words"]
    }
    for work, worker in product(data["works"]["words"], data["works"]["workers"]):
        of_columns[work + worker], of_columns["被" + work + worker] = "public", "personal"
    return Cues(
        policies=policies,
        of_columns=of_columns,
        columns=Trie(of_columns),
        words=words,
        personal=np.array([policies[word] == "personal" for word in words]),
        before=tries[0],
        after=tries[1],
        acts=frozenset(data["acts"]["words"]),
        doings=frozenset(data["doings"]["words"]),
        links=rf"{_PARTED}(?:(?:{links}){_PARTED})?$",
        plots=frozenset(data["plots"]["words"]),
        homes=frozenset(data["homes"]["words"]),
        behind=frozenset(data["homes"]["behind"]),
        following=frozenset(data["following"]),
        strangers=Trie(word for word in data["not_names"] if len(word) > 1),
        leads=Trie([*data["not_names"], *data["acts"]["words"]]),
        trailing=frozenset(word for word in data["not_names"] if len(word) == 1),
    )


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Any of the words of a kind, the longest first."""
    trie: Trie = getattr(cues(), kind)
    return re.compile("|".join(map(re.escape, trie.words)))
