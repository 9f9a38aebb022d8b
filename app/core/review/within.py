"""What is sensitive inside texts, each judged by itself alone: no column around it, no other text.

For treatments that look inside a text: what they leave must not change with the texts beside.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review.column import AROUND, Column
from app.core.review.detector import Detector, RunDetector, WeighedDetector, detectors
from app.core.review.fold import fold, span_in
from app.core.review.names.cues import names_in_text
from app.core.review.own_rules import OwnRules
from app.core.review.spans import NONE, Places, Spans, joined

Found = tuple[int, int, str]
"""Characters of a text, end excluded, and the name of what they are."""

Finder = Callable[[pa.StringArray], list[Sequence[Found]]]

_NAMES = "person-name"
_LONG_NUMBER = "[0-9]{7}"  # shorter ones are of no type that is told by its number


def finder(own: OwnRules) -> Finder:
    """Find what may not be published as it is, by the program's and an agency's own rules.

    Of overlapping stretches that of the detector of higher precedence counts. Nulls hold nothing.
    Raises RegistryIncomplete, PackUnusable.
    """
    family = sorted(
        (*detectors.all().values(), *own.detectors), key=lambda detector: detector.precedence
    )
    policy = own.policy()

    def sensitive(detector: WeighedDetector, view: Column, spans: Spans) -> Spans:
        """Those that the gate would stop or warn of."""
        usual = resources.finding_type(detector.id).data["level"]
        told = [
            policy.gate(detector.id, detector.level(view, spans.where(slice(n, n + 1))) or usual)
            for n in range(len(spans))
        ]
        return spans.where(np.array([gate != "clear" for gate in told], np.bool_))

    def find(texts: pa.StringArray) -> list[Sequence[Found]]:
        view = _column(pc.fill_null(texts, ""))
        claimed = NONE
        found: dict[int, list[Found]] = defaultdict(list)
        for detector in family:
            spans = (
                sensitive(detector, view, _strays(detector, view))
                if isinstance(detector, WeighedDetector)
                else _named(detector, view)
            )
            new = spans.where(~spans.overlapping(claimed))
            claimed = joined(claimed, new)
            for place, value in enumerate(view.values_of(new).tolist()):
                edges = _edges(view, texts[value].as_py(), value, new, place)
                found[value].append((*edges, detector.title.zh))
        return [sorted(found[value]) for value in range(len(texts))]

    return find


def _strays(detector: WeighedDetector, view: Column) -> Spans:
    """What a detector finds in each text alone.

    A detector of numbers that weighs its candidates together, as some that count up are no phone
    numbers, gets to see one text at a time.
    """
    together = type(detector).candidates is not RunDetector.candidates
    if not (isinstance(detector, RunDetector) and together):
        return detector.strays(view)
    found = [NONE]
    for value in view.matching(_LONG_NUMBER).tolist():
        alone = detector.strays(_column(view.values.slice(value, 1)))
        offset = view.offsets[value]
        found.append(Spans(alone.starts + offset, alone.ends + offset))
    return joined(*found)


def _named(detector: Detector, view: Column) -> Spans:
    """Names that a word of their sentence gives away, but for those of an office."""
    if detector.id != _NAMES:
        return NONE
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
    return Column(AROUND, fold(texts), np.ones(len(texts), np.int64))
