"""勘误: a new release takes the place of a public one, and says why.

It goes the whole way of a release, review and all; the platform serves it instead of the old one.
Source: 政府信息公开条例 (2019) art. 6 (及时、准确地公开政府信息); 公共信息资源开放试点工作方案 (2018), 容错机制.
"""

from app.core.acts.given import given_reason
from app.core.acts.ways_out import upload_profile
from app.core.delivery.publisher import publishers
from app.core.delivery.record import DeliveryRecord, proof_of
from app.core.errors import ActRefused, ParameterInvalid
from app.core.model import Entry, Envelope, Kind, Profile
from app.core.pipeline import PUBLIC, STATE_NAMES, State
from app.core.text import Text, listed
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace import corrections
from app.core.workspace.corrections import Correction
from app.core.workspace.store import Workspace

_BEFORE_REVIEW = (
    State.IMPORTED, State.REVIEWED, State.DESENSITIZED, State.CATALOGUED, State.CHECKED,
    State.RETURNED,
)  # fmt: skip
_ACT = Text("作为勘误", "serve as a correction")
_NAME = Text("勘误", "correction")


def correct(ws: Workspace, actor: Identity, release: str, corrects: str, reason: str) -> None:
    """Say, before it goes to review, that ``release`` corrects a public one.

    Raises :class:`ActRefused` when it is too late or when what it corrects is not public,
    :class:`ParameterInvalid` without a reason, and ReleaseUnknown.
    """
    _stands(ws, release, _BEFORE_REVIEW, _ACT)
    _stands(ws, corrects, PUBLIC, Text("勘误", "be corrected"))
    corrections.keep(ws, actor, Correction(release, corrects, given_reason(reason)))


def correction_of(ws: Workspace, release: str) -> Correction | None:
    """What a release corrects, or None."""
    return corrections.kept(ws).get(release)


def replaced_by(ws: Workspace, release: str) -> str:
    """The public release that has taken this one's place, or ""."""
    public = {each.id for each in ws.releases() if each.state in PUBLIC}
    found = (c.release for c in corrections.kept(ws).values() if c.corrects == release)
    return next((each for each in found if each in public), "")


def replaced_package(ws: Workspace, release: str, entry: Entry) -> tuple[str, str]:
    """The digest of the package that this release corrects, and the reason; twice "" for none.

    Raises :class:`ParameterInvalid` where the entry is another dataset's.
    """
    correction = correction_of(ws, release)
    if correction is None:
        return "", ""
    envelope = ws.load(correction.corrects, Kind.RECEIPT, Envelope)
    receipt = proof_of(envelope)
    if receipt.dataset != entry.fields["code"]:
        reason = Text("信息资源代码与被更正的不同", "its code is not that of what it corrects")
        raise ParameterInvalid(name=_NAME, reason=reason)
    return receipt.sha256, correction.reason


def corrected_at(
    ws: Workspace, release: str, platform: Profile
) -> tuple[str, DeliveryRecord] | None:
    """Which release this one corrects on a platform that signs nothing, and its record; None for no correction.

    Raises :class:`ParameterInvalid` where that stands elsewhere, and ProfileUnusable where the platform could
    not be rid of it: it would stay public.
    """
    correction = correction_of(ws, release)
    if correction is None:
        return None
    proof = proof_of(ws.load(correction.corrects, Kind.RECEIPT, Envelope))
    if isinstance(proof, DeliveryRecord) and proof.address == platform.address:
        publishers.get(platform.connector).check_replaces(platform)
        return correction.corrects, proof
    where = proof.address if isinstance(proof, DeliveryRecord) else proof.signer.name
    reason = Text(
        f"被更正的 {correction.corrects} 在 {where}，请发布到那里",
        f"{correction.corrects}, which it corrects, stands at {where}: publish it there",
    )
    raise ParameterInvalid(name=_NAME, reason=reason)


def check_replaceable(ws: Workspace, release: str) -> None:
    """Tell before the review what would stop a correction after it, where the workspace's own platform is the
    one that holds what is corrected. Raises ProfileUnusable, and FileMissing, DocumentInvalid for its profile.
    """
    correction, chosen = correction_of(ws, release), upload_profile(ws)
    if correction is None or chosen is None:
        return
    platform = canonical.read_document(chosen, Profile)
    proof = proof_of(ws.load(correction.corrects, Kind.RECEIPT, Envelope))
    if isinstance(proof, DeliveryRecord) and proof.address == platform.address:
        publishers.get(platform.connector).check_replaces(platform)


def _stands(ws: Workspace, release: str, states: tuple[State, ...], act: Text) -> None:
    state = ws.release(release).state
    if state not in states:
        allowed = listed([STATE_NAMES[each] for each in states])
        raise ActRefused(state=STATE_NAMES[state], act=act, allowed=allowed)
