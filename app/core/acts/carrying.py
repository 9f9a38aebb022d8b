"""Where no network reaches: a package leaves on a medium, and its receipt comes back as a file."""

from pathlib import Path

from app.core.acts.convergence import remember
from app.core.acts.packages import release_of_package
from app.core.acts.publish import acknowledge, sealed_package
from app.core.delivery.connector import receipt_signer
from app.core.delivery.deliver import file_receipt
from app.core.delivery.letterbox import put_package
from app.core.delivery.local_box import LocalBox
from app.core.delivery.parts import FAT32
from app.core.delivery.ticket import Ticket, awaited, ticket_file
from app.core.errors import FileMissing, ReceiptInvalid
from app.core.files import write_atomically
from app.core.fleet.platforms import check_connector
from app.core.jobs import Job
from app.core.model import Envelope, Kind, Profile, Receipt
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

MEDIA = "media"  # the connector whose way it is


def export(
    ws: Workspace, actor: Identity, release: str, medium: Path, job: Job, part_size: int = FAT32
) -> Ticket:
    """Copy the sealed package to a medium, in parts of ``part_size`` bytes where it is larger.

    It is read back before it counts. The release stays sealed until the receipt is imported. Raises
    FileMissing for a medium that is not there, MediumFailed, PolicyForbids where the policy does not allow
    media, PolicyExpired, and what sealed_package raises.
    """
    check_connector(MEDIA, ws)
    path = sealed_package(ws, actor, "deliver", release, job)
    digest = ws.standing(release)[Kind.PACKAGE]
    put_package(LocalBox(medium), path, digest, job, part_size)
    return leave_ticket(ws, actor, release)


def leave_ticket(ws: Workspace, actor: Identity, release: str) -> Ticket:
    """Note that the package is out of the house and its receipt awaited; once is enough."""
    path, digest = ws.outbox(release), ws.standing(release)[Kind.PACKAGE]
    standing = awaited(path, digest)
    if standing is not None:
        return standing
    ticket = Ticket(release, digest, path.stat().st_size, now())
    write_atomically(ticket_file(path), [canonical.encode(ticket)])
    ws.note("export", actor.card, package=digest)
    return ticket


def awaiting(ws: Workspace, release: str) -> Ticket | None:
    """The ticket of a release that is out of the house and awaits its receipt."""
    standing = ws.standing(release)
    if Kind.RECEIPT in standing or Kind.PACKAGE not in standing:
        return None
    return awaited(ws.outbox(release), standing[Kind.PACKAGE])


def import_receipt(
    ws: Workspace, actor: Identity, file: Path, platform: Profile, job: Job
) -> tuple[str, Receipt]:
    """File a receipt that came back on a medium; the release that it delivers, and what it says.

    Raises FileMissing, DocumentInvalid, and :class:`ReceiptInvalid` for another platform's, or one for
    a package that no release waits with.
    """
    envelope = canonical.read_document(file, Envelope)
    release = _release_of(ws, envelope)
    ws.admit("deliver", release, actor.card)
    path, digest = ws.outbox(release), ws.standing(release)[Kind.PACKAGE]
    if not path.is_file():
        raise FileMissing(name=path.name)
    kept = remember(ws, release, job)
    receipt, _ = file_receipt(envelope, path, digest, receipt_signer(platform))
    acknowledge(ws, actor, release, envelope, receipt, kept)
    return release, receipt


def _release_of(ws: Workspace, envelope: Envelope) -> str:
    if dsse.holds(envelope, Receipt, Kind.RECEIPT):
        said = dsse.verify(envelope, Receipt, Kind.RECEIPT)
        if release := release_of_package(ws, said.sha256):
            return release
        reason = Text("没有等待它的封装包", "no package here waits for it")
        raise ReceiptInvalid(reason=reason)
    raise ReceiptInvalid(reason=Text("它不是平台回执", "it is not a platform's receipt"))
