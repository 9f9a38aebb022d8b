"""What a release leaves behind: no values, nothing to test without the key, of bounded size."""

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import DocumentInvalid
from app.core.review.linkage import identity
from app.core.review.linkage import sketch as room
from app.core.review.linkage.difference import difference
from app.core.review.linkage.keyed import Keyed
from app.core.review.linkage.sketch import Sketch, SketchForeign, decode, encode, sketch
from tests.core.tables import TEXTS, table

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
TOWNS = ["东河镇", "西河镇", "南山乡", "北山乡"]


def grantees(rows: int = 200) -> dict[str, list[str | None]]:
    return {
        "序号": [str(n + 1) for n in range(rows)],
        "编号": [f"JZ{n * 37 % 9973:06d}" for n in range(rows)],
        "乡镇": [TOWNS[n % 4] for n in range(rows)],
        "出生年月": [f"{1950 + n % 50}-{n % 12 + 1:02d}" for n in range(rows)],
        "性别": ["男" if n % 3 else "女" for n in range(rows)],
    }


@pytest.fixture(scope="module")
def kept() -> Sketch:
    return sketch(table(grantees()), KEY, dataset="低保")


def digests(one: Sketch) -> set[bytes]:
    samples = [column.sample.digests for column in one.columns]
    samples += [each.sample.digests for each in one.combinations]
    samples += [one.identity.names, one.identity.contents]
    return {data[at : at + 8] for data in samples for at in range(0, len(data), 8)}


def test_it_comes_back_as_it_was(kept: Sketch) -> None:
    assert decode(encode(kept), "低保") == kept
    assert kept.dataset == "低保"
    assert kept.rows == 200


@st.composite
def contents(draw: st.DrawFn) -> dict[str, list[str | None]]:
    """Columns of any texts, dates and blanks among them."""
    texts = st.none() | TEXTS | st.sampled_from(["1990-01", "1990年1月", "20260101", "男", "女"])
    names = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    rows = draw(st.integers(0, 30))
    cells = st.lists(texts, min_size=rows, max_size=rows)
    return {name: draw(cells) for name in names}


@given(contents())
def test_any_sketch_comes_back_as_it_was_and_finds_its_own_rows(
    columns: dict[str, list[str | None]],
) -> None:
    one = sketch(table(columns), KEY)
    again = decode(encode(one), "清单")
    assert again == one
    told = difference(again, table(columns), KEY)
    assert (told.added, told.removed, told.changed or 0, told.error) == (0, 0, 0, 0)


def test_it_holds_no_value(kept: Sketch) -> None:
    """Neither as text, nor in what its base64 stands for."""
    data = encode(kept)
    blob = b"".join(
        base64.b64decode(text)
        for text in _texts(json.loads(data))
        if len(text) % 4 == 0 and text.isascii()
    )
    for values in grantees().values():
        for value in set(values):
            assert f'"{value}"'.encode() not in data
            if len(value or "") > 3:
                assert (value or "").encode() not in blob


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [
            text
            for key in ("digests", "once", "names", "contents")
            for text in _texts(value.get(key))
        ] + [
            text
            for inner in value.values()
            if isinstance(inner, dict | list)
            for text in _texts(inner)
        ]
    if isinstance(value, list):
        return [text for inner in value if isinstance(inner, dict) for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


def test_under_another_key_nothing_is_alike(kept: Sketch) -> None:
    """So that without the key no guess can be tested: any key would be as likely."""
    other = sketch(table(grantees()), OTHER_KEY)
    assert not digests(kept) & digests(other)
    assert [len(c.sample.digests) for c in kept.columns] == [
        len(c.sample.digests) for c in other.columns
    ]


def test_same_table_and_key_make_the_same_sketch(kept: Sketch) -> None:
    assert encode(sketch(table(grantees()), KEY, dataset="低保")) == encode(kept)


def test_it_says_under_which_key_it_was_made(kept: Sketch) -> None:
    kept.check(Keyed(KEY))
    with pytest.raises(SketchForeign, match="低保"):
        kept.check(Keyed(OTHER_KEY))


def test_another_version_is_refused(kept: Sketch) -> None:
    data = encode(kept).replace(b'"version":1', b'"version":2')
    with pytest.raises(DocumentInvalid, match="version"):
        decode(data, "低保")


def test_a_damaged_one_is_refused(kept: Sketch) -> None:
    column = replace(kept.columns[0], name="序号")
    document = json.loads(encode(replace(kept, columns=(column,))))
    document["columns"][0]["sample"]["once"] = ""
    with pytest.raises(DocumentInvalid, match="fit together"):
        decode(json.dumps(document).encode(), "低保")


def test_combinations_are_of_columns_that_may_join_with_dates_in_each_form(kept: Sketch) -> None:
    names = [
        tuple(kept.columns[place].name + kept.columns[place].cut for place in each.columns)
        for each in kept.combinations
    ]
    assert len(set(names)) == len(names)
    assert ("乡镇", "出生年月", "性别") in names
    assert ("乡镇", "出生年月year", "性别") in names
    assert ("编号", "乡镇", "出生年月", "性别") in names
    assert not any("序号" in columns for columns in names)
    assert not any({"出生年月", "出生年月year"} <= set(columns) for columns in names)


def test_its_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {
        "keys_kept": 24,
        "values_kept": 16,
        "tuples_kept": 8,
        "columns_joined": 3,
        "columns_together": 2,
    }
    monkeypatch.setattr(room, "limit", limits.__getitem__)
    monkeypatch.setattr(identity, "limit", {"rows_kept": 32}.__getitem__)
    kept = sketch(table(grantees()), KEY)
    sizes = {column.name + column.cut: len(column.sample.digests) for column in kept.columns}
    assert sizes["编号"] == 8 * 25
    assert sizes["出生年月year"] == 8 * 17
    assert sizes["性别"] == 8 * 2
    assert max(len(each.sample.digests) for each in kept.combinations) == 8 * 9
    assert len(kept.combinations) == 2 * 2 + 1 + 2  # 编号 comes last and is left out
    assert len(kept.identity.names) == len(kept.identity.contents) == 8 * 33
    assert kept.identity.rows == 200
    assert decode(encode(kept), "低保") == kept
