"""Whose certificates are spoken of, and when."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.files import write_atomically
from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace import delivery_queue as queue
from app.core.workspace.authorities import adopt_roles
from app.core.workspace.store import Workspace
from app.sandbox import authority
from app.sandbox.server import Sandbox
from tests.authorities import agency

NOW = datetime.datetime.now(datetime.UTC)


@pytest.mark.parametrize(
    ("days", "warning"), [(29.5, 30), (8.5, 30), (6.5, 7), (0.5, 1), (-1, 0), (40, None)]
)
def test_a_word_thirty_days_a_week_and_a_day_before(
    ws: Workspace, sandbox: Sandbox, profile: Profile, days: float, warning: int | None
) -> None:
    folder = sandbox.profile.parent
    pair = authority.client_certificate(
        authority.new_authority(), "x", datetime.timedelta(days=days)
    )
    pair.write(folder / "x.pem", folder / "x.key")
    path = folder / "x.json"
    write_atomically(path, [canonical.encode(replace(profile, client_certificate="x.pem"))])
    ws.set_setting(acts.UPLOAD_PROFILE, str(path))
    found = [(p, held.warning) for p, held in acts.expiring(ws, NOW)]
    assert found == ([] if warning is None else [(path, warning)])


def test_the_queues_profiles_are_looked_at_too(
    ws: Workspace, sandbox: Sandbox, submitted: str
) -> None:
    assert acts.expiring(ws, NOW) == ()
    queue.add(ws, submitted, sandbox.profile)
    later = NOW + authority.VALID - datetime.timedelta(days=5)
    ((path, held),) = acts.expiring(ws, later)
    assert (path, held.warning) == (sandbox.profile.resolve(), 7)


def test_a_profile_that_is_gone_says_nothing(ws: Workspace, tmp_path: Path) -> None:
    ws.set_setting(acts.UPLOAD_PROFILE, str(tmp_path / "none.json"))
    assert acts.expiring(ws, NOW) == ()


@pytest.mark.parametrize(
    ("days", "warning"), [(40, None), (29.5, 30), (6.5, 7), (0.5, 1), (-0.5, 0)]
)
def test_a_card_by_the_roles_document_ends_with_a_warning(
    ws: Workspace, clerk: Identity, reviewer: Identity, days: float, warning: int | None
) -> None:
    assert all(each.told is None for each in acts.card_terms(ws, NOW))  # no authority, no end
    start, end = NOW - datetime.timedelta(days=30), NOW + datetime.timedelta(days=200)
    office = agency(clerk, reviewer, start.isoformat(), end.isoformat())
    adopt_roles(ws, clerk.card, office.document)
    terms = {each.card: each for each in acts.card_terms(ws, end - datetime.timedelta(days=days))}
    held = terms[clerk.card]
    assert held.term is not None and held.term.warning == warning
    assert (held.refusal is None) is (days > 0)
    assert (held.told is None) is (warning is None)


def test_a_card_that_nobody_vouches_for_is_told(
    ws: Workspace, clerk: Identity, reviewer: Identity
) -> None:
    start, end = NOW - datetime.timedelta(days=30), NOW + datetime.timedelta(days=200)
    document = agency(None, reviewer, start.isoformat(), end.isoformat()).document
    adopt_roles(ws, reviewer.card, document)
    held = {each.card: each for each in acts.card_terms(ws, NOW)}[clerk.card]
    assert held.term is None and held.told is not None and "张敏" in held.told.zh
