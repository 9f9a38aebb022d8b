"""A workspace: one folder, one database, one vault, one log.

    workspace.db     releases, artefacts, identities, settings, events (SQLite, WAL)
    workspace.key    the workspace key under a passphrase
    blobs/           encrypted artefacts
    identities/      signing keys, each under its owner's passphrase
    outbox/          sealed packages and their receipts
    scratch/         what an act needs for a while; emptied at every opening
    lock             held while a program works here

Every act is one transaction: its artefacts, what it voids, the new state and the event stand or
fall together. A process that is killed leaves at most unreferenced blobs, which the next opening
removes.
"""

import base64
import contextlib
import datetime
import os
import shutil
import socket
import sqlite3
import tarfile
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from sqlite_utils import Database

from app.core import pipeline, rfc4180
from app.core.errors import (
    ArtefactMissing,
    FileUnreadable,
    IdentityExists,
    IdentityUnknown,
    ReleaseUnknown,
    WorkspaceDamaged,
    WorkspaceLocked,
    WorkspaceMissing,
)
from app.core.files import write_atomically
from app.core.model import (
    KIND_NAMES,
    Card,
    Check,
    Envelope,
    Kind,
    Link,
    Receipt,
    Role,
    Source,
    Table,
)
from app.core.pipeline import ACTS, State
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.canonical import Measured
from app.core.trust.checkpoint import Position
from app.core.trust.identity import Identity, fingerprint
from app.core.workspace import checkpoints, exported_log, log, originals, table_codec
from app.core.workspace.schema import migrations
from app.core.workspace.vault import Blob, Vault

T = TypeVar("T")


@dataclass(frozen=True)
class Release:
    """A release as the database holds it; times are ISO 8601, UTC."""

    id: str
    name: str
    state: State
    created: str
    updated: str


@dataclass
class Record:
    """What an act has made, until it is committed."""

    vault: Vault
    release: str | None  # known from the start, but for a new release only once committed
    made: dict[Kind, tuple[str, Blob]] = field(default_factory=dict)

    def put(self, kind: Kind, value: object) -> None:
        """A value of the model, as canonical JSON."""
        self.made[kind] = canonical.digest(value), self.vault.write([canonical.encode(value)])

    def put_table(self, kind: Kind, table: Table) -> None:
        """A table; its digest is that of its CSV form."""
        self.made[kind] = rfc4180.digest(table.data), self.vault.write(table_codec.encode(table))

    def put_source(self, source: Source, contents: Iterable[Iterable[bytes]]) -> None:
        """What came in; see originals.stored. Raises :class:`FileUnreadable` if it has changed."""
        blob = self.vault.write(originals.stored(source, contents))
        self.made[Kind.SOURCE] = source.sha256, blob

    def put_bytes(self, kind: Kind, chunks: Iterable[bytes], digest: str) -> None:
        """A file as it is. Raises :class:`FileUnreadable` if it is no longer what was looked at."""
        measured = Measured(chunks)
        self.made[kind] = digest, self.vault.write(measured)
        if measured.sha256 != digest:
            raise FileUnreadable(name=KIND_NAMES[kind], reason=originals.CHANGED)


