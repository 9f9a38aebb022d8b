"""规范性: blanks around a value, and characters that nobody sees."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Subject
from app.core.text import Text

_UNSEEN = r"^[\s\x{00A0}\x{3000}]|[\s\x{00A0}\x{3000}]$|[\x{200B}-\x{200F}\x{2028}\x{2029}\x{FEFF}\x{00AD}]"


@checks.register
class StrayBlanks(Check):
    """Programs that compare texts take them for others."""

    id = "stray-blanks"
    title = Text("多余空白或不可见字符", "stray blanks")
    dimension = "validity"
    severity = "warn"
    source = "Product policy"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        wrong = np.asarray(pc.match_substring_regex(column.values, _UNSEEN)).astype(np.bool_)
        if wrong.any():
            text = Text(
                "{n} 个值前后有空白或含不可见字符",
                "{n} values have blanks around them or unseen characters",
            )
            yield Fault(column.name, text.format(n=column.cells(wrong)), column.rows(wrong))
