"""Column names: three rows of a header become 上级_下级, each name once; and what tells it again."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from app.core.intake.layout.kinds import is_bracketed, is_measure

# A word of a language that parts its words: City, of; not pH, and in capitals only a long one.
_WORD = re.compile(r"(?!\d)\w+[a-z]\w*|[A-Z]{4,}")
_FOREIGN = re.compile(r"[\s!-~À-ɏ]+")


def joined(parts: Iterable[str | None]) -> str:
    """A column's name from top to bottom: 上级_下级; a bracket belongs to the part above it."""
    name: list[str] = []
    for part in parts:
        text = _set(part or "")
        if not text or (name and name[-1] == text):
            continue
        if name and is_bracketed(text):
            name[-1] += text
        else:
            name.append(text)
    return "_".join(name)


def _set(text: str) -> str:
    """The text without white space, but for single spaces in and beside English words.

    姓 名 and 金额 （万元） are parted for the look of it, Per Capita and 地区 Region are not.
    """
    return _FOREIGN.sub(lambda stretch: _set_foreign(stretch[0]), text).strip()


def _set_foreign(text: str) -> str:
    spoken = any(not is_measure(word) for word in _WORD.findall(text))
    return re.sub(r"\s+", " " if spoken else "", text)


def unique(names: Iterable[str]) -> list[str]:
    """The names, with _2, _3 … after those that have stood before."""
    taken: set[str] = set()
    result = []
    for name in names:
        once, number = name, 2
        while once in taken:
            once, number = f"{name}_{number}", number + 1
        taken.add(once)
        result.append(once)
    return result


def fingerprint(name: str) -> str:
    """What stays of a name from month to month: no width, case, space, mark or footnote sign."""
    folded = unicodedata.normalize("NFKC", re.sub(r"[①-⑳*※]", "", name)).casefold()
    return re.sub(r"[\s:_,.;、，。：；]+", "", folded)


def fingerprints(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(fingerprint(name) for name in names)
