"""勘误: the platform serves the correction, and never an older approval after a newer one."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import ActRefused, ParameterInvalid, PlatformRefused
from app.core.jobs import Job
from app.core.model import Entry, Kind, Profile
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.core.acts.conftest import Bring

Seal = Callable[..., str]


@pytest.fixture
def seal(
    ws: Workspace, clerk: Identity, reviewer: Identity, profile: Profile, prepare: Bring, job: Job
) -> Seal:
    """Bring a file until it is sealed, as one dataset; perhaps as a correction."""

    def bring(path: Path, corrects: str = "") -> str:
        release = prepare(path)
        entry = ws.load(release, Kind.ENTRY, Entry)
        fields = entry.fields | {"code": "306/00001"}
        acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=fields))
        acts.check_quality(ws, clerk, release, job)
        if corrects:
            acts.correct(ws, clerk, release, corrects, "金额有误")
        acts.submit(ws, clerk, release, job)
        acts.review(ws, reviewer, release, "公开", "条例第十九条", "已公示过")
        acts.seal(ws, clerk, release, profile, job)
        return release

    return bring


@pytest.fixture
def deliver(
    ws: Workspace, clerk: Identity, reviewer: Identity, sandbox: Sandbox, job: Job
) -> Callable[[str], str]:
    sandbox.platform.trust(clerk.card, reviewer.card)
    return lambda release: acts.deliver(ws, clerk, release, sandbox.profile, job).receipt.sha256


def served(sandbox: Sandbox) -> list[str]:
    return [item.release for item in sandbox.platform.catalog()]


def test_a_correction_takes_the_place_of_what_it_corrects(
    ws: Workspace,
    sandbox: Sandbox,
    seal: Seal,
    deliver: Callable[[str], str],
    people_csv: Path,
) -> None:
    wrong = seal(people_csv)
    before = deliver(wrong)
    right = seal(people_csv, corrects=wrong)
    after = deliver(right)
    assert served(sandbox) == [right]
    kept = sandbox.platform.editions.replaced(before)
    assert kept is not None
    assert kept.by == after
    assert sandbox.platform.catalog()[0].edition.reason == "金额有误"
    assert (acts.replaced_by(ws, wrong), acts.replaced_by(ws, right)) == (right, "")
    assert "金额有误" not in str(ws.events())
    assert ws.verify_log().valid


def test_an_older_approval_is_refused_after_a_newer_one(
    ws: Workspace, sandbox: Sandbox, seal: Seal, deliver: Callable[[str], str], people_csv: Path
) -> None:
    older, newer = seal(people_csv), seal(people_csv)
    deliver(newer)
    with pytest.raises(PlatformRefused, match="newer approval"):
        deliver(older)
    assert served(sandbox) == [newer]


def test_a_newer_period_stands_beside_the_older(
    sandbox: Sandbox, seal: Seal, deliver: Callable[[str], str], people_csv: Path
) -> None:
    first, second = seal(people_csv), seal(people_csv)
    deliver(first)
    deliver(second)
    assert sorted(served(sandbox)) == [first, second]


def test_a_release_that_is_sealed_anew_is_published_once(
    ws: Workspace,
    clerk: Identity,
    sandbox: Sandbox,
    profile: Profile,
    seal: Seal,
    deliver: Callable[[str], str],
    people_csv: Path,
    job: Job,
) -> None:
    """The answer to the first package was lost, and the clerk has sealed again."""
    release = seal(people_csv)
    first = ws.outbox(release).read_bytes()
    acts.seal(ws, clerk, release, profile, job)
    again = ws.outbox(release).read_bytes()
    ws.outbox(release).write_bytes(first)
    from app.core.delivery.deliver import deliver as send

    sandbox.platform.trust(*ws.identities().values())
    send(ws.outbox(release), sandbox.profile, job)
    ws.outbox(release).write_bytes(again)
    ws.outbox(release).with_name(f"{release}.gkp.receipt.json").unlink()
    deliver(release)
    assert served(sandbox) == [release]


def test_only_before_review_and_only_of_what_is_public(
    ws: Workspace, clerk: Identity, prepare: Bring, submitted: str, people_csv: Path
) -> None:
    release = prepare(people_csv, "people")
    with pytest.raises(ActRefused):
        acts.correct(ws, clerk, release, submitted, "金额有误")
    with pytest.raises(ActRefused):
        acts.correct(ws, clerk, submitted, release, "金额有误")


def test_it_says_why_and_is_of_the_same_dataset(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    profile: Profile,
    seal: Seal,
    deliver: Callable[[str], str],
    prepare: Bring,
    people_csv: Path,
    job: Job,
) -> None:
    wrong = seal(people_csv)
    deliver(wrong)
    release = prepare(people_csv, "另一个数据集")
    with pytest.raises(ParameterInvalid):
        acts.correct(ws, clerk, release, wrong, " ")
    entry = ws.load(release, Kind.ENTRY, Entry)
    fields = entry.fields | {"code": "306/00002"}
    acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=fields))
    acts.check_quality(ws, clerk, release, job)
    acts.correct(ws, clerk, release, wrong, "金额有误")
    acts.submit(ws, clerk, release, job)
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "已公示过")
    with pytest.raises(ParameterInvalid, match="code"):
        acts.seal(ws, clerk, release, profile, job)
