"""一致性: names that differ only in what the eye overlooks."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Subject
from app.core.text import Text

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
        bare = pc.utf8_lower(
            pc.replace_substring_regex(pc.utf8_normalize(column.values, "NFKC"), _OVERLOOKED, "")
        ).dictionary_encode()
        if len(bare.dictionary) == len(column.values):
            return
        groups, counts = np.asarray(bare.indices), column.counts[:-1]
        most = np.zeros(len(bare.dictionary), np.int64)
        np.maximum.at(most, groups, counts)
        first = np.zeros(len(column.values), np.bool_)
        order = np.argsort(-counts, kind="stable")
        first[order[np.unique(groups[order], return_index=True)[1]]] = True
        empty = np.asarray(pc.equal(bare.dictionary, ""))[groups]
        wrong = ~first & ~empty
        if wrong.any():
            text = Text(
                "{n} 个写法与同列的另一个只差空格、标点或全半角",
                "{n} spellings differ from another in the column by blanks, punctuation or width only",
            )
            yield Fault(column.name, text.format(n=int(wrong.sum())), column.rows(wrong))
