"""From the approval to the platform's receipt, and back: what is sealed, sent and withdrawn."""

import uuid
from pathlib import Path

from app.core import agency, rfc4180
from app.core.acts.convergence import remember
from app.core.acts.correction import corrected_at, replaced_package
from app.core.acts.given import given_reason
from app.core.acts.placed_items import take_down_own
from app.core.acts.rechecking import check_rules
from app.core.acts.sending_limits import sending_limits
from app.core.acts.ways_out import check_way_out
from app.core.delivery import package as packaging
from app.core.delivery.archive import Content
from app.core.delivery.connector import receipt_signer
from app.core.delivery.deliver import Delivery, Limits, take_down
from app.core.delivery.deliver import deliver as send
from app.core.delivery.publisher import publishers
from app.core.delivery.record import DeliveryRecord, proof_of
from app.core.delivery.verify import CHECKPOINT, DATA, ENTRY, MANIFEST, REQUEST, VERDICT
from app.core.errors import ChainBroken, ReceiptInvalid
from app.core.fleet.platforms import check_reader
from app.core.jobs import Job
from app.core.model import (
    Entry,
    Envelope,
    Kind,
    Manifest,
    Profile,
    Recall,
    Receipt,
    TakenDown,
    Withdrawal,
)
from app.core.review.linkage.sketch import Sketch
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.checkpoint import Checkpoint
from app.core.trust.identity import Identity
from app.core.trust.recipients import Readers, public_text
from app.core.trust.statements import check_approval
from app.core.workspace.answers import Verdicts, verdicts
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

_SEALING = ".sealing"  # the suffix of a package until it is filed


def seal(ws: Workspace, actor: Identity, release: str, platform: Profile, job: Job) -> Path:
    """Seal the approved release for a platform and for the agency itself; returns the package.

    What goes in is read anew and checked against the verdicts. Raises :class:`ChainBroken`,
    :class:`RulesImproved` where the rules of today hold back what older ones let pass, and PolicyForbids
    for a platform that the policy does not know; and what corrected_at raises.
    """
    ws.admit("seal", release, actor.card)
    check_reader(platform, ws)
    if platform.connector in publishers.all():  # these take no packages, and sign nothing
        corrected_at(ws, release, platform)
    else:
        receipt_signer(platform)
    check_rules(ws, actor, release, job)
    request = ws.load(release, Kind.REQUEST, Envelope)
    answers = verdicts(ws, release)
    entry = ws.load(release, Kind.ENTRY, Entry)
    replaces, why = replaced_package(ws, release, entry)
    table = ws.load_table(release, Kind.OUTPUT)
    suite = platform.sealing_suite
    data = packaging.measured(DATA, Kind.OUTPUT, lambda: rfc4180.encode(table.data), suite)
    found = {Kind.OUTPUT: data.file.sha256, Kind.ENTRY: canonical.digest(entry)}
    check_approval(
        request,
        answers,
        ws.standing(release) | found,
        ws.trusted(),
        agency.route(ws),
    )
    seen = ws.witnessed(platform.platform) if platform.platform else None
    checkpoint = ws.checkpoint(actor, seen)
    stood = dsse.verify(checkpoint, Checkpoint, CHECKPOINT)
    contents = [
        _document(REQUEST, Kind.REQUEST, request, suite),
        _document(VERDICT, Kind.VERDICT, answers, suite),
        _document(CHECKPOINT, "checkpoint", checkpoint, suite),
        _document(ENTRY, Kind.ENTRY, entry, suite),
        data,
    ]
    manifest = Manifest(
        package=uuid.uuid4().hex,
        release=release,
        dataset=entry.fields["code"],
        title=entry.fields["name"],
        created=now(),
        links=ws.links(release, Kind.VERDICT),
        files=tuple(content.file for content in contents),
        log_position=stood.size,
        log_head=stood.head,
        replaces=replaces,
        reason=why,
        signer=actor.card,
    )
    front = _document(MANIFEST, "manifest", dsse.sign(manifest, actor), suite)
    return _file_package(ws, actor, release, platform, manifest.package, [front, *contents], job)


