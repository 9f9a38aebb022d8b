"""The platform behind the server: it verifies what arrives, publishes it, and signs receipts.

trusted/, roles/, authorities/    whose signatures it takes; see vouching.py
route.json   what the route of signatures must ask for at least; one reviewer, unless it is there
published/   one folder a package: its data, its entry, and catalog.json about it
receipts/    by package digest: a signed receipt, or a refusal with its reason
withdrawn/   notices of withdrawal by package digest
witnessed/   where each agency's event log stood
enquiries/   what the public writes, and the replies
editions/, replaced/    what may follow what, and what was replaced
past/        what was public once
deliveries/  what each department has brought, and what became of it
admission.json    this platform's own rules, if it has any
"""

import contextlib
import datetime
import os
import shutil
import tempfile
import threading
import time
import traceback
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from app.core.approval import routes
from app.core.approval.values import Route
from app.core.delivery.notices import covers, read_notice
from app.core.delivery.package import read_outside
from app.core.delivery.verify import DATA, Opened, open_package
from app.core.errors import ChainBroken, FileMissing
from app.core.files import flush_folder, write_atomically
from app.core.jobs import Job
from app.core.model import (
    Card,
    Entry,
    Envelope,
    Manifest,
    PackedFile,
    Receipt,
    TakenDown,
)
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.recipients import public_text
from app.core.trust.sealing import SealingKey, sealings
from app.sandbox.admission import Admission
from app.sandbox.deliveries import Delivered, Deliveries
from app.sandbox.editions import Edition, Editions, edition_of
from app.sandbox.enquiries import Enquiries
from app.sandbox.in_office import check_in_office
from app.sandbox.past import Ended, Past
from app.sandbox.vouching import Vouching
from app.sandbox.witness import Witness

SEALING = {
    "ed25519": "hpke-x25519-sha256-aes256gcm",
    "p256": "hpke-p256-sha256-aes256gcm",
    "sm2": "sm2-sm4gcm-sm3",
}
"""The sealing suite of a platform, by the suite of its signatures."""

_PASSPHRASE = "sandbox"  # noqa: S105 — a throw-away key beside its own lock


_FORSAKEN = 3600  # seconds after which nobody is still at work on what lies in staging/


@dataclass(frozen=True)
class Refusal:
    """Why a package was not published; ``link`` names what is broken, ``rule`` what it breaks."""

    link: str
    zh: str
    en: str
    rule: str = "package"

    @classmethod
    def of(cls, error: ChainBroken) -> "Refusal":
        """What a broken chain says, to whoever has sent it; of a rule of the platform's, the reason alone."""
        rule = str(error.params.get("rule", "chain"))
        told = error.message if rule == "chain" else Text("{reason}", "{reason}")
        reason = told.format(**error.params)
        return cls(str(error.params["link"]), reason.zh, reason.en, rule)


@dataclass(frozen=True)
class Published:
    """One dataset of the catalog. ``rows``: of its data."""

    dataset: str
    title: str
    package: str
    release: str
    published: str
    sha256: str
    files: tuple[PackedFile, ...]
    entry: Entry
    edition: Edition
    rows: int = 0


