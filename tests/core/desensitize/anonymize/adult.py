"""The Adult table for the tests; data/README.md says where it comes from."""

import json
import lzma
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows

_DATA = Path(__file__).parent / "data"


@cache
def table() -> pa.Table:
    """All 30,162 rows, equal ones side by side."""
    rows = _json("adult_hierarchies")
    codes = np.frombuffer(lzma.decompress((_DATA / "adult_tuples.xz").read_bytes()), np.uint8)
    *columns, counts = codes.reshape(len(rows) + 1, -1)
    return pa.table(
        {
            name: pa.DictionaryArray.from_arrays(
                pa.array(np.repeat(codes, counts).astype(np.int32)),
                pa.array([row[0] for row in rows[name]]),
            )
            for name, codes in zip(rows, columns, strict=True)
        }
    )


def hierarchies(columns: Sequence[str] = ()) -> tuple[Hierarchy, ...]:
    """Of these columns, or of all."""
    rows = _json("adult_hierarchies")
    return tuple(from_rows(name, rows[name]) for name in columns or rows)


def optima(file: str) -> list[dict[str, Any]]:
    """The problems of a file, each with its solution."""
    return list(_json(file))


@cache
def _json(file: str) -> Any:
    return json.loads((_DATA / f"{file}.json").read_text(encoding="utf-8"))
