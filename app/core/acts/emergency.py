"""紧急下架: everything that is public of a domain or a provider is taken down at once.

One signature covers them all; each is answered for by itself, so that a broken line leaves a list
of what is still public, and doing it again goes on with that.

Source: 公共信息资源开放试点工作方案 (2018), 应急机制.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core.acts.given import given_reason
from app.core.acts.publish import recalled
from app.core.delivery.connector import receipt_signer
from app.core.delivery.notices import Stop
from app.core.delivery.publisher import publishers
from app.core.delivery.record import DeliveryRecord, proof_of
from app.core.errors import (
    GongkaiError,
    InputError,
    OutsideError,
    PlatformRefused,
    ReceiptInvalid,
)
from app.core.jobs import Job
from app.core.model import Entry, Envelope, Kind, Profile, Receipt
from app.core.pipeline import PUBLIC
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.workspace.ledger import now
from app.core.workspace.store import Release, Workspace


class NothingToStop(InputError):
    code = "nothing-to-stop"
    message = Text(
        "这个平台上没有符合条件的已公开数据", "Nothing of that is public on this platform"
    )
    hint = Text(
        "请在发布清单中查看已送达的发布（命令行用 status）。",
        "See in the list of releases what is delivered (status on the command line).",
    )


@dataclass(frozen=True)
class Scope:
    """What is to be taken down: of a domain (主题), of a provider (提供方), of both, or all."""

    theme: str = ""
    provider: str = ""

    def holds(self, entry: Entry) -> bool:
        asked = {"theme": self.theme, "provider": self.provider}
        return all(not value or entry.fields.get(key) == value for key, value in asked.items())

    def __str__(self) -> str:
        return " ".join(filter(None, (self.theme, self.provider))) or "*"


@dataclass(frozen=True)
class Stopped:
    """What became of one release; ``error`` says why it is public still, or None."""

    release: Release
    error: GongkaiError | None

    @property
    def outcome(self) -> Literal["taken-down", "refused", "out-of-reach"]:
        """Out of reach is worth another try; what was refused first needs what the platform names."""
        if self.error is None:
            return "taken-down"
        return "out-of-reach" if isinstance(self.error, OutsideError) else "refused"


def public_on(
    ws: Workspace, platform: Profile, scope: Scope
) -> tuple[tuple[str, Receipt | DeliveryRecord], ...]:
    """The releases in ``scope`` that this platform holds, each with what proves it.

    Raises ProfileUnusable.
    """
    return tuple(_public_on(ws, platform, scope))


def emergency_stop(
    ws: Workspace, actor: Identity, scope: Scope, reason: str, profile_file: Path, job: Job
) -> tuple[Stopped, ...]:
    """Have the platform take down all of ``scope``; what could not be reached is tried again next time.

    Raises :class:`NothingToStop`, :class:`ParameterInvalid` without a reason, :class:`RoleRefused`, and
    FileMissing, DocumentInvalid or ProfileUnusable for the profile.
    """
    platform = canonical.read_document(profile_file, Profile)
    reason = given_reason(reason)
    found = public_on(ws, platform, scope)
    if not found:
        raise NothingToStop()
    for release, _ in found:
        ws.admit("withdraw", release, actor.card)
    packages = tuple(proof.sha256 for _, proof in found)
    notice = dsse.sign(Stop(str(scope), packages, reason, actor.card, now()), actor)
    digest = canonical.digest(notice)
    ws.note("emergency-stop", actor.card, scope=str(scope), packages=len(found), notice=digest)
    releases = [release for release, _ in found]
    return tuple(_take_down_each(ws, actor, releases, notice, profile_file, job))


def _take_down_each(
    ws: Workspace,
    actor: Identity,
    found: Sequence[str],
    notice: Envelope,
    profile_file: Path,
    job: Job,
) -> Iterator[Stopped]:
    out_of_reach: GongkaiError | None = None
    for number, release in enumerate(found):
        job.report(number, len(found))
        error = out_of_reach
        if error is None:
            try:
                recall = recalled(ws, release, notice, actor, profile_file)
                with ws.act("withdraw", release, actor, stop=canonical.digest(notice)) as record:
                    record.put(Kind.WITHDRAWAL, recall)
            except OutsideError as failure:  # nor will the others be reached
                error = out_of_reach = failure
            except (PlatformRefused, ReceiptInvalid) as refusal:
                error = refusal
        yield Stopped(ws.release(release), error)


def _public_on(
    ws: Workspace, platform: Profile, scope: Scope
) -> Iterator[tuple[str, Receipt | DeliveryRecord]]:
    signs = platform.connector not in publishers.all()
    whose = receipt_signer(platform) if signs else platform.address
    for release in ws.releases():
        if release.state not in PUBLIC:
            continue
        proof = proof_of(ws.load(release.id, Kind.RECEIPT, Envelope))
        held_by = proof.address if isinstance(proof, DeliveryRecord) else proof.signer
        if held_by == whose and scope.holds(ws.load(release.id, Kind.ENTRY, Entry)):
            yield release.id, proof
