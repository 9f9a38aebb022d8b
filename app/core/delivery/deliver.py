"""Delivery: send a package by its profile's connector; it counts only with a verified receipt."""

from dataclasses import dataclass
from pathlib import Path

from app.core.delivery.connector import Sent, connectors
from app.core.delivery.verify import verify_receipt
from app.core.errors import ChainBroken, ReceiptInvalid
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Profile, Receipt
from app.core.trust import canonical


@dataclass(frozen=True)
class Delivery:
    """A delivery that the platform has acknowledged."""

    sent: Sent
    receipt: Receipt
    receipt_file: Path


def deliver(package: Path, profile_file: Path, job: Job) -> Delivery:
    """Send ``package``; the receipt is verified, then filed beside it.

    Raises FileMissing, DocumentInvalid, PlatformUnreachable, PlatformUntrusted, PlatformFailed,
    PlatformRefused, ReceiptInvalid.
    """
    profile = canonical.read_document(profile_file, Profile)
    sent = connectors.get(profile.connector).send(package, profile, profile_file.parent, job)
    try:
        receipt = verify_receipt(sent.receipt, package, profile.platform)
    except ChainBroken as error:
        raise ReceiptInvalid(reason=error.params["reason"]) from error
    receipt_file = package.with_name(f"{package.name}.receipt.json")
    write_atomically(receipt_file, [canonical.encode(sent.receipt)])
    return Delivery(sent, receipt, receipt_file)
