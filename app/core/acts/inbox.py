"""意见反馈与数据需求: pulled from the platform, answered in time, the reply shown there under a signature.

Source: 公共信息资源开放试点工作方案 (2018), 互动参与, 及时响应用户数据需求.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from app.core import resources, working_days
from app.core.acts.given import given_reason
from app.core.acts.prepare import today
from app.core.acts.ways_out import check_way_out
from app.core.delivery.enquiries import Enquiry, Outcome, Reply, fetch, send
from app.core.errors import InputError, RoleRefused
from app.core.model import ROLES
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.workspace import inbox
from app.core.workspace.inbox import Letter
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

_ACT = Text("答复", "reply")


class AlreadyEnded(InputError):
    code = "letter-ended"
    message = Text("{id} 已办结", "{id} has been dealt with")
    hint = Text(
        "请在“来信”中查看当时的答复（命令行用 inbox list）。",
        "See under “Letters” what was replied (inbox list on the command line).",
    )


@dataclass(frozen=True)
class Item:
    """A letter as a person sees it. ``left``: working days until it is due; negative once it is overdue."""

    letter: Letter
    enquiry: Enquiry
    left: int


def pull_inbox(ws: Workspace, actor: Identity, profile_file: Path) -> int:
    """Take in what the public has written to the actor's agency since; returns how many are new.

    Raises what :func:`app.core.delivery.enquiries.fetch` raises.
    """
    enquiries = fetch(profile_file, actor.card.organisation)
    letters = (Letter(e.id, canonical.encode(e), due(e).isoformat(), "open") for e in enquiries)
    return inbox.receive(ws, actor, letters)


def inbox_items(ws: Workspace) -> tuple[Item, ...]:
    """The whole inbox, the soonest due first."""
    return tuple(_item(letter) for letter in inbox.kept(ws))


def reply_to(
    ws: Workspace, actor: Identity, id: str, outcome: Outcome, text: str, profile_file: Path
) -> None:
    """Sign a reply, have the platform show it, and file it.

    Raises LetterUnknown, :class:`AlreadyEnded`, :class:`RoleRefused`, ParameterInvalid without a text, and
    what check_way_out and :func:`app.core.delivery.enquiries.send` raise.
    """
    check_way_out(profile_file, ws)
    enquiry = _open(ws, actor, id)
    text = given_reason(text)
    reply = Reply(id, canonical.digest(enquiry), outcome, text, actor.card, now())
    envelope = dsse.sign(reply, actor)
    send(envelope, id, profile_file)
    digest = canonical.digest(envelope)
    inbox.end(ws, actor, id, "answered", text, outcome=outcome, reply=digest)


def close_letter(ws: Workspace, actor: Identity, id: str, reason: str) -> None:
    """Put a letter aside without a reply, such as an advertisement; the reason is kept.

    Raises what :func:`reply_to` raises before it sends.
    """
    _open(ws, actor, id)
    inbox.end(ws, actor, id, "closed", given_reason(reason))


def due(enquiry: Enquiry) -> datetime.date:
    """The last day for a reply, by the pack ``enquiries``."""
    days: int = resources.pack("enquiries").data["kinds"][enquiry.kind]["days"]
    received = datetime.datetime.fromisoformat(
        enquiry.received
    ).astimezone()  # by the office's clock
    return working_days.after(received.date(), days)


def _item(letter: Letter) -> Item:
    enquiry = canonical.decode(letter.enquiry, Enquiry, "enquiry")
    last, day = datetime.date.fromisoformat(letter.due), today()
    left = working_days.between(day, last) - working_days.between(last, day)
    return Item(letter, enquiry, left)


def _open(ws: Workspace, actor: Identity, id: str) -> Enquiry:
    if actor.card.role != "clerk":
        raise RoleRefused(act=_ACT, role=ROLES["clerk"])
    letter = inbox.letter(ws, id)
    if letter.state != "open":
        raise AlreadyEnded(id=id)
    return canonical.decode(letter.enquiry, Enquiry, "enquiry")
