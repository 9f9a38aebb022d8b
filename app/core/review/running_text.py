"""Running text, which a person has to read: offline, no program finds every name in it.

All that fits an office PC, put together, finds nine in ten of the names in news, where it was trained; so a
column of running text is always put before the reviewer's eyes, however little the detectors found in it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.model import LongText
from app.core.review.column import Column
from app.core.review.names.tagger import all_names

PACK = "running-text"
_SENTENCE = r"[。！？；!?;\n]|，.*，"


def is_running(sample: pa.StringArray) -> bool:
    """Whether a sample of a column's values is running text: long on the average, or in sentences."""
    if not len(sample):
        return False
    rules = _rules()
    if pc.mean(pc.utf8_length(sample)).as_py() > rules["characters"]:
        return True
    sentences = pc.sum(pc.match_substring_regex(sample, _SENTENCE)).as_py()
    return bool(sentences > rules["sentences"] * len(sample))


def long_texts(columns: Iterable[Column]) -> list[LongText]:
    """Those of some columns that are to be read: of running text in Chinese."""
    running = [each for each in columns if not each.is_ascii and is_running(each.sample())]
    tried = [column.sample().slice(0, _rules()["tried"]) for column in running]
    edges = np.cumsum([0, *map(len, tried)])
    found = all_names(pa.concat_arrays(tried)) if tried else []
    personal = np.array([span.text for span in found if span.policy == "personal"], np.int64)
    names = np.diff(np.searchsorted(np.sort(personal), edges)).tolist()
    return [
        LongText(
            column=column.name,
            texts=len(column.values),
            length=round(pc.mean(pc.utf8_length(column.sample())).as_py(), 1),
            tried=len(texts),
            names=count,
        )
        for column, texts, count in zip(running, tried, names, strict=True)
    ]


@cache
def _rules() -> dict[str, Any]:
    return {entry["id"]: entry["value"] for entry in resources.pack(PACK).data["thresholds"]}
