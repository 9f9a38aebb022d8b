"""Sets of characters that are asked of many code points at once."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from app.core.code_table import CodeTable
from app.core.review.spans import Mask

_CODES = 0x110000


class Characters:
    """A set of single characters."""

    def __init__(self, characters: Iterable[str]) -> None:
        held = np.zeros(_CODES, np.bool_)
        held[[ord(character) for character in characters]] = True
        self._held = CodeTable(held)

    def among(self, codes: npt.NDArray[np.uint32]) -> Mask:
        """Which code points are of the set."""
        return self._held.of(codes)
