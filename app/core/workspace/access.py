"""Who can open a workspace: every change of its key slots is an event of the log."""

from pathlib import Path

from app.core.model import Card
from app.core.workspace import keys
from app.core.workspace.keys import Slot
from app.core.workspace.store import Workspace


def add_slot(ws: Workspace, actor: Card, kind: str, secret: str, label: str) -> Slot:
    """One more way to open the workspace; see :func:`app.core.workspace.keys.add`."""
    slot = keys.add(ws.folder, ws.vault.key, kind, secret, label)
    ws.note("slot-added", actor, slot=slot.name, kind=kind)
    return slot


def change_slot(ws: Workspace, actor: Card, name: str, secret: str) -> Slot:
    """Give a slot another secret; see :func:`app.core.workspace.keys.change`."""
    slot = keys.change(ws.folder, ws.vault.key, name, secret)
    ws.note("slot-changed", actor, slot=name, kind=slot.kind)
    return slot


def remove_slot(ws: Workspace, actor: Card, name: str) -> None:
    """Close one way to open the workspace; see :func:`app.core.workspace.keys.remove`."""
    keys.remove(ws.folder, name)
    ws.note("slot-removed", actor, slot=name)


def recover(folder: Path, private: str, passphrase: str) -> Slot:
    """Open a workspace with the agency's recovery key, and give it a new passphrase.

    ``private``: see :func:`app.core.workspace.recovery_key.read_private`. Raises what
    :meth:`Workspace.open` raises.
    """
    with Workspace.open(folder, private, "recovery") as ws:
        # Nobody signs: whoever holds the key from the safe acts, under the safe's name.
        holder = Card("恢复密钥", "", "clerk", ws.setting("provider"), "")
        return add_slot(ws, holder, keys.PASSPHRASE, passphrase, "恢复")
