"""Full dates as numbers: 2024-03-01 as 20240301, in whatever way it is written."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]

_FORMS = (
    r"^(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?(?:[ T].*)?$",
    r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$",
)
_PARTS = (("year", 10_000), ("month", 100), ("day", 1))


def days(texts: pa.StringArray) -> Numbers:
    """20240301 for 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日 and 20240301, a time behind it or none;
    0 for all else, a month without its day too. The calendar need not have the day.
    """
    total = np.zeros(len(texts), np.int64)
    for form in _FORMS:
        parts = pc.extract_regex(texts, form)
        for name, weight in _PARTS:
            field = pc.struct_field(parts, name).cast(pa.int64())
            total += np.asarray(pc.fill_null(field, 0)) * weight
    return total
