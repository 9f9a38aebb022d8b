"""A workspace that has adopted a roles document: who may act in it."""

import datetime
from pathlib import Path

import pytest

from app.core import acts
from app.core.delivery.record import proof_of
from app.core.errors import ChainBroken, PlatformRefused
from app.core.jobs import Job
from app.core.model import Envelope, Kind, Profile, Withdrawal
from app.core.pipeline import State
from app.core.trust import dsse
from app.core.trust.identity import Identity
from app.core.trust.roles import draft
from app.core.trust.roles.history import Document, RolesInvalid
from app.core.trust.roster import Roster
from app.core.workspace import authorities
from app.core.workspace.authorities import CardRefused, adopt_roles
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace
from app.sandbox.open_platform import Refusal
from app.sandbox.server import Sandbox
from tests import releases
from tests.authorities import Agency, agency, signed

YEAR = datetime.timedelta(days=365)


@pytest.fixture
def office(clerk: Identity, reviewer: Identity) -> Agency:
    return agency(clerk, reviewer, ago(days=30), ago(days=-300))


def ago(**span: float) -> str:
    return (datetime.datetime.now(datetime.UTC) - datetime.timedelta(**span)).isoformat()


def changed(office: Agency, change: draft.Change) -> Document:
    return signed(draft.revise(office.document, now(), change), *office.admins[1:])


def test_who_is_named_acts_and_who_is_not_does_not(
    ws: Workspace, office: Agency, people_csv: Path, job: Job
) -> None:
    adopt_roles(ws, office.clerk.card, office.document)
    release = releases.submitted(ws, office.clerk, people_csv, job)
    acts.review(ws, office.reviewer, release, "公开", "条例第十九条", "")
    assert ws.release(release).state is State.APPROVED
    stranger = ws.new_identity("王芳", "009", "clerk", "清溪县民政局", "x")
    with pytest.raises(CardRefused):
        acts.take_in(ws, stranger, people_csv, job)
    assert isinstance(ws.trusted(), Roster) and stranger.card not in ws.trusted()


def test_a_reviewer_who_was_revoked_before_reviewing(
    ws: Workspace, office: Agency, submitted: str
) -> None:
    gone = draft.revoke(office.reviewer.card, ago(days=1), "丢失")
    adopt_roles(ws, office.clerk.card, changed(office, gone))
    with pytest.raises(CardRefused):
        acts.review(ws, office.reviewer, submitted, "公开", "条例第十九条", "")
    assert ws.release(submitted).state is State.SUBMITTED


def test_a_reviewer_who_left_after_reviewing_has_reviewed(
    ws: Workspace, office: Agency, approved: str, profile: Profile, job: Job
) -> None:
    adopt_roles(ws, office.clerk.card, changed(office, draft.remove(office.reviewer.card)))
    assert acts.seal(ws, office.clerk, approved, profile, job).exists()


def test_what_a_stolen_key_signed_is_not_sealed(
    ws: Workspace, office: Agency, approved: str, profile: Profile, job: Job
) -> None:
    gone = draft.revoke(office.reviewer.card, now(), "失窃")
    adopt_roles(ws, office.clerk.card, changed(office, gone))
    with pytest.raises(ChainBroken):
        acts.seal(ws, office.clerk, approved, profile, job)
    assert ws.release(approved).state is State.APPROVED


def test_cards_end_with_their_time(
    ws: Workspace, clerk: Identity, office: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt_roles(ws, clerk.card, office.document)
    ws.admit("import", None, clerk.card)
    later = (datetime.datetime.now(datetime.UTC) + YEAR).isoformat()
    monkeypatch.setattr("app.core.workspace.store.now", lambda: later)
    with pytest.raises(CardRefused):
        ws.admit("import", None, clerk.card)


def test_an_older_document_is_refused_and_the_log_tells_of_each(
    ws: Workspace, clerk: Identity, office: Agency
) -> None:
    newer = changed(office, draft.renew(ago(days=-200)))
    adopt_roles(ws, clerk.card, newer)
    for other in (office.document, agency(office.clerk, office.reviewer).document):
        with pytest.raises(RolesInvalid):
            adopt_roles(ws, clerk.card, other)
    told = [event for event in ws.events() if event["act"] == "roles-adopted"]
    assert [event["version"] for event in told] == [2]
    assert authorities.roles(ws)["清溪县民政局"].newest.version == 2
    assert ws.verify_log().valid


def test_a_draft_is_not_adopted(ws: Workspace, clerk: Identity, office: Agency) -> None:
    drafted = draft.revise(office.document, now(), draft.remove(office.clerk.card))
    with pytest.raises(RolesInvalid):
        adopt_roles(ws, clerk.card, drafted)
    assert not isinstance(ws.trusted(), Roster)


def test_the_platform_asks_the_document(
    ws: Workspace, office: Agency, approved: str, package: Path, sandbox: Sandbox, job: Job
) -> None:
    sandbox.platform.trust(office.clerk.card, office.reviewer.card)
    left = changed(office, draft.remove(office.clerk.card))
    sandbox.platform.vouching.adopt(left)  # single cards count no more
    with pytest.raises(RolesInvalid):
        sandbox.platform.vouching.adopt(office.document)
    with pytest.raises(PlatformRefused):
        acts.deliver(ws, office.clerk, approved, sandbox.profile, job)
    assert sandbox.platform.catalog() == []


def test_who_has_left_withdraws_nothing_with_a_notice_of_before(
    ws: Workspace, office: Agency, delivered: str, sandbox: Sandbox
) -> None:
    """The workspace has not heard of it, and the time in a notice is its signer's own."""
    sandbox.platform.vouching.adopt(office.document)
    proof = proof_of(ws.load(delivered, Kind.RECEIPT, Envelope))
    before = Withdrawal(
        delivered, proof.package, proof.sha256, proof.dataset, "旧", office.clerk.card, now()
    )
    notice = dsse.sign(before, office.clerk)
    sandbox.platform.vouching.adopt(changed(office, draft.remove(office.clerk.card)))
    assert isinstance(sandbox.platform.withdraw(notice, proof.sha256), Refusal)
    assert len(sandbox.platform.catalog()) == 1


def test_the_platform_takes_what_is_signed_by_the_document(
    ws: Workspace, office: Agency, approved: str, package: Path, sandbox: Sandbox, job: Job
) -> None:
    sandbox.platform.vouching.adopt(office.document)
    acts.deliver(ws, office.clerk, approved, sandbox.profile, job)
    assert len(sandbox.platform.catalog()) == 1
