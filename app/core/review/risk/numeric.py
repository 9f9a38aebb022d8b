"""Texts as numbers, where they are numbers."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.fold import fold

_NUMBER = r"^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$"


def numbers(values: pa.StringArray) -> npt.NDArray[np.float64]:
    """Each text's number, thousands separated or not; NaN for what is none, a null too."""
    folded = pc.utf8_trim_whitespace(fold(values))
    is_number = pc.fill_null(pc.match_substring_regex(folded, _NUMBER), False)
    plain = pc.replace_substring(pc.utf8_ltrim(folded, "+"), ",", "")
    found: npt.NDArray[np.float64] = np.asarray(
        pc.fill_null(pc.if_else(is_number, plain, None).cast(pa.float64()), np.nan)
    )
    return found
