"""What the review says of phrases and sentences."""

from app.core.jobs import Job
from app.core.review.scan import scan
from tests.benchmarks.detection.agencies.sentences import plain, told
from tests.core.tables import table

_OTHERS = [f"第{number}项工作安排" for number in range(11)]
_SOUGHT = ("person-name", "address")


def gate_of(phrase: str) -> str:
    """The gate of a table that holds a phrase in one cell."""
    return scan(table({"内容": [phrase, *_OTHERS]}), Job(), table_digest="").gate


def names_and_homes(sentences: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Of a column of marked sentences: what was found, what was missed, what is none."""
    cells = [plain(sentence) for sentence in sentences]
    findings = scan(table({"诉求内容": list(cells)}), Job(), table_digest="")
    seen: list[set[str]] = [set() for _ in cells]
    for hit in findings.cells:
        if hit.type in _SOUGHT:
            seen[hit.row - 1].add(cells[hit.row - 1][slice(*hit.span)])
    found, missed, false = [], [], []
    for sentence, texts in zip(sentences, seen, strict=True):
        wanted = [text for _, text in told(sentence)]
        for text in wanted:
            (found if any(_same(text, other) for other in texts) else missed).append(text)
        false += [text for text in texts if not any(_same(text, other) for other in wanted)]
    return found, missed, false


def _same(one: str, other: str) -> bool:
    return one in other or other in one
