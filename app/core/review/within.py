"""What is sensitive inside texts, each judged by itself alone: no column around it, no other text.

For treatments that look inside a text: what they leave must not change with the texts beside.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.model import Level
from app.core.review.column import AROUND, Column
from app.core.review.detector import Detector, ToldInSentences, WeighedDetector, detectors
from app.core.review.fold import fold, span_in
from app.core.review.own_rules import OwnDetector, OwnRules
from app.core.review.spans import NONE, Spans, joined
from app.core.text_bytes import character_places, from_bytes

Found = tuple[int, int, str]
"""Characters of a text, end excluded, and the name of what they are."""

Finder = Callable[[pa.StringArray], list[Sequence[Found]]]
Stops = Callable[[str, "Level | None"], bool]
"""Whether a type of finding may not be published, by its level; None for the usual one."""


def finder(own: OwnRules) -> Finder:
    """Find what may not be published as it is, by the program's and an agency's own rules.

    Of overlapping stretches that of the detector of higher precedence counts, and of words what it
    leaves. Nulls hold nothing.
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

    def find(texts: pa.StringArray) -> list[Sequence[Found]]:
        texts = pc.fill_null(texts, "")
        raw, view = texts.to_pylist(), _column(texts)
        claimed = NONE
        found: dict[int, list[Found]] = defaultdict(list)
        for detector in family:
            for spans in _sensitive(detector, view, stops):
                left = spans.without if detector.yields else spans.apart_from
                new = left(claimed)
                claimed = joined(claimed, new)
                for value, start, end in _characters(view, new):
                    found[value].append((*span_in(raw[value], start, end), detector.title.zh))
        return [sorted(found[value]) for value in range(len(texts))]

    return find


def _sensitive(detector: Detector, view: Column, stops: Stops) -> Iterator[Spans]:
    """What a detector finds in the texts that may not be published."""
    if isinstance(detector, WeighedDetector):
        spans = detector.strays(view)
        if type(detector).level is WeighedDetector.level:  # the same of all
            told = [stops(detector.id, detector.level(view, spans))] * len(spans)
        else:
            each = (spans.where(slice(place, place + 1)) for place in range(len(spans)))
            told = [stops(detector.id, detector.level(view, one)) for one in each]
        yield spans.where(np.array(told, np.bool_))
    elif isinstance(detector, OwnDetector):
        if stops(detector.id, detector.level):
            yield _all_of(detector, view)
    elif isinstance(detector, ToldInSentences):
        for evidence in detector.in_sentences(view):
            if stops(detector.id, evidence.level):
                yield evidence.spans


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


def _characters(view: Column, spans: Spans) -> Iterator[tuple[int, int, int]]:
    """The text that each span stands in, and where in its characters it begins and ends."""
    values = view.values_of(spans)
    bases = view.offsets[values]
    starts, ends = (
        character_places(view.text, bases, edges) for edges in (spans.starts, spans.ends)
    )
    return zip(values.tolist(), starts.tolist(), ends.tolist(), strict=True)


def _column(texts: pa.StringArray) -> Column:
    return Column(AROUND, fold(texts), np.ones(len(texts), np.int64), are_apart=True)
