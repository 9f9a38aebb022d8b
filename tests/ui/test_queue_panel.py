"""The queue in the window: what waits is sent, held, tried again, by clicking."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core import acts
from app.core.jobs import Job
from app.core.model import Kind, Profile
from app.core.trust import canonical
from app.core.workspace import delivery_queue as queue
from app.core.workspace.delivery_queue import Standing
from app.sandbox.server import Sandbox
from app.ui.session import Session
from app.ui.widgets.pace import Pace
from app.ui.widgets.queue_panel import QueuePanel
from tests import releases


@pytest.fixture
def panel(session: Session, sandbox: Sandbox, people_csv: Path) -> QueuePanel:
    """With a sealed release in the queue."""
    ws, job = session.ws, Job()
    release = releases.submitted(ws, session.actor, people_csv, job)
    reviewer = ws.new_identity("李静", "002", "reviewer", "某市民政局", "b")
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
    profile = canonical.read_document(sandbox.profile, Profile)
    acts.seal(ws, session.actor, release, profile, job)
    acts.enqueue(ws, session.actor.card, release, sandbox.profile)
    return QueuePanel(session)


def standing(session: Session) -> Standing:
    (queued,) = queue.queue(session.ws)
    return queued.standing


def test_a_delivery_is_tried_again_until_it_is_there(
    panel: QueuePanel, session: Session, sandbox: Sandbox, idle: Callable[[], None]
) -> None:
    assert panel.table.item(0, 1).text() == "等待上传"
    assert not panel.retry.isEnabled()
    panel.run.click()
    idle()
    assert standing(session) is Standing.STUCK  # the platform does not know the signers
    assert "平台拒绝" in panel.table.item(0, 3).text()
    assert not panel.run.isEnabled()

    sandbox.platform.trust(*session.ws.identities().values())
    panel.table.selectRow(0)
    panel.retry.click()
    idle()
    assert standing(session) is Standing.DONE
    assert Kind.RECEIPT in session.ws.standing("R0001")

    panel.table.selectRow(0)
    panel.remove.click()
    assert queue.queue(session.ws) == []
    assert panel.isHidden()


def test_a_held_queue_sends_nothing_until_it_is_started(
    panel: QueuePanel, session: Session, sandbox: Sandbox, idle: Callable[[], None]
) -> None:
    sandbox.platform.trust(*session.ws.identities().values())
    panel.run.click()
    assert panel.pause.isEnabled()
    panel.pause.click()
    idle()
    panel._go_on()
    idle()
    if standing(session) is not Standing.DONE:  # it may have been quicker than the click
        assert standing(session) is Standing.WAITING
        panel.run.click()
        idle()
    assert standing(session) is Standing.DONE


def test_one_delivery_is_held_and_goes_on(
    panel: QueuePanel, session: Session, sandbox: Sandbox, idle: Callable[[], None]
) -> None:
    sandbox.platform.trust(*session.ws.identities().values())
    panel.table.selectRow(0)
    panel.item.click()
    assert standing(session) is Standing.HELD
    assert panel.table.item(0, 1).text() == "已暂停"
    assert panel.item.text() == "继续此项"
    assert not panel.run.isEnabled()  # nothing else waits
    panel._go_on()
    idle()
    assert standing(session) is Standing.HELD
    panel.table.selectRow(0)
    panel.item.click()
    idle()
    assert standing(session) is Standing.DONE


def test_speed_and_rest_are_told(qapp: QApplication) -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.told(0, 100_000_000) == "0 %"
    now[0] = 2.0
    told = pace.told(20_000_000, 100_000_000)
    assert told.startswith("20 %")
    assert "0:00:08" in told
    assert pace.told(1_000_000, 100_000_000) == "1 %"  # another delivery begins


def test_what_comes_in_steps_has_one_speed_until_it_stands_still() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    told = []
    for tick in range(240):  # ten times a second, a step every three seconds
        now[0] = tick / 10
        told.append(pace.told(tick // 30 * 3_000_000, 100_000_000))
    assert {text.split("  ")[1] for text in told[60:]} == {told[60].split("  ")[1]}
    now[0] += 60
    assert pace.told(21_000_000, 100_000_000) == "21 %"
