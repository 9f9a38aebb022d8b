"""What the public writes comes in, is answered in time, and its writer sees the reply."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import requests

from app.core import acts
from app.core.acts import inbox as room
from app.core.acts.inbox import AlreadyEnded
from app.core.delivery.enquiries import Enquiry
from app.core.errors import (
    ParameterInvalid,
    PlatformFailed,
    PlatformRefused,
    PlatformUnreachable,
    RoleRefused,
)
from app.core.trust.identity import Identity
from app.core.workspace.inbox import LetterUnknown
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

AGENCY = "清溪县民政局"
PHONE = "13900000000"
Write = Callable[..., requests.Response]


@pytest.fixture
def write(sandbox: Sandbox) -> Write:
    """Someone who has no certificate writes to an agency."""

    def post(**form: Any) -> requests.Response:
        body = {"kind": "request", "to": AGENCY, "text": "请开放养老机构名单", **form}
        url = f"{sandbox.public_address}/enquiries"
        return requests.post(url, json=body, verify=sandbox.profile.with_name("ca.pem"), timeout=9)

    return post


def seen(sandbox: Sandbox, id: str) -> Any:
    url = f"{sandbox.public_address}/enquiries/{id}"
    return requests.get(url, verify=sandbox.profile.with_name("ca.pem"), timeout=9)


def test_a_request_is_pulled_once_and_its_writer_sees_the_reply(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, write: Write
) -> None:
    sandbox.platform.trust(clerk.card)
    id = write(contact=PHONE).json()["id"]
    write(to="别的单位")
    assert acts.pull_inbox(ws, clerk, sandbox.profile) == 1
    assert acts.pull_inbox(ws, clerk, sandbox.profile) == 0
    (item,) = acts.inbox_items(ws)
    assert (item.enquiry.text, item.enquiry.contact) == ("请开放养老机构名单", PHONE)
    assert (item.letter.state, item.left) == ("open", 20)
    assert seen(sandbox, id).json()["reply"] is None
    acts.reply_to(ws, clerk, id, "accepted", "下季度开放", sandbox.profile)
    shown = seen(sandbox, id).json()
    assert (shown["reply"]["outcome"], shown["reply"]["text"]) == ("accepted", "下季度开放")
    assert PHONE not in str(shown)
    (item,) = acts.inbox_items(ws)
    assert (item.letter.state, item.letter.told) == ("answered", "下季度开放")
    with pytest.raises(AlreadyEnded):
        acts.reply_to(ws, clerk, id, "declined", "不开放", sandbox.profile)
    assert ws.verify_log().valid


def test_what_persons_write_lies_sealed(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, write: Write
) -> None:
    id = write(contact=PHONE).json()["id"]
    acts.pull_inbox(ws, clerk, sandbox.profile)
    acts.close_letter(ws, clerk, id, "与13900000000重复")
    assert acts.inbox_items(ws)[0].letter.state == "closed"
    ws.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = b"".join(file.read_bytes() for file in ws.folder.rglob("*") if file.is_file())
    assert PHONE.encode() not in stored
    assert "养老机构".encode() not in stored
    assert PHONE not in str(ws.events())


def test_a_reply_is_a_trusted_clerks_of_the_agency_that_was_asked(
    ws: Workspace, clerk: Identity, reviewer: Identity, sandbox: Sandbox, write: Write
) -> None:
    id = write().json()["id"]
    acts.pull_inbox(ws, clerk, sandbox.profile)
    with pytest.raises(PlatformRefused):  # the platform has no card of this clerk
        acts.reply_to(ws, clerk, id, "accepted", "好", sandbox.profile)
    sandbox.platform.trust(clerk.card, reviewer.card)
    other = ws.new_identity("王芳", "009", "clerk", "别的单位", "x")
    sandbox.platform.trust(other.card)
    with pytest.raises(PlatformRefused):
        acts.reply_to(ws, other, id, "accepted", "好", sandbox.profile)
    with pytest.raises(RoleRefused):
        acts.reply_to(ws, reviewer, id, "accepted", "好", sandbox.profile)
    with pytest.raises(ParameterInvalid):
        acts.reply_to(ws, clerk, id, "accepted", " ", sandbox.profile)
    with pytest.raises(LetterUnknown):
        acts.close_letter(ws, clerk, "0" * 32, "没有这件")
    assert acts.inbox_items(ws)[0].letter.state == "open"


def test_the_platform_forgets_and_the_line_breaks(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, write: Write
) -> None:
    id = write().json()["id"]
    acts.pull_inbox(ws, clerk, sandbox.profile)
    (sandbox.platform.folder / "enquiries" / f"{id}.json").unlink()
    with pytest.raises(PlatformFailed):
        acts.reply_to(ws, clerk, id, "accepted", "好", sandbox.profile)
    sandbox.stop()
    with pytest.raises(PlatformUnreachable):
        acts.pull_inbox(ws, clerk, sandbox.profile)
    assert acts.inbox_items(ws)[0].letter.state == "open"


@pytest.mark.parametrize(
    "form",
    [{"kind": "spam"}, {"text": " "}, {"text": "长" * 4001}, {"to": ""}, {"contact": "9" * 201}],
)
def test_a_malformed_form_is_turned_away(write: Write, form: dict[str, str]) -> None:
    assert write(**form).status_code == 400


@pytest.mark.parametrize("id", ["", "0" * 32, "../trusted/x", "x.reply"])
def test_an_unknown_number_tells_nothing(sandbox: Sandbox, id: str) -> None:
    assert seen(sandbox, id).status_code == 404


def test_terms_are_working_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 days from 30 September 2026: the holidays of October lie in between."""
    asked = Enquiry("", "request", AGENCY, "", "", "", "2026-09-30T08:00:00+00:00")
    assert room.due(asked) == datetime.date(2026, 11, 3)


def test_overdue_counts_below_zero(
    ws: Workspace,
    clerk: Identity,
    sandbox: Sandbox,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write()
    acts.pull_inbox(ws, clerk, sandbox.profile)
    due = datetime.date.fromisoformat(acts.inbox_items(ws)[0].letter.due)
    monkeypatch.setattr(room, "today", lambda: due + datetime.timedelta(days=7))
    assert acts.inbox_items(ws)[0].left < 0
