"""What a person has not finished, kept at every pause, so that a killed program loses nothing.

A draft is no artefact: no chain holds it, the log does not tell of it, and the act that files an artefact
of its kind drops it in the same transaction.
"""

from typing import Any, TypeVar

from app.core.model import Kind
from app.core.trust import canonical
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

T = TypeVar("T")


def keep(ws: Workspace, release: str, kind: Kind, value: Any) -> None:
    """Keep a draft, sealed, in place of the one before. ``value``: one of the model's."""
    row = {
        "release": release,
        "kind": kind.value,
        "content": ws.vault.seal_text(canonical.encode(value).decode(), _context(release, kind)),
        "saved": now(),
    }
    with ws.changing() as db:
        db.table("drafts").upsert(row, pk=("release", "kind"))


def kept(ws: Workspace, release: str, kind: Kind, model: type[T]) -> T | None:
    """The draft of a release, None if there is none. Raises WorkspaceDamaged, DocumentInvalid."""
    rows = ws.query(
        "SELECT content FROM drafts WHERE release = ? AND kind = ?", [release, kind.value]
    )
    if not rows:
        return None
    context = _context(release, kind)
    return canonical.decode(
        ws.vault.open_text(rows[0]["content"], context).encode(), model, context
    )


def drop(ws: Workspace, release: str, kind: Kind) -> None:
    """Throw a draft away, if there is one."""
    with ws.changing() as db:
        db.execute("DELETE FROM drafts WHERE release = ? AND kind = ?", [release, kind.value])


def _context(release: str, kind: Kind) -> str:
    return f"draft/{release}/{kind.value}"
