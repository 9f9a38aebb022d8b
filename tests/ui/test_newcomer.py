"""The first person of a workspace: a reviewer at home, or somebody in a folder that has nobody yet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.workspace.store import Workspace
from app.ui.application import Desk
from app.ui.dialogs.newcomer import FirstPersonDialog
from app.ui.dialogs.unlock import UnlockDialog
from app.ui.dialogs.welcome import WelcomeDialog
from app.ui.jobs import JobRunner


def test_a_reviewer_begins_as_a_reviewer(tmp_path: Path, qtbot: QtBot) -> None:
    runner = JobRunner()
    welcome = WelcomeDialog(tmp_path / "w", runner, "zh")
    qtbot.addWidget(welcome)
    for line, text in (
        (welcome.passphrase, "one"), (welcome.again, "one"), (welcome.provider, "某局"),
        (welcome.code, " 11100000000013127d "), (welcome.name, "李"), (welcome.person, "2"),
        (welcome.signing, "sign"), (welcome.signing_again, "sign"),
    ):  # fmt: skip
        line.setText(text)
    welcome.role.setCurrentIndex(welcome.role.findData("reviewer"))
    welcome.submit()
    qtbot.waitUntil(lambda: welcome.identity is not None, timeout=10_000)
    assert welcome.identity is not None
    assert welcome.workspace is not None
    assert welcome.identity.card.role == "reviewer"
    assert welcome.workspace.setting("provider_code") == "11100000000013127D"
    welcome.workspace.close()
    runner.close()


def test_a_workspace_without_people_takes_the_first_one(tmp_path: Path, qtbot: QtBot) -> None:
    Workspace.create(tmp_path / "w", "one").close()
    runner = JobRunner()
    unlock = UnlockDialog(tmp_path / "w", runner, "zh")
    qtbot.addWidget(unlock)
    unlock.open()
    unlock.passphrase.setText("one")
    unlock.submit()
    qtbot.waitUntil(lambda: bool(unlock.findChildren(FirstPersonDialog)), timeout=10_000)
    (first,) = unlock.findChildren(FirstPersonDialog)
    for line, text in (
        (first.provider, "某局"), (first.name, "张"), (first.person, "1"),
        (first.signing, "sign"), (first.signing_again, "sing"),
    ):  # fmt: skip
        line.setText(text)
    first.submit()
    assert "不一致" in first.problem.text()
    first.signing_again.setText("sign")
    first.submit()
    qtbot.waitUntil(lambda: unlock.identity is not None, timeout=10_000)
    assert unlock.workspace is not None
    assert list(unlock.workspace.identities()) == ["张"]
    unlock.workspace.close()
    runner.close()


def test_a_training_needs_no_workspace(
    tmp_path: Path,
    settings: QSettings,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def try_it(welcome: WelcomeDialog) -> int:
        if not seen:
            welcome.try_out.click()
            qtbot.waitUntil(lambda: welcome.training is not None, timeout=30_000)
        seen.append(welcome.training)
        return welcome.result()

    def leave() -> int:
        (window,) = [w for w in qapp.topLevelWidgets() if w.windowTitle().startswith("【演练】")]
        assert window.isVisible()
        window.close()
        return 0

    monkeypatch.setattr(WelcomeDialog, "exec", try_it)
    monkeypatch.setattr(qapp, "exec", leave, raising=False)
    desk = Desk(qapp, settings)
    assert desk.open_session(tmp_path / "w") is None  # asked again, and given up
    made, nothing = seen
    assert made is not None
    assert not made.folder.exists()
    assert nothing is None
    assert not (tmp_path / "w").exists()


def test_who_cannot_read_the_first_window_has_it_in_english(
    tmp_path: Path, settings: QSettings, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []

    def look(welcome: WelcomeDialog) -> int:
        seen.append((welcome.windowTitle(), welcome.folder.text()))
        if len(seen) < 3:
            welcome.folder.setText(str(tmp_path / "elsewhere"))
            welcome.other.click()
        return welcome.result()

    monkeypatch.setattr(WelcomeDialog, "exec", look)
    assert Desk(qapp, settings).open_session(tmp_path / "w") is None
    assert seen == [
        ("新建工作区", str(tmp_path / "w")),
        ("New workspace", str(tmp_path / "elsewhere")),
        ("新建工作区", str(tmp_path / "elsewhere")),
    ]
    assert settings.value("language") == "zh"
