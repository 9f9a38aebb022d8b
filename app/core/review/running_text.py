"""Running text, which a person has to read: offline, no program finds every name in it.

The best tagger that fits an office PC finds about three quarters of the names in news; so a column of
running text is always put before the reviewer's eyes, however little the detectors found in it.
"""

from functools import cache
from typing import Any

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


def long_text(column: Column) -> LongText | None:
    """A column as one to read, None if it is not of running text in Chinese."""
    sample = column.sample()
    if column.is_ascii or not is_running(sample):
        return None
    tried = sample.slice(0, _rules()["tried"])
    return LongText(
        column=column.name,
        texts=len(column.values),
        length=round(pc.mean(pc.utf8_length(sample)).as_py(), 1),
        tried=len(tried),
        names=sum(span.policy == "personal" for span in all_names(tried)),
    )


@cache
def _rules() -> dict[str, Any]:
    return {entry["id"]: entry["value"] for entry in resources.pack(PACK).data["thresholds"]}
