"""Calls that are tried again: after failures that pass, later and later.

Full jitter: each pause is drawn between nothing and a bound that doubles, so that many clients do
not return at once. Source: M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015.
"""

import datetime
import email.utils
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.core.delivery.transport import Transport, failed
from app.core.errors import GongkaiError, PlatformUnreachable
from app.core.jobs import Job, attended

if TYPE_CHECKING:
    import requests

ATTEMPTS = 8  # without any progress in between
FIRST_PAUSE = 0.5  # seconds
LONGEST_PAUSE = 30.0
LONGEST_WISH = 300.0  # seconds that a platform may ask for; beyond, the queue tries later
PASSING = frozenset({408, 409, 423, 425, 429, 460, 500, 502, 503, 504})


class Backoff:
    """Counts failures in a row; whoever gets on says so, and all attempts are there again."""

    def __init__(
        self, transport: Transport, job: Job, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._transport = transport
        self._job = job
        self._sleep = sleep
        self._failures = 0
        self._furthest = 0
        self._reached: tuple[int, int | None] = (0, None)

    def progressed(self, done: int, total: int | None) -> None:
        """The work stands at ``done`` of ``total``; further than ever, all attempts are back."""
        if done > self._furthest:
            self._furthest, self._failures = done, 0
        self._reached = (done, total)

    def call(self, method: str, path: str, **options: Any) -> "requests.Response":
        """One request, as often as it takes. Raises what Transport.call raises, PlatformFailed."""
        while True:
            try:
                response = attended(
                    lambda: self._transport.call(method, path, **options),
                    lambda: self._job.report(*self._reached),
                )
            except PlatformUnreachable as error:
                self.failed(error)
                continue
            if response.status_code not in PASSING:
                return response
            self.failed(failed(response), response)

    def failed(self, error: GongkaiError, response: "requests.Response | None" = None) -> None:
        """Pause before the next attempt; raises ``error`` where there is none left.

        ``response``: the answer that failed, which may ask for a pause of its own.
        """
        self._failures += 1
        wish = retry_after(response) if response is not None else 0.0
        if self._failures >= ATTEMPTS or wish > LONGEST_WISH:
            raise error
        bound = min(LONGEST_PAUSE, FIRST_PAUSE * 2**self._failures)
        self._pause(wish + random.uniform(0, bound))  # noqa: S311 — no secret hangs on it

    def _pause(self, seconds: float) -> None:
        while seconds > 0:
            self._job.report(*self._reached)
            self._sleep(min(seconds, 0.1))
            seconds -= 0.1


def retry_after(response: "requests.Response") -> float:
    """The pause that an answer asks for, in seconds; a date counts by the answer's own clock.

    Source: RFC 9110, 10.2.3.
    """
    wish = response.headers.get("Retry-After", "").strip()
    if wish.isdecimal():
        return float(wish[:9])
    until, now = _moment(wish), _moment(response.headers.get("Date", ""))
    if until is None:
        return 0.0
    return max(0.0, (until - (now or datetime.datetime.now(datetime.UTC))).total_seconds())


def _moment(text: str) -> datetime.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
