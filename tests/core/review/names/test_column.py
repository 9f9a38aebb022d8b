"""Columns of names, and columns that look like them."""

import pyarrow as pa
import pytest

from app.core.review.names.column import name_cells, name_column
from app.core.review.names.scores import LIKELY, Form
from tests.core.review.names import lists

NAMES = [name for kind in ("two", "three", "young") for name in lists.NAMES[kind].split()]


@pytest.mark.parametrize("kind", lists.NAMES)
def test_names_need_no_header(kind: str) -> None:
    column = name_column(pa.array(lists.NAMES[kind].split()))
    assert column.likely > 0.9
    assert column.confidence() > 0.95


@pytest.mark.parametrize("kind", lists.OTHERS)
@pytest.mark.parametrize("speaks", [None, True])
def test_others_are_not_names_whatever_the_header_says(kind: str, speaks: bool | None) -> None:
    texts = lists.OTHERS[kind].split()
    for first in range(0, len(texts) - 7, 8):
        assert name_column(pa.array(texts[first : first + 8])).confidence(speaks) < 0.5


def test_the_header_decides_where_little_is_to_be_seen() -> None:
    one = name_column(pa.array(["王建国"]))
    assert one.confidence(True) > 0.9 > one.confidence(None) > one.confidence(False)


def test_a_header_that_speaks_of_others_is_overruled_by_many_names() -> None:
    assert name_column(pa.array(NAMES)).confidence(False) > 0.99


def test_a_mixed_column_shows_its_share() -> None:
    column = name_column(pa.array([*NAMES[:30], *lists.OTHERS["offices"].split()[:20], "", " "]))
    assert column.distinct == 50
    assert column.mixture == pytest.approx(0.6, abs=0.07)


@pytest.mark.parametrize(
    "text",
    [
        "王伟、李芳",
        "王建国，李秀英，张志强",
        "王伟 李明",
        "王建国（组长）",
        "王建国等3人",
        "李芳;张强国/赵敏",
        "王建国(男)",
    ],
)
def test_several_names_in_a_cell(text: str) -> None:
    assert name_cells(pa.array([text])).scores[0] > LIKELY


@pytest.mark.parametrize(
    "text", ["苹果、香蕉", "安全，和平", "王府井 金融街", "办公室（二楼）", "A/B", "、、、"]
)
def test_lists_of_other_things(text: str) -> None:
    assert not name_cells(pa.array([text])).scores[0] > LIKELY


@pytest.mark.parametrize("name", ["肖凯林", "付敏", "闫卫东", "代小红", "弋建军", "毋小兰"])
def test_surnames_in_their_everyday_form_and_rare_ones(name: str) -> None:
    assert name_cells(pa.array([name])).scores[0] > LIKELY


@pytest.mark.parametrize(
    ("text", "likely"),
    [("张伟2", True), ("李秀英1", True), ("方案1", False), ("小组2", False), ("任务3", False)],
)
def test_namesakes_are_numbered(text: str, likely: bool) -> None:
    assert (name_cells(pa.array([text])).scores[0] > LIKELY) == likely


def test_figures_tell_forms_apart() -> None:
    column = name_column(pa.array(["王某某", "李**", "ZHANG San", "王伟、李芳"]))
    assert (column.masked, column.latin, column.listed) == (0.5, 0.25, 0.25)
    assert name_cells(pa.array(["王伟、李芳"])).forms.tolist() == [Form.HAN]


@pytest.mark.parametrize("texts", [[], [""], [" ", "\u3000"], [None]])
def test_nothing_is_no_column_of_names(texts: list[str | None]) -> None:
    assert name_column(pa.array(texts, pa.string())).confidence(True) == 0