class Workspace:
    """An open workspace. Used by one process at a time, by any of its threads."""

    def __init__(self, folder: Path, vault: Vault, lock: FileLock) -> None:
        self.folder = folder
        self.vault = vault
        self._lock = lock
        self._turn = threading.RLock()
        try:
            self.db = Database(_connect(folder / "workspace.db"))
            migrations.apply(self.db)
            self._sweep()
            shutil.rmtree(folder / "scratch", ignore_errors=True)
        except sqlite3.DatabaseError as error:
            raise _damaged(error) from error

    # ── opening and closing ──────────────────────────────────────────────────────────────

    @classmethod
    def create(cls, folder: Path, passphrase: str) -> "Workspace":
        """A new workspace; an existing one is opened instead."""
        folder.mkdir(parents=True, exist_ok=True)
        lock = _take_lock(folder)  # before looking, lest another program makes one meanwhile
        try:
            made = is_workspace(folder)
            vault = (Vault.open if made else Vault.create)(folder, passphrase)
            return cls(folder, vault, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> "Workspace":
        """Raises WorkspaceMissing, WorkspaceLocked, PassphraseWrong."""
        if not is_workspace(folder):
            raise WorkspaceMissing(path=folder)
        lock = _take_lock(folder)
        try:
            return cls(folder, Vault.open(folder, passphrase), lock)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Give the workspace back; further use is an error."""
        self.db.close()
        self._lock.release()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ── identities and settings ──────────────────────────────────────────────────────────

    def new_identity(
        self, name: str, person: str, role: Role, organisation: str, passphrase: str
    ) -> Identity:
        """A new signing identity, kept under its owner's passphrase. Raises IdentityExists."""
        identity = Identity.new(name, person, role, organisation)
        name = identity.card.name  # as it is spelled on the card
        if name in self.identities():
            raise IdentityExists(name=name)
        identity.save(self._key_file(name), passphrase)
        with self._turn, self.db.atomic():
            card = canonical.encode(identity.card).decode()
            self.db.table("identities").insert({"name": name, "card": card})
            self._append("identity", None, identity.card, card=fingerprint(identity.card))
        return identity

    def identities(self) -> dict[str, Card]:
        """The cards of everyone who works here, by name."""
        with self._turn:
            rows = list(self.db.table("identities").rows)
        return {row["name"]: canonical.decode(row["card"].encode(), Card, "card") for row in rows}

    def identity(self, name: str) -> Card:
        """Someone's card. Raises :class:`IdentityUnknown`."""
        known = self.identities()
        if name not in known:
            raise IdentityUnknown(name=name, known=", ".join(known))
        return known[name]

    def unlock(self, name: str, passphrase: str) -> Identity:
        """Open someone's key. Raises IdentityUnknown, PassphraseWrong."""
        card = self.identity(name)
        identity = Identity.load(self._key_file(name), passphrase)
        if identity.card != card:  # the file was edited to name another person or role
            reason = Text("与登记的身份不符", "it is not the identity that was registered")
            raise WorkspaceDamaged(name=self._key_file(name).name, reason=reason)
        return identity

    def setting(self, key: str, default: str = "") -> str:
        with self._turn:
            row = next(self.db.query("SELECT value FROM settings WHERE key = ?", [key]), None)
        return row["value"] if row else default

    def set_setting(self, key: str, value: str) -> None:
        with self._turn:
            self.db.table("settings").upsert({"key": key, "value": value}, pk="key")

    def sealed_setting(self, key: str) -> str:
        """A setting that nobody reads without the workspace's passphrase; "" if it is not set."""
        sealed = self.setting(key)
        return self.vault.open_text(base64.b64decode(sealed), key) if sealed else ""

    def seal_setting(self, key: str, text: str) -> None:
        """Keep a setting encrypted; an empty one is cleared."""
        sealed = base64.b64encode(self.vault.seal_text(text, key)).decode() if text else ""
        self.set_setting(key, sealed)

    # ── releases ─────────────────────────────────────────────────────────────────────────

    def releases(self) -> list[Release]:
        """All releases, the latest change first."""
        with self._turn:
            rows = list(self.db.query("SELECT * FROM releases ORDER BY updated DESC, id DESC"))
        return [self._release(row) for row in rows]

    def release(self, id: str) -> Release:
        """Raises :class:`ReleaseUnknown`."""
        with self._turn:
            row = next(self.db.query("SELECT * FROM releases WHERE id = ?", [id]), None)
        if row is None:
            raise ReleaseUnknown(release=id)
        return self._release(row)

    def standing(self, release: str) -> dict[Kind, str]:
        """The artefacts that are not void, with their digests, in the order of the chain."""
        with self._turn:
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

        Raises ArtefactMissing, and WorkspaceDamaged for content that is not what was filed.
        """
        blob, digest = self._blob(release, kind, void=void)
        data = b"".join(self.vault.read(blob))
        _compare(kind, canonical.digest_bytes([data]), digest)
        return canonical.decode(data, model, kind.value)

    def has(self, release: str, kind: Kind) -> bool:
        """Whether an artefact of this kind was ever made, standing or void."""
        with self._turn:
            rows = self.db.query(
                "SELECT 1 FROM artefacts WHERE release = ? AND kind = ?", [release, kind.value]
            )
            return next(rows, None) is not None

    def load_table(self, release: str, kind: Kind) -> Table:
        """Raises ArtefactMissing, WorkspaceDamaged."""
        blob, digest = self._blob(release, kind, void=False)
        table = table_codec.decode(self.vault.read(blob))
        _compare(kind, rfc4180.digest(table.data), digest)
        return table

    def load_front(self, release: str, kind: Kind = Kind.TABLE) -> Table:
        """A table of a release without its rows, however long. Raises ArtefactMissing, WorkspaceDamaged.

        What it tells is not compared with the table's digest, which is that of its rows.
        """
        blob, _ = self._blob(release, kind, void=False)
        return table_codec.decode_front(self.vault.read(blob))

    def originals(self, release: str) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The files that came in, as they came: name and content, one after another.

        Raises ArtefactMissing, and :class:`WorkspaceDamaged` at the end for what was not filed.
        """
        source = self.load_front(release).source
        blob, digest = self._blob(release, Kind.SOURCE, void=False)
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
        """Raise unless the transition table lets ``actor`` do this now; see pipeline.admit."""
        state = State.NEW if release is None else self.release(release).state
        standing = {} if release is None else self.standing(release)
        pipeline.admit(ACTS[act], state, standing, actor, self.handlers(release))

    def handlers(self, release: str | None) -> set[str]:
        """The persons who have worked as clerks on a release, or on one that it continues."""
        line = (release, *self.earlier(release)) if release else ()
        bodies = [body for each in line for body in self.events(each)]
        return {body["actor"]["person"] for body in bodies if body["actor"]["role"] == "clerk"}

    def earlier(self, release: str) -> tuple[str, ...]:
        """The releases that one continues, the latest of them first."""
        bodies = self.events(release)
        before = next((body["continues"] for body in bodies if "continues" in body), None)
        return (before, *self.earlier(before)) if before else ()

    @contextmanager
    def act(
        self, act: str, release: str | None, actor: Card | Identity, name: str = "", **note: Any
    ) -> Iterator[Record]:
        """Do one act of the transition table: what the block puts is committed as one.

        ``release`` is None for an import, whose ``name`` becomes the release's; the record then
        names the new release. A sign-off and a delivery are done by an ``Identity``, whose key signs a
        checkpoint of the log with it. ``note``: plain facts for the event, never cell values.
        """
        card = actor.card if isinstance(actor, Identity) else actor
        self.admit(act, release, card)
        record = Record(self.vault, release)
        try:
            yield record
            with self._turn, self.db.atomic():
                self.admit(act, release, card)
                record.release = release or self._new_release(name)
                self._commit(act, record.release, record, card, note)
                if act in checkpoints.WITNESSED:
                    self._sign_log(actor)
        except BaseException:
            self._sweep()  # an interrupt may come after the commit: only what is not filed goes
            raise

    def note(self, event: str, actor: Card, **facts: Any) -> None:
        """An event that changes no release, such as a file that was turned away."""
        with self.recording(event, actor, **facts):
            pass

    @contextmanager
    def recording(self, event: str, actor: Card, **facts: Any) -> Iterator[Database]:
        """A change of what is no release, committed with its event, or not at all."""
        with self._turn, self.db.atomic():
            yield self.db
            self._append(event, None, actor, **facts)

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Rows of the database."""
        with self._turn:
            return list(self.db.query(sql))

    def verify_log(self) -> Check:
        """The log against itself, the releases, and what platforms have witnessed."""
        with self._turn:
            return log.verify(self.db, self.witnessed())

    def log_head(self) -> tuple[int, str]:
        with self._turn:
            return log.head(self.db)

    def log_heads(self) -> set[str]:
        """The hash of every event: what a receipt may have witnessed."""
        with self._turn:
            return {row["hash"] for row in self.db.query("SELECT hash FROM events")}

    def witnessed(self, platform: Card | None = None) -> list[str]:
        """The log's heads that a platform, or any, has returned in the receipts of the outbox."""
        return _witnessed(self.folder, platform)

    def checkpoint(self, signer: Identity, seen: Collection[str] | None = None) -> Envelope:
        """Sign where the log stands.

        ``seen``: what of it the reader has seen before; what has been signed since is then named.
        """
        since = None if seen is None else checkpoints.size_of(self.db, seen)
        with self._turn, self.db.atomic():
            return self._sign_log(signer, since)

    def export_log(self, signer: Identity, path: Path, *, overwrite: bool = False) -> int:
        """Write the log to a file that anyone can verify; returns how many events it holds.

        A checkpoint by ``signer`` covers all of it. Raises OutputExists, OutputUnwritable.
        """
        with self._turn:
            self.checkpoint(signer)
            stand = log.head(self.db)
            content = exported_log.lines(
                log.history(self.db), log.origin(self.db), stand, _receipts(self.folder)
            )
            write_atomically(path, content, overwrite=overwrite)
        return stand[0]

    def events(self, release: str | None = None) -> list[dict[str, Any]]:
        with self._turn:
            return log.events(self.db, release)

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
                }
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

    def _append(self, act: str, release: str | None, actor: Card, **facts: Any) -> int:
        who = {
            "card": fingerprint(actor),
            "name": actor.name,
            "person": actor.person,
            "role": actor.role,
        }
        return log.append(
            self.db, {"at": now(), "act": act, "release": release, "actor": who, **facts}
        )

    def _sign_log(self, signer: Card | Identity, since: int | None = None) -> Envelope:
        if not isinstance(signer, Identity):
            raise TypeError("a checkpoint is signed with a key")
        stand = Position(*log.head(self.db))
        return checkpoints.sign(self.db, log.origin(self.db), stand, signer, now(), since)

    def _blob(self, release: str, kind: Kind, *, void: bool) -> tuple[Blob, str]:
        with self._turn:
            row = next(
                self.db.query(
                    "SELECT blob, wrapped_key, digest FROM artefacts WHERE release = ? AND kind = ? "
                    "AND (voided_by IS NULL OR ?) ORDER BY id DESC LIMIT 1",
                    [release, kind.value, void],
                ),
                None,
            )
        if row is None:
            self.release(release)  # which may be unknown itself
            raise ArtefactMissing(kind=KIND_NAMES[kind])
        return Blob(row["blob"], row["wrapped_key"]), row["digest"]

    def _key_file(self, name: str) -> Path:
        # A person's name may hold anything; a file name may not.
        return self.folder / "identities" / f"{canonical.digest(name)[:16]}.key.json"

    def _sweep(self) -> None:
        """Remove blobs that no artefact refers to: an act died between file and commit."""
        with self._turn:
            known = {row["blob"] for row in self.db.query("SELECT blob FROM artefacts")}
            for name in self.vault.names() - known:
                self.vault.remove(name)


