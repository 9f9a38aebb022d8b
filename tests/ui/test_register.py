"""The register in the window: whole or not at all, wrong cells handed back, the pilot's figures."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.catalog.workbook.writer import write_workbook
from app.core.model import Entry, InfoItem
from app.ui.dialogs.register_dialog import RegisterDialog
from app.ui.main_window import MainWindow
from app.ui.session import Session
from app.ui.widgets.kept_back_panel import BASIS, NAME
from app.ui.widgets.pilot_panel import DATASET, SHORTFALL, TASK, TITLE, VALUE

Idle = Callable[[], None]


def entry(name: str, **fields: str) -> Entry:
    told = {
        "name": name,
        "provider": "某市民政局",
        "business_object": "企业",
        "matter": "登记",
        "spatial_scope": "全市",
        "temporal_scope": "2025/04/27-2026/01/01",
        "update_cycle": "每年",
        "data_level": "一般数据",
        "abstract": "企业名录",
        "share_type": "无条件共享",
        "open_type": "无条件开放",
        "theme": "商贸流通",
        "publish_date": "2024-01-02",
    }
    item = InfoItem("名称", "C", 20, technical_name="name", share="无条件共享", open="无条件开放")
    return Entry("guide-2017", told | fields, (item,))


def workbook(folder: Path, *entries: Entry) -> Path:
    path = folder / "目录.xlsx"
    path.write_bytes(write_workbook(entries))
    return path


@pytest.fixture
def dialog(window: MainWindow, idle: Idle) -> RegisterDialog:
    dialog = window.open_register()
    idle()
    return dialog


def test_nothing_yet_says_where_to_begin(
    dialog: RegisterDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    assert "请先" in dialog.notice.text()
    file = tmp_path / "空白.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    dialog.blank.click()
    idle()
    assert openpyxl.load_workbook(file).sheetnames


def test_a_sound_workbook_is_registered_and_counts(
    dialog: RegisterDialog, session: Session, tmp_path: Path, idle: Idle
) -> None:
    waiting = entry("待开放目录", publish_date="")
    dialog.take(workbook(tmp_path, entry("企业名录"), waiting))
    idle()
    assert "新增 2 条" in dialog.notice.text()
    assert len(acts.registered(session.ws)) == 2
    assert dialog.entries.rowCount() == 2
    table = dialog.pilot.indicators
    told = {
        table.item(row, TITLE).text(): (
            table.item(row, VALUE).text(),
            table.item(row, SHORTFALL).text(),
        )
        for row in range(table.rowCount())
    }
    assert told["开放数据集"] == ("1", "还差 299 个")
    assert told["机器可读率"][0].endswith("%")
    tasks = dialog.pilot.tasks
    named = {
        (tasks.item(row, TASK).text(), tasks.item(row, DATASET).text())
        for row in range(tasks.rowCount())
    }
    assert named == {("更新超期", "企业名录"), ("建议开放", "待开放目录")}
    dialog.take(workbook(tmp_path, entry("企业名录")))
    idle()
    assert "替换 1 条" in dialog.notice.text()


def test_a_wrong_workbook_is_refused_whole_and_handed_back(
    dialog: RegisterDialog,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    idle: Idle,
) -> None:
    dialog.take(workbook(tmp_path, entry("企业名录"), entry("另一份", abstract="")))
    idle()
    assert acts.registered(session.ws) == ()
    assert "一条也没有登记" in dialog.notice.text()
    assert dialog.problems.rowCount() == 1
    assert "数据资源目录描述" in dialog.problems.item(0, 3).text()
    marked = tmp_path / "标注.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(marked), ""))
    dialog.mark.click()
    idle()
    cell = openpyxl.load_workbook(marked)[dialog.problems.item(0, 0).text()][
        dialog.problems.item(0, 1).text()
    ]
    assert cell.comment is not None
    dialog.take(workbook(tmp_path, entry("企业名录"), entry("另一份")))
    idle()
    assert not dialog.tabs.isTabVisible(dialog.tabs.indexOf(dialog.problems))
    assert len(acts.registered(session.ws)) == 2


def test_what_is_no_workbook_is_told(
    dialog: RegisterDialog, session: Session, tmp_path: Path, idle: Idle
) -> None:
    failed: list[Exception] = []
    session.failed.connect(failed.append)
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no")
    dialog.take(path)
    idle()
    assert failed


def test_closed_it_is_gone_whatever_still_runs(
    dialog: RegisterDialog, session: Session, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    dialog.take(workbook(tmp_path, entry("企业名录")))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    idle()
    assert acts.registered(session.ws) == ()


def test_what_is_kept_back_is_judged_anew(
    dialog: RegisterDialog, session: Session, tmp_path: Path, idle: Idle
) -> None:
    before, now = "政府信息公开条例第十五条", "政府信息公开条例第十四条"
    closed = {"open_type": "不予开放", "open_to_public": "否", "not_open_basis": before}
    acts.register(session.ws, session.actor, [entry("名单", **closed), entry("企业名录")])
    dialog.refresh()
    idle()
    panel = dialog.kept_back
    assert panel.table.rowCount() == 1
    assert panel.table.item(0, BASIS).text() == before
    assert not panel.judge.isEnabled()
    panel.table.selectRow(0)
    assert panel.judge.isEnabled()
    anew = dialog.judge_anew(panel.selected())
    assert anew is not None
    assert anew.basis.currentData() == before
    anew.basis.setCurrentIndex(anew.basis.findData(now))
    anew.submit()
    idle()
    assert panel.table.item(0, NAME).text() == "名单"
    assert panel.table.item(0, BASIS).text() == now
    assert session.ws.events()[-1]["act"] == "reevaluated"
    assert dialog.judge_anew(()) is None
