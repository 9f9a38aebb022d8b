"""Quasi-identifiers proposed from names, types and uniqueness, each with its reason."""

import random
from dataclasses import replace

import pyarrow as pa
import pytest

from app.core.jobs import Job
from app.core.model import QuasiIdentifier
from app.core.review.risk import propose as proposing
from app.core.review.risk.propose import propose
from tests.core.tables import table


@pytest.fixture(scope="module")
def proposals() -> dict[str, QuasiIdentifier]:
    """Four hundred invented persons."""
    source = random.Random(5)

    def cells(*values: str) -> list[str | None]:
        return [source.choice(values) for _ in range(400)]

    people = table(
        {
            "流水号": [f"N{place:05d}" for place in range(400)],
            "姓名": cells("王甲", "李乙", "张丙"),
            "性别": cells("男", "女"),
            "出生日期": [
                f"{source.randint(1950, 1999)}-{source.randint(1, 12):02d}-01" for _ in range(400)
            ],
            "所在乡镇": cells("清溪镇", "白石镇", "青山乡"),
            "文化程度": cells("小学", "初中", "高中", "大学"),
            "待遇类别": cells(*(f"{kind}类" for kind in "一二三四五六七八九十")),
            "发放渠道": ["社保卡"] * 400,
            "金额": [str(source.randint(100, 9000)) for _ in range(400)],
        }
    )
    return {proposal.column: proposal for proposal in propose(people, Job())}


def test_columns_are_proposed_by_their_names(proposals: dict[str, QuasiIdentifier]) -> None:
    kinds = {name: p.kind for name, p in proposals.items() if p.proposed and p.kind}
    assert kinds == {
        "性别": "sex",
        "出生日期": "birth",
        "所在乡镇": "residence",
        "文化程度": "education",
    }


def test_a_column_of_no_telling_name_is_proposed_for_what_it_adds(
    proposals: dict[str, QuasiIdentifier],
) -> None:
    found = proposals["待遇类别"]
    assert (found.kind, found.proposed) == ("", True)
    assert 0.01 < found.adds < 1


def test_reasons_in_both_languages(proposals: dict[str, QuasiIdentifier]) -> None:
    assert "性别" in proposals["性别"].reason.zh
    assert "sex" in proposals["性别"].reason.en
    assert "%" in proposals["性别"].reason.zh
    assert "直接标识符" in proposals["姓名"].reason.zh
    assert "direct identifier" in proposals["姓名"].reason.en


@pytest.mark.parametrize("name", ["流水号", "姓名", "发放渠道", "金额"])
def test_others_are_not(proposals: dict[str, QuasiIdentifier], name: str) -> None:
    assert not proposals[name].proposed
    assert proposals[name].reason.zh != proposals["性别"].reason.zh


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("xb", "sex"),
        ("出生年月", "birth"),
        ("marital-status", "marriage"),
        ("户籍所在地", "origin"),
        ("现居住区县", "residence"),
        ("邮编", "postcode"),
        ("学校学位数", ""),
        ("出生人口", ""),
        ("平均年龄", ""),
        ("image", ""),
        ("户籍人口", ""),
        ("乡镇个数", ""),
        ("户口簿编号", ""),
    ],
)
def test_names(name: str, kind: str) -> None:
    (found,) = propose(table({name: ["a", "b", "a", "b"]}), Job())
    assert found.kind == kind


def test_a_named_column_counts_though_hardly_a_value_comes_twice() -> None:
    codes = [f"33019{place:03d}" for place in range(100)]
    (found,) = propose(table({"村区划代码": codes}), Job())
    assert (found.kind, found.proposed, found.adds) == ("residence", True, 1.0)


def test_a_table_without_rows_proposes_nothing() -> None:
    (found,) = propose(table({"性别": []}), Job())
    assert (found.proposed, found.adds) == (False, 0.0)


def test_a_column_of_more_than_two_gib_is_looked_at_here_and_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Arrow puts all chunks of a column together before it takes rows of it."""
    monkeypatch.setattr(proposing, "_MEASURED", 1000)
    chunk = pa.array([f"{place:05d}" * 200 for place in range(1 << 16)])
    data = pa.table({"村区划代码": pa.chunked_array([chunk] * 33)})
    assert data.nbytes > 2**31
    (found,) = propose(replace(table({"村区划代码": ["1", "2"]}), data=data), Job())
    assert (found.kind, found.proposed) == ("residence", True)
