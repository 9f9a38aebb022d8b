"""What operators read in texts: characters, numbers, dates, lists."""

import datetime
import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize import characters, dates, lists, number_cells
from app.core.desensitize.operation import Unfit
from tests.core.tables import TEXTS


def clusters(text: str) -> list[str]:
    """Characters one by one: marks belong to what they stand on."""
    found: list[str] = []
    for point in text:
        if unicodedata.category(point).startswith("M") and found:
            found[-1] += point
        else:
            found.append(point)
    return found


# RE2 and Python may know Unicode of different years: no marks that are newer than both.
MARKED = st.text(st.sampled_from("ae王𠮷·\n \u0301\u0308\ufe00\U000e0100"), max_size=8)


@settings(max_examples=40, deadline=None)  # RE2 takes its time for each pattern with marks
@given(st.lists(st.none() | TEXTS | MARKED, max_size=4), st.integers(0, 5))
def test_characters_are_cut_between_each_other(texts: list[str | None], count: int) -> None:
    column = pa.array(texts, pa.string())
    split = [None if text is None else clusters(text) for text in texts]
    assert characters.length(column).to_pylist() == [c if c is None else len(c) for c in split]
    for part, cut in (
        (characters.head, slice(0, count)),
        (characters.tail, slice(-count, None) if count else slice(0, 0)),
        (characters.rest, slice(count, None)),
    ):
        wanted = [None if c is None else "".join(c[cut]) for c in split]
        assert part(column, count).to_pylist() == wanted


@settings(max_examples=40, deadline=None)  # RE2 takes its time for each pattern with marks
@given(st.lists(st.none() | TEXTS | MARKED, max_size=4), st.sampled_from(["", "·", "a ·"]))
def test_covered_shows_what_is_spared(texts: list[str | None], spared: str) -> None:
    wanted = [
        None if t is None else "".join(c if c in (*spared,) else "*" for c in clusters(t))
        for t in texts
    ]
    assert characters.covered(pa.array(texts, pa.string()), "*", spared).to_pylist() == wanted


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("1,234.50元", 1234.5, 2, "元"),
        (" -7 ", -7.0, 0, ""),
        ("−7", -7.0, 0, ""),
        ("+7", 7.0, 0, ""),
        ("１２．５", 12.5, 1, ""),
        ("1，000万元", 1000.0, 0, "万元"),
        ("36.6 ℃", 36.6, 1, "℃"),
        ("45周岁", 45.0, 0, "周岁"),
        (".5", 0.5, 1, ""),
        ("1e3", 1000.0, 0, ""),
        ("约40", None, 0, ""),
        ("40-50", None, 0, ""),
        ("nan", None, 0, ""),
        ("1e999", None, 0, ""),
        ("-", None, 0, ""),
        ("1.2.3", None, 0, ""),
        ("三", None, 0, ""),
        ("٣", None, 0, ""),
    ],
)
def test_numbers(text: str, value: float | None, decimals: int, unit: str) -> None:
    found = number_cells.read(pa.array([text, None]))
    assert found.found.tolist() == [value is not None, False]
    if value is not None:
        assert found.values[0] == value
        assert (found.decimals[0], found.units[0].as_py()) == (decimals, unit)


@given(st.decimals(-999_999, 999_999, places=3))
def test_number_is_written_as_it_was_read(number: object) -> None:
    found = number_cells.read(pa.array([str(number)]))
    (written,) = number_cells.written(found.values, found.decimals).to_pylist()
    assert written == str(number).replace("-0.000", "0.000")


@given(
    st.dates(datetime.date(1802, 1, 1), datetime.date(2060, 12, 31)),
    st.sampled_from(
        ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%d 12:30"]
    ),
    st.booleans(),
    st.integers(-400, 400),
)
def test_date_moves_in_its_own_form(day: datetime.date, form: str, short: bool, moved: int) -> None:
    def shown(date: datetime.date) -> str:
        text = date.strftime(form)
        if short and form != "%Y%m%d":
            for sign in "-/.年月":
                text = text.replace(f"{sign}0", sign)
        return text

    found = dates.read(pa.array([shown(day)]))
    assert found.complete.all()
    (text,) = dates.written(found.ordinals + moved, found).to_pylist()
    later = dates.read(pa.array([text]))
    assert later.ordinals[0] == (day - datetime.date(1970, 1, 1)).days + moved
    assert moved or text == shown(day)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2024-13-01", "2024", "2024-03", "1799-01-01", "无"]
)
def test_no_day_of_the_calendar(text: str) -> None:
    assert not dates.read(pa.array([text, None])).complete.any()


def test_lists() -> None:
    assert lists.items(" a、b；c;d\n\n e ") == ("a", "b", "c", "d", "e")
    assert lists.pairs("小学→基础；高中=>高中\n本科->大学") == {
        "小学": "基础",
        "高中": "高中",
        "本科": "大学",
    }
    for wrong in ("小学", "小学→", "a→b→c", "a→b、a→c"):
        with pytest.raises(Unfit):
            lists.pairs(wrong)
