"""一致性: units inside cells, above all several of them in one column."""

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.quality.check import Check, Fault, checks, words
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text

_NUMBER = r"[-+]?[\d,]+(?:\.\d+)?\s*"
_MEASURES = 0.8  # share of cells that are a number, with a unit or without


@checks.register
class MixedUnits(Check):
    """12万元 beside 3500元 adds up to nonsense; so does 12 beside 3500元."""

    id = "mixed-units"
    title = Text("单位混用", "mixed units")
    dimension = "consistency"
    source = "GB/T 36344-2018 (一致性)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        if column.profile.type in ("integer", "decimal", "date") and column.profile.confidence == 1:
            return
        units = "|".join(map(re.escape, words("units")))
        measures = column.mostly(f"{_NUMBER}(?:{units})?", column.all_but(_MEASURES))
        if measures is None:
            return
        parts = pc.extract_regex(column.stripped, f"^{_NUMBER}(?P<unit>{units})?$")
        read = pc.struct_field(parts, "unit").dictionary_encode()
        told = read.dictionary.to_pylist()
        cells = {unit: column.cells(_all(read, place)) for place, unit in enumerate(told) if unit}
        if not cells:
            return
        usual = max(cells, key=cells.__getitem__)
        wrong = measures & ~_all(read, told.index(usual))
        if wrong.any():
            text = Text("{n} 个值的单位不是“{usual}”", "{n} values are not in {usual}")
            number = column.cells(wrong)
            yield Fault(column.name, text.format(n=number, usual=usual), column.rows(wrong))


def _all(read: pa.DictionaryArray, place: int) -> Mask:
    """Which of the texts have this unit."""
    chosen: Mask = np.asarray(pc.fill_null(read.indices, -1)) == place
    return chosen
