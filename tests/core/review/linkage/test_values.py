"""Values as they are joined."""

import pyarrow as pa
import pytest

from app.core.review.linkage.values import cut_to, cuts, date_digits, normalised


def strings(texts: list[str | None]) -> pa.StringArray:
    return pa.array(texts, pa.string())


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("1990年1月", "199001"),
        ("1990-01", "199001"),
        ("1990/1 ", "199001"),
        ("1990.01.05", "19900105"),
        ("1990年1月5日", "19900105"),
        ("1990 年 1 月 5 日", "19900105"),
        ("1990-01-05 00:00:00", "19900105"),
        ("１９９０－１", "199001"),
        ("1990年", "1990"),
        ("1990年度", "1990年度"),
        ("19900105", "19900105"),
        ("2890-01", "2890-01"),
        ("1990-01-05 08:30", "1990-01-0508:30"),
        ("张 三", "张三"),
        ("\u3000城关镇\u200b", "城关镇"),
        ("ABC公司", "abc公司"),
        (" \u3000", None),
        (None, None),
    ],
)
def test_normalised(text: str | None, joined: str | None) -> None:
    assert normalised(strings([text])).to_pylist() == [joined]


def test_each_value_keeps_its_place() -> None:
    texts = ["1990-1", None, "甲 乙", "  ", "1990-01-02"]
    assert normalised(strings(texts)).to_pylist() == ["199001", None, "甲乙", None, "19900102"]


@pytest.mark.parametrize(
    ("texts", "digits"),
    [
        (["19900105", "199001"], 8),
        (["199001", "200212"], 6),
        (["1990", "2002"], 4),
        (["199013", "200212"], 0),
        (["1990", "甲"], 0),
        ([], 0),
    ],
)
def test_dates_are_told_by_their_digits(texts: list[str | None], digits: int) -> None:
    assert date_digits(strings(texts)) == digits


def test_dates_are_cut() -> None:
    assert cuts(8) == ("month", "year")
    assert cuts(6) == ("year",)
    assert cuts(4) == ()
    assert cuts(0) == ()
    assert cut_to(strings(["19900105", None]), "month").to_pylist() == ["199001", None]
