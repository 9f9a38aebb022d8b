"""Which of many fixed texts a text is, without the cost of hashing all of them for a few texts."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_DEARER = 5  # times: to look a text up from Python, beside hashing one of the list, as pyarrow does at each call


class Lookup:
    """A fixed list of distinct texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        """``texts``: in the order of the answers; the first of equal ones counts."""
        self._place: dict[str, int] = {}
        for text in texts:
            self._place.setdefault(text, len(self._place))
        self._texts = pa.array(list(self._place), pa.string())

    def places(self, texts: pa.StringArray) -> np.ndarray:
        """The place of each text in the list, -1 for those that are not in it, and for nulls."""
        if len(texts) * _DEARER <= len(self._texts):
            found = [self._place.get(text, -1) for text in texts.to_pylist()]
            return np.array(found, np.int64)
        places: np.ndarray = pc.fill_null(pc.index_in(texts, value_set=self._texts), -1).to_numpy()
        return places.astype(np.int64)

    def holds(self, texts: pa.StringArray) -> np.ndarray:
        """Whether each text is in the list."""
        held: np.ndarray = self.places(texts) >= 0
        return held
