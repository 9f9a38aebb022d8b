"""规范性: cells that break the type or the length that the catalog entry declares."""

from collections.abc import Iterator
from functools import partial

import pyarrow as pa

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.text_bytes import gb18030_lengths

_FORMS = {
    "I": r"[-+]?\d+",
    "N": r"[-+]?[\d,]+(?:\.\d+)?%?",
    "Y": r"[-+]?[\d,]+(?:\.\d+)?",
    "B": r"[-+]?[\d,]+(?:\.\d+)?",
    "F": r"[-+]?[\d,]+(?:\.\d+)?",
    "D": r"\d{4}(?:[-/.年]?(?:0?[1-9]|1[0-2])(?:[-/.月]?(?:0?[1-9]|[12]\d|3[01])日?)?月?|年)?",
    "L": r"是|否|TRUE|FALSE|true|false|0|1",
}


@checks.register
class NotAsDeclared(Check):
    """Lengths count bytes of GB18030, as the catalog does."""

    id = "not-as-declared"
    title = Text("与目录声明不符", "not as declared")
    dimension = "validity"
    source = "《政务信息资源目录编制指南（试行）》: 信息项 (数据类型, 数据长度)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        for item in subject.entry.items:
            if item.name != column.name:
                continue
            wrong: Mask = column.each(partial(_are_longer, item.length))
            if item.type in _FORMS:
                wrong |= ~column.matching(_FORMS[item.type])
            if wrong.any():
                text = Text(
                    "{n} 个值不符合声明的类型或长度", "{n} values break the declared type or length"
                )
                cells = column.cells(wrong)
                yield Fault(column.name, text.format(n=cells), column.rows(wrong))

    def of_table(self, subject: Subject) -> Iterator[Fault]:
        for item in subject.entry.items:
            if item.name not in subject.names:
                text = Text("目录中的信息项在数据中不存在", "an item of the entry has no column")
                yield Fault(item.name, text, cells=subject.rows)


def _are_longer(length: int, texts: pa.StringArray) -> Mask:
    longer: Mask = gb18030_lengths(texts) > length
    return longer
