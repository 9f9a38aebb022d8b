"""Delivery and withdrawal by a profile's connector: either counts only with the platform's word."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.core.delivery.connector import Sent, connectors
from app.core.delivery.package import read_header
from app.core.delivery.verify import verify_receipt
from app.core.errors import ChainBroken, ReceiptInvalid, SuiteRefused
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Envelope, Profile, Recall, Receipt, TakenDown
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


def deliver(package: Path, profile_file: Path, job: Job, limits: Limits | None = None) -> Delivery:
    """Send ``package``; the receipt is verified, then filed beside it.

    Raises SuiteRefused for a package in another suite than the profile's, OutsideHours,
    ParameterInvalid for limits that are none, FileMissing, DocumentInvalid, PlatformUnreachable,
    PlatformUntrusted, PlatformFailed, PlatformRefused, ReceiptInvalid.
    """
    profile = (limits or Limits()).over(canonical.read_document(profile_file, Profile))
    if (suite := read_header(package).suite) != profile.sealing_suite:
        raise SuiteRefused.of("header", suite, [profile.sealing_suite])
    sent = connectors.get(profile.connector).send(package, profile, profile_file.parent, job)
    try:
        receipt = verify_receipt(sent.receipt, package, profile.platform)
    except ChainBroken as error:
        raise ReceiptInvalid(reason=error.params["reason"]) from error
    receipt_file = package.with_name(f"{package.name}.receipt.json")
    write_atomically(receipt_file, [canonical.encode(sent.receipt)])
    return Delivery(sent, receipt, receipt_file)


def take_down(notice: Envelope, sha256: str, profile_file: Path) -> Recall:
    """Have the package of this digest taken down by the platform that ``profile_file`` names.

    Raises FileMissing, DocumentInvalid, PlatformUnreachable, PlatformUntrusted, PlatformFailed,
    PlatformRefused, ReceiptInvalid.
    """
    profile = canonical.read_document(profile_file, Profile)
    connector = connectors.get(profile.connector)
    answer = connector.take_down(notice, sha256, profile, profile_file.parent)
    try:
        said = dsse.verify(answer, TakenDown, "answer", (profile.platform,))
    except ChainBroken as error:
        raise ReceiptInvalid(reason=error.params["reason"]) from error
    if (said.sha256, said.notice) != (sha256, canonical.digest(notice)):
        raise ReceiptInvalid(reason=Text("它答复的是另一份通知", "it answers another notice"))
    return Recall(notice, answer)
