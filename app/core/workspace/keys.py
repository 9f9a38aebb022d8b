"""The key slots of a workspace: one workspace key, given out by many files under ``keys/``.

Adding, changing or removing a slot touches that slot's file only. Whoever copied a slot's file while it
worked can still open copies of the workspace made with it: removing a slot shuts one door, and does
not change the key behind it; app.core.workspace.rotation does.
"""

import datetime
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.core.errors import DocumentInvalid, GongkaiError, WorkspaceDamaged
from app.core.files import write_atomically
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.identity import Stretching
from app.core.workspace.errors import LastSlot, SlotMissing, SlotUnknown
from app.core.workspace.slot import slot_kinds
from app.core.workspace.slot_files import EARLIER

PLACE = "keys"  # the folder that slots lie in
PASSPHRASE = "passphrase"  # noqa: S105 — the id of a kind


@dataclass(frozen=True)
class Slot:
    """``content``: what its kind needs to give the key out; ``label``: whose it is, in words."""

    name: str
    kind: str
    label: str
    made: str
    content: dict[str, str]


@dataclass(frozen=True)
class SlotFile:
    """A slot beside its digest, so that damage is told from a wrong passphrase."""

    slot: Slot
    sha256: str


@dataclass(frozen=True)
class EarlierSlot:
    """The one slot of earlier builds, in ``workspace.key``."""

    stretching: Stretching
    wrapped: str


def create(folder: Path, passphrase: str) -> bytes:
    """A new workspace key, with one slot that a passphrase opens."""
    key = secrets.token_bytes(32)
    add(folder, key, PASSPHRASE, passphrase, "")
    return key


def unlock(folder: Path, secret: str, kind: str = PASSPHRASE, place: str = PLACE) -> bytes:
    """The workspace key, by whichever slot of a kind the secret opens. ``place``: where slots lie.

    Raises what the kind raises, :class:`SlotMissing`, and WorkspaceDamaged where no slot opens and
    one is damaged.
    """
    _bring_in_earlier(folder)
    found, damaged = slots(folder, place)
    refused: GongkaiError = SlotMissing(kind=slot_kinds.get(kind).title)
    for slot in found:
        if slot.kind == kind:
            try:
                return slot_kinds.get(kind).unseal(slot.name, slot.content, secret)
            except GongkaiError as error:
                refused = error
            except (
                ValueError,
                KeyError,
            ):  # written by other hands: the digest fits, the content not
                damaged = (*damaged, _file(folder, slot.name).name)
    if damaged:
        reason = Text("密钥槽已损坏，其余的打不开", "this slot is altered, and no other one opens")
        raise WorkspaceDamaged(name=", ".join(damaged), reason=reason) from refused
    raise refused


def slots(folder: Path, place: str = PLACE) -> tuple[tuple[Slot, ...], tuple[str, ...]]:
    """All slots in the order in which they were made, and the names of the files that are damaged."""
    found: list[Slot] = []
    damaged: list[str] = []
    for file in sorted((folder / place).glob("*.slot")):
        try:
            held = canonical.read_document(file, SlotFile)
        except DocumentInvalid:
            damaged.append(file.name)
            continue
        whole = held.sha256 == canonical.digest(held.slot) and file.stem == held.slot.name
        if whole:
            found.append(held.slot)
        else:
            damaged.append(file.name)
    return tuple(sorted(found, key=lambda slot: slot.made)), tuple(damaged)


def named(folder: Path, name: str) -> Slot:
    """A slot by its name. Raises :class:`SlotUnknown`."""
    for slot in slots(folder)[0]:
        if slot.name == name:
            return slot
    raise SlotUnknown(name=name)


def has(folder: Path, kind: str) -> bool:
    """Whether a workspace has a slot of a kind that is not damaged."""
    return any(slot.kind == kind for slot in slots(folder)[0])


def add(folder: Path, key: bytes, kind: str, secret: str, label: str, place: str = PLACE) -> Slot:
    """One more way to open the workspace. Raises PluginUnknown, and what the kind raises."""
    name = secrets.token_hex(4)
    content = slot_kinds.get(kind).seal(name, key, secret)
    return _write(folder, Slot(name, kind, label, _now(), content), place)


def take_over(folder: Path, file: Path) -> None:
    """A slot that lay elsewhere; the same twice does no harm."""
    write_atomically(_file(folder, file.stem), [file.read_bytes()], overwrite=True, private=True)


def forget(slot: Slot) -> None:
    """Remove what a slot has left outside its file."""
    slot_kinds.get(slot.kind).forget(slot.name)


def change(folder: Path, key: bytes, name: str, secret: str) -> Slot:
    """Give a slot another secret. Raises :class:`SlotUnknown`, and what its kind raises."""
    slot = named(folder, name)
    content = slot_kinds.get(slot.kind).seal(name, key, secret)
    return _write(folder, replace(slot, content=content))


def remove(folder: Path, name: str) -> None:
    """Close one way for good; a damaged slot may go too. Raises SlotUnknown, :class:`LastSlot`."""
    found, damaged = slots(folder)
    file = _file(folder, name)
    if file.name not in damaged:
        slot = named(folder, name)
        if found == (slot,):
            raise LastSlot(name=name)
        forget(slot)
    file.unlink()


def _bring_in_earlier(folder: Path) -> None:
    """The slot of an earlier build as one of today's; the same twice does no harm."""
    earlier = folder / EARLIER
    if earlier.is_file():
        held = canonical.read_document(earlier, EarlierSlot)
        stretching = {name: str(value) for name, value in asdict(held.stretching).items()}
        content = stretching | {"wrapped": held.wrapped}
        _write(folder, Slot("earlier", PASSPHRASE, "", _now(), content))
        earlier.unlink()


def _write(folder: Path, slot: Slot, place: str = PLACE) -> Slot:
    document = canonical.encode(SlotFile(slot, canonical.digest(slot)))
    write_atomically(_file(folder, slot.name, place), [document], private=True)
    return slot


def _file(folder: Path, name: str, place: str = PLACE) -> Path:
    return folder / place / f"{name}.slot"


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
