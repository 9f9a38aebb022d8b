"""准确性: a measured column that does not move for long."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Subject
from app.core.text import Text

_VARIETY = 10  # distinct values that a measured column has
_ZERO = r"^[-+]?0+(?:\.0*)?$"
_LONG, _SHARE = 20, 0.05  # rows in a line, and of all rows


@checks.register
class FrozenSeries(Check):
    """Decimals that repeat row after row, where others change: an instrument that hangs."""

    id = "frozen-series"
    title = Text("疑似停滞的序列", "series that look frozen")
    dimension = "accuracy"
    severity = "warn"
    source = "Product policy"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        if column.profile.type != "decimal" or column.profile.distinct < _VARIETY:
            return
        edges = column.changes()
        starts, lengths = edges[:-1], np.diff(edges)
        longest = max(_LONG, _SHARE * subject.rows)
        if lengths.max() < longest:
            return
        usual = np.median(lengths)  # sorted columns and groups repeat themselves throughout
        frozen = (lengths >= longest) & (lengths >= 10 * usual)
        if frozen.any():
            held = pc.utf8_trim_whitespace(column.texts(starts[frozen]))
            frozen[frozen] = pc.equal(pc.match_substring_regex(held, _ZERO), False).fill_null(False)
        if frozen.any():
            rows = np.repeat(frozen, lengths)
            text = Text("连续 {n} 行数值不变", "the value does not change for {n} rows")
            yield Fault(column.name, text.format(n=int(lengths[frozen].max())), rows)
