"""JSON and JSON Lines: lists of records wherever they stand, every number as it is written."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import (
    BytesUndecodable,
    FileTooLarge,
    FileUnreadable,
    GongkaiError,
    RecordsMissing,
    SyntaxBroken,
)
from app.core.intake.json_text import records, values
from app.core.intake.json_text.form import form
from app.core.intake.sheet import NO_WISH, Row, Wish, Workbook
from app.core.intake.table import open_workbook
from app.core.intake.writer import write_table
from app.core.jobs import Job
from tests.core.tables import data


def opened(content: str | bytes, folder: Path, wish: Wish = NO_WISH) -> Workbook:
    path = folder / "册.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_workbook(path, Job(), wish).book


def rows(content: str | bytes, folder: Path, wish: Wish = NO_WISH) -> list[Row]:
    return list(opened(content, folder, wish).sheets[0].rows())


def codes(book: Workbook) -> list[str]:
    return [notice.code for notice in book.notices.all()]


NUMBERS = [
    "1.10",
    "110101199003071200",
    "1e5",
    "-0",
    "1E-7",
    "0.1000000000000000055511151231257827",
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("shape", ['[{{"a":{}}}]', '{{"a":{}}}\n{{"a":1}}\n'])
def test_numbers_stay_as_written(number: str, shape: str, tmp_path: Path) -> None:
    assert rows(shape.format(number), tmp_path)[:2] == [("a",), (number,)]


def test_values(tmp_path: Path) -> None:
    content = '[{"a":true,"b":false,"c":null,"d":"","e":"TRUE","f":[],"g":{}}]'
    assert rows(content, tmp_path)[1] == ("TRUE", "FALSE", None, None, "TRUE", "[]", "{}")


def test_nested_objects_become_fields_and_the_rest_text(tmp_path: Path) -> None:
    content = '[{"地址":{"市":"杭","区":{"x":{"y":{"z":1.0}}}},"标签":["甲",1.0,null,{"k":true}]}]'
    assert rows(content, tmp_path) == [
        ("地址_市", "地址_区_x_y", "标签"),
        ("杭", '{"z":1.0}', '["甲",1.0,null,{"k":true}]'),
    ]


@pytest.mark.parametrize("shape", ["[{},{}]", "{}\n{}\n"])
def test_fields_of_all_records_in_the_order_first_seen(shape: str, tmp_path: Path) -> None:
    content = shape.format('{"b":1,"a_b":2}', '{"c":3,"a":{"b":4},"b":5}')
    assert rows(content, tmp_path) == [
        ("b", "a_b", "c", "a_b_2"),
        ("1", "2", None, None),
        ("5", None, "3", "4"),
    ]


@pytest.mark.parametrize("shape", ["[{}]", "{}\n{{}}\n"])
def test_equal_keys_lose_nothing(shape: str, tmp_path: Path) -> None:
    book = opened(shape.format('{"a":1,"a":2,"a":{"b":3}}'), tmp_path)
    assert list(book.sheets[0].rows())[:2] == [("a", "a_2", "a_3_b"), ("1", "2", "3")]
    assert "doubled-key" in codes(book)


def test_the_longest_list_comes_first_and_nothing_is_left_out(tmp_path: Path) -> None:
    content = '{"code":200,"short":[{"z":1}],"result":{"total":2,"data":[{"a":1},{"a":2}]},"tags":["x","y"]}'
    book = opened(content, tmp_path)
    first, second = book.sheets
    assert (first.name, list(first.rows())) == ("result.data", [("a",), ("1",), ("2",)])
    assert (second.name, list(second.rows())) == ("short", [("z",), ("1",)])
    assert [(where.en, text) for where, text in first.surroundings] == [
        ("$.code", "200"),
        ("$.result.total", "2"),
        ("$.tags", "x\ny"),
    ]
    assert book.notices.all()[0].where == "result.data!$.result.data"


def test_arrays_of_arrays(tmp_path: Path) -> None:
    assert rows('[["名称","数"],["甲",1.0]]', tmp_path) == [("名称", "数"), ("甲", "1.0")]
    split = '{"columns":["名称","数"],"data":[["甲",1],["乙",null]]}'
    assert rows(split, tmp_path) == [("名称", "数"), ("甲", "1"), ("乙", None)]
    assert rows('["a",1]\n["b",2]\n', tmp_path) == [("a", "1"), ("b", "2")]


def test_geojson(tmp_path: Path) -> None:
    feature = (
        '{"type":"Feature","id":7,"properties":{"名":"甲","type":"站"},'
        '"geometry":{"type":"Point","coordinates":[120.10,30.0]}}'
    )
    content = f'{{"type":"FeatureCollection","features":[{feature},{feature}]}}'
    assert rows(content, tmp_path)[:2] == [
        ("id", "名", "type", "geometry"),
        ("7", "甲", "站", '{"type":"Point","coordinates":[120.10,30.0]}'),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"a":{"b":1},"c":[1,2]}', [("a_b", "c"), ("1", "[1,2]")]),
        ("[1,2]", [("值",), ("1",), ("2",)]),
        ('[{"a":1},7]', [("a", "值"), ("1", None), (None, "7")]),
        ('{"a":"' + "x" * 5000 + '"}\n{"b":2}', [("a", "b"), ("x" * 5000, None), (None, "2")]),
        ("\n\n[ ]\n", None),
    ],
)
def test_other_documents(content: str, expected: list[Row] | None, tmp_path: Path) -> None:
    if expected is None:
        with pytest.raises(FileUnreadable):
            opened(content, tmp_path)
    else:
        assert rows(content, tmp_path) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("shape", ["[{},{}]", "{}\n{}\n"])
def test_encodings(encoding: str, shape: str, tmp_path: Path) -> None:
    record = '{"名称":"浙江省杭州市的学校和医院名单"}'
    content = shape.format(record, record).encode(encoding)
    assert rows(content, tmp_path)[2] == ("浙江省杭州市的学校和医院名单",)


@pytest.mark.parametrize("shape", ["[{}]", "{}\n{{}}\n"])
def test_bytes_that_do_not_decode(shape: str, tmp_path: Path) -> None:
    content = shape.format('{"a":"浙江省杭州市的学校?","b":"和医院名单"}').encode()
    broken = content.replace(b"?", b"\xff")
    with pytest.raises(BytesUndecodable):
        opened(broken, tmp_path)
    assert rows(broken, tmp_path, Wish(encoding="utf-8"))[1][0] == "浙江省杭州市的学校⟦FF⟧"


def test_half_a_character_is_kept_as_its_escape(tmp_path: Path) -> None:
    book = opened('[{"a":"x\\ud83d","b":"\\ud83d\\ude00","c":["\\udc00"]}]', tmp_path)
    assert list(book.sheets[0].rows())[1] == ("x\\ud83d", "😀", '["\\\\udc00"]')
    assert codes(book) == ["half-character"]
    assert codes(opened('[{"a":"\\\\ud83d"}]', tmp_path)) == []


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        ('[{"a":1},\n {"a":2,}]', 2, 9),
        ('[{"a":1},\n {"a":2', 2, 8),
        ('[{"a":1}\n {"a":2}]', 2, 2),
        ('{"a":[{"b":1}],\n"c" 1}', 2, 5),
        ('[{"a":"x\ny"}]', 1, 9),
        ('{"a":1}\n{"a":2}\n{"a":}\n', 3, 6),
        ('{"a":1}\n{"a":2} 3\n', 2, 9),
        ('[{"a":01}]', 1, 8),
    ],
)
def test_mistakes_have_line_and_column(content: str, row: int, column: int, tmp_path: Path) -> None:
    with pytest.raises(SyntaxBroken) as caught:
        opened(content, tmp_path)
    assert caught.value.where.row == row
    assert f"第 {row} 行第 {column} 个字符" in caught.value.told("zh")
    assert "WPS" not in caught.value.advice("zh")  # which would not mend it


@pytest.mark.parametrize("content", ["{}", "[]", '{"rows":[]}'])
def test_an_answer_without_records(content: str, tmp_path: Path) -> None:
    with pytest.raises(RecordsMissing) as caught:
        opened(content, tmp_path)
    assert "登录页" in caught.value.advice("zh")


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, '[{"a":' + "[" * 100_000, '{"a":' * 100_000, '{"a":1}\n{"a":' + "[" * 100_000],
)
def test_depth_bombs(content: str, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        opened(content, tmp_path)


@pytest.mark.parametrize("shape", ["[{}]", "{}\n{{}}\n"])
def test_too_many_fields(shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_FIELDS", 100)
    with pytest.raises(FileTooLarge):
        opened(shape.format(json.dumps({str(n): n for n in range(101)})), tmp_path)


@pytest.mark.parametrize(
    "head",
    [
        "[注],名称\n1,2\n",
        "{,a\n",
        '{"a":1},x\n',
        "[1],2\n3,4\n",
        "[]x",
        "{a:1}",
        "[abc",
        "【",
        "",
        "1\n",
    ],
)
def test_ordinary_text_is_left_alone(head: str) -> None:
    assert form(head.encode()) is None
    assert form(head.encode("gb18030")) is None


@pytest.mark.parametrize("block", [1, 3, 7])
@given(
    st.lists(
        st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3),
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, block: int, records: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("j")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "BLOCK", block)
        names, *read = rows(
            json.dumps(records, ensure_ascii=False, indent=1), folder, Wish("utf-8")
        )
    assert [
        {n: c for n, c in zip(names, row, strict=True) if c is not None} for row in read
    ] == records


@given(st.binary(max_size=40))
def test_any_bytes_end_in_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    for head in (b'[{"a":1},', b'{"a":1}\n{'):
        with contextlib.suppress(GongkaiError):
            rows(head + noise, tmp_path_factory.mktemp("j"))


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_our_own_export(suffix: str, tmp_path: Path, job: Job) -> None:
    columns = {"名称": ["甲", "乙", None], "号码": ["330199194912310020", "007", "1e5"]}
    write_table(data(columns), tmp_path / f"a.{suffix}", job)
    opened = open_workbook(tmp_path / f"a.{suffix}", job)
    source, book = opened.source, opened.book
    assert source.kind == suffix
    header, *read = book.sheets[0].rows()
    assert header == tuple(columns)
    assert [list(cells) for cells in zip(*read, strict=True)] == list(columns.values())
