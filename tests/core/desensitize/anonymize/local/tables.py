"""Small tables with blanks for local recoding, and what their classes are, counted row by row."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import pyarrow as pa
from hypothesis import strategies as st

from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows

DEGREES = from_rows(
    "degree",
    [
        ["博士", "研究生", "高等", "*"],
        ["硕士", "研究生", "高等", "*"],
        ["本科", "本科", "高等", "*"],
        ["高中", "高中", "中等", "*"],
        ["中专", "中专", "中等", "*"],
    ],
)
COLUMNS = ["age", "degree", "town"]


@st.composite
def tables(draw: st.DrawFn, least: int = 1) -> pa.Table:
    """Ages, degrees, towns and an illness; rows in any order, some cells blank."""
    rows = draw(
        st.lists(
            st.tuples(
                st.none() | st.sampled_from(["3", "3.0", "17", "18", "40", "41", "90"]),
                st.none() | st.sampled_from(DEGREES.values.to_pylist()),
                st.none() | st.sampled_from(["甲", "乙"]),
                st.none() | st.sampled_from(["a", "b", "c"]),
            ),
            min_size=least,
            max_size=40,
        )
    )
    names = [*COLUMNS, "illness"]
    arrays = [pa.array([row[place] for row in rows], pa.string()) for place in range(len(names))]
    coded = draw(st.booleans())
    return pa.table(
        [array.dictionary_encode() if coded else array for array in arrays], names=names
    )


def tuples(data: pa.Table, columns: Sequence[str] = COLUMNS) -> list[tuple[str | None, ...]]:
    return list(zip(*(data[name].to_pylist() for name in columns), strict=True))


def smallest(data: pa.Table, columns: Sequence[str] = COLUMNS) -> int:
    return min(Counter(tuples(data, columns)).values())


def illnesses(data: pa.Table) -> list[Counter[str | None]]:
    """The sensitive values of each class."""
    found: dict[tuple[str | None, ...], Counter[str | None]] = defaultdict(Counter)
    for row, illness in zip(tuples(data), data["illness"].to_pylist(), strict=True):
        found[row][illness] += 1
    return list(found.values())


def covers(label: str | None, value: str | None, hierarchy: Hierarchy | None) -> bool:
    """Whether a label says something true of a value."""
    if label == "*":
        return True
    if label is None or value is None:
        return label is value
    if hierarchy is not None:
        place = hierarchy.values.to_pylist().index(value)
        return label in [level[place].as_py() for level in map(hierarchy.labels, range(4))]
    if label.startswith("["):
        low, high = label[1:-1].split(", ")
        return float(low) <= float(value) <= float(high)
    return label == value or float(label) == float(value)
