"""Tables under one another; a new period under an old one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import ColumnsDiffer
from app.core.intake.merge import SOURCE_COLUMN, append, merge
from app.core.jobs import Job
from app.core.model import DroppedRow, Hidden, Layout, Notice, Source, Table
from app.core.text import Text
from app.core.trust.canonical import digest
from app.core.workspace import table_codec
from tests.core.tables import data, tables


def table(name: str, columns: dict[str, list[str | None]]) -> Table:
    content = data(columns)
    where = Text.plain("册!1")
    return Table(
        "清单",
        content,
        Source(name, "csv", 10, digest(name)),
        Layout("册", (1,), 2, content.num_rows + 1, (DroppedRow(1, "title", "题"),)),
        hidden=(Hidden("row", "册!3", "藏"),),
        surroundings=((where, "题"),),
        warnings=(Notice("error-value", where, "册!A2"),),
    )


def test_merge(job: Job) -> None:
    merged = merge(
        [
            table("1.csv", {"a": ["甲", None], "b": ["1", "2"]}),
            table("2.csv", {"b": ["3"], "a": ["甲"]}),
        ],
        name="月报",
        kind="folder",
    )
    assert merged.data.to_pydict() == {
        "a": ["甲", None, "甲"],
        "b": ["1", "2", "3"],
        SOURCE_COLUMN: ["1.csv", "1.csv", "2.csv"],
    }
    assert {str(kind) for kind in merged.data.schema.types} == {
        "dictionary<values=string, indices=int32, ordered=0>"
    }
    assert (merged.source.name, merged.source.kind, merged.source.size) == ("月报", "folder", 20)
    assert [source.name for source in merged.source.members] == ["1.csv", "2.csv"]
    assert merged.source.sha256 == digest(
        [["1.csv", digest("1.csv"), 10], ["2.csv", digest("2.csv"), 10]]
    )
    assert [hidden.where for hidden in merged.hidden] == ["[1.csv]册!3", "[2.csv]册!3"]
    around = [where.zh for where, _ in merged.surroundings]
    assert around == ["名称", "文件名", "[1.csv]册!1", "文件名", "[2.csv]册!1"]
    assert [notice.where for notice in merged.warnings] == ["[1.csv]册!A2", "[2.csv]册!A2"]
    assert [row.file for row in merged.layout.dropped] == ["1.csv", "2.csv"]
    assert [layout.sheet for layout in merged.layout.members] == ["册", "册"]
    assert [column.name for column in merged.profile] == ["a", "b", SOURCE_COLUMN]
    stored = table_codec.decode(b"".join(table_codec.encode(merged)))
    assert stored.data.to_pydict() == merged.data.to_pydict()
    assert (stored.source, stored.layout) == (merged.source, merged.layout)


def test_other_columns_are_refused_or_left_blank() -> None:
    parts = [table("1.csv", {"a": ["1"], "b": ["2"]}), table("2.csv", {"a": ["3"], "c": ["4"]})]
    with pytest.raises(ColumnsDiffer) as caught:
        merge(parts)
    assert "2.csv（缺少：b；多出：c）" in caught.value.told("zh")
    assert caught.value.params["renames"] == "c=b"
    merged = merge(parts, union=True)
    assert merged.data.to_pydict() == {
        "a": ["1", "3"],
        "b": ["2", None],
        "c": [None, "4"],
        SOURCE_COLUMN: ["1.csv", "2.csv"],
    }
    assert [(n.code, n.where) for n in merged.warnings][-1] == ("columns-differ", "[2.csv]")


def test_names_that_differ_in_width_alone_are_proposed_as_one() -> None:
    parts = [table("1.csv", {"金额（元）": ["1"]}), table("2.csv", {"金额(元)": ["2"]})]
    with pytest.raises(ColumnsDiffer) as caught:
        merge(parts)
    assert caught.value.params["renames"] == "金额(元)=金额（元）"


def test_names_that_are_taken() -> None:
    part = table("1.csv", {SOURCE_COLUMN: ["x"]})
    merged = merge([part, part])
    assert merged.data.to_pydict() == {
        SOURCE_COLUMN: ["x", "x"],
        f"{SOURCE_COLUMN}_2": ["1.csv", "1.csv_2"],
    }


def test_append_counts_rows_that_stand_in_both(job: Job) -> None:
    old = table("1月.csv", {"a": ["甲", "乙", None], "b": ["1", "2", None]})
    new = table("2月.csv", {"b": ["2", "1", None, "2"], "a": ["乙", "乙", None, "乙"]})
    grown = append(old, new, job)
    assert grown.rows == 7
    assert grown.warnings[-1].code == "rows-repeated"
    assert "3 行" in grown.warnings[-1].message.zh
    third = append(grown, table("2月.csv", {"a": ["丙"], "b": ["9"]}), job)
    assert third.data[SOURCE_COLUMN].to_pylist()[2:] == ["1月.csv", *["2月.csv"] * 4, "2月.csv_2"]
    assert [source.name for source in third.source.members] == ["1月.csv", "2月.csv", "2月.csv_2"]
    assert third.hidden[0].where == "[1月.csv]册!3"
    assert sum(notice.code == "rows-repeated" for notice in third.warnings) == 1
    with pytest.raises(ColumnsDiffer):
        append(grown, table("3月.csv", {"a": ["丁"]}), job)


@given(st.data())
def test_repeated_rows_are_counted_exactly(draw: st.DataObject) -> None:
    cells = st.none() | st.sampled_from("甲乙丙")
    width = draw.draw(st.integers(1, 3))

    def part(name: str) -> tuple[Table, list[tuple[str | None, ...]]]:
        rows = draw.draw(st.lists(st.tuples(*[cells] * width), max_size=6))
        columns = {str(n): [row[n] for row in rows] for n in range(width)}
        return table(name, columns), rows

    (old, before), (new, after) = part("1"), part("2")
    expected = sum(row in before for row in after)
    warning = append(old, new, Job()).warnings[-1]
    assert (f"有 {expected} 行" in warning.message.zh) == (expected > 0)


@given(content=tables())
def test_merging_keeps_every_cell(content: object) -> None:
    part = Table("清单", content, Source("a", "csv", 1, "0" * 64), Layout("a", (1,), 2, 2))
    merged = merge([part, part])
    names = list(part.columns)
    expected = [list(row.values()) for row in part.data.to_pylist()] * 2
    assert [[row[name] for name in names] for row in merged.data.to_pylist()] == expected
