"""Working off the queue of deliveries; acts.hand_over stays the one way out."""

import datetime
import random
import time
from collections.abc import Callable
from pathlib import Path

from app.core.acts.placing import hand_over
from app.core.acts.ways_out import check_way_out
from app.core.delivery.backoff import PASSING
from app.core.delivery.deliver import Limits
from app.core.delivery.failures import AccessRefused
from app.core.delivery.hours import OutsideHours
from app.core.errors import Cancelled, GongkaiError, OutsideError, PlatformFailed, PlatformUntrusted
from app.core.jobs import Job
from app.core.model import Card, Kind
from app.core.trust.identity import Identity
from app.core.workspace import delivery_queue as queue
from app.core.workspace.delivery_queue import OPEN, Queued, Standing, Trouble
from app.core.workspace.store import Workspace

LOOK = 0.2  # seconds between two looks whether a delivery was paused
FIRST_DELAY, LONGEST_DELAY = 30.0, 1800.0  # seconds between two attempts at one delivery


def enqueue(ws: Workspace, actor: Card, release: str, profile_file: Path) -> Queued:
    """Put a sealed release into the queue.

    Raises what admit raises for a delivery now, what check_way_out raises, and QueuedBusy.
    """
    ws.admit("deliver", release, actor)
    check_way_out(profile_file, ws)
    return queue.add(ws, release, profile_file)


def run_queue(
    ws: Workspace,
    actor: Identity,
    job: Job,
    limits: Limits | None = None,
    *,
    wait: bool = True,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Queued]:
    """Deliver what is due, one after the other, until the queue is paused or nothing is left.

    ``wait``: also for what is due later. A delivery that fails is filed with its reason and does
    not hold the others up. Returns the queue as it then stands. Raises Cancelled.
    """
    queue.take_back(ws)
    while not queue.is_paused(ws):
        job.report(0)
        queued = queue.next_due(ws, queue.now())
        if queued is not None:
            _attempt(ws, actor, queued, job, limits)
        elif wait and any(each.standing in OPEN for each in queue.queue(ws)):
            sleep(0.1)
        else:
            break
    return queue.queue(ws)


def _attempt(
    ws: Workspace, actor: Identity, queued: Queued, job: Job, limits: Limits | None
) -> None:
    """One attempt, and where the delivery stands after it."""
    queue.stand(ws, queued, Standing.SENDING, trouble=queued.trouble)
    attempts = queued.attempts + 1
    try:
        # A process may have died after the receipt was filed, before the queue knew.
        if Kind.RECEIPT not in ws.standing(queued.release):
            watched = _Watched(job, lambda: queue.is_held(ws, queued.id))
            hand_over(ws, actor, queued.release, queued.profile, watched, limits)
        queue.stand(ws, queued, Standing.DONE, attempts=attempts)
    except OutsideHours as closed:
        queue.stand(ws, queued, Standing.WAITING, due=closed.opens, trouble=Trouble.of(closed))
    except Cancelled:
        if queue.is_held(ws, queued.id):
            job.report(0)  # which raises if all of the work was to stop
            return
        queue.stand(ws, queued, Standing.WAITING, trouble=queued.trouble)
        raise
    except GongkaiError as error:
        standing = Standing.FAILED if passes(error) else Standing.STUCK
        standing = Standing.HELD if queue.is_held(ws, queued.id) else standing
        due = queue.now() + _delay(attempts)
        queue.stand(ws, queued, standing, attempts=attempts, due=due, trouble=Trouble.of(error))


class _Watched(Job):
    """A job that also stops when the one delivery that it is for is paused."""

    def __init__(self, job: Job, is_held: Callable[[], bool]) -> None:
        super().__init__()
        self._job = job
        self._is_held = is_held
        self._looked = time.monotonic()

    def show(self, done: int, total: int | None) -> None:
        self._job.report(done, total)
        if time.monotonic() - self._looked >= LOOK:
            self._looked = time.monotonic()
            if self._is_held():
                raise Cancelled


def passes(error: GongkaiError) -> bool:
    """Whether an error may be gone by itself the next time."""
    if isinstance(error, PlatformFailed):
        status = error.params["status"]
        return not isinstance(status, int) or status in PASSING or not 400 <= status < 500
    return isinstance(error, OutsideError) and not isinstance(
        error, PlatformUntrusted | AccessRefused
    )


def _delay(attempts: int) -> datetime.timedelta:
    bound = min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(attempts, 10))
    return datetime.timedelta(seconds=random.uniform(FIRST_DELAY, bound))  # noqa: S311
