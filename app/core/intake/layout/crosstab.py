"""Tables whose columns are years, months or places: told, and turned into rows when asked."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from app.core.intake.layout import kinds
from app.core.model import Unpivot
from app.core.text_column import chunked, whole

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(省|市|县|区|州|旗|镇|乡|街道)")
_GENERIC = re.compile(r"(地|市|县|区|乡|镇|街道|辖|属|全|各|所在)+")


def crosstab(names: Sequence[str]) -> Unpivot | None:
    """The offer to unpivot a table with these column names, or None where it is no cross-tab.

    At least two columns must carry a period (年份, 月份, 季度, 日期), or three a place, at the same
    level of their names; what else the names say becomes a column of its own.
    """
    split = [name.split("_") for name in names]
    for title, test, least in (("时期", kinds.is_period, 2), ("地区", _is_place, 3)):
        for level in range(max((len(parts) for parts in split), default=0)):
            found = [
                place
                for place, parts in enumerate(split)
                if len(parts) > level and test(parts[level])
            ]
            depths = {len(split[place]) for place in found}
            distinct = {split[place][level] for place in found}
            if len(distinct) < least or len(depths) != 1 or len(found) == len(names):
                continue
            depth = depths.pop()
            others = iter(f"指标{n or ''}" for n in ("", *range(2, depth + 1)))
            parts = tuple(title if n == level else next(others) for n in range(depth))
            keys = tuple(name for place, name in enumerate(names) if place not in found)
            return Unpivot(keys, tuple(names[place] for place in found), parts)
    return None


def _is_place(text: str) -> bool:
    return _PLACE.fullmatch(text) is not None and _GENERIC.fullmatch(text) is None


def unpivot(data: pa.Table, spec: Unpivot) -> pa.Table:
    """``data`` of n rows as n x len(spec.values) rows, row by row; blank cells stay blank.

    Every column of the result is coded, with its texts as they were.
    Raises KeyError for a column that the table does not have.
    """
    width, rows = len(spec.values), data.num_rows
    again = pa.array(np.repeat(np.arange(rows), width))
    columns = {name: whole(data[name]).take(again) for name in spec.keys}
    parts = [name.split("_", len(spec.parts) - 1) for name in spec.values]
    for level, title in enumerate(spec.parts):
        texts = pa.array([part[level] if level < len(part) else None for part in parts])
        codes = texts.dictionary_encode()
        columns[title] = pa.DictionaryArray.from_arrays(
            codes.indices.take(pa.array(np.tile(np.arange(width), rows))), codes.dictionary
        )
    pieces = [chunk for name in spec.values for chunk in data[name].chunks]
    stacked = whole(chunked(pieces))
    by_row = np.arange(width * rows).reshape(width, rows).T.ravel()
    columns[spec.value] = stacked.take(pa.array(by_row))
    return pa.table(columns)