def verify_log(folder: Path) -> tuple[Check, list[dict[str, Any]]]:
    """A workspace's log and whether it holds, read-only and without a key, for an auditor.

    Raises :class:`WorkspaceMissing`.
    """
    if not is_workspace(folder):
        raise WorkspaceMissing(path=folder)
    uri = f"{(folder / 'workspace.db').resolve().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        db = Database(connection)
        try:
            check = log.verify(db, _witnessed(folder))
            return check, log.events(db) if check.valid else []
        except sqlite3.DatabaseError as error:
            raise _damaged(error) from error


def _witnessed(folder: Path, platform: Card | None = None) -> list[str]:
    receipts = [dsse.verify(each, Receipt, Kind.RECEIPT) for each in _receipts(folder)]
    return [each.log_head for each in receipts if platform in (None, each.signer)]


def _receipts(folder: Path) -> list[Envelope]:
    files = sorted((folder / "outbox").glob("*.receipt.json"))
    return [canonical.read_document(file, Envelope) for file in files]


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds a workspace."""
    return (folder / "workspace.key").is_file()


def now() -> str:
    """The time as ISO 8601 in UTC, to the microsecond so that events keep their order."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def _connect(path: Path) -> Any:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def _take_lock(folder: Path) -> FileLock:
    """The folder's lock, with a note of who holds it. Raises :class:`WorkspaceLocked`."""
    # Not bound to the thread that took it: the window opens in one thread and closes in another.
    lock = FileLock(folder / "lock", thread_local=False)
    holder = folder / "lock.holder"
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        known = holder.read_text(encoding="utf-8") if holder.exists() else "?"
        raise WorkspaceLocked(holder=known) from error
    holder.write_text(f"{socket.gethostname()}, PID {os.getpid()}", encoding="utf-8")
    return lock


def _damaged(error: sqlite3.Error) -> WorkspaceDamaged:
    return WorkspaceDamaged(name="workspace.db", reason=str(error))


def _compare(kind: Kind, found: str, filed: str) -> None:
    if found != filed:
        reason = Text("内容与登记的摘要不符", "its content is not what was filed")
        raise WorkspaceDamaged(name=KIND_NAMES[kind], reason=reason)
