"""Tables at rest."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.model import DroppedRow, Hidden, Layout, Source, Table
from app.core.text import Text
from app.core.workspace import table_codec


def make(values: list[str | None]) -> Table:
    column = pa.array(values, pa.string()).dictionary_encode()
    return Table(
        name="表",
        data=pa.table({"列": column}),
        source=Source("a.csv", "csv", 3, "0" * 64, "utf-8"),
        layout=Layout("s", (1,), 2, 3, (DroppedRow(4, "note", "注"),)),
        hidden=(Hidden("sheet", "x", "y"),),
        surroundings=((Text("文件名", "file name"), "a.csv"),),
    )


@given(st.lists(st.none() | st.text(min_size=1), min_size=1))
def test_a_table_comes_back_whole(values: list[str | None]) -> None:
    table = make(values)
    again = table_codec.decode(b"".join(table_codec.encode(table)))
    assert again.data["列"].to_pylist() == values
    assert (again.name, again.source, again.layout, again.hidden, again.surroundings) == (
        table.name,
        table.source,
        table.layout,
        table.hidden,
        table.surroundings,
    )
