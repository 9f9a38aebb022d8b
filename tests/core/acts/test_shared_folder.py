"""The shared folder: several computers at once, and some of them are killed."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import acts, agency
from app.core.errors import FileMissing
from app.core.handover import boxes
from app.core.handover.errors import SenderUnknown
from app.core.jobs import Job
from app.core.pipeline import State
from app.core.trust.identity import Stretching
from tests import releases
from tests.offices import OFFICE, Desk, acquainted, desk


@pytest.fixture
def desks(tmp_path: Path, people_csv: Path) -> Iterator[tuple[Desk, Desk, Desk]]:
    """A clerk with a submitted release that two have to sign, and these two; they know each other."""
    clerk = desk(tmp_path, "张敏", "001", "clerk")
    others = desk(tmp_path, "李静", "002", "reviewer"), desk(tmp_path, "赵云", "005", "reviewer")
    acquainted(clerk, *others)
    agency.choose_route(clerk.ws, clerk.who, "two-reviewers")
    releases.submitted(clerk.ws, clerk.who, people_csv, Job())
    yield clerk, *others
    for one in (clerk, *others):
        one.ws.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


def sync(one: Desk, shared: Path) -> acts.Synced:
    return acts.sync(one.ws, one.who, shared, Job())


def left_in(shared: Path) -> list[Path]:
    return [path for path in shared.rglob("*") if path.is_file()]


def test_names_in_the_folder_tell_nothing(desks: tuple[Desk, Desk, Desk], shared: Path) -> None:
    clerk, first, _ = desks
    acts.assign(clerk.ws, clerk.who, "R0001", [first.card])
    sync(clerk, shared)
    (letter,) = left_in(shared)
    told = str(letter.relative_to(shared))
    for text in ("李静", "张敏", OFFICE, "R0001", "people", "002", first.card[:8], "request"):
        assert text not in told
    assert b"request" not in letter.read_bytes()[:200]


def test_two_reviewers_at_once_and_the_clerk_meanwhile(
    desks: tuple[Desk, Desk, Desk], shared: Path
) -> None:
    clerk, *reviewers = desks
    acts.assign(clerk.ws, clerk.who, "R0001", [one.card for one in reviewers])
    assert len(sync(clerk, shared).sent) == 2

    def work(one: Desk) -> None:
        (taken,) = sync(one, shared).received
        one.says(taken.release)
        sync(one, shared)

    threads = [threading.Thread(target=work, args=(one,)) for one in reviewers]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        sync(clerk, shared)
    for thread in threads:
        thread.join()
    sync(clerk, shared)
    assert clerk.ws.release("R0001").state is State.APPROVED
    assert acts.conflicts(clerk.ws, "R0001") == ()
    for one in desks:
        sync(one, shared)  # what the other has signed meanwhile is known to the clerk only
        assert one.ws.verify_log().valid
    assert left_in(shared) == []


def test_a_letter_of_a_stranger_stays_until_the_card_is_compared(
    tmp_path: Path, desks: tuple[Desk, Desk, Desk], shared: Path
) -> None:
    clerk = desks[0]
    new = desk(tmp_path, "孙明", "008", "reviewer")
    clerk.knows(new)
    acts.assign(clerk.ws, clerk.who, "R0001", [new.card])
    sync(clerk, shared)
    for _ in range(2):
        (refused,) = sync(new, shared).refused
        assert isinstance(refused.reason, SenderUnknown)
    new.knows(clerk)
    assert len(sync(new, shared).received) == 1
    assert left_in(shared) == []
    new.ws.close()


def test_what_is_broken_stays_and_stops_nothing_else(
    desks: tuple[Desk, Desk, Desk], shared: Path
) -> None:
    clerk, first, _ = desks
    acts.assign(clerk.ws, clerk.who, "R0001", [first.card])
    sync(clerk, shared)
    (letter,) = left_in(shared)
    (letter.parent / "0.letter").write_bytes(letter.read_bytes()[:-9])
    (letter.parent / "1.letter.part").write_bytes(b"half")
    done = sync(first, shared)
    assert (len(done.received), [each.name for each in done.refused]) == (1, ["0.letter"])


def test_a_folder_that_is_not_there_is_said_so(
    desks: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    with pytest.raises(FileMissing):
        sync(desks[0], tmp_path / "unplugged")


DIE = """
import os, signal, sys
from pathlib import Path
from app.core import acts
from app.core.acts import shared_folder
from app.core.handover import boxes
from app.core.jobs import Job
from app.core.trust.identity import Stretching
from app.core.workspace.store import Workspace
Stretching.MEMORY, Stretching.ITERATIONS = 64, 1
folder, name, shared, place = sys.argv[1:]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if place == "before-post":
    boxes.post = die
elif place == "after-post":
    shared_folder.note_sent = die
elif place == "after-filing":
    filed = shared_folder.take_over
    shared_folder.take_over = lambda *given: (filed(*given), die())
with Workspace.open(Path(folder), "pw") as ws:
    acts.sync(ws, ws.unlock(name, "k"), Path(shared), Job())
"""


def killed(one: Desk, shared: Path, place: str) -> Desk:
    """A sync that dies at a named place; returns the desk as it is found afterwards."""
    one.ws.close()
    name = one.who.card.name
    call = [sys.executable, "-c", DIE, str(one.ws.folder), name, str(shared), place]
    assert subprocess.run(call, check=False).returncode == -signal.SIGKILL
    ws = one.ws.open(one.ws.folder, "pw")
    return Desk(ws, ws.unlock(name, "k"), one.folder)


def test_killed_anywhere_nothing_is_lost_and_nothing_twice(
    desks: tuple[Desk, Desk, Desk], shared: Path
) -> None:
    assert Stretching.MEMORY == 64  # as in the killed process
    clerk, first, _ = desks
    acts.assign(clerk.ws, clerk.who, "R0001", [first.card])
    clerk = killed(clerk, shared, "before-post")
    assert left_in(shared) == []
    clerk = killed(clerk, shared, "after-post")
    assert len(left_in(shared)) == 1
    assert len(sync(clerk, shared).sent) == 1
    first = killed(first, shared, "after-filing")
    assert len(first.ws.releases()) == 1
    again = sync(first, shared)
    assert [taken.fresh for taken in again.received] == [False, False]
    assert len(first.ws.releases()) == 1
    first.says(first.ws.releases()[0].id)
    assert len(sync(first, shared).sent) == 1
    assert [len(taken.merged.taken) for taken in sync(clerk, shared).received] == [1]
    for one in (clerk, first):
        assert one.ws.verify_log().valid
        one.ws.close()


def test_boxes_are_of_keys() -> None:
    assert boxes.box_of("a") != boxes.box_of("b")
    assert len(boxes.box_of("a")) == 32
