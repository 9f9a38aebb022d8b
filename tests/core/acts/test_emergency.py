"""紧急下架: one signature, an answer for each package, and going on where a line was cut."""

from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.acts import emergency as room
from app.core.acts.emergency import NothingToStop
from app.core.delivery.notices import Stop, read_notice
from app.core.errors import ParameterInvalid, PlatformUnreachable, RoleRefused
from app.core.jobs import Job
from app.core.model import Kind, Recall
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.core.acts.conftest import Bring

WELFARE = acts.Scope(theme="社会救助")


@pytest.fixture
def two(publish: Bring, people_csv: Path) -> tuple[str, str]:
    return publish(people_csv, "甲"), publish(people_csv, "乙")


def test_a_whole_domain_goes_down_under_one_signature(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, two: tuple[str, str], job: Job
) -> None:
    stopped = acts.emergency_stop(ws, clerk, WELFARE, "发现泄露", sandbox.profile, job)
    assert {each.release.id for each in stopped} == set(two)
    assert not any(each.error for each in stopped)
    assert sandbox.platform.catalog() == []
    notices = [ws.load(release, Kind.WITHDRAWAL, Recall).notice for release in two]
    assert notices[0] == notices[1]
    notice = read_notice(notices[0], (clerk.card,))
    assert isinstance(notice, Stop)
    assert (notice.reason, len(notice.packages)) == ("发现泄露", 2)
    assert "发现泄露" not in str(ws.events())
    assert ws.verify_log().valid


def test_a_cut_line_leaves_a_list_and_the_next_call_goes_on(
    ws: Workspace,
    clerk: Identity,
    sandbox: Sandbox,
    two: tuple[str, str],
    job: Job,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, calls = room.recalled, []

    def cut(*args: Any) -> Recall:
        calls.append(args)
        if len(calls) > 1:
            raise PlatformUnreachable(address="x", reason="cut")
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(room, "recalled", cut)
        stopped = acts.emergency_stop(ws, clerk, WELFARE, "发现泄露", sandbox.profile, job)
    assert [type(each.error) for each in stopped] == [type(None), PlatformUnreachable]
    assert stopped[1].release.state is State.DELIVERED
    again = acts.emergency_stop(ws, clerk, WELFARE, "发现泄露", sandbox.profile, job)
    assert [each.release.id for each in again] == [stopped[1].release.id]
    assert sandbox.platform.catalog() == []


@pytest.mark.parametrize("scope", [acts.Scope(theme="城乡建设"), acts.Scope(provider="别的单位")])
def test_what_is_outside_the_scope_stays(
    ws: Workspace,
    clerk: Identity,
    sandbox: Sandbox,
    two: tuple[str, str],
    job: Job,
    scope: acts.Scope,
) -> None:
    with pytest.raises(NothingToStop):
        acts.emergency_stop(ws, clerk, scope, "发现泄露", sandbox.profile, job)
    assert len(sandbox.platform.catalog()) == 2


def test_it_needs_a_clerk_and_a_reason(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    sandbox: Sandbox,
    two: tuple[str, str],
    job: Job,
) -> None:
    with pytest.raises(ParameterInvalid):
        acts.emergency_stop(ws, clerk, WELFARE, " ", sandbox.profile, job)
    with pytest.raises(RoleRefused):
        acts.emergency_stop(ws, reviewer, WELFARE, "发现泄露", sandbox.profile, job)


def test_another_agencys_clerk_takes_nothing_down(
    ws: Workspace, sandbox: Sandbox, two: tuple[str, str], job: Job
) -> None:
    other = ws.new_identity("王芳", "009", "clerk", "别的单位", "x")
    sandbox.platform.trust(other.card)
    stopped = acts.emergency_stop(ws, other, WELFARE, "不归我管", sandbox.profile, job)
    assert all(each.error is not None for each in stopped)
    assert len(sandbox.platform.catalog()) == 2
