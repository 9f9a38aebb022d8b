"""What waits for a person follows from where the releases stand, and from who asks."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts import agenda
from app.core.acts.agenda import Duty, overview
from app.core.acts.drift import drift_last_time
from app.core.catalog import indicators
from app.core.errors import PlatformRefused
from app.core.jobs import Job
from app.core.model import Profile
from app.core.pipeline import State
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace import delivery_queue
from app.core.workspace.delivery_queue import Standing, Trouble
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests import releases


def duties(ws: Workspace, actor: Identity) -> list[tuple[Duty, str, str]]:
    return [(t.duty, t.release, t.step) for t in overview(ws, actor.card).tasks]


def test_nothing_waits_in_an_empty_workspace(ws: Workspace, clerk: Identity) -> None:
    found = overview(ws, clerk.card)
    assert (found.tasks, found.states, found.queue) == ((), {}, ())


def test_what_is_under_way_leads_to_its_next_step(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    assert duties(ws, clerk) == [(Duty.PREPARE, release, "desensitize")]
    other = releases.checked(ws, clerk, people_csv, job)
    assert duties(ws, clerk)[0] == (Duty.SUBMIT, other, "signoff")
    assert overview(ws, clerk.card).states == {State.REVIEWED: 1, State.CHECKED: 1}


def test_what_is_submitted_waits_for_whom_the_route_awaits_and_for_no_other(
    ws: Workspace, clerk: Identity, reviewer: Identity, submitted: str
) -> None:
    assert duties(ws, clerk) == []
    (task,) = overview(ws, reviewer.card).tasks
    assert (task.duty, task.release, task.step) == (Duty.SIGN, submitted, "signoff")
    assert task.left is not None and task.left >= 0
    helped = Identity.new("张敏", "001", "reviewer", "清溪县民政局")
    assert duties(ws, helped) == []  # the same person with another card


def test_a_missed_term_counts_backwards(
    ws: Workspace, reviewer: Identity, submitted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = acts.today() + datetime.timedelta(days=60)
    monkeypatch.setattr(agenda, "today", lambda: late)
    monkeypatch.setattr("app.core.acts.signing.today", lambda: late)
    (task,) = overview(ws, reviewer.card).tasks
    assert task.left is not None and task.left < -20


def test_the_clerk_mends_seals_sends_and_fetches(
    ws: Workspace, clerk: Identity, reviewer: Identity, submitted: str, people_csv: Path, job: Job,
    sandbox: Sandbox, profile: Profile, tmp_path: Path,
) -> None:  # fmt: skip
    sandbox.platform.trust(clerk.card, reviewer.card)
    acts.review(ws, reviewer, submitted, "退回", "条例第十九条", "请核对")
    assert duties(ws, clerk) == [(Duty.MEND, submitted, "signoff")]
    good = releases.submitted(ws, clerk, people_csv, job)
    acts.review(ws, reviewer, good, "公开", "条例第十九条", "同一数据")
    assert (Duty.SEAL, good, "deliver") in duties(ws, clerk)
    acts.seal(ws, clerk, good, profile, job)
    assert (Duty.SEND, good, "deliver") in duties(ws, clerk)
    queued = delivery_queue.add(ws, good, sandbox.profile)
    found = overview(ws, clerk.card)
    assert [t.duty for t in found.tasks] == [Duty.MEND]  # the queue will send it
    assert [q.release for q in found.queue] == [good]
    trouble = Trouble.of(PlatformRefused(reason=Text.plain("x")))
    delivery_queue.stand(ws, queued, Standing.STUCK, trouble=trouble)
    stuck = overview(ws, clerk.card).tasks[1]
    assert (stuck.duty, stuck.remark) == (Duty.UNSTICK, trouble.message)
    delivery_queue.remove(ws, queued.id)
    (tmp_path / "stick").mkdir()
    acts.export(ws, clerk, good, tmp_path / "stick", job)
    assert (Duty.RECEIPT, good, "deliver") in duties(ws, clerk)


def test_what_is_due_soon_tells_how_the_last_file_differed(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.take_in(ws, clerk, people_csv, job)
    text = people_csv.read_text("utf-8").replace("乡镇", "联系电话")
    for town in ("青石镇", "白沙乡"):
        text = text.replace(town, "13800001234")
    people_csv.write_text(text, "utf-8")
    second = acts.take_in(ws, clerk, people_csv, job)
    told = drift_last_time(ws, second)
    assert told is not None
    assert all(word in told.zh for word in ("乡镇", "联系电话", "mobile"))
    monkeypatch.setattr(agenda, "pilot_standing", lambda ws: soon(ws, "人员"))
    monkeypatch.setattr(agenda, "_latest", lambda ws, releases: {"人员": second})
    task = next(t for t in overview(ws, clerk.card).tasks if t.duty is Duty.UPDATE)
    assert (task.left, task.release, task.step, task.remark) == (3, second, "import", told)


def soon(ws: Workspace, name: str) -> indicators.Standing:
    return replace(indicators.standing([], acts.today()), due={name: 3})
