"""Writing a roles document: drafts, changes, rotation."""

import pytest

from app.core.errors import ParameterInvalid, RoleRefused
from app.core.trust.roles import draft
from app.core.trust.roles.history import RolesInvalid, open_document
from app.core.trust.roster import Roster, moment
from tests.authorities import AGENCY, END, START, agency, person, signed

MARCH, MAY, JUNE = (f"2026-{month:02d}-01T00:00:00+00:00" for month in (3, 5, 6))
OFFICE = agency()


def test_a_change_begins_a_version_and_takes_its_signatures_off() -> None:
    clerk = person("003", "clerk").card
    document = draft.revise(OFFICE.document, MARCH, draft.issue(clerk, MARCH, END))
    history, drafted, missing = draft.opened(document)
    assert history is not None and drafted is not None
    assert (history.newest.version, drafted.version, missing) == (1, 2, 2)
    document = draft.sign(document, OFFICE.admins[2])
    assert draft.opened(document)[2] == 1
    document = draft.revise(document, MAY, draft.renew(END, 3))
    assert draft.opened(document)[2] == 3
    document = signed(document, *OFFICE.admins)
    history, drafted, missing = draft.opened(document)
    assert history is not None and drafted is None and missing == 0
    assert history.newest.holder(clerk) is not None
    assert history.newest.threshold == 3
    assert open_document(document) == history


def test_signing_twice_is_signing_once() -> None:
    document = draft.revise(OFFICE.document, MARCH, draft.renew(END))
    assert draft.opened(signed(document, OFFICE.admins[0], OFFICE.admins[0]))[2] == 1


def test_who_may_not_sign_and_what_is_settled() -> None:
    document = draft.revise(OFFICE.document, MARCH, draft.renew(END))
    for stranger in (OFFICE.clerk, person("904", "admin")):
        with pytest.raises(RoleRefused):
            draft.sign(document, stranger)
    with pytest.raises(ParameterInvalid):
        draft.sign(OFFICE.document, OFFICE.admins[0])


def test_a_flaw_is_told_while_it_is_written() -> None:
    with pytest.raises(RolesInvalid):
        draft.begin(AGENCY, 2, [OFFICE.admins[0].card], START, END)
    with pytest.raises(RolesInvalid):
        draft.revise(OFFICE.document, MARCH, draft.renew(START))
    for change in (
        draft.remove(person("5", "clerk").card),
        draft.revoke(person("5", "clerk").card, MARCH, "x"),
        draft.rotate(person("5", "clerk").card, person("5", "clerk").card, MARCH),
    ):
        with pytest.raises(ParameterInvalid):
            draft.revise(OFFICE.document, MARCH, change)


def test_a_new_key_takes_the_old_ones_place_at_its_time() -> None:
    old, new = OFFICE.clerk.card, person("001", "clerk").card
    document = draft.revise(OFFICE.document, MARCH, draft.rotate(old, new, MAY))
    known = Roster((open_document(signed(document, *OFFICE.admins[1:])),), moment(JUNE))
    before = "2026-04-30T23:59:59+00:00"
    assert known.refusal(old, before) is None and known.refusal(new, before) is not None
    assert known.refusal(old, MAY) is not None and known.refusal(new, MAY) is None


def test_a_new_key_is_its_owners_in_the_same_role() -> None:
    for other in (person("003", "clerk"), person("001", "reviewer"), person("001", "clerk", "局")):
        with pytest.raises(ParameterInvalid):
            draft.rotate(OFFICE.clerk.card, other.card, MAY)


def test_a_document_without_versions_is_none() -> None:
    with pytest.raises(RolesInvalid):
        draft.opened(())
