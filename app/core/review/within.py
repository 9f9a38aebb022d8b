"""What is sensitive inside texts, each judged by itself alone: no column around it, no other text.

For treatments that look inside a text: what they leave must not change with the texts beside.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.model import Level
from app.core.review.column import AROUND, Column
from app.core.review.detector import Detector, WeighedDetector, detectors
from app.core.review.fold import fold, span_in
from app.core.review.names.cues import names_in_text
from app.core.review.own_rules import OwnDetector, OwnRules
from app.core.review.spans import NONE, Places, Spans, joined
from app.core.text_bytes import from_bytes

Found = tuple[int, int, str]
"""Characters of a text, end excluded, and the name of what they are."""

Finder = Callable[[pa.StringArray], list[Sequence[Found]]]

_NAMES = "person-name"


def finder(own: OwnRules) -> Finder:
    """Find what may not be published as it is, by the program's and an agency's own rules.

    Of overlapping stretches that of the detector of higher precedence counts. Nulls hold nothing.
    Raises RegistryIncomplete, PackUnusable.
    """
    family = sorted(
        (*detectors.all().values(), *own.detectors), key=lambda detector: detector.precedence
    )
    policy = own.policy()

    @cache
    def stops(type_id: str, level: Level | None) -> bool:
        usual: Level = level or resources.finding_type(type_id).data["level"]
        return policy.gate(type_id, usual) != "clear"

    def sensitive(detector: Detector, view: Column) -> Spans:
        if isinstance(detector, WeighedDetector):
            spans = detector.strays(view)
            each = (spans.where(slice(place, place + 1)) for place in range(len(spans)))
            told = [stops(detector.id, detector.level(view, one)) for one in each]
            return spans.where(np.array(told, np.bool_))
        if isinstance(detector, OwnDetector):
            return _all_of(detector, view) if stops(detector.id, detector.level) else NONE
        return _names(view) if detector.id == _NAMES else NONE

    def find(texts: pa.StringArray) -> list[Sequence[Found]]:
        view = _column(pc.fill_null(texts, ""))
        claimed = NONE
        found: dict[int, list[Found]] = defaultdict(list)
        for detector in family:
            spans = sensitive(detector, view)
            new = spans.where(~spans.overlapping(claimed))
            claimed = joined(claimed, new)
            for place, value in enumerate(view.values_of(new).tolist()):
                edges = _edges(view, texts[value].as_py(), value, new, place)
                found[value].append((*edges, detector.title.zh))
        return [sorted(found[value]) for value in range(len(texts))]

    return find


def _all_of(detector: OwnDetector, view: Column) -> Spans:
    """An own rule tells the first match in a text; what was found is blanked, until there is none."""
    found = NONE
    text = view.text.copy()
    while evidence := detector.examine(Column(AROUND, from_bytes(view.offsets, text), view.counts)):
        new = evidence.spans.where(~evidence.spans.overlapping(found))
        if not len(new):
            break
        found = joined(found, new)
        for start, end in zip(new.starts.tolist(), new.ends.tolist(), strict=True):
            text[start:end] = ord(" ")
    return found


def _names(view: Column) -> Spans:
    """Names that a word of their sentence gives away, but for those of an office."""
    names = [span for span in names_in_text(view.values) if span.policy == "personal"]
    edges: list[tuple[int, int]] = []
    for span in names:
        text, offset = view.values[span.text].as_py(), int(view.offsets[span.text])
        start, end = (len(text[:edge].encode()) for edge in (span.start, span.end))
        edges.append((offset + start, offset + end))
    pairs: Places = np.array(edges, np.int64).reshape(-1, 2)
    return Spans(pairs[:, 0], pairs[:, 1])


def _edges(view: Column, raw: str, value: int, spans: Spans, place: int) -> tuple[int, int]:
    """A span in characters of the text as it was given."""
    base, text = int(view.offsets[value]), view.values[value].as_py().encode()
    start, end = (
        len(text[: int(edge) - base].decode()) for edge in (spans.starts[place], spans.ends[place])
    )
    return span_in(raw, start, end)


def _column(texts: pa.StringArray) -> Column:
    return Column(AROUND, fold(texts), np.ones(len(texts), np.int64), are_apart=True)
