"""The worked example: what docs/convergence.md says is what the program says."""

from pathlib import Path

import pytest

from app.core.model import Table
from app.core.review.linkage.compare import compare, compare_tables
from app.core.review.linkage.difference import difference
from app.core.review.linkage.link import Linkage
from app.core.review.linkage.sketch import Sketch, sketch
from app.core.text import Text
from tests.core.review.linkage import example

KEY = b"k" * 32
PAGE = Path(__file__).resolve().parents[4] / "docs" / "convergence.md"


@pytest.fixture(scope="module")
def month_1() -> Sketch:
    return sketch(example.grantees(), KEY, dataset="低保发放名单")


def against_team(table: Table) -> Linkage:
    (link,) = compare_tables(table, [example.team()])
    return link


def assert_on_page(message: Text) -> None:
    page = PAGE.read_text("utf-8")
    assert f"> {message.zh}\n" in page
    assert f"> {message.en}\n" in page


def test_the_join_makes_37_persons_unique() -> None:
    link = against_team(example.grantees())
    assert link.columns == ("乡镇", "出生年月", "性别")
    assert (link.rows_matched, link.rows_made_unique) == (43, 37)
    assert link.gate == "hold"
    assert_on_page(link.message)


def test_years_leave_12_and_without_townships_none_is_left() -> None:
    by_year, without_town = map(against_team, (example.by_year(), example.without_town()))
    assert (by_year.rows_made_unique, by_year.gate) == (12, "hold")
    assert (without_town.rows_made_unique, without_town.gate) == (0, "warn")
    assert_on_page(by_year.message)
    assert_on_page(without_town.message)


def test_the_team_would_find_them_in_what_the_list_left_behind(month_1: Sketch) -> None:
    """Had the club's list been published after the grantees': the same 37."""
    (link,) = compare(example.team(), [month_1], KEY)
    assert (link.rows_matched, link.rows_made_unique, link.rows_error) == (40, 37, 0)
    assert link.adds == ("保障金额",)


def test_next_month_gives_away_who_came_in(month_1: Sketch) -> None:
    told = difference(month_1, example.next_month(), KEY)
    assert (told.added, told.removed, told.changed) == (4, 12, 0)
    assert told.alone == ("added",)
    assert_on_page(told.message)
