"""From the clerk's request to the platform's receipt, and back: what is signed and sent."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from app.core import rfc4180
from app.core.acts.convergence import check_weighed, facts, look_around, remember
from app.core.acts.rechecking import check_rules
from app.core.acts.sending_limits import sending_limits
from app.core.delivery import package as packaging
from app.core.delivery.archive import Content
from app.core.delivery.deliver import Delivery, Limits, take_down
from app.core.delivery.deliver import deliver as send
from app.core.delivery.verify import DATA, ENTRY, MANIFEST, REQUEST, VERDICT
from app.core.errors import ChainBroken, ParameterInvalid, ReceiptInvalid
from app.core.jobs import Job
from app.core.model import (
    Entry,
    Envelope,
    Kind,
    Manifest,
    Opinion,
    Profile,
    Recall,
    Receipt,
    Withdrawal,
)
from app.core.review.linkage.converge import Convergence
from app.core.signoff.verdict import give_verdict, request_review
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.statements import CLAIMED, check_approval
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace


def submit(
    ws: Workspace, actor: Identity, release: str, job: Job, files: Sequence[Path] = ()
) -> Convergence:
    """Sign the chain as clerk and hand it to the reviewer, with a report on convergence.

    ``files``: outside tables to compare with, beside all that was published before. Raises
    :class:`RulesImproved`, and what import_file raises.
    """
    ws.admit("submit", release, actor.card)
    check_rules(ws, actor, release, job)
    report = look_around(ws, release, files, job)
    links = ws.links(release, CLAIMED[-1])
    with ws.act("submit", release, actor.card, **facts(report)) as record:
        handlers = ws.handlers(release) | {actor.card.person}
        record.put(Kind.REQUEST, request_review(release, links, handlers, actor, now()))
        record.put(Kind.CONVERGENCE, report)
    return report


def review(
    ws: Workspace, actor: Identity, release: str, opinion: Opinion, basis: str, reason: str
) -> None:
    """Sign a verdict as reviewer: 公开 approves, every other opinion returns the release.

    Raises :class:`ChainBroken` when what was submitted is not what stands, and what check_weighed
    raises for an approval.
    """
    act = "approve" if opinion == "公开" else "refuse"
    ws.admit(act, release, actor.card)
    request = ws.load(release, Kind.REQUEST, Envelope)
    weighed = ws.standing(release)[Kind.CONVERGENCE]
    verdict = give_verdict(request, weighed, opinion, basis, reason, actor, now())
    if opinion == "公开":
        check_weighed(ws, release, reason)
        check_approval(request, verdict, ws.standing(release), ws.identities().values())
    with ws.act(act, release, actor.card, opinion=opinion) as record:
        record.put(Kind.VERDICT, verdict)


def seal(ws: Workspace, actor: Identity, release: str, platform: Profile, job: Job) -> Path:
    """Seal the approved release for a platform and for the agency itself; returns the package.

    What goes in is read anew and checked against the verdict. Raises :class:`ChainBroken`, and
    :class:`RulesImproved` where the rules of today hold back what older ones let pass.
    """
    ws.admit("seal", release, actor.card)
    check_rules(ws, actor, release, job)
    request = ws.load(release, Kind.REQUEST, Envelope)
    verdict = ws.load(release, Kind.VERDICT, Envelope)
    entry = ws.load(release, Kind.ENTRY, Entry)
    table = ws.load_table(release, Kind.OUTPUT)
    suite = platform.sealing_suite
    data = packaging.measured(DATA, Kind.OUTPUT, lambda: rfc4180.encode(table.data), suite)
    found = {Kind.OUTPUT: data.file.sha256, Kind.ENTRY: canonical.digest(entry)}
    check_approval(request, verdict, ws.standing(release) | found, ws.identities().values())
    contents = [
        _document(REQUEST, Kind.REQUEST, request, suite),
        _document(VERDICT, Kind.VERDICT, verdict, suite),
        _document(ENTRY, Kind.ENTRY, entry, suite),
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
    front = _document(MANIFEST, "manifest", dsse.sign(manifest, actor), suite)
    path = ws.outbox(release)
    fresh = path.with_suffix(".sealing")  # an earlier package stands until this one is filed
    own = packaging.public_text(ws.vault.sealing_key(suite))
    readers = packaging.Readers(suite, (platform.sealing_key, own))
    packaging.write(fresh, manifest.package, [front, *contents], readers, actor, job)
    with ws.act("seal", release, actor.card, package=manifest.package) as record:
        digest = canonical.digest_file(fresh)
        with fresh.open("rb") as file:
            record.put_bytes(Kind.PACKAGE, canonical.blocks(file), digest)
    fresh.replace(path)
    return path


def deliver(
    ws: Workspace,
    actor: Identity,
    release: str,
    profile_file: Path,
    job: Job,
    limits: Limits | None = None,
) -> Delivery:
    """Upload the sealed package; file the verified receipt, and a sketch for later comparisons.

    ``limits``: those of the workspace if not given. Raises :class:`ChainBroken` for a package that
    is not the one sealed, :class:`RulesImproved`, and what deliver raises.
    """
    ws.admit("deliver", release, actor.card)
    check_rules(ws, actor, release, job)
    path = ws.outbox(release)
    if not path.exists() or canonical.digest_file(path) != ws.standing(release)[Kind.PACKAGE]:
        raise ChainBroken.at(
            Kind.PACKAGE, "封装包被改动或丢失", "the sealed file was altered or lost"
        )
    kept = remember(ws, release, job)  # before sending: what is public has its sketch
    delivery = send(path, profile_file, job, limits or sending_limits(ws))
    if delivery.receipt.log_head not in ws.log_heads():
        raise ReceiptInvalid(reason=Text("它见证的不是本工作区的日志", "it witnesses another log"))
    with ws.act("deliver", release, actor.card, receipt=delivery.receipt.received) as record:
        record.put(Kind.RECEIPT, delivery.sent.receipt)
        record.put(Kind.SKETCH, kept)
    return delivery


def withdraw(
    ws: Workspace, actor: Identity, release: str, reason: str, profile_file: Path
) -> Recall:
    """Have the platform take down what was published, and file its word for it.

    The sketch stays: what was public once may have been kept. Raises :class:`ParameterInvalid`
    without a reason, and what take_down raises.
    """
    ws.admit("withdraw", release, actor.card)
    if not reason.strip():
        why = Text("请写明撤回的理由", "say why it is withdrawn")
        raise ParameterInvalid(name=Text("理由", "reason"), reason=why)
    receipt = dsse.verify(ws.load(release, Kind.RECEIPT, Envelope), Receipt, Kind.RECEIPT)
    notice = Withdrawal(
        release=release,
        package=receipt.package,
        sha256=receipt.sha256,
        dataset=receipt.dataset,
        reason=reason.strip(),
        signer=actor.card,
        at=now(),
    )
    recall = take_down(dsse.sign(notice, actor), receipt.sha256, profile_file)
    with ws.act("withdraw", release, actor.card) as record:
        record.put(Kind.WITHDRAWAL, recall)
    return recall


def _document(name: str, kind: str, value: Envelope | Entry, suite: str) -> Content:
    data = canonical.encode(value)
    return packaging.measured(name, kind, lambda: [data], suite)
