"""What is said of a column, and what is said of its parts as of one column."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TypeAlias

from app.core.model import Finding, LongText, Mark
from app.core.review.located import Hits
from app.core.review.policy import strictness
from app.core.text import Text

Verdict: TypeAlias = tuple[Finding, list[Mark], Hits]  # a finding, its marks and its first hits


@dataclass(frozen=True)
class Said:
    """What is said of a column, or of a part of it: what was found, and that it is to be read.
    ``cells``: that are not blank.
    """

    cells: int
    findings: list[Verdict]
    text: LongText | None


def as_one(said: Sequence[Said], types: Sequence[str]) -> Said:
    """What is said of the parts of a column, said of the column. ``types``: all, in the order of findings."""
    if len(said) == 1:
        return said[0]
    cells = sum(part.cells for part in said)
    found: dict[str, list[Verdict]] = defaultdict(list)
    for part in said:
        for each in part.findings:
            found[each[0].type].append(each)
    return Said(
        cells,
        [
            (
                _finding([finding for finding, _, _ in each], cells, len(said)),
                _marks(mark for _, marks, _ in each for mark in marks),
                Hits.joined([hits for _, _, hits in each]),
            )
            for each in sorted(found.values(), key=lambda each: types.index(each[0][0].type))
        ],
        _text([part.text for part in said if part.text is not None]),
    )


def _finding(found: Sequence[Finding], cells: int, of: int) -> Finding:
    """One finding of the same type in several parts: as strict as the strictest, for its reasons."""
    leading = max(found, key=lambda each: (strictness(each.gate), each.count))
    count = sum(each.count for each in found)
    return replace(
        leading,
        count=count,
        ratio=round(count / max(cells, 1), 4),
        confidence=max(each.confidence for each in found),
        sample_masked=tuple(islice(chain.from_iterable(f.sample_masked for f in found), 3)),
        reasons=(*leading.reasons, IN_PARTS.format(of=of, n=len(found))),
    )


def _marks(marks: Iterable[Mark]) -> list[Mark]:
    """Each once, where it stands first."""
    first: dict[tuple[str, str], Mark] = {}
    for mark in marks:
        first.setdefault((mark.rule, mark.text), mark)
    return list(first.values())


def _text(texts: Sequence[LongText]) -> LongText | None:
    if not texts:
        return None
    every = sum(text.texts for text in texts)
    return replace(
        texts[0],
        texts=every,
        length=round(sum(text.length * text.texts for text in texts) / every, 1),
        tried=sum(text.tried for text in texts),
        names=sum(text.names for text in texts),
    )


IN_PARTS = Text(
    "本列很长，分 {of} 段检查，其中 {n} 段有发现；以上理由出自其中一段",
    "the column is long and was read in {of} parts, {n} of which hold some; these reasons are of one of them",
)
