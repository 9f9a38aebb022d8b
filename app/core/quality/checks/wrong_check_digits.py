"""规范性: credit codes whose check character is wrong, in a column of credit codes."""

from collections.abc import Iterator

import numpy as np

from app.core.checksums import uscc_checks
from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Subject
from app.core.text import Text

_SHAPE = r"[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}"
_MEANT = 0.8  # share of cells of that shape, and of those that check


@checks.register
class WrongCheckDigits(Check):
    """Whether a column is meant as one of credit codes is told by most of them being right."""

    id = "wrong-check-digits"
    title = Text("统一社会信用代码校验错误", "credit codes that do not check")
    dimension = "validity"
    source = "GB 32100-2015"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        shaped = column.matching(_SHAPE)
        if not shaped.any() or column.cells(shaped) < _MEANT * column.filled:
            return
        right = np.zeros(len(shaped), np.bool_)
        places = np.flatnonzero(shaped).tolist()
        right[places] = [uscc_checks(column.stripped[place].as_py()) for place in places]
        if column.cells(right) < _MEANT * column.cells(shaped):
            return
        wrong = ~right
        if wrong.any():
            text = Text(
                "{n} 个代码形式或校验位有误", "{n} codes have a wrong form or check character"
            )
            yield Fault(column.name, text.format(n=column.cells(wrong)), column.rows(wrong))
