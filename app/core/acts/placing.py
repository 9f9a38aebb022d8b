"""Publishing on a platform that takes no packages and signs nothing: opened, sent, read back, recorded."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.acts.carrying import leave_ticket
from app.core.acts.convergence import remember
from app.core.acts.correction import corrected_at
from app.core.acts.placed_items import take_down_own
from app.core.acts.publish import deliver, sealed_package
from app.core.acts.sending_limits import sending_limits
from app.core.acts.ways_out import check_way_out
from app.core.catalog.format import formats
from app.core.delivery.deliver import Delivery, Limits
from app.core.delivery.failures import ReceiptAwaited
from app.core.delivery.package import read_outside
from app.core.delivery.publisher import Offer, OfferedFile, publishers
from app.core.delivery.record import DeliveryRecord
from app.core.delivery.verify import Opened, open_package
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Kind, PackedFile, Profile
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace


def hand_over(
    ws: Workspace,
    actor: Identity,
    release: str,
    profile_file: Path,
    job: Job,
    limits: Limits | None = None,
) -> Delivery | DeliveryRecord:
    """Deliver a sealed release as its platform takes it: :func:`deliver`, or :func:`place`.

    ``limits``: those of the workspace if not given.
    """
    profile = canonical.read_document(profile_file, Profile)
    if profile.connector in publishers.all():
        return place(ws, actor, release, profile_file, job, limits)
    try:
        return deliver(ws, actor, release, profile_file, job, limits)
    except ReceiptAwaited:
        leave_ticket(ws, actor, release)
        raise


def place(
    ws: Workspace,
    actor: Identity,
    release: str,
    profile_file: Path,
    job: Job,
    limits: Limits | None = None,
) -> DeliveryRecord:
    """Publish what the sealed package holds, and sign for what the platform then held.

    What a correction corrects is taken down once the correction stands: for a moment both may, never neither.

    The package is opened with the agency's own key, and its whole chain proven, before anything leaves.
    Raises :class:`ChainBroken`, ParameterInvalid for a correction of what stands elsewhere, and what
    check_way_out, sealed_package and the publisher raise.
    """
    check_way_out(profile_file, ws)
    path = sealed_package(ws, actor, "place", release, job)
    told = canonical.read_document(profile_file, Profile)
    profile = (limits or sending_limits(ws)).over(told)
    publisher = publishers.get(profile.connector)
    corrected = corrected_at(ws, release, profile)
    kept = remember(ws, release, job)  # before sending: what is public has its sketch
    with _opened(ws, path, publisher.form, job) as (opened, offer):
        items = publisher.publish(offer, profile, profile_file.parent, job)
    if corrected is not None:
        take_down_own(ws, *corrected, profile_file, kept=items)
    record = DeliveryRecord(
        package=opened.manifest.package,
        sha256=offer.sha256,
        size=path.stat().st_size,
        dataset=opened.manifest.dataset,
        received=now(),
        platform=profile.name,
        address=profile.address,
        items=items,
        log_head=opened.manifest.log_head,
        signer=actor.card,
    )
    with ws.act("place", release, actor, items=len(items)) as act:
        act.put(Kind.RECEIPT, dsse.sign(record, actor))
        act.put(Kind.SKETCH, kept)
    return record


@contextmanager
def _opened(ws: Workspace, path: Path, form: str, job: Job) -> Iterator[tuple[Opened, Offer]]:
    """A package of our own, proven, with its data files in the clear for as long as it is sent."""
    scratch = Path(tempfile.mkdtemp(dir=ws.scratch()))
    files: list[OfferedFile] = []

    def keep(file: PackedFile, chunks: Iterator[bytes]) -> None:
        offered = OfferedFile(file, scratch / Path(file.name).name)
        write_atomically(offered.path, chunks)
        files.append(offered)

    try:
        outside = read_outside(path, job)
        key, trusted = ws.vault.sealing_key(outside.header.suite), ws.trusted()
        opened = open_package(path, outside, key, trusted=trusted, sink=keep)
        described = formats.get(form).render(opened.entry, tuple(each.file for each in files))
        digest = canonical.digest_file(path)
        yield opened, Offer(digest, opened.entry, described, tuple(files))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
