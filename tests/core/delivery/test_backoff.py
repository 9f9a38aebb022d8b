"""Trying again: how often, how long, and what the platform may ask for."""

import random
from pathlib import Path

import pytest
import requests

from app.core.delivery.backoff import ATTEMPTS, LONGEST_PAUSE, Backoff, retry_after
from app.core.delivery.transport import Transport
from app.core.errors import Cancelled, PlatformFailed
from app.core.jobs import Job
from app.core.model import Profile
from app.sandbox.server import Sandbox

FAILURE = PlatformFailed(status=503, reason="busy")


def answer(**headers: str) -> requests.Response:
    response = requests.Response()
    response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return response


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def line(sandbox: Sandbox, profile: Profile, pauses: list[float]) -> Backoff:
    return Backoff(Transport(profile, sandbox.profile.parent), Job(), pauses.append)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": " 120 "}, 120),
        (
            {
                "Retry_After": "Wed, 21 Oct 2026 07:28:30 GMT",
                "Date": "Wed, 21 Oct 2026 07:28:00 GMT",
            },
            30,
        ),
        (
            {
                "Retry_After": "Wed, 21 Oct 2026 07:27:00 GMT",
                "Date": "Wed, 21 Oct 2026 07:28:00 GMT",
            },
            0,
        ),
        ({"Retry_After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0),
        ({"Retry_After": "soon"}, 0),
        ({"Retry_After": "²"}, 0),
        ({}, 0),
    ],
)
def test_what_a_platform_asks_for(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(answer(**headers)) == seconds


def test_the_pauses_grow_to_a_bound_and_end(
    line: Backoff, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "uniform", lambda low, high: high)
    totals = []
    with pytest.raises(PlatformFailed):
        for _ in range(ATTEMPTS):
            line.failed(FAILURE)
            totals.append(round(sum(pauses), 3))
            pauses.clear()
    assert totals == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]


def test_only_going_on_further_than_ever_brings_the_attempts_back(line: Backoff) -> None:
    for done in range(1, 3 * ATTEMPTS):
        line.failed(FAILURE)
        line.progressed(done, None)
    with pytest.raises(PlatformFailed):
        for _ in range(ATTEMPTS):
            line.failed(FAILURE)
            line.progressed(1, None)


def test_a_wish_is_kept_unless_it_is_for_another_day(
    line: Backoff, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "uniform", lambda low, high: 0.0)
    line.failed(FAILURE, answer(Retry_After="5"))
    assert sum(pauses) == pytest.approx(5)
    with pytest.raises(PlatformFailed):
        line.failed(FAILURE, answer(Retry_After="86400"))


def test_a_pause_can_be_cancelled(sandbox: Sandbox, profile: Profile) -> None:
    job = Job()
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        job.cancel()

    line = Backoff(Transport(profile, sandbox.profile.parent), job, sleep)
    with pytest.raises(Cancelled):
        line.failed(FAILURE, answer(Retry_After="60"))
    assert len(naps) == 1


def test_a_busy_platform_is_asked_again(
    sandbox: Sandbox, line: Backoff, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = Transport.call
    busy = [503, 429]

    def call(self: Transport, method: str, path: str, **options: object) -> requests.Response:
        response = real(self, method, path, **options)  # type: ignore[arg-type]
        if busy:
            response.status_code = busy.pop()
        return response

    monkeypatch.setattr(Transport, "call", call)
    assert line.call("GET", "catalog").status_code == 200
