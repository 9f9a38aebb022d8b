"""The queue of deliveries: what fails waits or asks for a person, and nothing is sent twice."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts import delivery_queue, publish
from app.core.acts.delivery_queue import passes
from app.core.delivery.deliver import Limits
from app.core.delivery.hours import local_now
from app.core.errors import (
    ActRefused,
    Cancelled,
    GongkaiError,
    PlatformFailed,
    PlatformUnreachable,
    PlatformUntrusted,
)
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Kind, Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace import delivery_queue as queue
from app.core.workspace.delivery_queue import QueuedBusy, QueuedUnknown, Standing
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox


@pytest.fixture
def trusted(sandbox: Sandbox, ws: Workspace, package: Path) -> Sandbox:
    """A platform that knows who sealed the package of R0001."""
    sandbox.platform.trust(*ws.identities().values())
    return sandbox


def elsewhere(sandbox: Sandbox, profile: Profile, **changes: object) -> Path:
    path = sandbox.profile.with_name("elsewhere.json")
    write_atomically(path, [canonical.encode(replace(profile, **changes))])  # type: ignore[arg-type]
    return path


def no_sleep(seconds: float) -> None:
    pytest.fail("nothing is to be waited for")


def test_what_waits_is_delivered_once(ws: Workspace, clerk: Identity, trusted: Sandbox) -> None:
    acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    (queued,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert (queued.standing, queued.attempts) == (Standing.DONE, 1)
    assert Kind.RECEIPT in ws.standing("R0001")
    assert len(trusted.platform.catalog()) == 1
    again = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert again == [queued]
    assert [event["act"] for event in ws.events("R0001")].count("deliver") == 1


def test_only_what_may_be_delivered_is_taken_in(
    ws: Workspace, clerk: Identity, approved: str, sandbox: Sandbox
) -> None:
    with pytest.raises(ActRefused):
        acts.enqueue(ws, clerk.card, approved, sandbox.profile)
    assert queue.queue(ws) == []


def test_a_platform_that_is_away_is_tried_again_later(
    ws: Workspace, clerk: Identity, trusted: Sandbox, profile: Profile, no_pauses: None
) -> None:
    away = elsewhere(trusted, profile, address="https://127.0.0.1:1")
    acts.enqueue(ws, clerk.card, "R0001", away)
    (queued,) = acts.run_queue(ws, clerk, Job(), wait=False, sleep=no_sleep)
    assert (queued.standing, queued.attempts) == (Standing.FAILED, 1)
    assert queued.due > queue.now() + datetime.timedelta(seconds=20)
    assert queued.trouble is not None
    assert queued.trouble.code == "platform-unreachable"

    acts.enqueue(ws, clerk.card, "R0001", trusted.profile)  # afresh, with the right profile
    (queued,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert queued.standing is Standing.DONE


def test_what_a_person_must_mend_is_not_tried_again(
    ws: Workspace, clerk: Identity, package: Path, sandbox: Sandbox
) -> None:
    acts.enqueue(ws, clerk.card, "R0001", sandbox.profile)
    (queued,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert queued.standing is Standing.STUCK
    assert queued.trouble is not None
    assert queued.trouble.code == "platform-refused"
    assert acts.run_queue(ws, clerk, Job(), sleep=no_sleep) == [queued]

    sandbox.platform.trust(*ws.identities().values())
    queue.retry(ws, queued.id)
    (queued,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert queued.standing is Standing.DONE


def test_a_held_delivery_lets_the_others_pass(
    ws: Workspace, clerk: Identity, trusted: Sandbox
) -> None:
    acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    (queued,) = queue.queue(ws)
    queue.hold(ws, queued.id)
    (held,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert (held.standing, held.attempts) == (Standing.HELD, 0)
    queue.go_on(ws, queued.id)
    (queued,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert queued.standing is Standing.DONE
    queue.hold(ws, queued.id)
    queue.go_on(ws, queued.id)
    assert queue.queue(ws) == [queued]


def test_what_is_being_sent_stops_once_it_is_held(
    ws: Workspace, clerk: Identity, trusted: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Watcher(Job):
        def show(self, done: int, total: int | None) -> None:
            (queued,) = queue.queue(ws)
            if queued.standing is Standing.SENDING:
                queue.hold(ws, queued.id)

    monkeypatch.setattr(delivery_queue, "LOOK", 0)
    acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    (held,) = acts.run_queue(ws, clerk, Watcher(), sleep=no_sleep)
    assert (held.standing, held.trouble) == (Standing.HELD, None)
    assert Kind.RECEIPT not in ws.standing("R0001")
    queue.retry(ws, held.id)
    (queued,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert queued.standing is Standing.DONE


def test_a_held_delivery_that_fails_stays_held(
    ws: Workspace, clerk: Identity, trusted: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        queue.hold(ws, queue.queue(ws)[0].id)
        raise PlatformUnreachable(address="x", reason="y")

    monkeypatch.setattr(delivery_queue, "hand_over", failing)
    acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    (held,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert (held.standing, held.attempts) == (Standing.HELD, 1)
    assert held.trouble is not None and held.trouble.code == "platform-unreachable"


def test_outside_the_hours_it_waits_for_them(
    ws: Workspace, clerk: Identity, trusted: Sandbox, profile: Profile
) -> None:
    start = local_now() + datetime.timedelta(hours=2)
    end = start + datetime.timedelta(hours=1)
    closed = f"{start:%H:%M}-{end:%H:%M}"
    acts.enqueue(ws, clerk.card, "R0001", elsewhere(trusted, profile, hours=closed))
    (queued,) = acts.run_queue(ws, clerk, Job(), wait=False, sleep=no_sleep)
    assert (queued.standing, queued.attempts) == (Standing.WAITING, 0)
    assert abs(queued.due - start) < datetime.timedelta(minutes=1)

    queue.retry(ws, queued.id)
    (queued,) = acts.run_queue(ws, clerk, Job(), Limits(hours=""), sleep=no_sleep)
    assert queued.standing is Standing.DONE


def test_a_cancelled_delivery_waits_and_a_paused_queue_holds(
    ws: Workspace, clerk: Identity, trusted: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = Job()

    def interrupted(*arguments: object) -> None:
        job.cancel()
        job.report(0)

    acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    with monkeypatch.context() as patch, pytest.raises(Cancelled):
        patch.setattr(publish, "send", interrupted)
        acts.run_queue(ws, clerk, job, sleep=no_sleep)
    assert [each.standing for each in queue.queue(ws)] == [Standing.WAITING]

    queue.pause(ws, paused=True)
    assert acts.run_queue(ws, clerk, Job(), sleep=no_sleep)[0].standing is Standing.WAITING
    queue.pause(ws, paused=False)
    assert acts.run_queue(ws, clerk, Job(), sleep=no_sleep)[0].standing is Standing.DONE


def test_what_a_dead_process_was_sending_waits_again(
    ws: Workspace, clerk: Identity, trusted: Sandbox
) -> None:
    queued = acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    queue.stand(ws, queued, Standing.SENDING)
    for refused in (queue.remove, queue.retry):
        with pytest.raises(QueuedBusy):
            refused(ws, queued.id)
    with pytest.raises(QueuedBusy):
        queue.add(ws, "R0001", trusted.profile)
    ws.close()
    with Workspace.open(ws.folder, "pw") as again:
        (queued,) = acts.run_queue(again, clerk, Job(), sleep=no_sleep)
        assert queued.standing is Standing.DONE


def test_a_receipt_that_was_filed_before_the_death_is_found(
    ws: Workspace, clerk: Identity, trusted: Sandbox
) -> None:
    queued = acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    acts.deliver(ws, clerk, "R0001", trusted.profile, Job())
    queue.stand(ws, queued, Standing.SENDING)
    (queued,) = acts.run_queue(ws, clerk, Job(), sleep=no_sleep)
    assert queued.standing is Standing.DONE
    assert [event["act"] for event in ws.events("R0001")].count("deliver") == 1


def test_it_waits_for_what_is_due_later(ws: Workspace, clerk: Identity, trusted: Sandbox) -> None:
    queued = acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    later = queue.now() + datetime.timedelta(hours=1)
    queue.stand(ws, queued, Standing.FAILED, due=later)
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        queue.stand(ws, queued, Standing.FAILED, due=queue.now())

    assert acts.run_queue(ws, clerk, Job(), sleep=sleep)[0].standing is Standing.DONE
    assert naps == [0.1]


def test_a_delivery_taken_off_the_queue_is_not_made(
    ws: Workspace, clerk: Identity, trusted: Sandbox
) -> None:
    queued = acts.enqueue(ws, clerk.card, "R0001", trusted.profile)
    queue.remove(ws, queued.id)
    assert acts.run_queue(ws, clerk, Job(), sleep=no_sleep) == []
    assert trusted.platform.catalog() == []
    with pytest.raises(QueuedUnknown):
        queue.remove(ws, queued.id)


@pytest.mark.parametrize(
    ("error", "later"),
    [
        (PlatformUnreachable(address="a", reason="r"), True),
        (PlatformUntrusted(address="a", reason="r"), False),
        (PlatformFailed(status=503, reason="r"), True),
        (PlatformFailed(status=429, reason="r"), True),
        (PlatformFailed(status="–", reason="r"), True),
        (PlatformFailed(status=401, reason="r"), False),
        (PlatformFailed(status=413, reason="r"), False),
        (QueuedUnknown(id=1), False),
    ],
)
def test_which_errors_pass_by_themselves(error: GongkaiError, later: bool) -> None:
    assert passes(error) is later


def test_limits_are_kept_with_the_workspace(ws: Workspace) -> None:
    assert acts.sending_limits(ws) == Limits()
    acts.limit_sending(ws, Limits(2 << 20, "20:00-06:00"))
    assert acts.sending_limits(ws) == Limits(2 << 20, "20:00-06:00")
    for wrong in (Limits(1), Limits(hours="8-9")):
        with pytest.raises(GongkaiError):
            acts.limit_sending(ws, wrong)
    acts.limit_sending(ws, Limits())
    assert acts.sending_limits(ws) == Limits()
