"""A table at a node: each quasi-identifier at its level, suppressed rows marked."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from app.core.anonymity.suppressed import SUPPRESSED
from app.core.contingency import code
from app.core.desensitize.anonymize.domain import Domain
from app.core.desensitize.anonymize.lattice import Mask, Node


def recode(data: pa.Table, domains: Sequence[Domain], node: Node, suppressed: Mask) -> pa.Table:
    """The same rows and columns; blanks stay blank where their level leaves them so."""
    for domain, level in zip(domains, node, strict=True):
        place = data.column_names.index(domain.hierarchy.column)
        column = _recoded(data.column(place), domain, level, suppressed)
        data = data.set_column(place, domain.hierarchy.column, column)
    return data


def _recoded(column: pa.ChunkedArray, domain: Domain, level: int, suppressed: Mask) -> pa.Array:
    rung = domain.rungs[level]
    numbers = rung.numbers[code(column).codes].astype(np.int32)
    blank = np.asarray(rung.labels.is_null())[numbers] & ~suppressed
    texts = rung.labels.to_pylist()
    # A label may be "*" itself, and a dictionary holds each text once.
    star = texts.index(SUPPRESSED) if SUPPRESSED in texts else len(texts)
    numbers[suppressed] = star
    labels = ["" if text is None else text for text in texts] + [SUPPRESSED] * (star == len(texts))
    return pa.DictionaryArray.from_arrays(pa.array(numbers, mask=blank), pa.array(labels))
