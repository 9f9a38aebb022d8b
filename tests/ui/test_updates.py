"""Updates in the window: off at first, then an administrator's three steps, each told where it comes from."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from app.core.updates import applying
from app.ui.dialogs.update_dialog import UpdateDialog
from app.ui.main_window import MainWindow
from installer import tree
from installer.repository import Repository
from tests.core.updates.conftest import FAILS, Tree, home, lay, repository  # noqa: F401 — fixtures
from tests.policies import Bureau

Idle = Callable[[], None]


def opened(window: MainWindow) -> UpdateDialog:
    window.commands["update"].trigger()
    return window.findChildren(UpdateDialog)[-1]


def facts(dialog: UpdateDialog) -> dict[str, str]:
    told = [label.text() for label in dialog.facts.findChildren(QLabel)]
    return dict(zip(told[::2], told[1::2], strict=True))


@pytest.fixture
def installed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    monkeypatch.setattr(applying, "home", lambda: home)
    return home


@pytest.fixture
def from_policy(
    tmp_path: Path, bureau: Bureau, computer: Path, repository: Repository  # noqa: F811
) -> None:  # fmt: skip
    bureau.lay(
        computer, settings={"update_source": str(tmp_path / "share")}, locked=("update_source",),
        updates={"root.json": (repository.metadata / "1.root.json").read_text("utf-8")},
    )  # fmt: skip


def test_without_a_source_they_are_off(window: MainWindow, installed: Path, computer: Path) -> None:
    dialog = opened(window)
    assert "更新默认关闭" in dialog.notice.text()
    assert facts(dialog)["更新源"] == "没有，不更新（程序默认）"
    assert not any(b.isEnabled() for b in (dialog.check, dialog.fetch, dialog.apply))


def test_a_program_from_its_source_is_updated_as_it_came(
    window: MainWindow, from_policy: None
) -> None:
    dialog = opened(window)
    assert facts(dialog)["安装方式"] == "从源码运行"
    assert not dialog.check.isEnabled()


def test_look_fetch_and_put_in_place(
    window: MainWindow, installed: Path, from_policy: None, repository: Repository,  # noqa: F811
    lay: Tree, tmp_path: Path, idle: Idle,  # noqa: F811
) -> None:  # fmt: skip
    dialog = opened(window)
    assert facts(dialog)["更新源"] == f"{tmp_path / 'share'}（策略锁定）"
    dialog.check.click()
    idle()
    assert dialog.notice.text() == "没有新版本。" and not dialog.fetch.isEnabled()
    newer = lay("v2", **{"program__main.py": "2"})
    repository.add(newer, "deb", "99.0")
    dialog.check.click()
    idle()
    assert "99.0" in dialog.notice.text() and facts(dialog)["源中的新版本"] == "99.0"
    dialog.fetch.click()
    idle()
    assert dialog.apply.isEnabled() and not dialog.fetch.isEnabled()
    dialog.apply.click()
    (box,) = dialog.findChildren(QMessageBox)
    box.button(QMessageBox.StandardButton.Yes).click()
    idle()
    assert tree.digests(installed) == tree.digests(newer)
    assert not window.isVisible()  # it gave way to the new version


def test_one_that_fails_its_self_check_is_told_and_the_window_stays(
    window: MainWindow, installed: Path, from_policy: None, repository: Repository,  # noqa: F811
    lay: Tree, idle: Idle,  # noqa: F811
) -> None:  # fmt: skip
    before = tree.digests(installed)
    repository.add(lay("v2", FAILS), "deb", "99.0")
    dialog = opened(window)
    for step in (dialog.check.click, dialog.fetch.click, dialog.put_in_place):
        step()
        idle()
    assert "没有通过自检" in dialog.notice.text()
    assert tree.digests(installed) == before and window.isVisible()


def test_a_source_that_is_not_the_policys_is_refused(
    window: MainWindow, installed: Path, from_policy: None, tmp_path: Path, idle: Idle
) -> None:
    (tmp_path / "share" / "metadata" / "timestamp.json").write_text("{}", encoding="utf-8")
    dialog = opened(window)
    dialog.check.click()
    idle()
    assert "更新源的内容不可信" in dialog.notice.text() and not dialog.fetch.isEnabled()


def test_what_the_package_manager_installed_gets_its_package(
    window: MainWindow, installed: Path, from_policy: None, repository: Repository,  # noqa: F811
    tmp_path: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(applying, "PACKAGED", installed)
    package = tmp_path / "gongkai_99.0_amd64.deb"
    package.write_bytes(b"!<arch>")
    repository.add_installer(package, "deb/gongkai.deb", "99.0")
    dialog = opened(window)
    assert facts(dialog)["安装方式"] == "软件包管理器" and not dialog.apply.isVisible()
    dialog.check.click()
    idle()
    assert dialog.fetch.isEnabled()
    dialog.bring_package(tmp_path / "out")
    idle()
    assert (tmp_path / "out" / "gongkai.deb").read_bytes() == b"!<arch>"
    assert "apt-get install" in dialog.notice.text()
