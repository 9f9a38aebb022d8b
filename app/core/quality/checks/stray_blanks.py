"""规范性: blanks around a value, and characters that nobody sees."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.text_bytes import holding_any

_UNSEEN = r"^[\s\x{00A0}\x{3000}]|[\s\x{00A0}\x{3000}]$|[\x{200B}-\x{200F}\x{2028}\x{2029}\x{FEFF}\x{00AD}]"

_BEGIN = b"\t\n\f\r \xc2\xe2\xe3\xef"  # the first bytes of all these, and of much else


@checks.register
class StrayBlanks(Check):
    """Programs that compare texts take them for others."""

    id = "stray-blanks"
    title = Text("多余空白或不可见字符", "stray blanks")
    dimension = "validity"
    severity = "warn"
    source = "Product policy"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        wrong = column.each(_stray)
        if wrong.any():
            text = Text(
                "{n} 个值前后有空白或含不可见字符",
                "{n} values have blanks around them or unseen characters",
            )
            yield Fault(column.name, text.format(n=column.cells(wrong)), column.rows(wrong))


def _stray(texts: pa.StringArray) -> Mask:
    """Which texts have blanks around them or unseen characters."""
    wrong = holding_any(texts, _BEGIN)
    if wrong.any():
        wrong[wrong] = pc.match_substring_regex(texts.filter(pa.array(wrong)), _UNSEEN)
    return wrong
