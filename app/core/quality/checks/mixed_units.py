"""一致性: units inside cells, above all several of them in one column."""

from collections.abc import Iterator

import numpy as np

from app.core.quality.check import Check, Fault, checks, words
from app.core.quality.subject import Column, Subject
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
        masks = {unit: column.matching(_NUMBER + unit) for unit in words("units")}
        cells = {unit: column.cells(mask) for unit, mask in masks.items() if mask.any()}
        if not cells:
            return
        bare = column.matching(_NUMBER)
        if sum(cells.values()) + column.cells(bare) < _MEASURES * column.filled:
            return
        usual = max(cells, key=cells.__getitem__)
        others = [mask for unit, mask in masks.items() if unit in cells and unit != usual]
        wrong = np.logical_or.reduce([bare, *others])
        if wrong.any():
            text = Text("{n} 个值的单位不是“{usual}”", "{n} values are not in {usual}")
            number = column.cells(wrong)
            yield Fault(column.name, text.format(n=number, usual=usual), column.rows(wrong))
