"""The platform takes the word of an agency's certificate authority, and forgets nothing that it revoked."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509

from app.core import acts
from app.core.errors import FileMissing, PlatformRefused
from app.core.jobs import Job
from app.core.trust.identity import Identity
from app.core.trust.roster import Roster
from app.core.trust.x509.subject import CertificateInvalid
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from app.sandbox.vouching import Vouching
from tests.pki import Ca, text

AGENCY = "清溪县民政局"
NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)
SPAN = (NOW - 30 * DAY, NOW + 30 * DAY)
Save = Callable[[x509.Certificate | x509.CertificateRevocationList], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """A certificate or a list as a file."""
    folder = tmp_path / "pems"
    folder.mkdir()

    def saved(thing: x509.Certificate | x509.CertificateRevocationList) -> Path:
        path = folder / f"{len(list(folder.iterdir()))}.pem"
        path.write_text(text(thing), encoding="ascii")
        return path

    return saved


def test_whom_the_authority_certifies_may_deliver(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    approved: str,
    package: Path,
    sandbox: Sandbox,
    save: Save,
) -> None:
    root, vouching = Ca(span=SPAN), sandbox.platform.vouching
    sandbox.platform.trust(clerk.card, reviewer.card)
    vouching.adopt_authority(AGENCY, save(root.certificate))
    assert vouching.bind(save(root.issue(clerk, span=SPAN))) == clerk.card
    with pytest.raises(PlatformRefused):  # single cards count no more
        acts.deliver(ws, clerk, approved, sandbox.profile, Job())
    vouching.bind(save(root.issue(reviewer, span=SPAN)))
    acts.deliver(ws, clerk, approved, sandbox.profile, Job())
    assert len(sandbox.platform.catalog()) == 1


def test_what_it_has_revoked_counts_no_more(tmp_path: Path, save: Save) -> None:
    root, clerk = Ca(span=SPAN), Identity.new("张敏", "001", "clerk", AGENCY, "p256")
    vouching, certificate = Vouching(tmp_path / "platform"), root.issue(clerk, span=SPAN)
    vouching.adopt_authority(AGENCY, save(root.certificate))
    vouching.bind(save(certificate))
    gone = (certificate, NOW - DAY, x509.ReasonFlags.key_compromise)
    vouching.take_revocations(save(root.revocations(gone, made=NOW, until=SPAN[1])))
    trusted = Vouching(tmp_path / "platform").trusted()  # as after a new start
    assert isinstance(trusted, Roster)
    assert trusted.refusal(clerk.card, NOW.isoformat()) is not None
    older = root.revocations(made=NOW - DAY, until=SPAN[1])
    with pytest.raises(CertificateInvalid):
        vouching.take_revocations(save(older))
    with pytest.raises(CertificateInvalid):
        vouching.take_revocations(save(Ca("别家", span=SPAN).revocations(made=NOW)))


def test_a_certificate_of_another_authority_is_refused(tmp_path: Path, save: Save) -> None:
    clerk = Identity.new("张敏", "001", "clerk", AGENCY, "p256")
    vouching = Vouching(tmp_path / "platform")
    vouching.adopt_authority(AGENCY, save(Ca(span=SPAN).certificate))
    with pytest.raises(CertificateInvalid):
        vouching.bind(save(Ca(span=SPAN).issue(clerk, span=SPAN)))
    with pytest.raises(FileMissing):
        vouching.adopt_authority(AGENCY, tmp_path / "nowhere.pem")
