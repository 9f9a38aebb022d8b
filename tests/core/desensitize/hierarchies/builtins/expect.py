"""What a built-in hierarchy makes of a column."""

import pyarrow as pa

from app.core.desensitize.hierarchies.builtin import build, propose


def first(values: list[str]) -> tuple[str, float]:
    """The hierarchy that is proposed first for a column, and how well it fits."""
    best = propose(pa.array(values))[0]
    return best.id, best.fit


def path(id: str, values: list[str], value: str) -> list[str]:
    """What one of a column's values becomes, level by level."""
    built = build(id, "c", pa.array(values))
    place = values.index(value)
    return [built.labels(level)[place].as_py() for level in range(1, len(built.levels))]
