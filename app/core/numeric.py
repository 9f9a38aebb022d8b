"""Texts as numbers, where they are numbers."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_NUMBER = r"^[-+]?(?:(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$"
_INVISIBLE = r"[\x{AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FEFF}]"


def numbers(values: pa.StringArray) -> npt.NDArray[np.float64]:
    """Each text's number, full-width or not, thousands separated or not, with an exponent or without;
    NaN for what is none or beyond a double, a null too."""
    plain = pc.replace_substring_regex(pc.utf8_normalize(values, "NFKC"), _INVISIBLE, "")
    plain = pc.utf8_trim_whitespace(plain)
    is_number = pc.fill_null(pc.match_substring_regex(plain, _NUMBER), False)
    plain = pc.replace_substring(pc.utf8_ltrim(plain, "+"), ",", "")
    found: npt.NDArray[np.float64] = np.asarray(
        pc.fill_null(pc.if_else(is_number, plain, None).cast(pa.float64()), np.nan)
    )
    return np.where(np.isfinite(found), found, np.nan)
