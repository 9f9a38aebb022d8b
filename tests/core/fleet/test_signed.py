"""A pack in its envelope: who signs, what follows what, and what a changed byte does."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import RoleRefused
from app.core.fleet import signed
from app.core.fleet.errors import PolicyInvalid, PolicyNewer, PolicyOlder
from app.core.model import Envelope
from app.core.trust import canonical, dsse
from app.core.trust.roles import draft
from tests.authorities import END, person
from tests.authorities import signed as signed_by
from tests.policies import AT, BUREAU, Bureau

MAY = "2026-05-01T00:00:00+00:00"
BUREAU_ = Bureau()
SIGNED = canonical.encode(BUREAU_.sign(BUREAU_.pack(settings={"language": "en"})))


def test_enough_administrators_sign_and_are_named(bureau: Bureau) -> None:
    pack = bureau.pack(3, settings={"retention_days": 90}, locked=("retention_days",))
    envelope = signed.unsigned(pack)
    assert signed.missing(envelope) == 2
    envelope = signed.sign(envelope, bureau.admins[2])
    assert signed.missing(envelope) == 1
    with pytest.raises(PolicyInvalid, match="too few"):
        signed.open_pack(canonical.encode(envelope))
    envelope = signed.sign(signed.sign(envelope, bureau.admins[2]), bureau.admins[0])
    opened = signed.open_pack(canonical.encode(envelope))
    assert opened.pack == pack
    assert [card.person for card in opened.signers] == ["911", "913"]


def test_nobody_else_signs(bureau: Bureau) -> None:
    envelope = signed.unsigned(bureau.pack())
    for stranger in (person("911", "admin", BUREAU), person("001", "clerk", BUREAU)):
        with pytest.raises(RoleRefused):
            signed.sign(envelope, stranger)
        forged = dsse.cosign(dsse.cosign(envelope, bureau.admins[0]), stranger)
        with pytest.raises(PolicyInvalid):
            signed.open_pack(canonical.encode(forged))


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_no_byte_of_a_file_is_free(place: int, change: int) -> None:
    changed = bytearray(SIGNED)
    changed[place] ^= change
    with pytest.raises(PolicyInvalid):
        signed.open_pack(bytes(changed))


@given(st.integers(0, len(SIGNED) - 1))
def test_nor_is_a_part_of_it_a_pack(end: int) -> None:
    with pytest.raises(PolicyInvalid):
        signed.open_pack(SIGNED[:end])


@pytest.mark.parametrize(
    "parts",
    [
        {"expires": AT},
        {"expires": "soon"},
        {"expires": "2026-04-01T00:00:00"},
        {"locked": ("language",)},
        {"locked": ("weather",)},
        {"settings": {"upload_platform": "province"}},
        {"organisation": "别的单位"},
    ],
)
def test_a_pack_with_a_flaw_is_not_drafted(bureau: Bureau, parts: dict[str, Any]) -> None:
    with pytest.raises(PolicyInvalid):
        signed.unsigned(bureau.pack(**parts))


def test_versions_only_grow(bureau: Bureau) -> None:
    first, second = (opened(bureau, bureau.pack(version)) for version in (1, 2))
    second.follows(first)
    second.follows(second)
    with pytest.raises(PolicyOlder):
        first.follows(second)
    other = opened(bureau, bureau.pack(2, settings={"language": "en"}))
    with pytest.raises(PolicyOlder, match="no newer"):
        other.follows(second)


def test_another_bureau_does_not_follow(bureau: Bureau) -> None:
    stranger = Bureau()  # of the same name, with keys of its own
    with pytest.raises(PolicyInvalid, match="follow"):
        opened(stranger, stranger.pack(2)).follows(opened(bureau, bureau.pack(1)))


def test_administrators_change_with_a_pack_alone(bureau: Bureau) -> None:
    fresh = person("914", "admin", BUREAU)
    change = draft.issue(fresh.card, MAY, END)
    roles = bureau.signed_roles(draft.revise(bureau.document, MAY, change))
    leaves = draft.remove(bureau.admins[0].card)
    roles = draft.revise(roles, "2026-06-01T00:00:00+00:00", leaves)
    roles = signed_by(roles, *bureau.admins[1:])
    later = bureau.pack(2, roles, at="2026-07-01T00:00:00+00:00")
    envelope = bureau.sign(later, fresh, bureau.admins[1])
    signed.open_pack(canonical.encode(envelope)).follows(opened(bureau, bureau.pack(1)))
    with pytest.raises(RoleRefused):
        signed.sign(signed.unsigned(later), bureau.admins[0])


def test_one_of_a_later_program_is_told_apart(bureau: Bureau) -> None:
    envelope = bureau.sign(bureau.pack())
    statement = json.loads(base64.b64decode(envelope.payload))
    statement["predicate"] |= {"schema": 2, "novelty": True}
    payload = base64.b64encode(canonical.encode(statement)).decode()
    later: Envelope = replace(envelope, payload=payload)
    with pytest.raises(PolicyNewer):
        signed.open_pack(canonical.encode(later))


def opened(bureau: Bureau, pack: Any) -> signed.Opened:
    return signed.open_pack(canonical.encode(bureau.sign(pack)))
