"""Numbers that show fewer digits than the file stores: what is published is what is shown."""

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.display.number_array import number_texts
from app.core.intake.display.number_format import loses
from app.core.intake.display.stored_number import stored_number
from app.core.intake.layout import Header
from app.core.intake.sheet import Block, Stored
from app.core.model import Notice
from app.core.text import Text

LOOKED_AT = 10_000  # distinct numbers of a column that are looked at one by one
PLAIN = ("", "General", "@")

Indices: TypeAlias = npt.NDArray[np.int64]


class Rounding:
    """Finds the columns whose display hides digits, with the first cell where it does."""

    def __init__(self, sheet: str, header: Header) -> None:
        self._sheet, self._header = sheet, header
        self._found: dict[int, int] = {}
        self._looked: Counter[int] = Counter()

    def look(self, block: Block, begin: int, stop: int) -> None:
        for number in self._header.columns:
            stored = block.stored.get(number - 1)
            if stored is None or stored.exact or number in self._found:
                continue
            for row, raw, number_format in _pairs(stored, begin, stop - begin):
                if self._looked[number] >= LOOKED_AT:
                    break
                self._looked[number] += 1
                value = stored_number(raw)  # None of a date that is written as such
                if value is not None and loses(value[0], number_format):
                    self._found[number] = block.first + begin + row
                    break

    def notices(self) -> tuple[Notice, ...]:
        """One notice a column."""
        names = dict(zip(self._header.columns, self._header.names, strict=True))
        return tuple(
            Notice("display-rounded", _MESSAGE, f"{self._sheet}!{names[number]} {row}")
            for number, row in self._found.items()
        )


_MESSAGE = Text(
    "显示的数字比文件里保存的位数少，按显示的导入；需要保存的原值时，请在版面方案中改为“按原值”",
    "The numbers shown have fewer digits than those stored; they are imported as shown."
    " Ask for the stored values in the layout plan if you need them",
)


def _pairs(stored: Stored, begin: int, rows: int) -> Iterator[tuple[int, str, str]]:
    """Each distinct stored number and format of some rows, with the first row that holds it.

    Those that are sure to be shown with all their digits are left out.
    """
    raw = stored.raw.slice(begin, rows)
    formats = stored.number_format.slice(begin, rows)
    codes = raw.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    styles = formats.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    plain = [place for place, code in enumerate(formats.dictionary.to_pylist()) if code in PLAIN]
    told = np.flatnonzero((codes >= 0) & (styles >= 0) & ~np.isin(styles, plain))
    _, first = np.unique(codes[told] * len(formats.dictionary) + styles[told], return_index=True)
    found = np.sort(told[first])
    left = found[~_exact(raw, formats, codes[found], styles[found])]
    for row in left.tolist():
        yield row, raw[row].as_py(), formats[row].as_py()


def _exact(
    raw: pa.DictionaryArray, formats: pa.DictionaryArray, codes: Indices, styles: Indices
) -> npt.NDArray[np.bool_]:
    """Which of the numbers, by their places in the dictionaries, are sure to lose nothing."""
    exact = np.zeros(len(codes), np.bool_)
    try:
        numbers = pc.cast(raw.dictionary.take(pa.array(codes)), pa.float64()).to_numpy()
    except pa.ArrowInvalid:  # a date that is written as such
        return exact
    for style in np.unique(styles).tolist():
        of_style = np.flatnonzero(styles == style)
        shown = number_texts(numbers[of_style], formats.dictionary[style].as_py())
        if shown is not None:
            exact[of_style] = shown.exact
    return exact
