"""What a roles document must be to be believed, and who may sign by it. The attacks are python-tuf's."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import ChainBroken
from app.core.model import Envelope
from app.core.trust import canonical, dsse
from app.core.trust.roles import draft
from app.core.trust.roles.document import Holder, Revocation, Roles
from app.core.trust.roles.history import History, RolesInvalid, digest, open_document
from app.core.trust.roster import Roster, moment
from tests.authorities import AGENCY, END, START, Agency, agency, person, signed

MARCH, MAY, JUNE = (f"2026-{month:02d}-01T00:00:00+00:00" for month in (3, 5, 6))


@pytest.fixture(scope="module")
def office() -> Agency:
    return agency()


def roster(history: History, seen: str = JUNE) -> Roster:
    return Roster((history,), moment(seen))


def second(office: Agency, **changes: Any) -> Roles:
    """A sound second version, but for ``changes``."""
    first = open_document(office.document).newest
    return replace(first, **({"version": 2, "previous": digest(first), "at": MARCH} | changes))


def with_second(office: Agency, roles: Roles, *admins: int) -> tuple[Envelope, ...]:
    envelope = dsse.unsigned(roles)
    for number in admins or (0, 1):
        envelope = dsse.cosign(envelope, office.admins[number])
    return (*office.document, envelope)


def test_a_signed_document_vouches_for_its_cards(office: Agency) -> None:
    known = roster(open_document(office.document))
    assert office.clerk.card in known
    assert known.refusal(office.clerk.card, MAY) is None
    assert len(known) == 5 == len(list(known))


def test_strangers_and_times_outside_do_not_count(office: Agency) -> None:
    known = roster(open_document(office.document))
    stranger = person("777", "clerk").card
    assert stranger not in known
    for card, at in (
        (stranger, MAY),
        (person("001", "clerk", "别的局").card, MAY),
        (office.clerk.card, "2025-12-31T23:59:59+00:00"),
        (office.clerk.card, "2026-06-01T00:11:00+00:00"),
        (office.clerk.card, "someday"),
        (office.clerk.card, "2026-05-01T00:00:00"),
    ):
        assert known.refusal(card, at) is not None
    late = roster(open_document(office.document), "2028-01-01T00:00:00+00:00")
    assert late.refusal(office.clerk.card, END) is not None
    assert late.refusal(office.clerk.card, MAY) is None


@pytest.mark.parametrize(
    "admins", [(), (0,), (0, 0)], ids=["nobody", "one of two", "one of them twice"]
)
def test_too_few_signatures(office: Agency, admins: tuple[int, ...]) -> None:
    unsigned = (replace(office.document[0], signatures=()),)
    signatures = signed(unsigned, *(office.admins[n] for n in admins))
    with pytest.raises(RolesInvalid):
        open_document(signatures)


def test_two_cards_of_one_person_are_one_signature(office: Agency) -> None:
    first, twin, third = person("901", "admin"), person("901", "admin"), person("903", "admin")
    cards = [each.card for each in (first, twin, third)]
    document = draft.begin(AGENCY, 2, cards, START, END)
    with pytest.raises(RolesInvalid):
        open_document(signed(document, first, twin))
    assert open_document(signed(document, first, third)).newest.version == 1


ATTACKS: dict[str, dict[str, Any]] = {
    "rollback": {"version": 1},
    "skipped version": {"version": 3},
    "mix and match": {"previous": "0" * 64},
    "no predecessor": {"previous": ""},
    "another agency": {"organisation": "别的局"},
    "dated back": {"at": "2025-06-01T00:00:00+00:00"},
    "same time": {"at": START},
    "expired at birth": {"expires": MARCH},
    "no threshold": {"threshold": 0},
    "more than there are": {"threshold": 4},
    "no time": {"at": "soon"},
    "no zone": {"expires": "2027-01-01T00:00:00"},
    "nobody": {"holders": ()},
}


@pytest.mark.parametrize("changes", ATTACKS.values(), ids=ATTACKS)
def test_a_version_that_does_not_follow(office: Agency, changes: dict[str, Any]) -> None:
    with pytest.raises(RolesInvalid):
        open_document(with_second(office, second(office, **changes), 0, 1, 2))


def test_the_sound_version_that_those_attacks_change_is_taken(office: Agency) -> None:
    assert open_document(with_second(office, second(office))).newest.version == 2


def test_a_key_twice_a_stranger_a_platform_and_an_empty_span(office: Agency) -> None:
    first = open_document(office.document).newest
    for card, since, until in (
        (replace_name(office), START, END),
        (person("005", "clerk", "别的局").card, START, END),
        (person("005", "platform").card, START, END),
        (person("005", "clerk").card, MAY, MAY),
    ):
        holders = (*first.holders, Holder(card, since, until))
        with pytest.raises(RolesInvalid):
            open_document(with_second(office, second(office, holders=holders)))


def replace_name(office: Agency) -> Any:
    card = office.clerk.card
    return type(card)("另名", card.person, card.role, card.organisation, card.key)


def test_the_old_administrators_must_agree_and_the_new_ones_too(office: Agency) -> None:
    """Else whoever writes a version could name its own judges (TUF 5.3.4)."""
    usurpers = [person(number, "admin") for number in ("911", "912")]
    holders = tuple(Holder(each.card, START, END) for each in usurpers)
    taken_over = dsse.unsigned(second(office, holders=holders))
    for each in usurpers:
        taken_over = dsse.cosign(taken_over, each)
    with pytest.raises(RolesInvalid):
        open_document((*office.document, taken_over))
    for each in office.admins[:1]:
        taken_over = dsse.cosign(taken_over, each)
    with pytest.raises(RolesInvalid):
        open_document((*office.document, taken_over))
    handed_over = dsse.cosign(taken_over, office.admins[1])
    assert open_document((*office.document, handed_over)).newest.version == 2


def test_who_is_no_administrator_spoils_a_version(office: Agency) -> None:
    spoiled = dsse.cosign(dsse.unsigned(second(office)), office.clerk)
    with pytest.raises(ChainBroken):
        open_document((*office.document, spoiled))


def test_a_revoked_administrator_does_not_count_for_the_version_that_says_so(
    office: Agency,
) -> None:
    first = open_document(office.document).newest
    gone = draft.revoke(office.admins[0].card, MARCH, "丢失")(first).revoked
    with pytest.raises(RolesInvalid):
        open_document(with_second(office, second(office, revoked=gone), 0, 1))
    assert open_document(with_second(office, second(office, revoked=gone), 1, 2))


def test_a_revocation_is_never_forgotten(office: Agency) -> None:
    gone = (Revocation("0" * 64, MARCH, "丢失"),)
    document = with_second(office, second(office, revoked=gone))
    newest = open_document(document).newest
    third = replace(newest, version=3, previous=digest(newest), at=MAY, revoked=())
    envelope = dsse.unsigned(third)
    for admin in office.admins:
        envelope = dsse.cosign(envelope, admin)
    with pytest.raises(RolesInvalid):
        open_document((*document, envelope))


def test_a_card_that_was_removed_signs_nothing_new(office: Agency) -> None:
    first = open_document(office.document).newest
    left = draft.remove(office.clerk.card)(first).holders
    known = roster(open_document(with_second(office, second(office, holders=left))))
    assert known.refusal(office.clerk.card, "2026-02-28T00:00:00+00:00") is None
    assert known.refusal(office.clerk.card, MARCH) is not None


def test_a_revoked_card_counts_only_for_what_others_had_seen(office: Agency) -> None:
    """Its owner, or who stole it, may write any time into what it signs."""
    first = open_document(office.document).newest
    gone = draft.revoke(office.clerk.card, MARCH, "丢失")(first).revoked
    history = open_document(with_second(office, second(office, revoked=gone)))
    before, card = "2026-02-01T00:00:00+00:00", office.clerk.card
    assert roster(history, JUNE).refusal(card, before) is not None
    assert roster(history, "2026-02-02T00:00:00+00:00").refusal(card, before) is None


def test_only_what_goes_on_from_the_known_is_taken(office: Agency) -> None:
    known = open_document(office.document)
    later = open_document(with_second(office, second(office)))
    other = open_document(with_second(office, second(office, threshold=3), 0, 1, 2))
    known.goes_on(known)
    later.goes_on(known)
    for newer, older in ((known, later), (other, later), (open_document(agency().document), known)):
        with pytest.raises(RolesInvalid):
            newer.goes_on(older)


@given(st.integers(0), st.sampled_from(["payload", "sig", "keyid"]), st.data())
def test_no_bit_is_free(place: int, part: str, data: st.DataObject) -> None:
    document = json.loads(canonical.encode(OFFICE.document))
    holder = document[0] if part == "payload" else document[0]["signatures"][place % 2]
    text = holder[part]
    position = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("Aa0/").filter(lambda sign: sign != text[position]))
    holder[part] = text[:position] + other + text[position + 1 :]
    damaged = canonical.decode(json.dumps(document).encode(), tuple[Envelope, ...], "roles")
    with pytest.raises(ChainBroken):
        open_document(damaged)


OFFICE = agency()

SPOILED: list[Callable[[dict[str, str]], Any]] = [
    lambda signature: signature.update(note="x"),
    lambda signature: signature.update(sig=base64.b64encode(bytes(64)).decode()),
    lambda signature: signature.update(keyid="0" * 64),
]


@pytest.mark.parametrize("spoil", SPOILED)
def test_signatures_that_say_more_or_lie(spoil: Callable[[dict[str, str]], Any]) -> None:
    first = dict(OFFICE.document[0].signatures[0])
    spoil(first)
    others = OFFICE.document[0].signatures[1:]
    with pytest.raises(ChainBroken):
        open_document((replace(OFFICE.document[0], signatures=(first, *others)),))


def test_signatures_in_another_order_or_twice() -> None:
    one, two = OFFICE.document[0].signatures
    for signatures in ((two, one), (one, one, two)):
        with pytest.raises(ChainBroken):
            open_document((replace(OFFICE.document[0], signatures=signatures),))
    with pytest.raises(RolesInvalid):
        open_document(())
