"""Who may ask and who may answer."""

import pytest

from app.core.errors import RoleRefused, SamePerson
from app.core.model import Kind, Verdict
from app.core.signoff.verdict import give_verdict, request_review
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity

CLERK = Identity.new("张敏", "001", "clerk", "")
REVIEWER = Identity.new("李静", "002", "reviewer", "")
LINKS = canonical.chain({Kind.SOURCE: "0" * 64})
AT = "2026-01-01"
WEIGHED = "c" * 64


def test_a_verdict_answers_exactly_its_request() -> None:
    request = request_review("R0001", LINKS, ("001", "003"), CLERK, AT)
    verdict = give_verdict(request, WEIGHED, "需报审", "保密法第三十五条", "数量较大", REVIEWER, AT)
    statement = dsse.verify(verdict, Verdict, "verdict", (REVIEWER.card,))
    assert (statement.request, statement.convergence) == (canonical.digest(request), WEIGHED)
    assert (statement.links, statement.opinion, statement.reason) == (LINKS, "需报审", "数量较大")


def test_only_clerks_ask_and_only_reviewers_answer() -> None:
    with pytest.raises(RoleRefused):
        request_review("R0001", LINKS, (), REVIEWER, AT)
    with pytest.raises(RoleRefused):
        give_verdict(
            request_review("R0001", LINKS, ("001", "003"), CLERK, AT),
            WEIGHED,
            "公开",
            "",
            "",
            CLERK,
            AT,
        )


def test_one_person_with_two_keys_is_still_one_person() -> None:
    for person in ("001", " 001\u3000", "００１", "003"):
        second = Identity.new("张敏", person, "reviewer", "")
        with pytest.raises(SamePerson):
            give_verdict(
                request_review("R0001", LINKS, ("001", "003"), CLERK, AT),
                WEIGHED,
                "公开",
                "",
                "",
                second,
                AT,
            )
