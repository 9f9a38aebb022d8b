"""Letters of the public: taken in, answered or put aside, from the home page on."""

from collections.abc import Callable

import requests

from app.core import acts
from app.sandbox.server import Sandbox
from app.ui.main_window import MainWindow

Idle = Callable[[], None]


def test_a_letter_is_taken_in_answered_and_gone_from_the_tasks(
    window: MainWindow, sandbox: Sandbox, idle: Idle
) -> None:
    session = window.session
    dialog = window.open_inbox()
    assert not dialog.pull.isEnabled()  # no platform is chosen yet
    dialog.reject()
    sandbox.platform.trust(session.actor.card)
    session.ws.set_setting(acts.UPLOAD_PROFILE, str(sandbox.profile))
    for text in ("请开放养老机构名单", "广告"):
        requests.post(
            f"{sandbox.public_address}/enquiries",
            json={"kind": "request", "to": "某市民政局", "text": text},
            verify=sandbox.profile.with_name("ca.pem"),
            timeout=9,
        ).raise_for_status()
    dialog = window.open_inbox()
    dialog.fetch()
    idle()
    assert dialog.letters.rowCount() == 2
    assert dialog.letters.item(0, 0).text() == "还有 20 天"
    row = next(r for r in range(2) if dialog.letters.item(r, 4).text() == "请开放养老机构名单")
    dialog.letters.selectRow(row)
    dialog.reply.click()
    idle()
    assert dialog.notice.property("tone") == "stop"  # nothing was written
    dialog.answer.setPlainText("下季度开放")
    dialog.reply.click()
    idle()
    assert dialog.notice.property("tone") == "ok"
    row = next(r for r in range(2) if dialog.letters.item(r, 4).text() == "广告")
    dialog.letters.selectRow(row)
    dialog.answer.setPlainText("与公开无关")
    dialog.close_letter.click()
    idle()
    assert [item.letter.state for item in acts.inbox_items(session.ws)].count("open") == 0
    assert not dialog.reply.isEnabled()
    dialog.reject()
