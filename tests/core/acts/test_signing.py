"""A route in a workspace, from the request to the platform."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from app.core import acts, agency
from app.core.acts import signing
from app.core.approval.round import OrganisationRefused, RoundOver, SignedBefore
from app.core.approval.routes import route
from app.core.approval.values import Comment
from app.core.errors import (
    ActRefused,
    ChainBroken,
    ParameterInvalid,
    PlatformRefused,
    PluginUnknown,
    RoleRefused,
    SamePerson,
)
from app.core.jobs import Job
from app.core.model import Card, Kind, Profile
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests import releases

OWN, OTHER = "清溪县民政局", "清溪县公安局"


@pytest.fixture
def head(ws: Workspace) -> Identity:
    return ws.new_identity("王强", "004", "head", OWN, "h")


@pytest.fixture
def leader(ws: Workspace) -> Identity:
    return ws.new_identity("吴刚", "006", "approver", OWN, "l")


@pytest.fixture
def checked(ws: Workspace, clerk: Identity, people_csv: Path, job: Job) -> str:
    return releases.checked(ws, clerk, people_csv, job)


def yes(ws: Workspace, signer: Identity, release: str, **more: Any) -> State:
    return acts.review(ws, signer, release, "公开", "条例第十三条", "", **more)


def acts_of(ws: Workspace, release: str) -> list[str]:
    return [event["act"] for event in ws.events(release)]


def test_three_levels_sign_in_order_and_the_platform_takes_it(
    ws: Workspace,
    clerk: Identity,
    head: Identity,
    reviewer: Identity,
    leader: Identity,
    checked: str,
    sandbox: Sandbox,
    profile: Profile,
    job: Job,
) -> None:
    agency.choose_route(ws, clerk, "three")
    acts.submit(ws, clerk, checked, job)
    for early in (reviewer, leader, clerk):
        with pytest.raises(RoleRefused):
            yes(ws, early, checked)
    assert yes(ws, head, checked) is State.SUBMITTED
    with pytest.raises(RoleRefused):
        yes(ws, head, checked)
    with pytest.raises(ActRefused):  # not everyone has signed
        acts.seal(ws, clerk, checked, profile, job)
    assert yes(ws, reviewer, checked) is State.SUBMITTED
    assert yes(ws, leader, checked) is State.APPROVED
    assert acts_of(ws, checked)[-3:] == ["endorse", "endorse", "approve"]
    cards: tuple[Card, ...] = tuple(ws.identities().values())
    sandbox.platform.trust(*cards)
    sandbox.platform.demand(route("three"))
    acts.seal(ws, clerk, checked, profile, job)
    acts.deliver(ws, clerk, checked, sandbox.profile, job)
    assert ws.release(checked).state is State.DELIVERED
    assert ws.verify_log().valid


def test_the_platform_refuses_a_route_below_its_own(
    ws: Workspace,
    clerk: Identity,
    approved: str,
    sandbox: Sandbox,
    profile: Profile,
    job: Job,
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    sandbox.platform.demand(route("two"))
    acts.seal(ws, clerk, approved, profile, job)
    with pytest.raises(PlatformRefused):
        acts.deliver(ws, clerk, approved, sandbox.profile, job)


def test_a_stricter_setting_holds_for_what_is_not_sealed_yet(
    ws: Workspace, clerk: Identity, approved: str, profile: Profile, job: Job
) -> None:
    agency.choose_route(ws, clerk, "two")
    with pytest.raises(ChainBroken, match="route"):
        acts.seal(ws, clerk, approved, profile, job)


def test_two_reviewers_are_two_persons(
    ws: Workspace, clerk: Identity, reviewer: Identity, checked: str, job: Job
) -> None:
    agency.choose_route(ws, clerk, "two-reviewers")
    acts.submit(ws, clerk, checked, job)
    yes(ws, reviewer, checked)
    twin = ws.new_identity("李静（二）", "002", "reviewer", OWN, "t")
    with pytest.raises(SignedBefore):
        yes(ws, twin, checked)
    other = ws.new_identity("赵云", "005", "reviewer", OWN, "o")
    assert yes(ws, other, checked) is State.APPROVED


def test_what_was_made_together_is_signed_by_both(
    ws: Workspace, clerk: Identity, leader: Identity, reviewer: Identity, checked: str, job: Job
) -> None:
    with pytest.raises(ParameterInvalid):
        acts.submit(ws, clerk, checked, job, joint=[OWN])
    acts.submit(ws, clerk, checked, job, joint=[OTHER])
    with pytest.raises(OrganisationRefused):
        yes(ws, leader, checked)
    partner = ws.new_identity("孙明", "008", "approver", OTHER, "p")
    yes(ws, partner, checked)
    assert yes(ws, reviewer, checked) is State.APPROVED


def test_a_joint_agency_numbers_its_own_people(
    ws: Workspace, clerk: Identity, reviewer: Identity, checked: str, job: Job
) -> None:
    acts.submit(ws, clerk, checked, job, joint=[OTHER])
    name, number = clerk.card.name, clerk.card.person
    with pytest.raises(SamePerson):  # the clerk's own name and number are the clerk, wherever
        yes(ws, Identity.new(name, number, "approver", OTHER), checked)
    partner = ws.new_identity("孙明", number, "approver", OTHER, "p")
    yes(ws, partner, checked)
    assert yes(ws, reviewer, checked) is State.APPROVED
    assert ws.verify_log().valid


def test_a_doubt_goes_up_and_a_change_voids_all(
    ws: Workspace, clerk: Identity, head: Identity, reviewer: Identity, checked: str, job: Job
) -> None:
    agency.choose_route(ws, clerk, "two")
    acts.submit(ws, clerk, checked, job)
    acts.review(ws, head, checked, "需报审", "", "拿不准")
    assert ws.release(checked).state is State.SUBMITTED
    acts.compare(ws, reviewer, checked, [], job)  # another report: nobody has signed for it
    assert Kind.VERDICT not in ws.standing(checked)
    yes(ws, head, checked)
    acts.rescan(ws, clerk, checked, job)
    assert acts.answers(ws, checked) is None
    assert ws.verify_log().valid


def test_refusing_at_any_level_returns(
    ws: Workspace, clerk: Identity, head: Identity, reviewer: Identity, checked: str, job: Job
) -> None:
    agency.choose_route(ws, clerk, "two")
    acts.submit(ws, clerk, checked, job)
    yes(ws, head, checked)
    assert (
        acts.review(ws, reviewer, checked, "免于公开", "条例第十五条", "商业秘密") is State.RETURNED
    )
    given = acts.answers(ws, checked)
    assert given is not None
    assert [verdict.opinion for verdict in given.verdicts] == ["公开", "免于公开"]
    with pytest.raises(RoundOver):
        given.round.sign(given.round.signatures[0])


def test_comments_lead_to_cells_and_outlast_the_mending(
    ws: Workspace, clerk: Identity, reviewer: Identity, submitted: str, job: Job
) -> None:
    said = (Comment("output", "乡镇", 2, "名称有误"), Comment("table", "姓名", 0, "整列不应公开"))
    acts.review(ws, reviewer, submitted, "退回", "", "见批注", said)
    acts.rescan(ws, clerk, submitted, job)
    assert [remark.comment for remark in acts.remarks(ws, submitted)] == list(said)
    assert {remark.by for remark in acts.remarks(ws, submitted)} == {"李静"}
    assert "名称有误" not in str(ws.events())


@pytest.mark.parametrize(
    "comment",
    [
        Comment("output", "住址", 1, "没有这一列"),
        Comment("output", "乡镇", 4, "没有这一行"),
        Comment("output", "乡镇", -1, "没有这一行"),
        Comment("output", "乡镇", 1, " "),
    ],
)
def test_a_comment_stands_at_a_cell_that_is_there(
    ws: Workspace, reviewer: Identity, submitted: str, comment: Comment
) -> None:
    with pytest.raises(ParameterInvalid):
        acts.review(ws, reviewer, submitted, "退回", "", "见批注", [comment])
    assert ws.release(submitted).state is State.SUBMITTED


def test_who_is_awaited_since_when_and_how_late(
    ws: Workspace, reviewer: Identity, submitted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = acts.awaited(ws, submitted)
    assert waits is not None
    assert (waits.level.role, waits.organisation, waits.overdue) == ("reviewer", OWN, 0)
    later = waits.due + datetime.timedelta(days=14)
    monkeypatch.setattr(signing, "today", lambda: later)
    late = acts.awaited(ws, submitted)
    assert late is not None
    assert 5 <= late.overdue <= 14  # working days
    yes(ws, reviewer, submitted)
    assert acts.awaited(ws, submitted) is None


def test_a_route_is_set_by_name_and_the_log_tells(ws: Workspace, clerk: Identity) -> None:
    agency.choose_route(ws, clerk, "three")
    agency.choose_route(ws, clerk, "three")
    told = [event for event in ws.events() if event["act"] == "route-set"]
    assert [event["route"] for event in told] == ["three"]
    with pytest.raises(PluginUnknown):
        agency.choose_route(ws, clerk, "nine")
    assert agency.route(ws).id == "three"
