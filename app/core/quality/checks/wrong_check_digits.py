"""规范性: credit codes whose check character is wrong, in a column of credit codes."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from app.core.check_digits import uscc
from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Subject, stripped
from app.core.text import Text
from app.core.text_bytes import edges_and_bytes

_LENGTH = 18
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
        shaped = column.mostly(_SHAPE, column.all_but(_MEANT))
        if shaped is None or not shaped.any():
            return
        right = np.zeros(len(shaped), np.bool_)
        for part, texts in column.parts():
            codes = stripped(texts.filter(pa.array(shaped[part])))
            _, characters = edges_and_bytes(codes)
            right[part][shaped[part]] = uscc(characters.reshape(-1, _LENGTH))
        if column.cells(right) < _MEANT * column.cells(shaped):
            return
        wrong = ~right
        if wrong.any():
            text = Text(
                "{n} 个代码形式或校验位有误", "{n} codes have a wrong form or check character"
            )
            yield Fault(column.name, text.format(n=column.cells(wrong)), column.rows(wrong))