def _file_package(
    ws: Workspace,
    actor: Identity,
    release: str,
    platform: Profile,
    package: str,
    contents: list[Content],
    job: Job,
) -> Path:
    """Write the package and file it; an earlier one stands until then."""
    suite = platform.sealing_suite
    path = ws.outbox(release)
    fresh = path.with_suffix(_SEALING)
    own = public_text(ws.vault.sealing_key(suite))
    keys = (platform.sealing_key, own) if platform.sealing_key else (own,)
    readers = Readers(suite, keys)
    packaging.write(fresh, package, contents, readers, actor, job)
    with ws.act("seal", release, actor, package=package) as record, fresh.open("rb") as file:
        record.put_bytes(Kind.PACKAGE, canonical.blocks(file))
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
    is not the one sealed, :class:`RulesImproved`, and what check_way_out and deliver raise.
    """
    check_way_out(profile_file, ws)
    path = sealed_package(ws, actor, "deliver", release, job)
    kept = remember(ws, release, job)  # before sending: what is public has its sketch
    digest = ws.standing(release)[Kind.PACKAGE]
    delivery = send(path, profile_file, job, limits or sending_limits(ws), digest)
    acknowledge(ws, actor, release, delivery.sent.receipt, delivery.receipt, kept)
    return delivery


def sealed_package(ws: Workspace, actor: Identity, act: str, release: str, job: Job) -> Path:
    """The package that is about to leave by ``act``, once it is the one that was sealed and passes by
    the rules of today. Raises :class:`ChainBroken`, :class:`RulesImproved`, and what admit raises.
    """
    ws.admit(act, release, actor.card)
    check_rules(ws, actor, release, job)
    path, digest = ws.outbox(release), ws.standing(release)[Kind.PACKAGE]
    fresh = path.with_suffix(_SEALING)
    if fresh.exists() and canonical.digest_file(fresh) == digest:  # filed, and then we were killed
        fresh.replace(path)
    if not path.exists() or canonical.digest_file(path) != digest:
        raise ChainBroken.at(
            Kind.PACKAGE, "封装包被改动或丢失", "the sealed file was altered or lost"
        )
    return path


def acknowledge(
    ws: Workspace,
    actor: Identity,
    release: str,
    envelope: Envelope,
    receipt: Receipt,
    kept: Sketch,
) -> None:
    """File a verified receipt, and the sketch. Raises ReceiptInvalid if it saw another log."""
    if receipt.log_head not in ws.log_heads():
        raise ReceiptInvalid(reason=Text("它见证的不是本工作区的日志", "it witnesses another log"))
    with ws.act("deliver", release, actor, receipt=receipt.received) as record:
        record.put(Kind.RECEIPT, envelope)
        record.put(Kind.SKETCH, kept)


def withdraw(
    ws: Workspace, actor: Identity, release: str, reason: str, profile_file: Path
) -> Recall:
    """Have the platform take down what was published, and file its word for it.

    The sketch stays: what was public once may have been kept. Raises :class:`ParameterInvalid`
    without a reason, and what take_down raises.
    """
    ws.admit("withdraw", release, actor.card)
    proof = proof_of(ws.load(release, Kind.RECEIPT, Envelope))
    notice = _notice(ws, actor, release, proof, given_reason(reason))
    recall = recalled(ws, release, notice, actor, profile_file)
    with ws.act("withdraw", release, actor) as record:
        record.put(Kind.WITHDRAWAL, recall)
    ws.seal_setting(_notice_key(release), "")
    return recall


def recalled(
    ws: Workspace, release: str, notice: Envelope, actor: Identity, profile_file: Path
) -> Recall:
    """Have what was published taken down: the platform's word for it or, where it signs none, the clerk's.

    Raises what take_down and take_down_own raise.
    """
    proof = proof_of(ws.load(release, Kind.RECEIPT, Envelope))
    if isinstance(proof, Receipt):
        return take_down(notice, proof.sha256, profile_file)
    take_down_own(ws, release, proof, profile_file)
    down = TakenDown(proof.sha256, canonical.digest(notice), actor.card, now())
    return Recall(notice, dsse.sign(down, actor))


def _notice(
    ws: Workspace, actor: Identity, release: str, proof: Receipt | DeliveryRecord, reason: str
) -> Envelope:
    """The signed notice. Asking again for an answer is the same notice, which the answer names; until then
    it is kept encrypted, for the reason may say what must not be public.
    """
    kept = ws.sealed_setting(_notice_key(release))
    if kept:
        envelope = canonical.decode(kept.encode(), Envelope, "notice")
        asked = dsse.verify(envelope, Withdrawal, Kind.WITHDRAWAL)
        if (asked.sha256, asked.reason, asked.signer) == (proof.sha256, reason, actor.card):
            return envelope
    notice = Withdrawal(
        release=release,
        package=proof.package,
        sha256=proof.sha256,
        dataset=proof.dataset,
        reason=reason,
        signer=actor.card,
        at=now(),
    )
    envelope = dsse.sign(notice, actor)
    ws.seal_setting(_notice_key(release), canonical.encode(envelope).decode())
    return envelope


def _notice_key(release: str) -> str:
    return f"withdrawal {release}"


def _document(name: str, kind: str, value: Envelope | Entry | Verdicts, suite: str) -> Content:
    data = canonical.encode(value)
    return packaging.measured(name, kind, lambda: [data], suite)
