"""What each of many small numbers stands for (characters, hashes, digits), looked up in a table."""

from typing import Any, Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Value = TypeVar("Value", bound=np.generic)

_FEW = 1 << 11  # codes: what a call to Arrow costs outweighs what it saves


class CodeTable(Generic[Value]):
    """``values``: by code; what is changed in place counts from the next look-up on.

    NumPy makes places of 64 bits of all codes before it looks one up, which takes two to five times as
    long as to look up. Arrow reads them as they are, in the same memory.
    """

    def __init__(self, values: npt.NDArray[Value]) -> None:
        self.values = np.ascontiguousarray(values)  # or Arrow would look into a copy
        is_truth = values.dtype == np.bool_  # of which Arrow's would be a bit
        self._seen = _arrow(self.values.view(np.uint8) if is_truth else self.values)

    def of(self, codes: npt.NDArray[np.unsignedinteger[Any]]) -> npt.NDArray[Value]:
        """The value of each code; not to be written to. Raises IndexError for one beyond the table."""
        if len(codes) < _FEW:
            return np.asarray(self.values[codes])
        may_lie_beyond = np.iinfo(codes.dtype).max >= len(self.values)
        found = pc.take(self._seen, _arrow(codes), boundscheck=may_lie_beyond)
        return cast("npt.NDArray[Value]", found.to_numpy().view(self.values.dtype))


def _arrow(numbers: npt.NDArray[Any]) -> pa.Array:
    """The same memory; ``pa.array`` would load pandas to ask whether they are its own."""
    numbers = np.ascontiguousarray(numbers)
    kind = pa.from_numpy_dtype(numbers.dtype)
    return pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(numbers)])
