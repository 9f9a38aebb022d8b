"""The administrators' policy in the window: what holds, where it comes from, and locks where things are set."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app.core import agency
from app.core.fleet.errors import PolicyInvalid
from app.core.fleet.places import FILE
from app.core.jobs import Job
from app.core.text import Language
from app.core.trust import canonical
from app.core.workspace import retention
from app.ui import application
from app.ui.application import Desk, load
from app.ui.dialogs.policy_dialog import PolicyDialog
from app.ui.languages import Languages
from app.ui.main_window import MainWindow
from app.ui.pages.catalog_page import CatalogPage
from app.ui.pages.deliver_page import DeliverPage
from app.ui.session import Session
from app.ui.widgets.retention_panel import RetentionPanel
from tests.policies import BUREAU, Bureau

Idle = Callable[[], None]


def opened(window: MainWindow) -> PolicyDialog:
    window.commands["policy"].trigger()
    return window.findChildren(PolicyDialog)[-1]


def rows(dialog: PolicyDialog) -> dict[str, tuple[str, str]]:
    table = dialog.settings
    cells = [[table.item(row, n).text() for n in range(3)] for row in range(table.rowCount())]
    return {name: (source, value) for name, source, value in cells}


def test_without_a_policy_everything_is_free(
    window: MainWindow, session: Session, computer: Path
) -> None:
    dialog = opened(window)
    assert {source for source, _ in rows(dialog).values()} == {"程序默认"}
    assert not window.policy.isVisible()
    assert window.open_agency().province.isEnabled()


def test_where_each_setting_comes_from(
    session: Session, settings: QSettings, bureau: Bureau, computer: Path
) -> None:
    session.ws.set_setting("retention-days", "7")
    bureau.lay(
        computer, 3, settings={"province": "zhejiang", "route": "two", "retention_days": 30},
        locked=("province",), restrictions={"connectors": ("gateway", "media")},
        rules={"bureau.json": '{"pack": "bureau", "version": "1", "gates": {"plate": "block"}}'},
    )  # fmt: skip
    parent = QWidget()
    dialog = PolicyDialog(session, parent, "en")
    found = rows(dialog)
    assert found["分级规则"] == ("策略锁定", "zhejiang")
    assert found["审查路线"] == ("策略默认", "two")
    assert found["留存期限"] == ("在本机选定", "7 天")
    assert found["语言"] == ("在本机选定", "English")
    assert dialog.forbidden.item(0, 1).text() == "gateway, media"
    told = [label.text() for label in dialog.facts.findChildren(QWidget) if hasattr(label, "text")]
    assert BUREAU in told and "3" in told and "bureau.json" in told and "人911、人912" in told


def test_what_is_locked_is_shown_locked_where_it_is_set(
    window: MainWindow, session: Session, bureau: Bureau, computer: Path
) -> None:
    names = ("province", "route", "retention_days", "catalog_platform", "language")
    values = ("zhejiang", "two", 30, "guide", "zh")
    bureau.lay(
        computer, settings=dict(zip(names, values, strict=True)), locked=names,
        restrictions={"rules_only": True},
    )  # fmt: skip
    dialog = window.open_agency()
    assert not dialog.province.isEnabled() and BUREAU in dialog.province.toolTip()
    assert dialog.province.currentData() == "zhejiang"
    assert not dialog.route.isEnabled() and not dialog.folder.isEnabled()
    custody = RetentionPanel(session)
    panel = custody.own
    assert panel.days.value() == 30 and not panel.days.isEnabled() and not panel.set.isEnabled()
    assert "锁定" in panel.lock.text()
    catalog = CatalogPage(session)
    assert not catalog.platform.box.isEnabled()
    window.commands.update()
    assert not window.commands["language-en"].isEnabled()
    assert BUREAU in window.commands["language-en"].statusTip()


def test_a_locked_platform_is_the_one_that_is_delivered_to(
    session: Session, bureau: Bureau, computer: Path
) -> None:
    told = {"name": "省平台", "connector": "gateway", "address": "https://p.invalid"}
    bureau.lay(
        computer, platforms={"p": {"profile.json": json.dumps(told)}},
        settings={"upload_platform": "p"}, locked=("upload_platform",),
    )  # fmt: skip
    page = DeliverPage(session)
    page._read_profile()
    page.update_actions()
    assert not page.choose.isEnabled() and not page.rehearse.isEnabled()
    assert page._profile is not None and page._profile.name == "省平台"


def test_a_pack_is_installed_after_its_issuer_was_compared(
    window: MainWindow, session: Session, bureau: Bureau, computer: Path, tmp_path: Path, idle: Idle
) -> None:
    dialog = opened(window)
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{}")
    dialog.look_at(bad)
    idle()
    assert "策略包无效" in dialog.notice.text()
    good = tmp_path / "good.json"
    pack = bureau.pack(4, settings={"retention_days": 30})
    good.write_bytes(canonical.encode(bureau.sign(pack)))
    dialog.look_at(good)
    idle()
    (box,) = dialog.findChildren(QMessageBox)
    assert BUREAU in box.text() and len(box.informativeText().splitlines()[-1]) == 64
    box.button(QMessageBox.StandardButton.Yes).click()
    idle()
    assert (computer / FILE).read_bytes() == good.read_bytes()
    assert retention.retention(session.ws) == 30
    assert rows(dialog)["留存期限"] == ("策略默认", "30 天")


def test_trouble_is_told_in_the_window_and_the_last_good_policy_holds(
    window: MainWindow, bureau: Bureau, computer: Path
) -> None:
    bureau.lay(computer, 2)
    load(Job())
    window.refresh()
    assert not window.policy.isVisible()
    (computer / FILE).write_bytes(b"{}")
    window.refresh()
    assert window.policy.isVisible() and "无效" in window.policy.toolTip()
    assert agency.route(window.session.ws).id == "one"  # the last good one holds
    assert "无效" in opened(window).notice.text()


def test_where_no_policy_ever_held_the_window_is_not_opened(
    qapp: QApplication, settings: QSettings, computer: Path
) -> None:
    computer.mkdir()
    (computer / FILE).write_bytes(b"{}")
    with pytest.raises(PolicyInvalid):
        load(Job())
    assert Desk(qapp, settings).language == "zh"  # and says why


def test_the_policy_chooses_the_language(
    qapp: QApplication, settings: QSettings, bureau: Bureau, computer: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(application, "Languages", Silent)
    bureau.lay(computer, 1, settings={"language": "en"})
    assert Desk(qapp, settings).language == "en"
    settings.setValue("language", "zh")
    assert Desk(qapp, settings).language == "zh"
    bureau.lay(computer, 2, settings={"language": "en"}, locked=("language",))
    assert Desk(qapp, settings).language == "en"


class Silent(Languages):
    """Translates nothing: what is asked is which language is chosen."""

    def use(self, language: Language) -> None:
        pass
