"""Sets of characters that are asked of many code points at once."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from app.core.review.spans import Mask

_CODES = 0x110000


class Characters:
    """A set of single characters."""

    def __init__(self, characters: Iterable[str]) -> None:
        self._held = np.zeros(_CODES, np.bool_)
        self._held[[ord(character) for character in characters]] = True

    def among(self, codes: npt.NDArray[np.uint32]) -> Mask:
        """Which code points are of the set."""
        mask: Mask = self._held[codes]
        return mask
