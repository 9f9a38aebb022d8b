"""What a workspace remembers beside its releases: who works here, its settings, and the log."""

import base64
import datetime
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from app.core.errors import IdentityExists, IdentityUnknown, WorkspaceDamaged
from app.core.files import write_atomically
from app.core.fleet.standing import DRILL, standing
from app.core.model import Card, Check, Envelope, Kind, Receipt, Role
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.checkpoint import Position
from app.core.trust.identity import Identity, fingerprint, is_on_token
from app.core.workspace import (
    authorities,
    checkpoints,
    conversion,
    database,
    exported_log,
    log,
    rekeying,
)
from app.core.workspace.schema import migrations
from app.core.workspace.slot import unwrap
from app.core.workspace.vault import Vault, database_key

ROOT = "root"  # a setting: the workspace's first key, under that of today
_POLICY = "policy-noted"  # a setting: the digest of the policy that the log told of last


class Ledger:
    """The open database of a workspace; its threads take turns."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self.folder = folder
        self.vault = vault
        self._turn = threading.RLock()
        conversion.encrypt_earlier(folder, database_key(vault.key))
        path = folder / "workspace.db"
        if vault.names() and not (path.exists() and path.stat().st_size):
            reason = Text("数据库缺失", "the database is gone")  # a new one would disown every file
            raise WorkspaceDamaged(name=path.name, reason=reason)
        self.db = self._connected()
        with self._using():
            migrations.apply(self.db)
            rekeying.settle(folder, self.db)
        root = self.setting(ROOT)
        if root:
            vault.root = unwrap(vault.key, base64.b64decode(root), ROOT.encode())

    # ── identities and settings ──────────────────────────────────────────────────────────

    def new_identity(
        self,
        name: str,
        person: str,
        role: Role,
        organisation: str,
        passphrase: str,
        suite: str = "ed25519",
    ) -> Identity:
        """A new signing identity, kept under its owner's passphrase. Raises IdentityExists."""
        return self.add_identity(Identity.new(name, person, role, organisation, suite), passphrase)

    def add_identity(self, identity: Identity, passphrase: str) -> Identity:
        """An identity whose key was made elsewhere, as on a token. Raises IdentityExists."""
        name = identity.card.name  # as it is spelled on the card
        if name in self.identities():
            raise IdentityExists(name=name)
        identity.save(self._key_file(name), passphrase)
        with self._using(), self.db.atomic():
            card = canonical.encode(identity.card).decode()
            self.db.table("identities").insert({"name": name, "card": card})
            self._append("identity", None, identity.card, card=fingerprint(identity.card))
        return identity

    def identities(self) -> dict[str, Card]:
        """The cards of everyone who works here, by name."""
        with self._using():
            rows = list(self.db.table("identities").rows)
        return {row["name"]: canonical.decode(row["card"].encode(), Card, "card") for row in rows}

    def trusted(self, seen: str | None = None) -> Collection[Card]:
        """Who may sign: by the authorities that were adopted, or else everyone who works here, and
        whose cards from other computers somebody has compared (app.core.acts.correspondents).

        ``seen``: by when what is to be verified had been seen by others, if that was before now.
        """
        roster = authorities.roster(self, seen or now())
        if roster is not None:
            return roster
        others = self.query("SELECT card FROM correspondents")
        cards = [canonical.decode(row["card"].encode(), Card, "card") for row in others]
        return (*self.identities().values(), *cards)

    def identity(self, name: str) -> Card:
        """Someone's card. Raises :class:`IdentityUnknown`."""
        known = self.identities()
        if name not in known:
            raise IdentityUnknown(name=name, known=", ".join(known))
        return known[name]

    def is_on_token(self, name: str) -> bool:
        """Whether someone's key is opened by a token's PIN. Raises :class:`IdentityUnknown`."""
        return is_on_token(self._key_file(self.identity(name).name))

    def unlock(self, name: str, passphrase: str) -> Identity:
        """Open someone's key; of a policy that is new here the log tells who began to work by it.

        Raises IdentityUnknown, and what Identity.load raises.
        """
        card = self.identity(name)
        identity = Identity.load(self._key_file(name), passphrase)
        if identity.card != card:  # the file was edited to name another person or role
            reason = Text("与登记的身份不符", "it is not the identity that was registered")
            raise WorkspaceDamaged(name=self._key_file(name).name, reason=reason)
        self._note_policy(card)
        return identity

    def setting(self, key: str, default: str = "") -> str:
        with self._using():
            row = next(self.db.query("SELECT value FROM settings WHERE key = ?", [key]), None)
        return row["value"] if row else default

    def set_setting(self, key: str, value: str) -> None:
        with self._using():
            self.db.table("settings").upsert({"key": key, "value": value}, pk="key")

    def sealed_setting(self, key: str) -> str:
        """A setting that nobody reads without the workspace's passphrase; "" if it is not set."""
        sealed = self.setting(key)
        return self.vault.open_text(base64.b64decode(sealed), key) if sealed else ""

    def seal_setting(self, key: str, text: str) -> None:
        """Keep a setting encrypted; an empty one is cleared."""
        sealed = base64.b64encode(self.vault.seal_text(text, key)).decode() if text else ""
        self.set_setting(key, sealed)

    def write_through(self) -> None:
        """Empty the write-ahead log into the database: what was deleted there is nowhere now."""
        with self._using():
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def exchange(self, key: bytes, switch: Callable[[], None]) -> None:
        """Let ``switch`` put a database under another workspace key in this one's place.

        If it fails, this one is opened again.
        """
        with self._turn:
            with self._using():
                database.put_in_one_file(self.db)
            self.db.close()
            try:
                switch()
                self.vault.key = key
            finally:
                self.db = self._connected()

    def sweep(self) -> None:
        """Remove files that no artefact refers to: an act died before its commit, or they are shredded."""
        with self._using():
            self.db.execute(
                "DELETE FROM rotated WHERE blob NOT IN "
                "(SELECT blob FROM artefacts WHERE blob IS NOT NULL)"
            )
            rows = self.db.query("SELECT blob FROM artefacts UNION SELECT fresh FROM rotated")
            for name in self.vault.names() - {row["blob"] for row in rows}:
                self.vault.remove(name)

    # ── the log ──────────────────────────────────────────────────────────────────────────

    def note(self, event: str, actor: Card, **facts: Any) -> None:
        """An event that changes no release, such as a file that was turned away."""
        with self.recording(event, actor, **facts):
            pass

    @contextmanager
    def recording(
        self, event: str, actor: Card, release: str | None = None, **facts: Any
    ) -> Iterator[Database]:
        """A change that is no act of a release, committed with its event, or not at all."""
        with self.changing() as db:
            yield db
            self._append(event, release, actor, **facts)

    @contextmanager
    def changing(self) -> Iterator[Database]:
        """A change of what is under way only, of which the log does not tell."""
        with self._using(), self.db.atomic():
            yield self.db

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows of the database."""
        with self._using():
            return list(self.db.query(sql, values))

    def verify_log(self) -> Check:
        """The log against itself, the releases, and what platforms have witnessed."""
        with self._using():
            return log.verify(self.db, witnessed(self.folder))

    def log_head(self) -> tuple[int, str]:
        with self._using():
            return log.head(self.db)

    def log_heads(self) -> set[str]:
        """The hash of every event: what a receipt may have witnessed."""
        with self._using():
            return {row["hash"] for row in self.db.query("SELECT hash FROM events")}

    def events(self, release: str | None = None) -> list[dict[str, Any]]:
        with self._using():
            return log.events(self.db, release)

    def witnessed(self, platform: Card) -> list[str]:
        """The log's heads that a platform has returned in the receipts of the outbox."""
        return witnessed(self.folder, platform)

    def checkpoint(self, signer: Identity, seen: Collection[str] | None = None) -> Envelope:
        """Sign where the log stands.

        ``seen``: what of it the reader has seen before; what has been signed since is then named.
        """
        with self._using(), self.db.atomic():
            since = None if seen is None else checkpoints.size_of(self.db, seen)
            return self._sign_log(signer, since)

    def export_log(self, signer: Identity, path: Path, *, overwrite: bool = False) -> int:
        """Write the log to a file that anyone can verify; returns how many events it holds.

        A checkpoint by ``signer`` covers all of it. Raises OutputExists, OutputUnwritable.
        """
        with self._using():
            self.checkpoint(signer)
            stand = log.head(self.db)
            seen = _receipts(self.folder)
            content = exported_log.lines(log.history(self.db), log.origin(self.db), stand, seen)
            write_atomically(path, content, overwrite=overwrite)
        return stand[0]

    # ── inside ───────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _using(self) -> Iterator[None]:
        """The database's turn; what is wrong with the file is told as an error for people."""
        with self._turn, database.failures_told():
            yield

    def _note_policy(self, actor: Card) -> None:
        opened = standing().opened
        if opened is None or self.setting(DRILL) or self.setting(_POLICY) == opened.digest:
            return
        pack = opened.pack
        facts = {"organisation": pack.organisation, "version": pack.version}
        self.note("policy-in-force", actor, **facts, digest=opened.digest)
        self.set_setting(_POLICY, opened.digest)

    def _connected(self) -> Database:
        key = database_key(self.vault.key)
        return Database(database.connect(self.folder / "workspace.db", key))

    def _append(self, act: str, release: str | None, actor: Card, **facts: Any) -> int:
        return log.append(self.db, told(act, release, actor, **facts))

    def _sign_log(self, signer: Card | Identity, since: int | None = None) -> Envelope:
        if not isinstance(signer, Identity):
            raise TypeError("a checkpoint is signed with a key")
        stand = Position(*log.head(self.db))
        return checkpoints.sign(self.db, log.origin(self.db), stand, signer, now(), since)

    def _key_file(self, name: str) -> Path:
        # A person's name may hold anything; a file name may not.
        return self.folder / "identities" / f"{canonical.digest(name)[:16]}.key.json"


def told(act: str, release: str | None, actor: Card, **facts: Any) -> dict[str, Any]:
    """An event of now, as the log takes it."""
    who = {
        "card": fingerprint(actor),
        "name": actor.name,
        "person": actor.person,
        "role": actor.role,
        "organisation": actor.organisation,
    }
    return {"at": now(), "act": act, "release": release, "actor": who, **facts}


def witnessed(folder: Path, platform: Card | None = None) -> list[str]:
    """The log's heads that the receipts in the outbox have seen; only those of a ``platform``."""
    receipts = [dsse.verify(each, Receipt, Kind.RECEIPT) for each in _receipts(folder)]
    return [each.log_head for each in receipts if platform in (None, each.signer)]


def _receipts(folder: Path) -> list[Envelope]:
    files = sorted((folder / "outbox").glob("*.receipt.json"))
    return [canonical.read_document(file, Envelope) for file in files]


def now() -> str:
    """The time as ISO 8601 in UTC, to the microsecond so that events keep their order."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
