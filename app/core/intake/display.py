"""Numbers that show fewer digits than the file stores: what is published is what is shown."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from app.core.intake.layout import Header
from app.core.intake.number_format import loses
from app.core.intake.sheet import Block, Stored
from app.core.model import Notice
from app.core.text import Text

LOOKED_AT = 10_000  # distinct numbers of a column, block by block
PLAIN = ("", "General", "@")


class Rounding:
    """Finds the columns whose display hides digits, with the first cell where it does."""

    def __init__(self, sheet: str, header: Header) -> None:
        self._sheet, self._header = sheet, header
        self._found: dict[int, int] = {}
        self._looked: Counter[int] = Counter()

    def look(self, block: Block, begin: int, stop: int) -> None:
        for number in self._header.columns:
            stored = block.stored.get(number - 1)
            if stored is None or number in self._found:
                continue
            for row, raw, number_format in _pairs(stored, begin, stop - begin):
                if self._looked[number] >= LOOKED_AT:
                    break
                self._looked[number] += 1
                if loses(float(raw), number_format):
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
    """Each distinct stored number and format of some rows, with the first row that holds it."""
    raw = stored.raw.slice(begin, rows)
    formats = stored.number_format.slice(begin, rows)
    codes = raw.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    styles = formats.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    plain = [place for place, code in enumerate(formats.dictionary.to_pylist()) if code in PLAIN]
    told = np.flatnonzero((codes >= 0) & (styles >= 0) & ~np.isin(styles, plain))
    _, first = np.unique(codes[told] * len(formats.dictionary) + styles[told], return_index=True)
    for row in np.sort(told[first]):
        yield int(row), raw[int(row)].as_py(), formats[int(row)].as_py()
