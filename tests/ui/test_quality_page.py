"""The quality page: what is wrong and how much it weighs, the report as a file, own rules."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from app.core import acts
from app.core.jobs import Job
from app.core.model import Entry, Kind, Recipe, Report
from app.core.quality.own.rules import (
    Expression,
    ForeignKey,
    NotNull,
    OneOf,
    Range,
    Regex,
    Rule,
    Unique,
    read_rules,
)
from app.ui import theme
from app.ui.dialogs.rule_dialog import RuleDialog
from app.ui.dialogs.rules_dialog import HITS
from app.ui.dialogs.trend_dialog import FELL, SCORE
from app.ui.main_window import MainWindow
from app.ui.pages.quality_page import COLUMN, COUNT, OBSTACLE, PROBLEM, ROWS, SEVERITY, QualityPage
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def step(window: MainWindow, tmp_path: Path, idle: Idle) -> QualityPage:
    """A table with a blank cell and a twin, from a sheet with a title and a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [("甲", 1), ("乙", 2), ("乙", 2), ("丙", None), ("丁", 5), ("合计", 10)]
    for row in [("单位名录",), ("单位", "数量"), *rows]:
        sheet.append(row)
    source = tmp_path / "名录.xlsx"
    book.save(source)
    ws, clerk, job = window.session.ws, window.session.actor, Job()
    release = acts.take_in(ws, clerk, source, job)
    acts.desensitize(ws, clerk, release, Recipe(()), job)
    entry = acts.propose_entry(ws, release)
    acts.catalogue(ws, clerk, release, replace(entry, fields=entry.fields | {"theme": "社会救助"}))
    window.refresh()
    window.go_to(window.session.ws.releases()[0].id, "quality")
    step = page(window, QualityPage)
    step.check.click()
    idle()
    return step


def cells(step: QualityPage, *columns: int) -> set[tuple[str, ...]]:
    table = step.problems
    return {
        tuple(table.item(row, column).text() for column in columns)
        for row in range(table.rowCount())
    }


def test_problems_say_how_much_they_weigh_and_where(step: QualityPage) -> None:
    assert step._grid.count() == 2 * 7  # the whole, and six dimensions
    assert ("数量", "1", "4") in cells(step, COLUMN, COUNT, ROWS)
    assert {weight for (weight,) in cells(step, SEVERITY)} <= {"错误", "提示"}
    told = [step.obstacles.item(row, OBSTACLE).text() for row in range(step.obstacles.rowCount())]
    assert any("合计" in words for words in told)


def test_own_rules_count_from_the_next_check(step: QualityPage, tmp_path: Path, idle: Idle) -> None:
    rules = tmp_path / "规则.json"
    here = {"kind": "range", "column": "数量", "max": 4, "source": "本局"}
    elsewhere = {"kind": "not-null", "column": "面积", "source": "本局"}
    rules.write_text(json.dumps({"rules": [here, elsewhere]}), "utf-8")
    rules_dialog = step.open_rules()
    assert rules_dialog is not None
    dialog = rules_dialog.open_file()
    dialog.submit()
    assert "规则文件" in dialog.problem.text()
    dialog.file.setText(str(rules))
    dialog.submit()
    idle()
    assert not dialog.isVisible()
    assert "重新" in step.notice.text()
    step.check.click()
    idle()
    assert any("违反" in words for (words,) in cells(step, PROBLEM))
    again = rules_dialog.open_file()
    assert "2 条，其中 1 条" in again.file.placeholderText()
    again.drop.setChecked(True)
    again.submit()
    idle()
    assert acts.quality_rules(step.session.ws).rules == ()


def test_a_file_that_is_no_rules_is_told_in_the_dialog(
    step: QualityPage, tmp_path: Path, idle: Idle
) -> None:
    rules_dialog = step.open_rules()
    assert rules_dialog is not None
    dialog = rules_dialog.open_file()
    dialog.file.setText(str(tmp_path / "nowhere.json"))
    dialog.submit()
    idle()
    assert dialog.isVisible()
    assert "nowhere.json" in dialog.problem.text()
    dialog.reject()


@pytest.mark.parametrize("suffix", ["html", "pdf", "json", "xlsx"])
def test_the_report_is_written_where_the_person_says(
    step: QualityPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: Idle, suffix: str
) -> None:
    file = tmp_path / f"报告.{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    step.export.click()
    idle()
    assert file.stat().st_size > 100
    assert ("含有数据的值" in step.notice.text()) is (suffix == "xlsx")


def test_a_problem_opens_the_table_at_its_row(step: QualityPage, idle: Idle) -> None:
    names = [step.problems.item(row, COLUMN).text() for row in range(step.problems.rowCount())]
    dialog = step.open_row(names.index("数量"))
    assert dialog is not None
    idle()
    index = dialog.table.currentIndex()
    assert (index.row(), index.column()) == (3, 1)
    dialog.reject()


