"""Letters that are lost, doubled and reordered between a clerk and two reviewers who work apart."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.core import acts, agency
from app.core.errors import Refusal
from app.core.handover.errors import RequestOutdated
from app.core.jobs import Job
from app.core.model import Envelope, Kind
from app.core.pipeline import State
from app.core.trust import canonical
from app.core.workspace.answers import verdicts
from app.core.workspace.store import Workspace
from tests import releases
from tests.offices import Desk, acquainted, desk

REVIEWERS = st.sampled_from(["002", "005"])
CHANGES = 2


@dataclass
class Post:
    """A letter on its way, which may arrive never or many times. ``request``: which one it is about."""

    path: Path
    to: str
    request: str
    verdicts: tuple[Envelope, ...] = ()


@dataclass
class Office(RuleBasedStateMachine):
    template: Path
    people: dict[str, str]
    post: list[Post] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    standing: tuple[Envelope, ...] = ()

    def __post_init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.template.parent)) / "office"
        shutil.copytree(self.template, self.folder)
        self.desks = {}
        for person, name in self.people.items():
            ws = Workspace.open(self.folder / f"ws-{person}", "pw")
            letters = self.folder / f"letters-{person}"
            self.desks[person] = Desk(ws, ws.unlock(name, "k"), letters)
        self.clerk = self.desks["001"]
        self.seen = dict.fromkeys(self.people, -1)

    __hash__ = object.__hash__

    @initialize()
    def begin(self) -> None:
        self.requests.append(self.clerk.ws.standing("R0001")[Kind.REQUEST])

    @property
    def current(self) -> str:
        return self.requests[-1]

    @precondition(lambda self: self.clerk.ws.release("R0001").state is State.SUBMITTED)
    @rule(to=REVIEWERS)
    def ask(self, to: str) -> None:
        given = verdicts(self.clerk.ws, "R0001")
        self.post.append(Post(self.clerk.sends("R0001", self.desks[to]), to, self.current, given))

    @precondition(lambda self: self.post)
    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        """Any letter that was ever sent, again or for the first time."""
        letter = data.draw(st.sampled_from(self.post))
        to = self.desks[letter.to]
        number = self.requests.index(letter.request)
        try:
            taken = to.takes(letter.path)
        except RequestOutdated:
            assert number < self.seen[letter.to]
            return
        if letter.to != "001":
            assert number >= self.seen[letter.to]
            assert taken.fresh == (number > self.seen[letter.to])
            self.seen[letter.to] = number
            return
        if letter.request != self.current:
            assert not taken.merged.taken
            return
        told = {canonical.digest(envelope) for envelope in letter.verdicts}
        now = {canonical.digest(envelope) for envelope in verdicts(self.clerk.ws, "R0001")}
        assert len(told - now) == len(taken.merged.conflicts)

    @rule(who=REVIEWERS, opinion=st.sampled_from(["公开", "公开", "退回"]))
    def sign(self, who: str, opinion: str) -> None:
        here = self.desks[who]
        if not here.ws.releases():
            return
        (release,) = here.ws.releases()
        try:
            here.says(release.id, opinion)
        except Refusal:  # signed before, or it is over
            return

    @rule(who=REVIEWERS)
    def answer(self, who: str) -> None:
        here = self.desks[who]
        for release in here.ws.releases():
            if Kind.VERDICT in here.ws.standing(release.id):
                given = verdicts(here.ws, release.id)
                about = here.ws.standing(release.id)[Kind.REQUEST]
                self.post.append(Post(here.answers(release.id), "001", about, given))

    @precondition(lambda self: len(self.requests) <= CHANGES)
    @rule()
    def change(self) -> None:
        acts.rescan(self.clerk.ws, self.clerk.who, "R0001", Job())
        releases.resubmitted(self.clerk.ws, self.clerk.who, "R0001", Job())
        self.requests.append(self.clerk.ws.standing("R0001")[Kind.REQUEST])
        self.standing = ()

    @invariant()
    def nothing_is_overwritten(self) -> None:
        now = verdicts(self.clerk.ws, "R0001")
        assert now[: len(self.standing)] == self.standing
        self.standing = now

    @invariant()
    def what_stands_is_one_answer_a_person_to_what_stands(self) -> None:
        given = acts.answers(self.clerk.ws, "R0001")
        assert given is not None
        persons = [verdict.signer.person for verdict in given.verdicts]
        assert len(set(persons)) == len(persons)
        assert {verdict.request for verdict in given.verdicts} <= {self.current}
        approved = given.round.outcome == "approved"
        assert approved == (self.clerk.ws.release("R0001").state is State.APPROVED)
        assert not approved or set(persons) == {"002", "005"}

    def teardown(self) -> None:
        for one in self.desks.values():
            assert one.ws.verify_log().valid
            assert len(one.ws.releases()) <= 1
            one.ws.close()
        shutil.rmtree(self.folder.parent)


@pytest.fixture
def template(tmp_path: Path, people_csv: Path) -> Path:
    """An office of three, who know each other, and a release that two have to sign."""
    folder = tmp_path / "office"
    folder.mkdir()
    clerk = desk(folder, "张敏", "001", "clerk")
    others = desk(folder, "李静", "002", "reviewer"), desk(folder, "赵云", "005", "reviewer")
    acquainted(clerk, *others)
    agency.choose_route(clerk.ws, clerk.who, "two-reviewers")
    releases.submitted(clerk.ws, clerk.who, people_csv, Job())
    for one in (clerk, *others):
        one.ws.close()
    return folder


def test_whatever_becomes_of_letters(template: Path) -> None:
    people = {"001": "张敏", "002": "李静", "005": "赵云"}
    run_state_machine_as_test(
        lambda: Office(template, people),
        settings=settings(max_examples=10, stateful_step_count=14, deadline=None),
    )
