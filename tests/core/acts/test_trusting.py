"""Adopting what speaks for an agency: nothing without its digest, as a person has read it out."""

import datetime
from pathlib import Path

import pytest

from app.core.acts.trusting import (
    SPOKEN,
    DigestDiffers,
    adopt_authority,
    adopt_roles,
    certificates,
    is_known,
)
from app.core.trust.identity import Identity
from app.core.trust.roles import draft
from app.core.trust.roles.history import digest, open_document
from app.core.trust.x509.authority import digests
from app.core.workspace import authorities
from app.core.workspace.store import Workspace
from tests import pki

AGENCY = "清溪县民政局"
AT, END = "2026-01-01T00:00:00+00:00", "2036-01-01T00:00:00+00:00"


@pytest.fixture
def admin(ws: Workspace) -> Identity:
    return ws.new_identity("周管理", "009", "admin", AGENCY, "c")


def test_first_roles_need_their_digest_and_later_ones_follow(
    ws: Workspace, clerk: Identity, admin: Identity
) -> None:
    first = draft.sign(draft.begin(AGENCY, 1, [admin.card], AT, END), admin)
    shown = digest(open_document(first).newest)
    for said in ("", shown[: SPOKEN - 1], "0" * SPOKEN, shown + "0"):
        with pytest.raises(DigestDiffers):
            adopt_roles(ws, admin.card, first, said)
    assert not is_known(ws, AGENCY)
    spoken = f"{shown[:4].upper()} {shown[4:8]} {shown[8:SPOKEN]} "
    assert adopt_roles(ws, admin.card, first, spoken).newest.version == 1
    change = draft.issue(clerk.card, AT, END)
    second = draft.sign(draft.revise(first, "2026-02-01T00:00:00+00:00", change), admin)
    assert adopt_roles(ws, admin.card, second, "").newest.version == 2


def test_an_authority_needs_its_digest_and_its_things_are_listed(
    ws: Workspace, clerk: Identity, tmp_path: Path
) -> None:
    ca, file = pki.Ca(), tmp_path / "ca.pem"
    file.write_text(ca.pem)
    with pytest.raises(DigestDiffers):
        adopt_authority(ws, clerk.card, AGENCY, file, "0" * SPOKEN)
    assert certificates(ws, pki.START) == ()
    adopt_authority(ws, clerk.card, AGENCY, file, digests(file)[0][:SPOKEN])
    bound, crl = tmp_path / "card.pem", tmp_path / "ca.crl"
    certificate = ca.issue(clerk, span=(pki.START, pki.END.replace(year=2036)))
    bound.write_text(pki.text(certificate))
    authorities.bind(ws, clerk.card, bound)
    now = datetime.datetime.now(datetime.UTC)
    root, card = certificates(ws, now)
    assert (root.card, root.name) == (None, "CN=清溪县根")
    assert (card.card, card.refusal) == (clerk.card, None)
    crl.write_text(pki.text(ca.revocations((certificate, pki.START, None), until=pki.END)))
    authorities.take_revocations(ws, clerk.card, crl)
    *_, card, revocations = certificates(ws, now)
    assert card.refusal is not None and "吊销" in card.refusal.zh
    assert revocations.is_list
