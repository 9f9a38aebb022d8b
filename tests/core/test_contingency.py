"""The contingency table against counting rows one by one."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import contingency as module
from app.core.contingency import Contingency, Cross, code, contingency, cross, ranks
from app.core.errors import Cancelled
from app.core.jobs import Job
from tests.core.tables import TEXTS, data, tables

FEW = st.sampled_from(["甲", "乙", "a", "A", " a", "ａ"])
TABLES = tables(FEW) | tables(TEXTS)


def rows_of(content: pa.Table) -> list[tuple[str | None, ...]]:
    return list(zip(*(column.to_pylist() for column in content.columns), strict=True))


def tuples(table: Contingency) -> list[tuple[str | None, ...]]:
    """Each class's values as texts."""
    columns = [
        [(*values.to_pylist(), None)[place] for place in codes]
        for values, codes in zip(table.values, table.codes, strict=True)
    ]
    return list(zip(*columns, strict=True))


def pairs(crossed: Cross) -> dict[tuple[int, str | None], int]:
    values = (*crossed.values.to_pylist(), None)
    return {
        (int(place), values[value]): int(count)
        for place, value, count in zip(crossed.classes, crossed.codes, crossed.counts, strict=True)
    }


@pytest.fixture(params=[module._SPACE, 1], ids=["one number", "ranked at each column"])
def space(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(module, "_SPACE", request.param)
    return int(request.param)


@pytest.fixture(params=[module._DENSE, 0], ids=["counters", "sorted"])
def dense(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(module, "_DENSE", request.param)
    return int(request.param)


@pytest.mark.usefixtures("space", "dense")
class TestEveryWay:
    @given(content=TABLES)
    def test_classes_are_the_distinct_rows(self, content: pa.Table) -> None:
        table = contingency(content, content.column_names, Job())
        found = tuples(table)
        assert dict(zip(found, table.counts.tolist(), strict=True)) == Counter(rows_of(content))
        assert len(set(found)) == len(found)
        assert [found[place] for place in table.class_of_rows()] == rows_of(content)

    @given(content=TABLES)
    def test_margins_count_rows_that_agree_in_some_columns(self, content: pa.Table) -> None:
        table = contingency(content, content.column_names, Job())
        for places in ([0], list(range(len(content.columns)))[::-1]):
            counted = Counter(tuple(row[place] for place in places) for row in rows_of(content))
            expected = [counted[tuple(row[place] for place in places)] for row in tuples(table)]
            assert table.margin(places).tolist() == expected

    @given(content=TABLES)
    def test_a_cross_counts_pairs(self, content: pa.Table) -> None:
        *columns, last = content.column_names
        table = contingency(content, columns or [last], Job())
        crossed = cross(table, content[last])
        expected = Counter(
            zip(table.class_of_rows().tolist(), content[last].to_pylist(), strict=True)
        )
        assert pairs(crossed) == expected
        assert (np.diff(crossed.classes) >= 0).all()
        assert crossed.distinct.tolist() == [
            sum(place == pair[0] for pair in expected) for place in range(len(table))
        ]
        assert crossed.classes[crossed.starts].tolist() == list(range(len(table)))

    @given(content=TABLES, other=TABLES)
    def test_counts_in_another_table(self, content: pa.Table, other: pa.Table) -> None:
        width = min(content.num_columns, other.num_columns)
        content, other = content.select(range(width)), other.select(range(width))
        table = contingency(content, content.column_names, Job())
        found = table.counts_in(contingency(other, other.column_names, Job()))
        counted = Counter(rows_of(other))
        assert found.tolist() == [counted[row] for row in tuples(table)]


def test_a_blank_is_a_value_of_its_own() -> None:
    content = data({"性别": ["男", None, "男", None], "民族": ["汉族", "汉族", None, "汉族"]})
    table = contingency(content, ["性别", "民族"], Job())
    assert dict(zip(tuples(table), table.counts.tolist(), strict=True)) == {
        ("男", "汉族"): 1,
        ("男", None): 1,
        (None, "汉族"): 2,
    }


def test_more_combinations_than_63_bits_hold() -> None:
    """Thirty columns of a hundred values each: 10⁶⁰ combinations."""
    source = np.random.default_rng(1)
    cells = source.integers(0, 100, (200, 30)).astype(str)
    cells[100:] = cells[:100]
    content = data({str(place): cells[:, place].tolist() for place in range(30)})
    table = contingency(content, content.column_names, Job())
    assert Counter(tuples(table)) == Counter(set(rows_of(content)))
    assert table.counts.tolist() == [2] * 100
    assert sorted(pairs(cross(table, content["3"])).values()) == [2] * 100


def test_dictionaries_with_doubles_nulls_and_unused_values() -> None:
    doubled = pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2, 3, None], pa.int32()), pa.array(["甲", "甲", None, "乙", "丙"])
    )
    found = code(pa.chunked_array([doubled]))
    assert found.values.to_pylist() == ["甲", "乙"]
    assert found.codes.tolist() == [0, 0, 2, 1, 2]


def test_chunks_with_dictionaries_of_their_own_and_plain_ones_agree() -> None:
    parts = [["甲", None], ["乙", "甲"]]
    chunks = [pa.array(part, pa.string()) for part in parts]
    plain = code(pa.chunked_array(chunks))
    coded = code(pa.chunked_array([chunk.dictionary_encode() for chunk in chunks]))
    assert plain.values == coded.values
    assert plain.codes.tolist() == coded.codes.tolist() == [0, 2, 1, 0]


def test_rows_of_chosen_classes_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK", 2)
    content = data({"a": ["x", "y", "z", "x", "y", "x", "z", "x"]})
    table = contingency(content, ["a"], Job())
    chosen = table.counts >= 3
    assert table.rows_of(chosen, 10) == (0, 3, 5, 7)
    assert table.rows_of(chosen, 2) == (0, 3)
    assert table.rows_of(table.counts > 9, 2) == ()


def test_it_stops_when_it_is_told() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        contingency(data({"a": ["x"]}), ["a"], job)


@given(TABLES)
def test_ranks_are_equal_for_equal_tuples_only(content: pa.Table) -> None:
    columns = [code(column) for column in content.columns]
    numbers = ranks([column.codes for column in columns], [column.radix for column in columns])
    numbered = set(zip(numbers.tolist(), rows_of(content), strict=True))
    assert len(numbered) == len(set(numbers.tolist())) == len(set(rows_of(content)))


@given(tables(FEW))
def test_tuples_counted_elsewhere_are_as_good_as_rows(rows: pa.Table) -> None:
    columns = rows.column_names
    plain = pa.table({name: rows[name].cast(pa.string()) for name in columns})
    told = plain.group_by(columns).aggregate([([], "count_all")])
    weights = told["count_all"].to_numpy()
    whole = contingency(plain, columns[:1], Job())
    counted = contingency(told, columns[:1], Job(), weights)
    assert counted.rows == whole.rows == rows.num_rows

    def classes(table: Contingency, crossed: Cross) -> set[tuple[object, ...]]:
        texts = [*table.values[0].to_pylist(), None]
        inner = [*crossed.values.to_pylist(), None]
        return {
            (texts[table.codes[0][group]], inner[value], count)
            for group, value, count in zip(
                crossed.classes, crossed.codes, crossed.counts, strict=True
            )
        }

    assert classes(whole, cross(whole, plain[columns[-1]])) == classes(
        counted, cross(counted, told[columns[-1]], weights)
    )