class Platform:
    """One platform's state on disk. Safe for many threads.

    ``suite``: of its signatures; it takes packages in the sealing suite that goes with it, no other.
    """

    def __init__(self, folder: Path, suite: str = "ed25519") -> None:
        self.folder = folder
        for name in ("published", "receipts", "staging", "withdrawn"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        own = "" if suite == "ed25519" else f"-{suite}"
        self.identity = _signing_identity(folder / f"platform{own}.key.json", suite)
        self.sealing_key = _sealing_key(folder / f"sealing{own}.key", SEALING[suite])
        self.vouching = Vouching(folder)
        self._route_file = folder / "route.json"
        self._witness = Witness(folder / "witnessed")
        self.editions = Editions(folder)
        self.enquiries = Enquiries(folder / "enquiries")
        self.admission = Admission(folder)
        self.past = Past(folder / "past")
        self.deliveries = Deliveries(folder / "deliveries")
        self._turn = threading.Lock()
        _sweep(folder / "staging")

    def trust(self, *cards: Card) -> None:
        """Let these people sign requests and verdicts."""
        self.vouching.trust(*cards)

    def trusted(self) -> Collection[Card]:
        """Everyone who may sign."""
        return self.vouching.trusted()

    def demand(self, route: Route) -> None:
        """Publish nothing that was signed along a lesser route."""
        write_atomically(self._route_file, [canonical.encode(route)])

    def demanded(self) -> Route:
        """The least route."""
        if not self._route_file.exists():
            return routes.route(routes.DEFAULT)
        return canonical.read_document(self._route_file, Route)

    def receive(self, path: Path, claimed: str, uploader: str) -> None:
        """Verify a package and publish it, or file a refusal. A package received before changes
        nothing; one that was refused is looked at again.

        ``claimed``: the digest that the uploader named; ``uploader``: its certificate's digest.
        A file that is not what was announced is ignored, lest it spoil another's answer.
        """
        with self._turn:
            received_before = self._answer_file(claimed, "receipt").exists()
            if received_before or canonical.digest_file(path) != claimed:
                return
            try:
                self._accept(path, claimed, uploader)
                return
            except ChainBroken as error:
                refusal = Refusal.of(error)
            except Exception:  # noqa: BLE001 — whatever a package does, the platform goes on
                traceback.print_exc()
                refusal = Refusal("package", "平台无法处理这个封装包", "it cannot be processed")
            self._note(path, claimed, uploader, refusal)
            write_atomically(self._answer_file(claimed, "refusal"), [canonical.encode(refusal)])

    def answer(self, digest: str) -> Envelope | Refusal | None:
        """The receipt or the refusal of a package, by its digest."""
        for suffix, kind in (("receipt", Envelope), ("refusal", Refusal)):
            file = self._answer_file(digest, suffix)
            if file.exists():
                return canonical.read_document(file, kind)  # type: ignore[return-value]
        return None

    def withdraw(self, notice: Envelope, digest: str) -> Envelope | Refusal | None:
        """Take a package down and sign for it; a refusal, or None for a package that was never here.

        What is down already is signed for again.
        """
        try:
            asked = read_notice(notice, self.trusted())
            check_in_office(self.trusted(), asked.signer, "withdrawal")
            if not covers(asked, digest) or asked.signer.role != "clerk":
                raise ChainBroken.at("withdrawal", "与封装包不符", "it is for another package")
            held = {item.sha256: item.edition.organisation for item in self.catalog()}
            if held.get(digest, asked.signer.organisation) != asked.signer.organisation:
                raise ChainBroken.at("withdrawal", "是别的单位发布的", "it is another agency's")
        except ChainBroken as error:
            return Refusal.of(error)
        with self._turn:
            if not self._answer_file(digest, "receipt").exists():
                return None
            kept = self.folder / "withdrawn" / f"{digest}.json"
            write_atomically(kept, [canonical.encode(notice)])
            self._end(digest, "withdrawn", asked.reason)
        down = TakenDown(digest, canonical.digest(notice), self.identity.card, _now())
        return dsse.sign(down, self.identity)

    def forget_refusal(self, digest: str) -> None:
        """A new upload of a refused package begins: its old answer no longer counts."""
        self._answer_file(digest, "refusal").unlink(missing_ok=True)

    def catalog(self) -> list[Published]:
        """What is published, by dataset."""
        files = (self.folder / "published").glob("*/catalog.json")
        found = []
        for file in files:
            with contextlib.suppress(FileMissing):  # taken down meanwhile
                found.append(canonical.read_document(file, Published))
        return sorted(found, key=lambda item: (item.dataset, item.published))

    def file(self, package: str, name: str) -> Path | None:
        """A published file, or None for what was never published under this name."""
        item = self._published(package)
        if item is None or name not in {file.name for file in item.files}:
            return None
        return self.folder / "published" / package / name

    def _published(self, package: str) -> Published | None:
        return next((item for item in self.catalog() if item.package == package), None)

    def _accept(self, path: Path, claimed: str, uploader: str) -> None:
        self.admission.check_size(path.stat().st_size)
        outside = read_outside(path, Job())
        earlier = self._published(outside.seal.package)
        if earlier is not None and earlier.sha256 != claimed:
            raise ChainBroken.at("package", "编号已被使用", "its number is taken", rule="package")
        # Outside "published", which the catalog shows: nothing is proven yet.
        staging = Path(tempfile.mkdtemp(dir=self.folder / "staging"))

        def keep(file: PackedFile, chunks: Iterator[bytes]) -> None:
            write_atomically(staging / file.name, chunks)

        try:
            opened = open_package(
                path,
                outside,
                self.sealing_key,
                trusted=self.trusted(),
                demanded=self.demanded(),
                sink=keep,
            )
            check_in_office(self.trusted(), opened.manifest.signer, "manifest")
            rows = self.admission.check(opened.entry, staging / DATA)
            edition = edition_of(opened)
            standing = {item.sha256: item.edition for item in self.catalog()}
            outdated = self.editions.outdated(edition, claimed, standing.items())
            self._witness.see(opened.checkpoint)
            published = self._publish(staging, opened, edition, claimed, rows)
            for sha256 in outdated:
                self._end(sha256, "replaced", edition.reason, claimed)
            self._note(path, claimed, uploader, published)
            self._sign_receipt(opened.manifest, path, claimed, uploader)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _publish(
        self, staging: Path, opened: Opened, edition: Edition, claimed: str, rows: int
    ) -> Published:
        """Make the dataset public; a kill before the receipt is signed is repaired by a retry."""
        manifest = opened.manifest
        published = Published(
            manifest.dataset,
            manifest.title,
            manifest.package,
            manifest.release,
            _now(),
            claimed,
            tuple(file for file in manifest.files if (staging / file.name).exists()),
            opened.entry,
            edition,
            rows,
        )
        write_atomically(staging / "catalog.json", [canonical.encode(published)])
        final = self.folder / "published" / manifest.package
        shutil.rmtree(final, ignore_errors=True)
        staging.rename(final)
        flush_folder(final.parent)
        self.editions.publish(edition)
        return published

    def _end(
        self, sha256: str, how: Literal["replaced", "withdrawn"], reason: str, by: str = ""
    ) -> None:
        """Serve a package no more, and remember that it was here."""
        for item in self.catalog():
            if item.sha256 != sha256:
                continue
            if by:
                self.editions.replace(sha256, item.edition, by)
            ended = Ended(sha256, item.title, item.edition, item.published, _now(), how, reason, by)
            self.past.keep(ended)
            # Gone from the catalog in one step; a kill leaves rubbish in staging, not half a dataset.
            with tempfile.TemporaryDirectory(dir=self.folder / "staging") as gone:
                (self.folder / "published" / item.package).rename(Path(gone) / "data")

    def _note(self, path: Path, claimed: str, uploader: str, outcome: Published | Refusal) -> None:
        """What became of a delivery, for its department."""
        came = Delivered(claimed, uploader, _now(), path.stat().st_size)
        if isinstance(outcome, Refusal):
            reason = Text(outcome.zh, outcome.en)
            self.deliveries.keep(replace(came, rule=outcome.rule, reason=reason))
        else:
            self.deliveries.keep(replace(came, dataset=outcome.dataset, title=outcome.title))

    def _sign_receipt(self, manifest: Manifest, path: Path, claimed: str, uploader: str) -> None:
        receipt = Receipt(
            package=manifest.package,
            sha256=claimed,
            size=path.stat().st_size,
            dataset=manifest.dataset,
            received=_now(),
            uploader=uploader,
            log_head=manifest.log_head,
            signer=self.identity.card,
        )
        envelope = dsse.sign(receipt, self.identity)
        write_atomically(self._answer_file(claimed, "receipt"), [canonical.encode(envelope)])

    def _answer_file(self, digest: str, suffix: str) -> Path:
        return self.folder / "receipts" / f"{digest}.{suffix}.json"


def sealing_key_text(platform: Platform) -> str:
    """The platform's public sealing key, as it stands in profiles."""
    return public_text(platform.sealing_key)


def _sweep(staging: Path) -> None:
    """Remove what a killed platform was at work on."""
    for left in staging.iterdir():
        if time.time() - left.stat().st_mtime > _FORSAKEN:
            shutil.rmtree(left, ignore_errors=True)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _signing_identity(file: Path, suite: str) -> Identity:
    if not file.exists():
        name = "演练开放平台"  # without brackets: in the name of a signer they turn half-width
        identity = Identity.new(name, "platform", "platform", name, suite)
        identity.save(file, _PASSPHRASE)
    return Identity.load(file, _PASSPHRASE)


def _sealing_key(file: Path, suite: str) -> SealingKey:
    """The key whose seed lies in ``file``."""
    if not file.exists():
        write_atomically(file, [os.urandom(32)], private=True)
    return sealings.get(suite).key(file.read_bytes())
