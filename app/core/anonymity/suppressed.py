"""What is suppressed tells nothing: a cell is ``*`` or blank, and its row is never counted as a class."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_column import is_coded

Mask = npt.NDArray[np.bool_]

SUPPRESSED = "*"  # stands for every value: the top of a hierarchy, a cell of a suppressed row
_STARS = r"^\*+$"


def hidden(labels: pa.StringArray) -> Mask:
    """Which labels stand for every value, or are blank."""
    found: Mask = np.asarray(pc.fill_null(pc.match_substring_regex(labels, _STARS), True))
    return found


def suppressed(data: pa.Table, columns: Sequence[str]) -> Mask:
    """The rows in which all of these columns are blank or ``*``."""
    found = np.ones(data.num_rows, np.bool_)
    for name in columns:
        if not found.any():  # most often after a look at one column's distinct texts
            break
        found &= np.concatenate([np.zeros(0, np.bool_), *map(_hidden_cells, data[name].chunks)])
    return found


def _hidden_cells(chunk: pa.Array) -> Mask:
    if not is_coded(chunk):
        return hidden(chunk)
    labels = hidden(chunk.dictionary)
    if not chunk.null_count and not labels.any():
        return np.zeros(len(chunk), np.bool_)
    blank = len(labels)
    cells: Mask = np.append(labels, True)[np.asarray(pc.fill_null(chunk.indices, blank))]
    return cells
