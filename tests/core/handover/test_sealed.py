"""The sealed letter against who meddles with it."""

import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery.package import measured
from app.core.errors import ChainBroken, GongkaiError
from app.core.handover import address, sealed
from app.core.handover.address import SUITES, Address
from app.core.handover.errors import SenderUnknown
from app.core.handover.letter import LETTER, Letter
from app.core.jobs import Job
from app.core.model import Envelope
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.recipients import Readers, public_text
from app.core.trust.sealing import FIRST, sealings

SENDER = Identity.new("张敏", "001", "clerk", "民政局")
OTHER = Identity.new("陈晨", "009", "clerk", "民政局")
MINE, THEIRS = (sealings.get(FIRST).key(bytes([n]) * 32) for n in (1, 2))
CONTENTS = {"request.json": b"{}", "output.arrow": bytes(70_000)}


def reply_of(identity: Identity) -> Envelope:
    return dsse.sign(Address(FIRST, public_text(THEIRS), identity.card), identity)


def make(path: Path, signer: Identity = SENDER, key: object = MINE, **changes: object) -> Path:
    """A letter as the program writes it, or as an attacker who changes what it says."""
    packed = [
        measured(name, "x", lambda data=data: [data], FIRST)  # type: ignore[misc]
        for name, data in CONTENTS.items()
    ]
    public = public_text(key)  # type: ignore[arg-type]
    letter = Letter(
        "0" * 32, "request", "o" * 64, "R0001", "名单", "r" * 64, (public,),
        tuple(each.file for each in packed), (), reply_of(signer), signer.card, "2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    outside = str(changes.pop("outside", letter.id))
    kept = packed[: int(str(changes.pop("kept", len(packed))))]
    letter = dataclasses.replace(letter, **changes)  # type: ignore[arg-type]
    data = canonical.encode(dsse.sign(letter, signer))
    front = measured(LETTER, "letter", lambda: [data], FIRST)
    sealed.write(path, outside, [front, *kept], Readers(FIRST, (public,)), Job(), overwrite=True)
    return path


def read(path: Path, *keys: object) -> dict[str, bytes]:
    opened = sealed.open_letter(path, keys or (MINE,), [SENDER.card], Job())  # type: ignore[arg-type]
    return {file.name: b"".join(chunks) for file, chunks in opened.files}


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("letters") / "a.gkrequest")


def test_what_was_put_in_comes_out(letter: Path) -> None:
    assert read(letter) == CONTENTS
    assert read(letter, THEIRS, MINE) == CONTENTS


@given(data=st.data())
def test_no_bit_of_it_is_free(
    letter: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(letter.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    other = tmp_path_factory.getbasetemp() / "flipped.gkrequest"
    other.write_bytes(whole)
    with pytest.raises(ChainBroken):
        read(other)


@pytest.mark.parametrize("seed", range(20))
def test_no_end_of_it_may_be_missing(letter: Path, tmp_path: Path, seed: int) -> None:
    whole = letter.read_bytes()
    places = [
        0,
        1,
        20,
        21,
        len(whole) - 1,
        len(whole) - 16,
        random.Random(seed).randrange(len(whole)),
    ]
    for cut in places:
        (tmp_path / "cut").write_bytes(whole[:cut])
        with pytest.raises(ChainBroken):
            read(tmp_path / "cut")
    (tmp_path / "cut").write_bytes(whole + b"\0")
    with pytest.raises(ChainBroken):
        read(tmp_path / "cut")


def test_it_opens_for_nobody_else(letter: Path) -> None:
    with pytest.raises(ChainBroken, match="someone else"):
        read(letter, THEIRS)


def test_a_sender_whom_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SenderUnknown):
        read(make(tmp_path / "a", signer=OTHER))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "1" * 32},  # it was another letter
        {"receivers": (public_text(THEIRS),)},  # passed on to who was not meant
        {"receivers": (public_text(MINE), public_text(THEIRS))},
        {"reply": reply_of(OTHER)},  # answers would go to another
        {"kept": 1},  # something was left out
        {"files": ()},  # or put in
    ],
)
def test_what_it_says_of_itself_must_be_so(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(ChainBroken):
        read(make(tmp_path / "a", **changes))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_clear_answer(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.gkrequest"
    for data in (content, sealed.MAGIC + content):
        path.write_bytes(data)
        with pytest.raises(GongkaiError):
            read(path)


def test_a_card_says_the_same_code_every_time_and_another_card_another() -> None:
    codes = set()
    for suite, sealing in SUITES.items():
        one = Identity.new("李静", "002", "reviewer", "民政局", suite)
        key = public_text(sealings.get(sealing).key(bytes(32)))
        shown = {
            address.read(
                canonical.encode(dsse.sign(Address(sealing, key, one.card), one)), "card"
            ).code
            for _ in range(2)
        }
        assert len(shown) == 1
        codes |= shown | {address.read(canonical.encode(one.card), "card").code}
    assert len(codes) == 2 * len(SUITES)


def test_a_card_is_not_sealed_for_in_a_weaker_suite() -> None:
    one = Identity.new("李静", "002", "reviewer", "民政局", "sm2")
    key = public_text(sealings.get(FIRST).key(bytes(32)))
    with pytest.raises(ChainBroken, match="suites"):
        address.read(canonical.encode(dsse.sign(Address(FIRST, key, one.card), one)), "card")
