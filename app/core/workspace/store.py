"""A workspace: one folder, one database, one vault, one log.

    workspace.db     releases, artefacts, identities, settings, events (SQLCipher, WAL)
    keys/            the workspace key, in as many slots as there are ways to open it
    blobs/           encrypted artefacts
    identities/      signing keys, each under its owner's passphrase
    outbox/          sealed packages and their receipts
    scratch/         what an act needs for a while; emptied at every opening
    lock             held while a program works here

Every act is one transaction: its artefacts, what it voids, the new state and the event stand or
fall together. A process that is killed leaves at most unreferenced blobs, which the next opening
removes.
"""

import contextlib
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock
from sqlite_utils import Database

from app.core import pipeline, rfc4180
from app.core.approval.persons import Person
from app.core.errors import ArtefactMissing, ReleaseUnknown, WorkspaceDamaged, WorkspaceMissing
from app.core.model import KIND_NAMES, Card, Check, Kind, Link, Source, Table
from app.core.pipeline import ACTS, State
from app.core.span import first_day
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.canonical import Measured
from app.core.trust.identity import Identity
from app.core.workspace import (
    authorities,
    checkpoints,
    database,
    keys,
    lock,
    log,
    originals,
    rekeying,
    slot_files,
    table_codec,
)
from app.core.workspace.answers import answered
from app.core.workspace.errors import ContentShredded, ContentWithheld
from app.core.workspace.ledger import Ledger, now, witnessed
from app.core.workspace.record import Record
from app.core.workspace.vault import Blob, Vault, database_key

T = TypeVar("T")


@dataclass(frozen=True)
class Release:
    """A release as the database holds it; times are ISO 8601, UTC."""

    id: str
    name: str
    state: State
    created: str
    updated: str


