"""Identities, the roles document, certificates, tokens and joint agencies, by clicking."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QTableWidget

from app.core import acts
from app.core.acts.trusting import SPOKEN
from app.core.jobs import Job
from app.core.model import Kind, Recipe, Treatment
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.trust.roles import draft
from app.core.trust.roles.history import digest, open_document, read_document
from app.core.trust.x509.authority import digests
from app.core.workspace import authorities
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.roles_dialogs import RemoveDialog, ReplaceDialog, RevokeDialog
from app.ui.dialogs.trust_dialog import TrustDialog
from app.ui.main_window import MainWindow
from app.ui.pages.signoff_page import SignoffPage
from app.ui.saving import Place
from app.ui.session import Session
from app.ui.widgets import roles_panel
from app.ui.widgets.roles_panel import RolesPanel
from tests import pki, softhsm
from tests.releases import submitted

Idle = Callable[[], None]
AGENCY = "某市民政局"


@pytest.fixture
def dialog(window: MainWindow) -> TrustDialog:
    window.commands["trust"].trigger()
    found = window.findChild(TrustDialog)
    assert isinstance(found, TrustDialog)
    return found


@pytest.fixture
def admins(session: Session) -> list[Identity]:
    return [
        session.ws.new_identity(name, number, "admin", AGENCY, "admin passphrase")
        for name, number in (("王管理", "3001"), ("赵管理", "3002"))
    ]


def column(table: QTableWidget, place: int) -> list[str]:
    return [table.item(row, place).text() for row in range(table.rowCount())]


def sign(panel: RolesPanel, name: str, idle: Idle) -> None:
    login = panel.open_signing()
    login.who.setCurrentIndex(login.who.findData(name))
    login.passphrase.setText("admin passphrase")
    login.submit()
    idle()


def document(panel: RolesPanel, path: Path, idle: Idle) -> None:
    """A first version that names the administrators and the clerk, with both signatures."""
    asked = panel.open_new(Place(path, overwrite=False))
    asked.submit()
    idle()
    asked = panel.open_issue()
    assert asked is not None
    assert [asked.card.itemData(n).name for n in range(asked.card.count())] == ["张承办"]
    asked.submit()
    idle()
    for name in ("王管理", "赵管理"):
        sign(panel, name, idle)


def test_a_document_is_begun_signed_to_its_threshold_and_adopted(
    dialog: TrustDialog, session: Session, admins: list[Identity], tmp_path: Path, idle: Idle
) -> None:
    panel, path = dialog.roles, tmp_path / "roles.json"
    assert not (panel.sign.isEnabled() or panel.adopt.isEnabled() or panel.issue.isEnabled())
    assert "还没有采用" in panel.in_use.text()
    asked = panel.open_new(Place(path, overwrite=False))
    asked.submit()
    idle()
    assert column(panel.list, 0) == ["王管理", "赵管理"]
    assert "还差 2 名" in panel.notice.text()
    sign(panel, "王管理", idle)
    assert "还差 1 名" in panel.notice.text()
    assert not panel.adopt.isEnabled()
    added = panel.open_issue()
    assert added is not None
    last = added.until.text()
    added.submit()
    idle()
    assert "还差 2 名" in panel.notice.text()  # what was signed is another text now
    for name in ("王管理", "赵管理"):
        sign(panel, name, idle)
    assert not panel.sign.isEnabled()
    adoption = panel.open_adoption()
    assert adoption is not None
    adoption.submit()
    assert "请填写" in adoption.problem.text()
    adoption.said.setText("0" * SPOKEN)
    adoption.submit()
    idle()
    assert "摘要对不上" in adoption.problem.text()
    assert authorities.roles(session.ws) == {}
    adoption.said.setText(digest(open_document(read_document(path)).newest)[:SPOKEN])
    adoption.submit()
    idle()
    assert f"正在使用：{AGENCY} 第 1 版" in panel.in_use.text()
    assert panel.in_use.text().endswith(f"至 {last}")
    assert column(panel.list, 4) == [last] * 3
    assert set(column(dialog.people.list, 5)) == {f"有效期至 {last}"}


def test_cards_are_replaced_removed_and_revoked_and_the_document_renewed(
    dialog: TrustDialog, session: Session, admins: list[Identity], tmp_path: Path, idle: Idle
) -> None:
    panel, path = dialog.roles, tmp_path / "roles.json"
    document(panel, path, idle)
    assert panel.open_change(RemoveDialog) is None  # of nobody
    panel.list.selectRow(2)
    session.ws.new_identity("张承办二", "1001", "clerk", AGENCY, "x")
    replaced = panel.open_change(ReplaceDialog)
    assert isinstance(replaced, ReplaceDialog)
    assert replaced.card.currentData().name == "张承办二"
    replaced.submit()
    idle()
    assert "第 2 版" in panel.notice.text()
    assert column(panel.list, 0)[2:] == ["张承办", "张承办二"]
    panel.list.selectRow(3)
    revoked = panel.open_change(RevokeDialog)
    assert isinstance(revoked, RevokeDialog)
    revoked.submit()
    assert "请填写" in revoked.problem.text()
    revoked.reason.setText("遗失")
    revoked.submit()
    idle()
    assert column(panel.list, 5)[3] == "已吊销"
    panel.list.selectRow(2)
    removed = panel.open_change(RemoveDialog)
    assert isinstance(removed, RemoveDialog)
    removed.submit()
    idle()
    assert column(panel.list, 0) == ["王管理", "赵管理", "张承办二"]
    renewed = panel.open_renewal()
    assert renewed is not None
    renewed.threshold.setValue(5)
    renewed.submit()
    idle()
    assert "管理员不够" in renewed.problem.text()
    renewed.threshold.setValue(1)
    renewed.submit()
    idle()
    _, drafted, _ = draft.opened(read_document(path))
    assert drafted is not None and drafted.threshold == 1


def test_what_is_no_document_is_told_and_nothing_is_overwritten(
    dialog: TrustDialog,
    session: Session,
    admins: list[Identity],
    tmp_path: Path,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    session.failed.connect(told.append)
    path = tmp_path / "roles.json"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    dialog.roles.open.click()
    assert len(told) == 1 and dialog.roles.path is None
    asked = dialog.roles.open_new(Place(path, overwrite=False))
    asked.submit()
    idle()
    assert asked.problem.text()
    assert path.read_text(encoding="utf-8") == "{}"
    asked.reject()
    monkeypatch.setattr(
        roles_panel, "ask_where", lambda *_: Place(tmp_path / "other.json", overwrite=False)
    )
    dialog.roles.new.click()


def test_an_authority_is_adopted_by_its_digest_and_certificates_come_in(
    dialog: TrustDialog, session: Session, tmp_path: Path, idle: Idle
) -> None:
    panel, ca, file = dialog.authority, pki.Ca(), tmp_path / "ca.pem"
    file.write_text(ca.pem)
    assert not panel.bind.isEnabled()
    asked = panel.open_authority()
    asked.file.setText(str(file))
    asked.said.setText("0" * SPOKEN)
    asked.submit()
    idle()
    assert "摘要对不上" in asked.problem.text()
    asked.said.setText(digests(file)[0][:SPOKEN])
    asked.submit()
    idle()
    assert column(panel.list, 1) == ["机构证书"]
    assert "没有证书" in dialog.people.list.item(0, 5).text()
    issued = ca.issue(session.actor, span=(pki.START, pki.END.replace(year=2036)))
    bound = tmp_path / "card.pem"
    bound.write_text(pki.text(issued))
    panel.take_certificate(bound)
    idle()
    assert "已导入“张承办”的证书" in panel.notice.text()
    assert column(panel.list, 4)[1] == "有效"
    crl = tmp_path / "ca.crl"
    crl.write_text(pki.text(ca.revocations((issued, pki.START, None), until=pki.END)))
    panel.take_revocations(crl)
    idle()
    assert column(panel.list, 1)[2] == "吊销列表"
    assert "吊销" in column(panel.list, 4)[1]


def test_cards_and_requests_are_written(
    dialog: TrustDialog,
    session: Session,
    tmp_path: Path,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = dialog.people
    assert not panel.card.isEnabled()
    panel.list.selectRow(0)
    places = iter((tmp_path / "card.json", tmp_path / "card.csr"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(places)), ""))
    panel.card.click()
    written = canonical.read_document(tmp_path / "card.json", type(session.actor.card))
    assert written == session.actor.card
    login = panel.open_request()
    assert login is not None and login.who.count() == 1
    login.passphrase.setText("clerk passphrase")
    login.submit()
    idle()
    assert (tmp_path / "card.csr").read_bytes().startswith(b"-----BEGIN CERTIFICATE REQUEST")
    made = panel.open_new()
    for line in (made.passphrase, made.again):
        line.setText("x")
    made.name.setText("钱管理")
    made.person.setText("3009")
    made.role.setCurrentIndex(made.role.findData("admin"))
    made.submit()
    idle()
    assert column(panel.list, 2) == ["承办人", "管理员"]


def test_a_key_on_a_token_is_chosen_and_asks_for_its_pin(
    session: Session, tmp_path: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = softhsm.fresh(tmp_path, monkeypatch)
    dialog = NewIdentityDialog(session, "reviewer")
    dialog.name.setText("李审查")
    dialog.person.setText("2002")
    dialog.place.setCurrentIndex(1)
    dialog.token.module.setText(str(tmp_path / "no.so"))
    dialog.token.look()
    idle()
    assert "无法使用密码设备" in dialog.problem.text()
    dialog.token.module.setText(str(token.module))
    dialog.token.look()
    idle()
    assert dialog.token.token.currentText().startswith("first")
    dialog.submit()
    assert "输入 PIN" in dialog.problem.text()
    dialog.token.label.setEditText("签名")
    dialog.token.pin.setText("9999")
    dialog.submit()
    idle()
    assert "PIN 不正确" in dialog.problem.text()
    dialog.token.pin.setText(softhsm.PIN)
    made: list[Identity] = []
    dialog.created.connect(made.append)
    dialog.submit()
    idle()
    assert session.ws.is_on_token("李审查")
    assert made[0].card.suite == "p256"
    again = NewIdentityDialog(session, "clerk")
    again.place.setCurrentIndex(1)
    idle()
    assert again.token.label.findText("签名") == 0  # the library is remembered, its keys are seen
    login = LoginDialog(session, "reviewer")
    label = login.form.labelForField(login.passphrase)
    assert isinstance(label, QLabel) and label.text() == "密码设备的 PIN"
    login.passphrase.setText(softhsm.PIN)
    login.unlocked.connect(made.append)
    login.submit()
    idle()
    assert made[1].card == made[0].card


def test_joint_agencies_are_named_before_the_request_and_sign_first(
    window: MainWindow, session: Session, people_csv: Path, idle: Idle
) -> None:
    release = submitted(session.ws, session.actor, people_csv, Job())
    keep = Recipe((Treatment("公民身份号码", "suppress", {}), Treatment("姓名", "suppress", {})))
    acts.desensitize(session.ws, session.actor, release, keep, Job())
    acts.catalogue(session.ws, session.actor, release, acts.propose_entry(session.ws, release))
    acts.check_quality(session.ws, session.actor, release, Job())
    session.changed.emit()
    window.go_to(release, "signoff")
    page = window.page.pages["signoff"]
    assert isinstance(page, SignoffPage)
    dialog = page.clerk.joint.open_dialog()
    assert dialog is not None
    dialog.names.setPlainText(AGENCY)
    assert not dialog.ok.isEnabled()
    dialog.names.setPlainText("某市残联\n\n 某市残联 \n某市财政局")
    assert dialog.route.text() == (
        "联合制作单位会签（某市残联） → 联合制作单位会签（某市财政局） → 保密审查人"
    )
    dialog.submit()
    assert page.clerk.joint.text() == "联合制作单位（2）…"
    page.submit.click()
    idle()
    waiting = acts.awaited(session.ws, release)
    assert waiting is not None and waiting.level.organisation == "某市残联"
    assert not page.clerk.joint.isEnabled()
    assert session.joint[release] == []
    assert Kind.REQUEST in session.ws.standing(release)
