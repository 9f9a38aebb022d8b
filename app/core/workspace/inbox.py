"""The inbox: what the public has written to the agency, and what became of it.

Texts and contacts are persons' data and lie sealed; the log tells numbers, digests and states.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.core.errors import InputError
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

State = Literal["open", "answered", "closed"]

STATE_NAMES: dict[State, Text] = {
    "open": Text("待答复", "awaits a reply"),
    "answered": Text("已答复", "answered"),
    "closed": Text("已办结，未答复", "closed without a reply"),
}
_SEALED = "inbox"


class LetterUnknown(InputError):
    code = "letter-unknown"
    message = Text("收件箱里没有 {id}", "There is no {id} in the inbox")
    hint = Text(
        "请在“来信”中收取、查看（命令行用 inbox pull、inbox list）。",
        "Fetch and see them under “Letters” (inbox pull, inbox list on the command line).",
    )


@dataclass(frozen=True)
class Letter:
    """One of the inbox. ``enquiry``: as it came, canonical JSON; ``due``: the last day for a reply,
    ISO 8601; ``told``: the reply, or why there is none; ``ended``: when.
    """

    id: str
    enquiry: bytes
    due: str
    state: State
    told: str = ""
    ended: str = ""


def receive(ws: Workspace, actor: Identity, letters: Iterable[Letter]) -> int:
    """Put in what is not there yet; returns how many."""
    known = {letter.id for letter in kept(ws)}
    rows = [
        {
            "id": letter.id,
            "enquiry": ws.vault.seal_text(letter.enquiry.decode(), _SEALED),
            "due": letter.due,
            "state": letter.state,
            "told": ws.vault.seal_text("", _SEALED),
            "ended": "",
        }
        for letter in letters
        if letter.id not in known
    ]
    if rows:
        with ws.recording("inbox-received", actor.card, letters=[r["id"] for r in rows]) as db:
            db.table("inbox").insert_all(rows)
    return len(rows)


def end(ws: Workspace, actor: Identity, id: str, state: State, told: str, **facts: str) -> None:
    """File what became of a letter. ``facts``: for the log. Raises :class:`LetterUnknown`."""
    letter(ws, id)
    change = {"state": state, "told": ws.vault.seal_text(told, _SEALED), "ended": now()}
    with ws.recording(f"inbox-{state}", actor.card, letter=id, **facts) as db:
        db.table("inbox").update(id, change)


def letter(ws: Workspace, id: str) -> Letter:
    """Raises :class:`LetterUnknown`."""
    found = next((each for each in kept(ws) if each.id == id), None)
    if found is None:
        raise LetterUnknown(id=id)
    return found


def kept(ws: Workspace) -> tuple[Letter, ...]:
    """All letters, the soonest due first."""
    return tuple(
        Letter(
            row["id"],
            ws.vault.open_text(row["enquiry"], _SEALED).encode(),
            row["due"],
            row["state"],
            ws.vault.open_text(row["told"], _SEALED),
            row["ended"],
        )
        for row in ws.query("SELECT * FROM inbox ORDER BY due, id")
    )
