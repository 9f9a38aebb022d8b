"""From the clerk's request to the platform's receipt, and back: what is signed and sent."""

import uuid
from pathlib import Path

from app.core import rfc4180
from app.core.delivery import package as packaging
from app.core.delivery.deliver import Delivery
from app.core.delivery.deliver import deliver as send
from app.core.delivery.verify import DATA, ENTRY, MANIFEST, REQUEST, VERDICT
from app.core.errors import ChainBroken, ReceiptInvalid
from app.core.jobs import Job
from app.core.model import Entry, Envelope, Kind, Manifest, Opinion, PackedFile, Profile, Table
from app.core.signoff.verdict import give_verdict, request_review
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.statements import CLAIMED, check_approval
from app.core.workspace.store import Workspace, now


def submit(ws: Workspace, actor: Identity, release: str) -> None:
    """Sign the chain as clerk and hand it to the reviewer."""
    ws.admit("submit", release, actor.card)
    links = ws.links(release, CLAIMED[-1])
    with ws.act("submit", release, actor.card) as record:
        handlers = ws.handlers(release) | {actor.card.person}
        record.put(Kind.REQUEST, request_review(release, links, handlers, actor, now()))


def review(
    ws: Workspace, actor: Identity, release: str, opinion: Opinion, basis: str, reason: str
) -> None:
    """Sign a verdict as reviewer: 公开 approves, every other opinion returns the release.

    Raises :class:`ChainBroken` when what was submitted is not what stands.
    """
    act = "approve" if opinion == "公开" else "refuse"
    ws.admit(act, release, actor.card)
    request = ws.load(release, Kind.REQUEST, Envelope)
    verdict = give_verdict(request, opinion, basis, reason, actor, now())
    if opinion == "公开":
        check_approval(request, verdict, ws.standing(release), ws.identities().values())
    with ws.act(act, release, actor.card, opinion=opinion) as record:
        record.put(Kind.VERDICT, verdict)


def seal(ws: Workspace, actor: Identity, release: str, platform: Profile, job: Job) -> Path:
    """Seal the approved release for a platform and for the agency itself; returns the package.

    What goes in is read anew and checked against the verdict. Raises :class:`ChainBroken`.
    """
    ws.admit("seal", release, actor.card)
    request = ws.load(release, Kind.REQUEST, Envelope)
    verdict = ws.load(release, Kind.VERDICT, Envelope)
    entry = ws.load(release, Kind.ENTRY, Entry)
    data = _data_file(ws.load_table(release, Kind.OUTPUT))
    found = {Kind.OUTPUT: data.file.sha256, Kind.ENTRY: canonical.digest(entry)}
    check_approval(request, verdict, ws.standing(release) | found, ws.identities().values())
    contents = [
        _content(REQUEST, Kind.REQUEST, canonical.encode(request)),
        _content(VERDICT, Kind.VERDICT, canonical.encode(verdict)),
        _content(ENTRY, Kind.ENTRY, canonical.encode(entry)),
        data,
    ]
    position, head = ws.log_head()
    manifest = Manifest(
        package=uuid.uuid4().hex,
        release=release,
        dataset=entry.fields["code"],
        title=entry.fields["name"],
        created=now(),
        links=ws.links(release, Kind.VERDICT),
        files=tuple(content.file for content in contents),
        log_position=position,
        log_head=head,
        signer=actor.card,
    )
    front = _content(MANIFEST, "manifest", canonical.encode(dsse.sign(manifest, actor)))
    path = ws.outbox(release)
    fresh = path.with_suffix(".sealing")  # an earlier package stands until this one is filed
    readers = (platform.sealing_key, packaging.public_text(ws.vault.sealing_key()))
    packaging.write(fresh, manifest.package, [front, *contents], readers, actor, job)
    with ws.act("seal", release, actor.card, package=manifest.package) as record:
        digest = canonical.digest_file(fresh)
        with fresh.open("rb") as file:
            record.put_bytes(Kind.PACKAGE, canonical.blocks(file), digest)
    fresh.replace(path)
    return path


def deliver(ws: Workspace, actor: Identity, release: str, profile_file: Path, job: Job) -> Delivery:
    """Upload the sealed package and file the verified receipt.

    Raises :class:`ChainBroken` for a package that is not the one sealed, and what deliver raises.
    """
    ws.admit("deliver", release, actor.card)
    path = ws.outbox(release)
    if not path.exists() or canonical.digest_file(path) != ws.standing(release)[Kind.PACKAGE]:
        raise ChainBroken.at(
            Kind.PACKAGE, "封装包被改动或丢失", "the sealed file was altered or lost"
        )
    delivery = send(path, profile_file, job)
    if delivery.receipt.log_head not in ws.log_heads():
        raise ReceiptInvalid(reason=Text("它见证的不是本工作区的日志", "it witnesses another log"))
    with ws.act("deliver", release, actor.card, receipt=delivery.receipt.received) as record:
        record.put(Kind.RECEIPT, delivery.sent.receipt)
    return delivery


def _data_file(table: Table) -> packaging.Content:
    """The output as the CSV file that will be published."""
    size = sum(len(block) for block in rfc4180.encode(table.data))
    file = PackedFile(DATA, size, rfc4180.digest(table.data), Kind.OUTPUT.value)
    return packaging.Content(file, lambda: rfc4180.encode(table.data))


def _content(name: str, kind: str, data: bytes) -> packaging.Content:
    file = PackedFile(name, len(data), canonical.digest_bytes([data]), str(kind))
    return packaging.Content(file, lambda: [data])
