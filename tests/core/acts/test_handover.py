"""A release goes to a reviewer's computer and comes back signed."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import acts, agency
from app.core.acts.originals_policy import OriginalsStay
from app.core.errors import ChainBroken, GongkaiError, RoleRefused, SamePerson
from app.core.handover.errors import (
    CodeMissing,
    CodeWrong,
    RequestChanged,
    RequestOutdated,
    SenderUnknown,
)
from app.core.jobs import Job
from app.core.model import Findings, Kind, Profile
from app.core.pipeline import State
from app.core.workspace import retention
from app.core.workspace.errors import ContentShredded, ContentWithheld, OriginalsNeeded
from app.sandbox.server import Sandbox
from tests import releases
from tests.offices import OFFICE, Desk, acquainted, desk


@pytest.fixture
def clerk_desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path, "张敏", "001", "clerk")
    yield made
    made.ws.close()


@pytest.fixture
def reviewer_desk(tmp_path: Path, clerk_desk: Desk) -> Iterator[Desk]:
    made = desk(tmp_path, "李静", "002", "reviewer")
    acquainted(clerk_desk, made)
    yield made
    made.ws.close()


@pytest.fixture
def asked(clerk_desk: Desk, people_csv: Path, job: Job) -> str:
    """A release at the clerk's that waits for its reviewer."""
    return releases.submitted(clerk_desk.ws, clerk_desk.who, people_csv, job)


def logs_hold(*desks: Desk) -> bool:
    return all(one.ws.verify_log().valid for one in desks)


def test_there_signed_and_back(
    clerk_desk: Desk,
    reviewer_desk: Desk,
    asked: str,
    sandbox: Sandbox,
    profile: Profile,
    job: Job,
) -> None:
    taken = reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk))
    here = taken.release
    assert taken.fresh
    assert set(taken.on_word) == {Kind.SOURCE, Kind.TABLE}
    assert Kind.OUTPUT in taken.proven
    assert acts.with_whom(clerk_desk.ws, asked) == (reviewer_desk.who.card,)
    # everything that the signed chain names is the same on both computers
    assert reviewer_desk.ws.standing(here) == clerk_desk.ws.standing(asked)
    assert reviewer_desk.ws.load(here, Kind.FINDINGS, Findings) == clerk_desk.ws.load(
        asked, Kind.FINDINGS, Findings
    )
    assert reviewer_desk.ws.load_table(here, Kind.OUTPUT).columns
    with pytest.raises(ContentWithheld):
        reviewer_desk.ws.load_table(here, Kind.TABLE)
    assert acts.compare(reviewer_desk.ws, reviewer_desk.who, here, [], job)
    reviewer_desk.says(here)
    back = clerk_desk.takes(reviewer_desk.answers(here))
    assert [verdict.opinion for verdict in back.merged.taken] == ["公开"]
    assert clerk_desk.ws.release(asked).state is State.APPROVED
    assert acts.with_whom(clerk_desk.ws, asked) == ()
    assert logs_hold(clerk_desk, reviewer_desk)
    # and the platform takes it
    sandbox.platform.trust(clerk_desk.who.card, reviewer_desk.who.card)
    acts.seal(clerk_desk.ws, clerk_desk.who, asked, profile, job)
    acts.deliver(clerk_desk.ws, clerk_desk.who, asked, sandbox.profile, job)
    assert clerk_desk.ws.release(asked).state is State.DELIVERED
    assert logs_hold(clerk_desk)


def test_the_original_goes_where_it_is_asked_for(
    clerk_desk: Desk, reviewer_desk: Desk, asked: str, people_csv: Path
) -> None:
    taken = reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk, original=True))
    assert taken.on_word == ()
    files = {name: b"".join(each) for name, each in reviewer_desk.ws.originals(taken.release)}
    assert files == {people_csv.name: people_csv.read_bytes()}
    theirs = clerk_desk.ws.load_table(asked, Kind.TABLE)
    assert reviewer_desk.ws.load_table(taken.release, Kind.TABLE) == theirs


def test_by_the_agencys_policy_the_original_stays_or_goes(
    clerk_desk: Desk, reviewer_desk: Desk, asked: str, tmp_path: Path
) -> None:
    ws, who = clerk_desk.ws, clerk_desk.who
    (tmp_path / "share").mkdir()
    acts.assign(ws, who, asked, [reviewer_desk.card], original=True)
    acts.set_originals_policy(ws, who.card, "never")
    with pytest.raises(OriginalsStay):
        clerk_desk.sends(asked, reviewer_desk, original=True)
    with pytest.raises(OriginalsStay):
        acts.assign(ws, who, asked, [reviewer_desk.card], original=True)
    acts.sync(ws, who, tmp_path / "share", Job())  # what was assigned before goes without it
    assert [event["original"] for event in ws.events(asked) if event["act"] == "handed-over"] == [
        False
    ]
    acts.set_originals_policy(ws, who.card, "always")
    assert reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk)).on_word == ()