def test_the_trend_of_a_dataset(step: QualityPage, tmp_path: Path, idle: Idle) -> None:
    session, first = step.session, step.release
    assert first is not None
    name = session.ws.load(first.id, Kind.ENTRY, Entry).fields["name"]
    source = tmp_path / "二月.csv"
    source.write_text("单位,数量\n甲,\n乙,\n丙,3\n", "utf-8")
    ws, clerk, job = session.ws, session.actor, Job()
    later = acts.take_in(ws, clerk, source, job)
    acts.desensitize(ws, clerk, later, Recipe(()), job)
    entry = acts.propose_entry(ws, later)
    fields = entry.fields | {"theme": "社会救助", "name": name}
    acts.catalogue(ws, clerk, later, replace(entry, fields=fields))
    acts.check_quality(ws, clerk, later, job)
    dialog = step.open_trend()
    assert dialog is not None
    idle()
    assert dialog.list.rowCount() == 2
    told = [dialog.list.item(row, SCORE).text() for row in range(2)]
    scores = [float(text.removesuffix(FELL).rstrip("%")) for text in told]
    assert [text.endswith(FELL) for text in told] == [False, scores[1] < scores[0]]
    report = ws.load(later, Kind.QUALITY, Report)
    assert scores[1] == pytest.approx(100 * report.score, abs=0.01)
    tone = dialog.list.item(1, SCORE).foreground().color()
    assert (tone == theme.colour("warn")) == (scores[1] < scores[0])
    assert [point.score for point in dialog.chart.trend] == pytest.approx(
        [score / 100 for score in scores], abs=1e-4
    )
    assert f"{scores[1]:.2f}%" in dialog.chart.told_at(QPoint(dialog.chart.width(), 5))
    assert f"{scores[0]:.1f}%" in dialog.chart.accessibleDescription()
    drawn = dialog.chart.grab().toImage()
    assert len({drawn.pixel(x, y) for x in range(0, 400, 5) for y in range(0, 200, 5)}) > 5
    dialog.close()
    assert not step.over_time.isVisibleTo(step)
    step.load(first)
    idle()
    assert step.over_time.isVisibleTo(step)


def test_a_rule_is_written_tried_and_kept(
    step: QualityPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    dialog = step.open_rules()
    assert dialog is not None
    idle()
    ws = step.session.ws
    written = dialog.add_rule()
    written.submit()
    assert "依据" in written.problem.text()
    written.source.setText("本局")
    write(written, "column", "数量")
    write(written, "max", "四")
    written.try_it()
    idle()
    assert "max" in written.problem.text()  # named as the format names it
    write(written, "max", "4")
    written.try_it()
    idle()
    assert "1 处违反" in written.problem.text()
    assert "5" in written.problem.text()  # the row
    written.submit()
    idle()
    (rule,) = acts.quality_rules(ws).rules
    assert rule == Range(column="数量", max=4.0, source="本局")
    assert (dialog.table.item(0, HITS).text(), dialog.table.rowCount()) == ("1", 1)
    assert "重新" in step.notice.text()
    dialog.table.selectRow(0)
    again = dialog.edit_rule()
    assert again is not None
    write(again, "max", "9")
    again.submit()
    idle()
    assert dialog.table.item(0, HITS).text() == "0"
    out = tmp_path / "规则.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog.export.click()
    idle()
    assert read_rules(out.read_bytes()) == acts.quality_rules(ws)
    dialog.table.selectRow(0)
    dialog.drop.click()
    idle()
    assert acts.quality_rules(ws).rules == ()
    assert not dialog.redo.isEnabled()
    last = (Range(column="数量", max=9.0, source="本局"),)
    for button, rules in ((dialog.undo, last), (dialog.undo, (rule,)), (dialog.redo, last)):
        button.click()
        idle()
        assert acts.quality_rules(ws).rules == rules
    assert dialog.table.item(0, HITS).text() == "0"


@pytest.mark.parametrize(
    "rule",
    [
        Range(column="数量", min=0.5, max=3.0, source="a"),
        Regex(column="单位", pattern="[甲乙]", source="a", severity="warn"),
        OneOf(column="单位", values=("甲", "乙、丙"), source="a", message="不在清单"),
        NotNull(column="数量", source="a"),
        Unique(columns=("单位", "数量"), source="a"),
        Expression(expression="数量 > 1", source="a"),
        ForeignKey(column="单位", reference="名称", dataset="机构", source="a"),
    ],
)
def test_every_kind_of_rule_comes_back_as_it_was_written(
    step: QualityPage, rule: Rule, idle: Idle
) -> None:
    release = step.release
    assert release is not None
    dialog = RuleDialog(step.session, release, ("单位", "数量"), (), step)
    dialog.show_rule(rule)
    dialog.submit()
    idle()
    assert dialog.rule == rule


def write(dialog: RuleDialog, part: str, text: str) -> None:
    editor = dialog.editors[part]
    if isinstance(editor, QComboBox):
        editor.setCurrentText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)


def test_what_could_be_repaired_is_shown_first_and_then_is(
    window: MainWindow, tmp_path: Path, idle: Idle
) -> None:
    source = tmp_path / "工程.csv"
    rows = "".join(f"工程{n},{n}万元,2024/3/{n}\n" for n in range(1, 9))
    source.write_text(f"工程,金额,日期\n{rows}工程9,900元,2024年3月9日\n", "utf-8")
    ws, clerk, job = window.session.ws, window.session.actor, Job()
    release = acts.take_in(ws, clerk, source, job)
    acts.desensitize(ws, clerk, release, Recipe(()), job)
    entry = acts.propose_entry(ws, release)
    acts.catalogue(ws, clerk, release, replace(entry, fields=entry.fields | {"theme": "社会救助"}))
    window.refresh()
    window.go_to(release, "quality")
    step = page(window, QualityPage)
    step.check.click()
    idle()
    told = [step.obstacles.item(n, OBSTACLE).text() for n in range(step.obstacles.rowCount())]
    assert sum("可修复" in one for one in told) == 2
    dialog = step.open_repairs()
    assert dialog is not None
    assert dialog.choice.ticked() == ("金额", "日期")
    assert dialog.examples.item(0, 1).text() == "1"
    dialog.choice.setCurrentCell(1, 0)
    assert dialog.examples.item(0, 1).text() == "2024-03-01"
    dialog.ok.click()
    idle()
    assert ws.load_table(release, Kind.OUTPUT).data["金额"].to_pylist()[-1] == "0.09"
    assert step.open_repairs() is None
    assert not step.repair.isEnabled()
    assert ws.release(release).state == "checked"