class Workspace(Ledger):
    """An open workspace. Used by one process at a time, by any of its threads."""

    def __init__(self, folder: Path, vault: Vault, held: FileLock) -> None:
        super().__init__(folder, vault)
        self._lock = held
        self.sweep()
        shutil.rmtree(folder / "scratch", ignore_errors=True)

    # ── opening and closing ──────────────────────────────────────────────────────────────

    @classmethod
    def create(cls, folder: Path, passphrase: str) -> "Workspace":
        """A new workspace; an existing one is opened instead."""
        held = lock.take(folder)  # before looking, lest another program makes one meanwhile
        try:
            made = is_workspace(folder)
            key = (rekeying.unlock if made else keys.create)(folder, passphrase)
            return cls(folder, Vault(folder, key), held)
        except BaseException:
            held.release()
            raise

    @classmethod
    def open(cls, folder: Path, secret: str, kind: str = keys.PASSPHRASE) -> "Workspace":
        """``secret``: what opens a key slot of this kind; see app.core.workspace.slots.

        Raises WorkspaceMissing, and what lock.take, keys.unlock and database.connect raise.
        """
        if not is_workspace(folder):
            raise WorkspaceMissing(path=folder)
        held = lock.take(folder)
        try:
            return cls(folder, Vault(folder, rekeying.unlock(folder, secret, kind)), held)
        except BaseException:
            held.release()
            raise

    def close(self) -> None:
        """Give the workspace back; further use is an error."""
        self.db.close()
        self._lock.release()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ── releases ─────────────────────────────────────────────────────────────────────────

    def releases(self) -> list[Release]:
        """All releases, the latest change first."""
        with self._using():
            rows = list(self.db.query("SELECT * FROM releases ORDER BY updated DESC, id DESC"))
        return [self._release(row) for row in rows]

    def release(self, id: str) -> Release:
        """Raises :class:`ReleaseUnknown`."""
        with self._using():
            row = next(self.db.query("SELECT * FROM releases WHERE id = ?", [id]), None)
        if row is None:
            raise ReleaseUnknown(release=id)
        return self._release(row)

    def standing(self, release: str) -> dict[Kind, str]:
        """The artefacts that are not void, with their digests, in the order of the chain."""
        with self._using():
            rows = self.db.query(
                "SELECT kind, digest FROM artefacts WHERE release = ? AND voided_by IS NULL",
                [release],
            )
            digests = {Kind(row["kind"]): row["digest"] for row in rows}
        return {kind: digests[kind] for kind in Kind if kind in digests}

    def links(self, release: str, until: Kind) -> tuple[Link, ...]:
        """The chain of a release up to and with ``until``."""
        kinds = list(Kind)
        standing = self.standing(release)
        last = kinds.index(until)
        return canonical.chain({k: d for k, d in standing.items() if kinds.index(k) <= last})

    def load(self, release: str, kind: Kind, model: type[T], *, void: bool = False) -> T:
        """An artefact as a value; ``void`` also takes the last one that no longer stands.

        Raises ArtefactMissing, ContentShredded, ContentWithheld, and WorkspaceDamaged for what is not what was filed.
        """
        blob, digest = self._blob(release, kind, void=void)
        data = b"".join(self.vault.read(blob))
        _compare(kind, canonical.digest_bytes([data]), digest)
        return canonical.decode(data, model, kind.value)

    def has(self, release: str, kind: Kind) -> bool:
        """Whether an artefact of this kind was ever made, standing or void."""
        with self._using():
            rows = self.db.query(
                "SELECT 1 FROM artefacts WHERE release = ? AND kind = ?", [release, kind.value]
            )
            return next(rows, None) is not None

    def load_table(self, release: str, kind: Kind) -> Table:
        """Raises ArtefactMissing, ContentShredded, ContentWithheld, WorkspaceDamaged."""
        blob, digest = self._blob(release, kind)
        table = table_codec.decode(self.vault.read_whole(blob))
        _compare(kind, rfc4180.digest(table.data), digest)
        return table

    def load_front(self, release: str, kind: Kind = Kind.TABLE) -> Table:
        """A table of a release without its rows, however long. Raises ArtefactMissing, WorkspaceDamaged.

        What it tells is not compared with the table's digest, which is that of its rows.
        """
        blob, _ = self._blob(release, kind, front=True)
        return table_codec.decode_front(self.vault.read(blob))

    def content(self, release: str, kind: Kind) -> Iterator[bytes]:
        """An artefact byte for byte as it is filed.

        Raises ArtefactMissing, ContentShredded, ContentWithheld, WorkspaceDamaged.
        """
        blob, _ = self._blob(release, kind)
        return self.vault.read(blob)

    def originals(self, release: str) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The files that came in, as they came: name and content, one after another.

        Raises ArtefactMissing, ContentShredded, ContentWithheld, and at the end WorkspaceDamaged for
        what was not filed.
        """
        source = self.load_front(release).source
        blob, digest = self._blob(release, Kind.SOURCE)
        content = self.vault.read(blob)
        seen: list[Source] = []
        try:
            for name, chunks in (
                originals.unpacked(content) if source.members else [(source.name, content)]
            ):
                measured = Measured(chunks)
                yield name, measured
                for _ in measured:  # what the caller has left
                    pass
                seen.append(Source(name, "", measured.size, measured.sha256))
        except tarfile.TarError as error:
            raise WorkspaceDamaged(name=KIND_NAMES[Kind.SOURCE], reason=str(error)) from error
        found = canonical.digest_sources(seen) if source.members else seen[0].sha256
        _compare(Kind.SOURCE, found, digest)

    def scratch(self) -> Path:
        """A folder for what an act needs for a while; only this user can enter it."""
        folder = self.folder / "scratch"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def outbox(self, release: str) -> Path:
        """Where the sealed package of a release lies."""
        folder = self.folder / "outbox"
        folder.mkdir(exist_ok=True)
        return folder / f"{release}.gkp"

    # ── acts ─────────────────────────────────────────────────────────────────────────────

    def admit(self, act: str, release: str | None, actor: Card) -> None:
        """Raise unless the transition table lets ``actor`` do this now; see pipeline.admit.

        Raises CardRefused for a card that no adopted authority vouches for today.
        """
        authorities.check_standing(self, actor, now())
        state = State.NEW if release is None else self.release(release).state
        standing = {} if release is None else self.standing(release)
        round = None
        rule = ACTS[act]
        if release and Kind.REQUEST in standing and (rule.role is None or rule.apart):
            round = answered(self, release).round
        pipeline.admit(rule, state, standing, actor, round)

    def handlers(self, release: str | None) -> set[Person]:
        """The persons who have worked as clerks on a release, or on one that it continues."""
        line = (release, *self.earlier(release)) if release else ()
        bodies = [body for each in line for body in self.events(each)]
        return {Person.acted(body["actor"]) for body in bodies if body["actor"]["role"] == "clerk"}

    def earlier(self, release: str) -> tuple[str, ...]:
        """The releases that one continues, the latest of them first."""
        bodies = self.events(release)
        before = next((body["continues"] for body in bodies if "continues" in body), None)
        return (before, *self.earlier(before)) if before else ()

    @contextmanager
    def act(
        self,
        act: str,
        release: str | None,
        actor: Card | Identity,
        name: str = "",
        witness: Identity | None = None,
        **note: Any,
    ) -> Iterator[Record]:
        """Do one act of the transition table: what the block puts is committed as one.

        ``release`` is None for an import, whose ``name`` becomes the release's; the record then
        names the new release. A sign-off and a delivery are done by an ``Identity``, whose key signs a
        checkpoint of the log with it; ``witness`` does so for who signed on another computer. ``note``:
        plain facts for the event, never cell values.
        """
        card = actor.card if isinstance(actor, Identity) else actor
        self.admit(act, release, card)
        record = Record(self.vault, release)
        try:
            yield record
            with self._using(), self.db.atomic():
                self.admit(act, release, card)
                record.release = release or self._new_release(name)
                self._commit(act, record.release, record, card, note)
                if act in checkpoints.WITNESSED:
                    self._sign_log(witness or actor)
        except BaseException:
            self.sweep()  # an interrupt may come after the commit: only what is not filed goes
            raise

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _commit(
        self, act: str, release: str, record: Record, actor: Card, note: dict[str, Any]
    ) -> None:
        rule = ACTS[act]
        state = rule.lands(self.release(release).state)
        if set(record.made) != set(rule.produces):
            raise ValueError(f"{act} must produce {rule.produces}, got {tuple(record.made)}")
        voided = [kind for kind in self.standing(release) if kind in rule.replaces]
        seq = self._append(
            act,
            release,
            actor,
            produced={kind.value: digest for kind, (digest, _) in record.made.items()},
            voided=[kind.value for kind in voided],
            state=state.value,
            **note,
        )
        for kind in voided:
            self.db.execute(
                "UPDATE artefacts SET voided_by = ? "
                "WHERE release = ? AND kind = ? AND voided_by IS NULL",
                [seq, release, kind.value],
            )
        for kind, (digest, blob) in record.made.items():
            self.db.table("artefacts").insert(
                {
                    "release": release,
                    "kind": kind.value,
                    "digest": digest,
                    "blob": blob.name,
                    "wrapped_key": blob.wrapped_key,
                    "made_by": seq,
                    "voided_by": None,
                    "withheld": kind in record.withheld,
                }
            )
            self.db.execute(
                "DELETE FROM drafts WHERE release = ? AND kind = ?", [release, kind.value]
            )
        self.db.table("releases").update(release, {"state": state.value, "updated": now()})

    def _release(self, row: dict[str, Any]) -> Release:
        name = self.vault.open_text(row["name"], row["id"])
        return Release(row["id"], name, State(row["state"]), row["created"], row["updated"])

    def _new_release(self, name: str) -> str:
        count = self.db.table("releases").count
        id = f"R{count + 1:04d}"
        row = {"id": id, "state": State.NEW.value, "created": now(), "updated": now()}
        # A file may be named after a person, so names lie encrypted like all that was imported.
        self.db.table("releases").insert(row | {"name": self.vault.seal_text(name, id)})
        return id

    def _blob(
        self, release: str, kind: Kind, *, void: bool = False, front: bool = False
    ) -> tuple[Blob, str]:
        """Where an artefact lies; ``front``: what is left of it without its content will do."""
        with self._using():
            row = next(
                self.db.query(
                    "SELECT * FROM artefacts WHERE release = ? AND kind = ? "
                    "AND (voided_by IS NULL OR ?) ORDER BY id DESC LIMIT 1",
                    [release, kind.value, void],
                ),
                None,
            )
        if row is None:
            self.release(release)  # which may be unknown itself
            raise ArtefactMissing(kind=KIND_NAMES[kind])
        if row["shredded"] and not (front and row["blob"]):
            raise ContentShredded(kind=KIND_NAMES[kind], day=first_day(row["shredded"]))
        if row["withheld"] and not (front and row["blob"]):
            raise ContentWithheld(kind=KIND_NAMES[kind])
        return Blob(row["blob"], row["wrapped_key"]), row["digest"]


def verify_log(
    folder: Path, secret: str, kind: str = keys.PASSPHRASE
) -> tuple[Check, list[dict[str, Any]]]:
    """A workspace's log and whether it holds, read-only and beside whoever works there.

    Raises what :meth:`Workspace.open` raises but for the lock.
    """
    if not is_workspace(folder):
        raise WorkspaceMissing(path=folder)
    key = database_key(rekeying.unlock(folder, secret, kind))
    with (
        database.failures_told(),
        contextlib.closing(
            database.connect(folder / "workspace.db", key, read_only=True)
        ) as connection,
    ):
        db = Database(connection)
        check = log.verify(db, witnessed(folder))
        return check, log.events(db) if check.valid else []


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds a workspace."""
    return slot_files.is_keyed(folder)


def _compare(kind: Kind, found: str, filed: str) -> None:
    if found != filed:
        reason = Text("内容与登记的摘要不符", "its content is not what was filed")
        raise WorkspaceDamaged(name=KIND_NAMES[kind], reason=reason)
