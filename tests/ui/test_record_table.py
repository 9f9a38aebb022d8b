"""The small table of words: what it says of no rows, and that its words can be read."""

import pytest
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.tall_rows import LINES, TALL


class Painted(RecordTable):
    """Remembers what it said of no rows, each time that it was painted."""

    def __init__(self) -> None:
        super().__init__("问题", ["列"], "还没有质检")
        self.told: list[str] = []

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — the name is Qt's
        super().paintEvent(event)
        self.told.append(self.empty)


def test_what_is_said_of_no_rows_is_painted_anew(qtbot: QtBot) -> None:
    table = Painted()
    qtbot.addWidget(table)
    table.show()
    qtbot.waitUntil(lambda: table.told[-1:] == ["还没有质检"])
    table.empty = "没有发现问题"
    table.fill([])
    qtbot.waitUntil(lambda: table.told[-1:] == ["没有发现问题"])


LONG = "120 个单元格有公民身份号码的形式，其中 100% 通过校验、列名说明了内容，取值各不相同"
NUMBERS = "330************799  330************469  330************122"
ROW = ("户主信息_公民身份号码", "公民身份号码", "个人信息（3级）", NUMBERS, LONG)


@pytest.fixture
def findings(qtbot: QtBot) -> RecordTable:
    table = RecordTable("发现", ["列", "类型", "级别", "示例", "理由"])
    qtbot.addWidget(table)
    table.resize(640, 300)
    table.show()
    return table


def test_every_word_is_read_without_scrolling_sideways(findings: RecordTable, qtbot: QtBot) -> None:
    findings.fill([ROW, ("姓名", "姓名", "个人信息（3级）", "张**", "列名说明了内容")])
    line = findings.verticalHeader().defaultSectionSize()
    qtbot.waitUntil(lambda: findings.rowHeight(0) > line)
    for width in (640, 600, 900):
        findings.resize(width, 300)
        qtbot.waitUntil(lambda: fits(findings))
        assert findings.rowHeight(1) == line
    findings.setColumnWidth(4, 100)
    findings.setColumnWidth(0, 400)
    qtbot.waitUntil(lambda: findings.rowHeight(0) >= findings.sizeHintForRow(0))


def fits(table: RecordTable) -> bool:
    """Whether no word is out of sight: to the side, or below the line."""
    return not table.horizontalScrollBar().maximum() and all(
        table.rowHeight(row) >= table.sizeHintForRow(row) for row in range(table.rowCount())
    )


def test_a_number_stands_in_one_line_however_narrow_the_table(
    findings: RecordTable, qtbot: QtBot
) -> None:
    findings.resize(420, 300)
    findings.fill([ROW])
    number = findings.fontMetrics().horizontalAdvance(NUMBERS.split(maxsplit=1)[0])
    assert findings.columnWidth(3) > number


def test_no_row_fills_the_window(findings: RecordTable, qtbot: QtBot) -> None:
    findings.fill([("", "", "", "", LONG * 40)])
    line = findings.verticalHeader().defaultSectionSize()
    qtbot.waitUntil(lambda: findings.rowHeight(0) == LINES * line)


def test_the_current_row_shows_all_its_words(findings: RecordTable, qtbot: QtBot) -> None:
    findings.fill([ROW, ("", "", "", "", LONG * 40)])
    findings.go_to(1)
    qtbot.waitUntil(lambda: fits(findings))
    findings.resize(560, 300)  # and goes on to
    qtbot.waitUntil(lambda: fits(findings))
    assert findings.verticalScrollMode() is findings.ScrollMode.ScrollPerPixel
    findings.go_to(0)
    line = findings.verticalHeader().defaultSectionSize()
    assert findings.rowHeight(1) == LINES * line


def test_a_row_far_below_shows_all_its_words_while_it_is_current(
    findings: RecordTable, qtbot: QtBot
) -> None:
    findings.fill([ROW] * (TALL + 1))
    line = findings.verticalHeader().defaultSectionSize()
    findings.go_to(TALL)
    assert findings.rowHeight(TALL) >= findings.sizeHintForRow(TALL) > line
    findings.go_to(0)
    assert findings.rowHeight(TALL) == line


def test_lines_are_kept_where_they_mean_something(findings: RecordTable, qtbot: QtBot) -> None:
    findings.lined = {3}
    addresses = "浙江省*******************13号\n浙江省*******************12号"
    findings.fill([("住址", "家庭住址", "", addresses, "有\n换行")])
    assert findings.item(0, 3).text() == addresses
    assert findings.item(0, 4).text() == "有 换行"
    findings.selectRow(0)
    assert findings.selected_text().count("\n") == 0  # a row is a line of the spreadsheet
    one = findings.fontMetrics().horizontalAdvance(addresses.split("\n", maxsplit=1)[0])
    for width in (640, 420):
        findings.resize(width, 300)
        assert one < findings.columnWidth(3) < 2 * one


def test_a_line_of_its_own_is_not_broken_where_there_is_little_room(
    findings: RecordTable, qtbot: QtBot
) -> None:
    findings.lined = {3}
    line = "浙江省杭州市清溪县文昌"
    findings.fill([("住" * 30, "家" * 30, "庭" * 30, line, "址" * 30)])
    assert findings.columnWidth(3) > findings.fontMetrics().horizontalAdvance(line)
