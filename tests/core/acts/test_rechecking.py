"""动态管理: rules improve, and what they would not let pass today is found again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts import incoming, prepare, rechecking
from app.core.acts.rechecking import RulesImproved
from app.core.errors import ActRefused, RoleRefused
from app.core.jobs import Job
from app.core.model import Findings, Kind, Profile, Table
from app.core.pipeline import State
from app.core.review.own_rules import OwnRules
from app.core.review.scan import WITHOUT_OWN, packs_of
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.core.acts.conftest import Bring


@contextmanager
def older_rules(*types: str) -> Iterator[None]:
    """Rules of yesterday: another digest, and blind to some types of findings."""
    today, digests = incoming.examine, packs_of() | {"resident-id": "0" * 64}

    def examine(
        table: Table, job: Job, own: OwnRules = WITHOUT_OWN, digest: str | None = None
    ) -> Findings:
        found = today(table, job, own, digest)
        columns = tuple(finding for finding in found.columns if finding.type not in types)
        gate = found.gate if columns else "clear"
        return replace(found, columns=columns, gate=gate, packs=digests)

    with pytest.MonkeyPatch.context() as patch:
        for room in (incoming, prepare, rechecking):
            patch.setattr(room, "examine", examine)
        patch.setattr(rechecking, "packs_of", lambda own: digests)
        yield


BLIND = ("resident-id", "person-name")


def test_nothing_is_outdated_while_the_rules_are_the_same(
    ws: Workspace, publish: Bring, people_csv: Path
) -> None:
    publish(people_csv)
    assert (acts.outdated(ws), acts.to_withdraw(ws)) == ((), ())


def test_what_is_public_is_listed_with_masked_reasons_and_stays_until_withdrawn(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, publish: Bring, people_csv: Path, job: Job
) -> None:
    with older_rules(*BLIND):
        release = publish(people_csv)
    assert [each.id for each in acts.outdated(ws)] == [release]
    (checked,) = acts.recheck_all(ws, clerk, [release], job)
    assert checked.is_public and not checked.holds
    assert {finding.type for finding in checked.findings} == set(BLIND)
    samples = [sample for finding in checked.findings for sample in finding.sample_masked]
    assert samples and not any("330199194912310020" in sample for sample in samples)
    assert acts.outdated(ws) == ()
    assert acts.to_withdraw(ws) == (checked,)
    event = ws.events(release)[-1]
    assert (event["act"], event["held"], event["gate"]) == ("recheck", 2, "hold")
    assert "姓名" not in str(event)
    acts.withdraw(ws, clerk, release, "复查发现身份证号", sandbox.profile)
    assert (acts.to_withdraw(ws), acts.outdated(ws)) == ((), ())
    with pytest.raises(ActRefused):
        acts.recheck(ws, clerk, release, job)
    assert ws.verify_log().valid


def test_what_better_rules_let_pass_stays_as_it_is(
    ws: Workspace, clerk: Identity, publish: Bring, people_csv: Path, job: Job
) -> None:
    with older_rules():
        release = publish(people_csv)
    assert len(acts.outdated(ws)) == 1
    assert acts.recheck(ws, clerk, release, job).holds  # the columns were kept for a reason
    assert ws.release(release).state is State.DELIVERED
    assert (acts.outdated(ws), acts.to_withdraw(ws)) == ((), ())


@pytest.fixture
def stale(
    ws: Workspace, clerk: Identity, reviewer: Identity, prepare: Bring, people_csv: Path, job: Job
) -> str:
    """A release that was approved under yesterday's rules, with what they did not see."""
    with older_rules(*BLIND):
        release = prepare(people_csv)
        acts.submit(ws, clerk, release, job)
        acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
    return release


def test_what_today_holds_back_is_not_sealed_but_goes_back_to_its_scan(
    ws: Workspace, clerk: Identity, profile: Profile, stale: str, job: Job
) -> None:
    with pytest.raises(RulesImproved) as refused:
        acts.seal(ws, clerk, stale, profile, job)
    assert "姓名" in refused.value.told("zh")
    assert ws.release(stale).state is State.REVIEWED
    assert ws.standing(stale).keys() == {Kind.SOURCE, Kind.TABLE, Kind.FINDINGS}
    assert {f.type for f in ws.load(stale, Kind.FINDINGS, Findings).columns} >= set(BLIND)
    with pytest.raises(ActRefused):
        acts.seal(ws, clerk, stale, profile, job)
    event = ws.events(stale)[-1]
    assert (event["act"], event["because"]) == ("scan", "recheck")
    assert ws.verify_log().valid


def test_a_sealed_package_is_not_delivered_either(
    ws: Workspace, clerk: Identity, profile: Profile, sandbox: Sandbox, stale: str, job: Job
) -> None:
    with older_rules(*BLIND):
        acts.seal(ws, clerk, stale, profile, job)
    with pytest.raises(RulesImproved):
        acts.deliver(ws, clerk, stale, sandbox.profile, job)
    assert ws.release(stale).state is State.REVIEWED
    assert sandbox.platform.catalog() == []


def test_a_scan_of_today_is_not_done_twice(
    ws: Workspace, clerk: Identity, reviewer: Identity, profile: Profile, prepare: Bring,
    people_csv: Path, job: Job,
) -> None:  # fmt: skip
    """Sealing voids the recheck as an artefact; what it found of this output still counts."""
    with older_rules():
        release = prepare(people_csv)
        acts.submit(ws, clerk, release, job)
        acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
    acts.seal(ws, clerk, release, profile, job)
    assert [event["act"] for event in ws.events(release)][-2:] == ["recheck", "seal"]
    assert acts.outdated(ws) == ()
    acts.seal(ws, clerk, release, profile, job)
    assert [event["act"] for event in ws.events(release)].count("recheck") == 1


def test_only_a_clerk_rechecks(
    ws: Workspace, clerk: Identity, reviewer: Identity, stale: str, job: Job
) -> None:
    with pytest.raises(RoleRefused):
        acts.recheck(ws, reviewer, stale, job)
    assert ws.release(stale).state is State.APPROVED