def test_received_originals_go_once_they_are_answered(
    clerk_desk: Desk, reviewer_desk: Desk, asked: str
) -> None:
    ws = reviewer_desk.ws
    retention.set_retention(ws, reviewer_desk.who.card, 3, "received")
    here = reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk, original=True)).release
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=4)
    reviewer_desk.says(here)
    assert retention.due(ws, later) == ()
    with pytest.raises(OriginalsNeeded):
        retention.shred(ws, reviewer_desk.who.card, here)
    verdict = reviewer_desk.answers(here)
    assert retention.due(ws, later - datetime.timedelta(days=2)) == ()
    (due,) = retention.due(ws, later)
    assert (due.release, due.files) == (here, 2)
    retention.shred(ws, reviewer_desk.who.card, here)
    assert retention.due(ws, later) == ()
    with pytest.raises(ContentShredded):
        list(ws.originals(here))
    assert ws.load_front(here).columns
    assert len(clerk_desk.takes(verdict).merged.taken) == 1
    assert logs_hold(clerk_desk, reviewer_desk)


def test_what_was_withheld_is_nothing_to_shred(
    clerk_desk: Desk, reviewer_desk: Desk, asked: str
) -> None:
    ws = reviewer_desk.ws
    retention.set_retention(ws, reviewer_desk.who.card, 0, "received")
    here = reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk)).release
    reviewer_desk.says(here)
    reviewer_desk.answers(here)
    assert retention.due(ws, datetime.datetime.now(datetime.UTC)) == ()


def test_without_it_no_value_of_it_travels(
    clerk_desk: Desk, reviewer_desk: Desk, asked: str
) -> None:
    taken = reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk))
    front = reviewer_desk.ws.load_front(taken.release)
    assert front.columns == clerk_desk.ws.load_front(asked).columns
    assert "330199194912310020" not in str(front)
    assert front.profile == ()


def test_the_same_letter_twice_is_once(clerk_desk: Desk, reviewer_desk: Desk, asked: str) -> None:
    letter = clerk_desk.sends(asked, reviewer_desk)
    first, second = reviewer_desk.takes(letter), reviewer_desk.takes(letter)
    assert (second.release, second.fresh) == (first.release, False)
    reviewer_desk.says(first.release)
    verdict = reviewer_desk.answers(first.release)
    assert len(clerk_desk.takes(verdict).merged.taken) == 1
    again = clerk_desk.takes(verdict).merged
    assert (again.taken, again.known, again.conflicts) == ((), 1, ())
    # the first letter once more takes nothing back
    assert reviewer_desk.takes(letter).merged.conflicts == ()
    assert reviewer_desk.ws.release(first.release).state is State.APPROVED
    assert len(reviewer_desk.ws.releases()) == 1
    assert logs_hold(clerk_desk, reviewer_desk)


def test_a_verdict_on_what_has_changed_is_shown_and_counts_for_nothing(
    clerk_desk: Desk, reviewer_desk: Desk, asked: str, job: Job
) -> None:
    old = clerk_desk.sends(asked, reviewer_desk)
    here = reviewer_desk.takes(old).release
    reviewer_desk.says(here)
    verdict = reviewer_desk.answers(here)
    acts.rescan(clerk_desk.ws, clerk_desk.who, asked, job)
    (conflict,) = clerk_desk.takes(verdict).merged.conflicts
    assert isinstance(conflict.reason, RequestChanged)
    assert Kind.VERDICT not in clerk_desk.ws.standing(asked)
    releases.resubmitted(clerk_desk.ws, clerk_desk.who, asked, job)
    (conflict,) = clerk_desk.takes(verdict).merged.conflicts
    assert isinstance(conflict.reason, RequestChanged)
    clerk_desk.takes(verdict)  # told once
    assert len(acts.conflicts(clerk_desk.ws, asked)) == 1
    # the reviewer gets the new request in place of the old one, and the old one never again
    newer = reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk))
    assert (newer.fresh, newer.release) == (True, here)
    assert reviewer_desk.ws.release(here).state is State.SUBMITTED
    assert Kind.VERDICT not in reviewer_desk.ws.standing(here)
    with pytest.raises(RequestOutdated):
        reviewer_desk.takes(old)
    reviewer_desk.says(here)
    clerk_desk.takes(reviewer_desk.answers(here))
    assert clerk_desk.ws.release(asked).state is State.APPROVED
    assert logs_hold(clerk_desk, reviewer_desk)


def test_nobody_is_trusted_unseen(tmp_path: Path, clerk_desk: Desk, asked: str, job: Job) -> None:
    other = desk(tmp_path, "赵云", "005", "reviewer")
    file = other.address_file()
    with pytest.raises(CodeMissing):
        acts.trust_card(clerk_desk.ws, clerk_desk.who, file, "")
    with pytest.raises(CodeWrong):
        acts.trust_card(clerk_desk.ws, clerk_desk.who, file, "AAAA-BBBB-CCCC-DDDD")
    assert acts.correspondents(clerk_desk.ws) == ()
    clerk_desk.knows(other)
    letter = clerk_desk.sends(asked, other)
    with pytest.raises(SenderUnknown):
        other.takes(letter)
    assert other.ws.releases() == []
    other.knows(clerk_desk)
    assert other.takes(letter).fresh
    other.ws.close()


