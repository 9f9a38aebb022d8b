"""一致性: names that differ only in what the eye overlooks."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.fingerprints import Prints, come_again, fingerprints
from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.text_bytes import among, beyond_ascii_and_han, edges_and_bytes, holding

_CHANGED = b"\t\n\f\r .,-_()[]\"'ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # the ASCII that no bare text holds
_OVERLOOKED = r"[\s\x{00A0}\x{3000}·•.,，。、\-—_（）()\[\]【】“”\"']"
_LONGEST = 512  # bytes; what is longer is no name: letters and descriptions
_NONE = np.uint64(0)  # the fingerprint of an empty text, which is like no other


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
        alike = _alike(column)
        if not alike.any():
            return
        # Only now texts are held, and only those that are like another.
        spelled = column.coded(alike)
        cells = np.bincount(spelled.codes, column.counts[alike]).astype(np.int64)
        less = _less_frequent(_bare(spelled.values), cells)
        wrong = np.zeros(len(column.values), np.bool_)
        wrong[alike] = less[spelled.codes]
        if wrong.any():
            text = Text(
                "{n} 个写法与同列的另一个只差空格、标点或全半角",
                "{n} spellings differ from another in the column by blanks, punctuation or width only",
            )
            yield Fault(column.name, text.format(n=int(less.sum())), column.rows(wrong))


def _alike(column: Column) -> Mask:
    """Which texts are, bare, what another one is or comes to be; hardly any besides."""
    other = column.each(_not_bare)
    if not other.any():
        return other
    prints = column.each(_prints)
    again = come_again([prints]) & (prints != _NONE)
    alike: Mask = again & np.isin(prints, prints[again & other])
    return alike


def _not_bare(texts: pa.StringArray) -> Mask:
    """Which names may hold something that the eye overlooks: all others are bare already."""
    offsets, data = edges_and_bytes(texts)
    told = holding(offsets, among(data, _CHANGED) | beyond_ascii_and_han(data))
    return told & (np.diff(offsets) <= _LONGEST)


def _prints(texts: pa.StringArray) -> Prints:
    """The fingerprint of each name when it is bare."""
    names = np.diff(edges_and_bytes(texts)[0]) <= _LONGEST
    prints = np.full(len(texts), _NONE)
    prints[names] = fingerprints(_bare(texts.filter(pa.array(names))))
    return prints


def _bare(texts: pa.StringArray) -> pa.StringArray:
    """Names without what the eye overlooks."""
    other = pa.array(_not_bare(texts))
    plain = pc.utf8_normalize(texts.filter(other), "NFKC")
    return pc.replace_with_mask(
        texts, other, pc.utf8_lower(pc.replace_substring_regex(plain, _OVERLOOKED, ""))
    )


def _less_frequent(bare: pa.StringArray, counts: npt.NDArray[np.int64]) -> Mask:
    """Which of the texts are like one that stands more often, or as often and earlier."""
    groups = np.asarray(bare.dictionary_encode().indices)
    first = np.zeros(len(bare), np.bool_)
    order = np.argsort(-counts, kind="stable")
    first[order[np.unique(groups[order], return_index=True)[1]]] = True
    return ~first & np.asarray(pc.not_equal(bare, "")).astype(np.bool_)
