"""Who may ask and who may answer."""

import pytest

from app.core.approval.persons import Person
from app.core.approval.routes import route
from app.core.approval.values import Comment, Verdict
from app.core.errors import ChainBroken, RoleRefused, SamePerson
from app.core.model import Envelope, Kind
from app.core.signoff.verdict import Said, give_verdict, request_review
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity

CLERK = Identity.new("张敏", "001", "clerk", "")
HEAD = Identity.new("王强", "004", "head", "")
REVIEWER = Identity.new("李静", "002", "reviewer", "")
LINKS = canonical.chain({Kind.SOURCE: "0" * 64})
AT = "2026-01-01"
WEIGHED = "c" * 64
YES = Said("公开", "", "", WEIGHED)


def asked(route_id: str = "one", clerk: Identity = CLERK) -> Envelope:
    return request_review(
        "R0001", LINKS, map(Person.of, ("001", "003")), route(route_id), clerk, AT
    )


def test_a_verdict_answers_exactly_its_request() -> None:
    request = asked()
    comments = (Comment("output", "住址", 3, "门牌号未隐去"),)
    said = Said("需报审", "保密法第三十五条", "数量较大", WEIGHED, comments)
    verdict = give_verdict(request, (), said, REVIEWER, AT)
    statement = dsse.verify(verdict, Verdict, "verdict", (REVIEWER.card,))
    assert (statement.request, statement.convergence) == (canonical.digest(request), WEIGHED)
    assert (statement.links, statement.opinion, statement.reason) == (LINKS, "需报审", "数量较大")
    assert (statement.level, statement.earlier, statement.comments) == (1, (), comments)


def test_only_clerks_ask_and_only_who_is_awaited_answers() -> None:
    with pytest.raises(RoleRefused) as refused:
        asked(clerk=REVIEWER)
    assert refused.value.told("en") == "Only the clerk can submit for review"
    for stranger in (CLERK, HEAD):
        with pytest.raises(RoleRefused):
            give_verdict(asked(), (), YES, stranger, AT)


def test_one_person_with_two_keys_is_still_one_person() -> None:
    for person in ("001", " 001\u3000", "００１", "003"):
        second = Identity.new("张敏", person, "reviewer", "")
        with pytest.raises(SamePerson):
            give_verdict(asked(), (), YES, second, AT)


def test_a_verdict_names_those_of_the_levels_before_it() -> None:
    request = asked("two")
    first = give_verdict(request, (), YES, HEAD, AT)
    second = dsse.verify(give_verdict(request, (first,), YES, REVIEWER, AT), Verdict, "verdict")
    assert (second.level, second.earlier) == (2, (canonical.digest(first),))


def test_two_at_one_level_sign_without_regard_to_each_other() -> None:
    request = asked("two-reviewers")
    other = Identity.new("赵云", "005", "reviewer", "")
    first = give_verdict(request, (), YES, REVIEWER, AT)
    second = dsse.verify(give_verdict(request, (first,), YES, other, AT), Verdict, "verdict")
    assert (second.level, second.earlier) == (1, ())


def test_nobody_answers_to_verdicts_on_something_else() -> None:
    foreign = give_verdict(asked("two"), (), YES, HEAD, AT)
    with pytest.raises(ChainBroken):
        give_verdict(asked("three"), (foreign,), YES, REVIEWER, AT)