def test_duties_stay_apart(tmp_path: Path, clerk_desk: Desk, asked: str) -> None:
    twin = desk(tmp_path, "张敏（审查）", "001 ", "reviewer")
    acquainted(clerk_desk, twin)
    with pytest.raises(SamePerson):
        clerk_desk.sends(asked, twin)
    third = desk(tmp_path, "陈晨", "009", "clerk")
    acquainted(clerk_desk, third)
    with pytest.raises(RoleRefused):  # a clerk elsewhere has no place on the route
        third.takes(clerk_desk.sends(asked, third))
    for one in (twin, third):
        one.ws.close()


def test_a_letter_is_for_its_receivers_only(
    tmp_path: Path, clerk_desk: Desk, reviewer_desk: Desk, asked: str
) -> None:
    spy = desk(tmp_path, "赵云", "005", "reviewer")
    spy.knows(clerk_desk)
    letter = clerk_desk.sends(asked, reviewer_desk)
    with pytest.raises(ChainBroken, match="someone else"):
        spy.takes(letter)
    for text in ("张敏", "李静", OFFICE, asked, "people"):
        assert text.encode() not in letter.read_bytes()
    here = reviewer_desk.takes(letter).release
    reviewer_desk.says(here)
    with pytest.raises(ChainBroken, match="someone else"):
        spy.takes(reviewer_desk.answers(here))
    spy.ws.close()


def test_a_verdict_for_another_computer_is_not_ours(
    tmp_path: Path, clerk_desk: Desk, reviewer_desk: Desk, asked: str, people_csv: Path, job: Job
) -> None:
    other = desk(tmp_path, "陈晨", "009", "clerk")
    acquainted(other, clerk_desk, reviewer_desk)
    release = releases.submitted(other.ws, other.who, people_csv, job)
    assert release == asked  # the same id, and as good as the same data
    here = reviewer_desk.takes(other.sends(release, reviewer_desk)).release
    reviewer_desk.takes(clerk_desk.sends(asked, reviewer_desk))
    reviewer_desk.says(here)
    with pytest.raises(ChainBroken, match="someone else"):
        clerk_desk.takes(reviewer_desk.answers(here))
    assert clerk_desk.ws.release(asked).state is State.SUBMITTED
    other.ws.close()


@pytest.mark.parametrize("suite", ["p256", "sm2"])
def test_every_suite_of_cards_has_one_for_its_letters(
    tmp_path: Path, people_csv: Path, job: Job, suite: str
) -> None:
    mine = desk(tmp_path, "张敏", "001", "clerk", suite=suite)
    theirs = desk(tmp_path, "李静", "002", "reviewer", suite=suite)
    acquainted(mine, theirs)
    release = releases.submitted(mine.ws, mine.who, people_csv, job)
    here = theirs.takes(mine.sends(release, theirs)).release
    theirs.says(here)
    mine.takes(theirs.answers(here))
    assert mine.ws.release(release).state is State.APPROVED
    for one in (mine, theirs):
        one.ws.close()


def test_a_killed_receiver_has_filed_all_or_nothing(
    clerk_desk: Desk, reviewer_desk: Desk, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = clerk_desk.sends(asked, reviewer_desk)
    whole = letter.read_bytes()
    for cut in (0, 10, 60, 400, len(whole) // 2, len(whole) - 1):
        letter.write_bytes(whole[:cut])
        with pytest.raises(GongkaiError):
            reviewer_desk.takes(letter)
        assert reviewer_desk.ws.releases() == []
        assert reviewer_desk.ws.vault.names() == set()
    letter.write_bytes(whole)
    assert reviewer_desk.takes(letter).fresh


def test_several_levels_each_at_their_own_computer(
    tmp_path: Path, clerk_desk: Desk, reviewer_desk: Desk, people_csv: Path, job: Job
) -> None:
    head = desk(tmp_path, "王强", "004", "head")
    acquainted(head, clerk_desk, reviewer_desk)
    agency.choose_route(clerk_desk.ws, clerk_desk.who, "two")
    release = releases.submitted(clerk_desk.ws, clerk_desk.who, people_csv, job)
    early = clerk_desk.sends(release, head, reviewer_desk)
    at_head, at_reviewer = (one.takes(early).release for one in (head, reviewer_desk))
    with pytest.raises(RoleRefused):  # not awaited yet
        reviewer_desk.says(at_reviewer)
    head.says(at_head)
    clerk_desk.takes(head.answers(at_head))
    assert clerk_desk.ws.release(release).state is State.SUBMITTED
    taken = reviewer_desk.takes(clerk_desk.sends(release, reviewer_desk))
    assert (taken.release, taken.fresh) == (at_reviewer, False)
    assert [verdict.signer.name for verdict in taken.merged.taken] == ["王强"]
    reviewer_desk.says(at_reviewer)
    clerk_desk.takes(reviewer_desk.answers(at_reviewer))
    assert clerk_desk.ws.release(release).state is State.APPROVED
    assert logs_hold(clerk_desk, reviewer_desk, head)
    head.ws.close()
