"""一致性: names that differ only in what the eye overlooks."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.text_bytes import among, beyond_ascii_and_han, edges_and_bytes, holding

_CHANGED = b"\t\n\f\r .,-_()[]\"'ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # the ASCII that no bare text holds
_OVERLOOKED = r"[\s\x{00A0}\x{3000}·•.,，。、\-—_（）()\[\]【】“”\"']"


@checks.register
class AlikeNames(Check):
    """Width, blanks, case and punctuation apart they are one; the one that stands most often is right."""

    id = "alike-names"
    title = Text("近似重名", "names almost alike")
    dimension = "consistency"
    severity = "warn"
    source = "GB/T 36344-2018 (一致性)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        if column.profile.type not in ("text", "category"):
            return
        if not _not_bare(column.values).any():
            return
        column = column.distinct
        concerned, bare = _concerned(column.values)
        wrong = np.zeros(len(column.values), np.bool_)
        wrong[concerned] = _less_frequent(bare, column.counts[:-1][concerned])
        if wrong.any():
            text = Text(
                "{n} 个写法与同列的另一个只差空格、标点或全半角",
                "{n} spellings differ from another in the column by blanks, punctuation or width only",
            )
            yield Fault(column.name, text.format(n=int(wrong.sum())), column.rows(wrong))


def _not_bare(texts: pa.StringArray) -> Mask:
    """Which texts may hold something that the eye overlooks: all others are bare already."""
    offsets, data = edges_and_bytes(texts)
    return holding(offsets, among(data, _CHANGED) | beyond_ascii_and_han(data))


def _concerned(texts: pa.StringArray) -> tuple[Mask, pa.StringArray]:
    """Which texts may be like another, and these bare: those that are not, and what they come to be."""
    other = _not_bare(texts)
    plain = pc.utf8_normalize(texts.filter(pa.array(other)), "NFKC")
    stripped = pc.utf8_lower(pc.replace_substring_regex(plain, _OVERLOOKED, ""))
    concerned: Mask = other | np.asarray(pc.is_in(texts, value_set=stripped)).astype(np.bool_)
    bare = pc.replace_with_mask(texts, pa.array(other), stripped)
    return concerned, bare.filter(pa.array(concerned))


def _less_frequent(bare: pa.StringArray, counts: npt.NDArray[np.int64]) -> Mask:
    """Which of the texts are like one that stands more often, or as often and earlier."""
    groups = np.asarray(bare.dictionary_encode().indices)
    first = np.zeros(len(bare), np.bool_)
    order = np.argsort(-counts, kind="stable")
    first[order[np.unique(groups[order], return_index=True)[1]]] = True
    return ~first & np.asarray(pc.not_equal(bare, "")).astype(np.bool_)
