"""The log to read, and what leaves the house when something does not work."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from app.core import acts
from app.core.jobs import Job
from app.core.workspace import ledger
from app.ui.main_window import MainWindow

Idle = Callable[[], None]


def test_events_are_found_and_the_chain_is_verified(
    window: MainWindow, messy: Path, idle: Idle
) -> None:
    acts.take_in(window.session.ws, window.session.actor, messy, Job())
    dialog = window.open_log()
    idle()
    assert dialog.events.item(0, 3).text() == "检测"  # the latest first
    assert dialog.count.text() == "3 条"
    dialog.field.setText("dr 张承办")
    assert [dialog.events.item(row, 3).text() for row in range(dialog.events.rowCount())] == [
        "导入"
    ]
    dialog.field.setText("没有")
    assert dialog.events.rowCount() == 0
    dialog.verify.click()
    idle()
    assert dialog.notice.text().startswith("日志完整：3 条")
    dialog.reject()


def test_a_clock_that_was_set_back_is_told(
    window: MainWindow, messy: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = window.session.ws
    ws.note("export", window.session.actor.card)
    with monkeypatch.context() as patched:
        patched.setattr(ledger, "now", lambda: "2001-01-01T00:00:00.000000+00:00")
        ws.note("export", window.session.actor.card)
    dialog = window.open_log()
    idle()
    latest, before = (dialog.events.item(row, 1).text() for row in (0, 1))
    assert latest.startswith(f"{before}（当时时钟显示 200")
    dialog.verify.click()
    idle()
    assert dialog.notice.text().startswith("日志完整")
    assert "时钟曾被调回" in dialog.notice.text()


def test_a_tampered_log_is_told(window: MainWindow, messy: Path, idle: Idle) -> None:
    ws = window.session.ws
    acts.take_in(ws, window.session.actor, messy, Job())
    with ws.changing() as db:
        db.execute("UPDATE releases SET state = 'delivered'")
    window.commands["verify-log"].trigger()
    dialog = window.findChild(type(window.open_log()))
    idle()
    assert dialog.notice.property("tone") == "stop"
    assert "R0001" in dialog.notice.text()


def test_what_is_shown_is_what_is_saved_and_names_nobody(
    window: MainWindow, messy: Path, tmp_path: Path, idle: Idle
) -> None:
    window.take_in(messy)
    idle()
    dialog = window.open_support()
    idle()
    views = [dialog.tabs.widget(place) for place in range(dialog.tabs.count())]
    seen = "".join(view.toPlainText() for view in views if isinstance(view, QPlainTextEdit))
    target = tmp_path / "support.zip"
    dialog.save_to(target)
    with zipfile.ZipFile(target) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "".join(saved.values()) == seen
    for secret in (
        "张承办",
        "1001",
        "某市民政局",
        "低保",
        "11010119",
        str(messy),
        "11100000000013127D",
    ):
        assert secret not in seen
    assert [event["act"] for event in json.loads(saved["acts.json"])] == [
        "identity", "import", "scan",
    ]  # fmt: skip
    assert json.loads(saved["self-check.json"])["log"]["valid"]
    (tmp_path / "taken").mkdir()
    dialog.save_to(tmp_path / "taken")
    assert dialog.notice.property("tone") == "stop"
    dialog.reject()
