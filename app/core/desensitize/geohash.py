"""Geohash (G. Niemeyer 2008): a cell of the earth by letters, each of which divides it by 32."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.desensitize.keyed import fixed_width

_LETTERS = np.frombuffer(b"0123456789bcdefghjkmnpqrstuvwxyz", np.uint8)
Floats = npt.NDArray[np.float64]


def geohash(latitude: Floats, longitude: Floats, letters: int) -> pa.StringArray:
    """The cells that points lie in, in degrees; bits of longitude and latitude take turns."""
    bits = 5 * letters
    east = _bits((longitude + 180) / 360, (bits + 1) // 2)
    north = _bits((latitude + 90) / 180, bits // 2)
    mixed = np.zeros((len(latitude), bits), np.uint8)
    mixed[:, 0::2], mixed[:, 1::2] = east, north
    weights = np.array([16, 8, 4, 2, 1], np.uint8)
    codes = (mixed.reshape(len(latitude), letters, 5) * weights).sum(axis=2)
    return fixed_width(_LETTERS[codes])


def _bits(share: Floats, count: int) -> npt.NDArray[np.uint8]:
    """The first binary digits of shares from 0 to 1; 1 itself belongs to the last cell."""
    cells = np.minimum((share * 2.0**count).astype(np.int64), (1 << count) - 1)
    places = np.arange(count - 1, -1, -1)
    return ((cells[:, None] >> places) & 1).astype(np.uint8)
