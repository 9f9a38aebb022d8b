"""Tables for the tests, made from plain lists."""

import pyarrow as pa
from hypothesis import strategies as st

from app.core.intake.profiling.column_types import profile
from app.core.model import Layout, Source, Table

# Any text that Arrow can hold: no lone surrogates. A blank cell is null, never "".
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def column(values: list[str | None]) -> pa.DictionaryArray:
    """A column as tables hold it."""
    return pa.array(values, pa.string()).dictionary_encode()


def data(columns: dict[str, list[str | None]]) -> pa.Table:
    return pa.table({name: column(values) for name, values in columns.items()})


def table(
    columns: dict[str, list[str | None]], surroundings: tuple[tuple[str, str], ...] = ()
) -> Table:
    """A table as intake yields it."""
    content = data(columns)
    source = Source("a.csv", "csv", 1, "0" * 64)
    layout = Layout("a", (1,), 2, content.num_rows + 1)
    return Table("清单", content, source, layout, profile(content), surroundings=surroundings)


@st.composite
def tables(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> pa.Table:
    """A table of one to three columns and up to six rows."""
    names = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    rows = draw(st.integers(0, 6))
    cells = st.lists(st.none() | texts, min_size=rows, max_size=rows)
    return data({name: draw(cells) for name in names})
