"""What the window says of a delivery, with the signature of a platform and without."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollArea

from app.core import acts
from app.core.acts.convergence import remember
from app.core.delivery.publisher import Item
from app.core.delivery.record import DeliveryRecord
from app.core.jobs import Job
from app.core.model import Kind, Profile
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.pages.deliver_page import DeliverPage
from app.ui.session import Session
from tests.releases import submitted
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


def test_what_awaits_its_receipt_is_not_called_delivered(
    window: MainWindow, session: Session, sealed: str, profile: Profile, tmp_path: Path, idle: Idle
) -> None:
    (tmp_path / "stick").mkdir()
    file = tmp_path / "media.json"
    media = replace(profile, connector="media", address="stick")
    file.write_bytes(canonical.encode(media))
    session.ws.set_setting(acts.UPLOAD_PROFILE, str(file))
    session.changed.emit()
    idle()
    step = page(window, DeliverPage)
    window.go_to(sealed, "deliver")
    step.upload.click()
    idle()
    ticket = acts.awaiting(session.ws, sealed)
    assert ticket is not None
    assert "待平台回执" in step.notice.text() and "已送达" not in step.notice.text()


def test_a_record_of_our_own_is_not_called_a_receipt(
    window: MainWindow, session: Session, sealed: str, idle: Idle
) -> None:
    ws, clerk = session.ws, session.actor
    items = (Item("data.csv", "1", "https://data.example/1", "0" * 64),)
    record = DeliveryRecord(
        "p", "0" * 64, 1, "301/000001", "2026-11-29T00:00:00+00:00", "市门户",
        "https://data.example", items, "0" * 64, clerk.card,
    )  # fmt: skip
    kept = remember(ws, sealed, Job())
    with ws.act("place", sealed, clerk) as act:
        act.put(Kind.RECEIPT, dsse.sign(record, clerk))
        act.put(Kind.SKETCH, kept)
    session.changed.emit()
    idle()
    window.go_to(sealed, "deliver")
    step = page(window, DeliverPage)
    assert "平台未签回执" in step.notice.text() and "已送达" not in step.notice.text()
    assert window.page.rail["deliver"].text().startswith("✓")


def test_the_receipt_is_seen_whole_on_a_low_screen(
    window: MainWindow,
    session: Session,
    reviewer_here: Identity,
    people_csv: Path,
    qapp: QApplication,
    idle: Idle,
) -> None:
    theme.dress(qapp)
    window.resize(1280, 740)
    release = submitted(session.ws, session.actor, people_csv, Job())
    acts.review(session.ws, reviewer_here, release, "公开", "条例", "无妨")
    session.changed.emit()
    window.go_to(release, "deliver")
    step = page(window, DeliverPage)
    for button in (step.rehearse, step.seal, step.upload):
        button.click()
        idle()
    assert "演练开放平台" in step.notice.text()  # no brackets, which a signer's name has half-width
    area = step.findChild(QScrollArea)
    assert area is not None and step.withdraw.isVisible()
    assert area.verticalScrollBar().maximum() == 0
