"""Other tools on the same tables, cell by cell, where they are installed. None is required.

Presidio knows no Chinese type: it gets nine simple recognisers, as its documentation tells users to
write them. A column has a type when any cell has it, and again when three cells in ten have it.
"""

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.detection.labels import LabelledTable
from tests.benchmarks.detection.scoring import Answer, Score

Types = Callable[[str], set[str]]

# What anybody would write first; how they are guarded on both sides is the engine's affair.
SIMPLE = {
    "resident-id": r"[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]",
    "mobile": r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}",
    "landline": r"0\d{2,3}[- ]?[2-8]\d{6,7}",
    "bank-card": r"62\d{14,17}",
    "uscc": r"[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}",
    "passport": r"[EG][0-9A-HJ-NP-Z]\d{7}",
    "plate": r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6}",
    "email": r"[\w.+-]+@[\w-]+\.[\w.-]+",
    "ip": r"(?:\d{1,3}\.){3}\d{1,3}",
}


@dataclass(frozen=True)
class Peer:
    """``types``: those of one cell. ``share``: of the filled cells that makes a column's verdict."""

    types: Types
    share: float


def installed() -> Iterator[tuple[str, Peer]]:
    """Every peer that is there, by its name."""
    if importlib.util.find_spec("presidio_analyzer"):
        types = _presidio()
        yield "presidio, any cell", Peer(types, 0.0)
        yield "presidio, 30 % of the cells", Peer(types, 0.3)


def examine(tables: tuple[LabelledTable, ...], peer: Peer) -> Score:
    score = Score()
    for table in tables:
        for column in table.columns:
            rows: dict[str, set[int]] = {}
            for row, value in enumerate(column.values):
                for found in peer.types(value) if value else ():
                    rows.setdefault(found, set()).add(row)
            kept = {t: frozenset(r) for t, r in rows.items() if len(r) > peer.share * column.filled}
            # An enterprise's code is no personal data with any tool.
            levels = {t: "public" if t in column.public else "personal" for t in kept}
            score.mark(table.name, column, Answer(levels, kept))
    return score


def _presidio() -> Types:
    """Presidio with :data:`SIMPLE`."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class BlankEngine(SpacyNlpEngine):  # type: ignore[misc]
        """Tokens only: no model of Chinese comes with a package."""

        def __init__(self) -> None:
            super().__init__()
            self.nlp: dict[str, Any] = {"zh": spacy.blank("zh")}

    registry = RecognizerRegistry(supported_languages=["zh"])
    for name, regex in SIMPLE.items():
        registry.add_recognizer(
            PatternRecognizer(
                supported_entity=name,
                patterns=[Pattern(name, rf"(?<![0-9A-Za-z])(?:{regex})(?![0-9A-Za-z])", 0.6)],
                supported_language="zh",
            )
        )
    engine = AnalyzerEngine(registry=registry, nlp_engine=BlankEngine(), supported_languages=["zh"])
    return lambda text: {hit.entity_type for hit in engine.analyze(text, language="zh")}
