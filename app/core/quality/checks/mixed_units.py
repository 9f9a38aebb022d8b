"""一致性: units inside cells, above all several of them in one column."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import units
from app.core.model import Treatment
from app.core.quality.check import Check, Fault, Repair, checks
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.text_column import CODED, whole

_MEASURES = 0.8  # share of cells that are a number, with a unit or without


@checks.register
class MixedUnits(Check):
    """12万元 beside 3500元 adds up to nonsense; so does 12 beside 3500元, unless the column states a unit."""

    id = "mixed-units"
    title = Text("单位混用", "mixed units")
    dimension = "consistency"
    source = "GB/T 36344-2018 (一致性)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        found = _stated(column)
        if found is None:
            return
        measures, read, cells = found
        stated = subject.unit(column.name)
        usual = stated or max(cells, key=cells.__getitem__)
        wrong = measures & ~_all(read, usual)
        if stated:
            wrong &= ~_all(read, "")
        if wrong.any():
            text = Text("{n} 个值的单位不是“{usual}”", "{n} values are not in {usual}")
            number = column.cells(wrong)
            yield Fault(column.name, text.format(n=number, usual=usual), column.rows(wrong))

    def repair(self, column: Column, subject: Subject) -> Repair | None:
        """Plain numbers in the unit that is stated for the column, else in the usual one.

        Not where units do not turn into each other exactly, nor where a number states none and nothing
        says which it is in.
        """
        found = _stated(column)
        if found is None:
            return None
        measures, read, cells = found
        stated = subject.unit(column.name)
        unit = stated or max(cells, key=cells.__getitem__)
        bare = bool((measures & _all(read, "")).any())
        if (bare and not stated) or any(units.factor(one, unit) is None for one in cells):
            return None
        params = {"unit": unit, "bare": bool(stated)}
        reason = Text("单位写在单元格里", "units stand in the cells")
        return Repair(Treatment(column.name, "in-unit", params, reason.zh), reason)


def _stated(column: Column) -> tuple[Mask, pa.DictionaryArray, dict[str, int]] | None:
    """Of a column of numbers with units: which texts are numbers, the unit of each text ("" for none), and
    the cells of each unit; None for another column.
    """
    if column.profile.type in ("integer", "decimal", "date") and column.profile.confidence == 1:
        return None
    measures = column.mostly(units.stated_form(), column.all_but(_MEASURES))
    if measures is None:
        return None
    read = whole(pa.chunked_array([units.units_of(texts) for _, texts in column.parts()], CODED))
    each = {unit: column.cells(_all(read, unit)) for unit in read.dictionary.to_pylist() if unit}
    return (measures, read, each) if each else None


def _all(read: pa.DictionaryArray, unit: str) -> Mask:
    """Which of the texts have this unit."""
    place = pc.index(read.dictionary, unit).as_py()
    chosen: Mask = np.asarray(pc.fill_null(read.indices, -1)) == place
    return chosen
