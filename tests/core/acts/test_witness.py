"""The platform as witness of an agency's log: a copy that went another way is refused."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import PlatformRefused
from app.core.jobs import Job
from app.core.model import Envelope, Kind, Profile, Receipt
from app.core.trust import dsse
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests import releases
from tests.conftest import ROWS


@pytest.fixture
def other_csv(tmp_path: Path) -> Path:
    path = tmp_path / "others.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([ROWS[0], *ROWS[2:]])
    return path


@pytest.fixture
def backup(
    ws: Workspace, clerk: Identity, reviewer: Identity, package: Path, tmp_path: Path
) -> Iterator[Workspace]:
    """The workspace as it was when its first package was sealed, opened again as if restored."""
    ws.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder = tmp_path / "restored"
    shutil.copytree(ws.folder, folder, ignore=shutil.ignore_patterns("lock*"))
    with Workspace.open(folder, "pw") as restored:
        yield restored


def sealed(ws: Workspace, people: tuple[Identity, Identity], file: Path, to: Profile) -> str:
    clerk, reviewer = people
    job = Job()
    release = releases.submitted(ws, clerk, file, job)
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
    acts.seal(ws, clerk, release, to, job)
    return release


def test_packages_may_overtake_each_other_and_a_restored_copy_is_refused(
    ws: Workspace,
    backup: Workspace,
    clerk: Identity,
    reviewer: Identity,
    sandbox: Sandbox,
    profile: Profile,
    approved: str,
    other_csv: Path,
    job: Job,
) -> None:
    sandbox.platform.trust(clerk.card, reviewer.card)
    people = clerk, reviewer
    later = sealed(ws, people, other_csv, profile)
    for release in (later, approved):
        acts.deliver(ws, clerk, release, sandbox.profile, job)
    receipt = dsse.verify(ws.load(approved, Kind.RECEIPT, Envelope), Receipt, "receipt")
    assert receipt.log_head in ws.log_heads()
    assert ws.verify_log().valid

    forked = sealed(backup, people, other_csv, profile)
    with pytest.raises(PlatformRefused, match="not the one that was witnessed"):
        acts.deliver(backup, clerk, forked, sandbox.profile, job)
    assert len(sandbox.platform.catalog()) == 2
