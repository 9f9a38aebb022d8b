"""Delivery and withdrawal by a profile's connector: either counts only with the platform's word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.delivery.connector import Sent, connectors, receipt_signer
from app.core.delivery.failures import ProfileUnusable
from app.core.delivery.package import read_header
from app.core.delivery.publisher import Item, publishers
from app.core.delivery.record import DeliveryRecord
from app.core.delivery.verify import check_receipt
from app.core.errors import ChainBroken, ReceiptInvalid, SuiteRefused
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Card, Envelope, Profile, Recall, Receipt, TakenDown
from app.core.text import Text
from app.core.trust import canonical, dsse


@dataclass(frozen=True)
class Delivery:
    """A delivery that the platform has acknowledged."""

    sent: Sent
    receipt: Receipt
    receipt_file: Path


@dataclass(frozen=True)
class Limits:
    """What this office lays down for sending, in place of a profile's word; None leaves it."""

    bytes_per_second: int | None = None
    hours: str | None = None

    def over(self, profile: Profile) -> Profile:
        """The profile with these limits."""
        rate, hours = self.bytes_per_second, self.hours
        return replace(
            profile,
            bytes_per_second=profile.bytes_per_second if rate is None else rate,
            hours=profile.hours if hours is None else hours,
        )


def deliver(
    package: Path,
    profile_file: Path,
    job: Job,
    limits: Limits | None = None,
    sha256: str | None = None,
) -> Delivery:
    """Send ``package``; the receipt is verified, then filed beside it.

    ``sha256``: what the package must be, if that is known. The file is not read once more for it: a receipt
    for anything else does not count. Raises SuiteRefused for a package in another suite than the profile's,
    OutsideHours, ParameterInvalid for limits that are none, FileMissing, DocumentInvalid,
    PlatformUnreachable, PlatformUntrusted, PlatformFailed, PlatformRefused, ReceiptInvalid.
    """
    profile = (limits or Limits()).over(canonical.read_document(profile_file, Profile))
    platform = receipt_signer(profile)
    if (suite := read_header(package).suite) != profile.sealing_suite:
        raise SuiteRefused.of("header", suite, [profile.sealing_suite])
    sha256 = sha256 or canonical.digest_file(package)
    sent = connectors.get(profile.connector).send(
        package, sha256, profile, profile_file.parent, job
    )
    receipt, receipt_file = file_receipt(sent.receipt, package, sha256, platform)
    return Delivery(sent, receipt, receipt_file)


def file_receipt(
    envelope: Envelope, package: Path, sha256: str, platform: Card
) -> tuple[Receipt, Path]:
    """What a receipt says, once it is this platform's for the package of this digest; it is filed beside it.

    Raises :class:`ReceiptInvalid`.
    """
    try:
        receipt = check_receipt(envelope, sha256, package.stat().st_size, platform)
    except ChainBroken as error:
        raise ReceiptInvalid(reason=error.params["reason"]) from error
    file = package.with_name(f"{package.name}.receipt.json")
    write_atomically(file, [canonical.encode(envelope)])
    return receipt, file


def take_down(notice: Envelope, sha256: str, profile_file: Path) -> Recall:
    """Have the package of this digest taken down by the platform that ``profile_file`` names.

    Raises FileMissing, DocumentInvalid, PlatformUnreachable, PlatformUntrusted, PlatformFailed,
    PlatformRefused, ReceiptInvalid.
    """
    profile = canonical.read_document(profile_file, Profile)
    platform = receipt_signer(profile)
    connector = connectors.get(profile.connector)
    answer = connector.take_down(notice, sha256, profile, profile_file.parent)
    try:
        said = dsse.verify(answer, TakenDown, "answer", (platform,))
    except ChainBroken as error:
        raise ReceiptInvalid(reason=error.params["reason"]) from error
    if (said.sha256, said.notice) != (sha256, canonical.digest(notice)):
        raise ReceiptInvalid(reason=Text("它答复的是另一份通知", "it answers another notice"))
    return Recall(notice, answer)


def retract(record: DeliveryRecord, items: Sequence[Item], profile_file: Path) -> None:
    """Take down these of the items that a record names, where they stand; raises what the publisher raises."""
    profile = canonical.read_document(profile_file, Profile)
    if profile.address != record.address:
        reason = Text(f"它是发布到 {record.address} 的", f"it was published at {record.address}")
        raise ProfileUnusable(name=profile.name, reason=reason)
    if items:
        publishers.get(profile.connector).retract(items, profile, profile_file.parent)
