"""时效性: codes of regions that are no more in force."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.quality.check import Check, Fault, checks
from app.core.quality.region_codes import region_codes, six_digits
from app.core.quality.subject import Column, Subject
from app.core.regions import abolished_codes
from app.core.text import Text


@checks.register
class AbolishedRegions(Check):
    """Only a warning: in data of earlier years, and for places of birth, they are right."""

    id = "abolished-regions"
    title = Text("行政区划代码已停用", "region codes no more in force")
    dimension = "timeliness"
    severity = "warn"
    source = "GB/T 2260 and its changes since 1980 (pack abolished-regions)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        found = region_codes(column)
        if found is None:
            return
        gone = abolished_codes()
        codes, changed = pa.array([*gone], pa.string()), np.array([*gone.values(), 0], np.int16)

        def year(texts: pa.StringArray) -> npt.NDArray[np.int16]:
            places = pc.index_in(six_digits(texts), value_set=codes)
            found: npt.NDArray[np.int16] = changed[np.asarray(pc.fill_null(places, len(gone)))]
            return found

        years = column.each_stripped(year)
        old = found.formed & (years > 0)
        if old.any():
            first, last = int(years[old].min()), int(years[old].max())
            text = Text(
                "{n} 个行政区划代码已停用（{when} 年变更）",
                "{n} codes of regions are no more in force (changed in {when})",
            )
            when = str(first) if first == last else f"{first}–{last}"
            yield Fault(column.name, text.format(n=column.cells(old), when=when), column.rows(old))
