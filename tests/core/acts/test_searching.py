"""Search finds what a workspace knows by any of its names, and never what cells hold."""

import pytest

from app.core.acts.searching import MOST, Group, Line, index, search
from app.core.jobs import Job
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


def found(lines: tuple[Line, ...], query: str) -> dict[Group, list[str]]:
    return {a.group: [line.title.zh for line in a.lines] for a in search(lines, query)}


@pytest.fixture
def lines(ws: Workspace, clerk: Identity, submitted: str, job: Job) -> tuple[Line, ...]:
    return index(ws, job)


def test_each_kind_is_found_by_its_names(
    ws: Workspace, lines: tuple[Line, ...], submitted: str
) -> None:
    name = ws.release(submitted).name
    assert found(lines, name)[Group.DATASET] == [name]
    assert found(lines, submitted.lower())[Group.DATASET] == [name]
    assert found(lines, "待审查")[Group.DATASET] == [name]
    assert found(lines, "awaiting review")[Group.DATASET] == [name]
    assert "乡镇" in found(lines, "乡镇")[Group.FIELD]
    assert found(lines, "xz")[Group.FIELD].count("乡镇") == 2  # column and information item
    assert found(lines, "公民身份号码")[Group.FINDING]
    assert found(lines, "张敏 送审") == {Group.EVENT: ["送审"]}
    assert found(lines, "SUBMIT 张敏")[Group.EVENT] == ["送审"]


def test_the_day_of_an_event_finds_it(ws: Workspace, lines: tuple[Line, ...]) -> None:
    day = next(line.detail.zh[:10] for line in lines if line.group is Group.EVENT)
    assert len(found(lines, day)[Group.EVENT]) == len(ws.events())


@pytest.mark.parametrize("value", ["王小伟", "330199194912310020", "1980", "王*"])
def test_values_are_nowhere(lines: tuple[Line, ...], value: str) -> None:
    assert not any(value in line.words or value in line.title.zh for line in lines)


def test_a_hit_says_where_it_is_seen(lines: tuple[Line, ...], submitted: str) -> None:
    hit = next(a for a in search(lines, "公民身份号码") if a.group is Group.FINDING).lines[0]
    assert (hit.release, hit.step) == (submitted, "review")


def test_width_makes_no_difference_and_nothing_is_asked_by_blanks() -> None:
    line = Line(Group.FIELD, Text.plain("ＡＢ"), Text.plain(""), "R0001", "review", "ab")
    assert search([line], "ＡＢ")[0].total == 1
    assert search([line], "  ") == ()


def test_of_very_many_the_first_are_shown_and_all_counted() -> None:
    line = Line(Group.EVENT, Text.plain("x"), Text.plain(""), "", "", "x")
    (answer,) = search([line] * (MOST + 7), "x")
    assert (len(answer.lines), answer.total) == (MOST, MOST + 7)
