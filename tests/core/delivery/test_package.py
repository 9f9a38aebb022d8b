"""The sealed package: nothing of it can change unseen."""

import dataclasses
import io
import json
import struct
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.delivery import archive
from app.core.delivery import package as packaging
from app.core.delivery.package import MAGIC, Header
from app.core.errors import ChainBroken, SuiteRefused
from app.core.jobs import Job
from app.core.model import PackedFile, Seal
from app.core.trust import canonical, dsse, stream
from app.core.trust.identity import Identity
from app.core.trust.sealing import FIRST, SealingKey, sealings

CLERK = Identity.new("张敏", "001", "clerk", "民政局")
SUITES = sorted(sealings.all())
READER = sealings.get(FIRST).key(bytes(range(32)))
STRANGER = sealings.get(FIRST).key(bytes(32))
READERS = packaging.Readers(FIRST, (packaging.public_text(READER),))
FILES = {"a.json": b"{}", "data/data.csv": bytes(range(256)) * 700, "empty": b""}


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "p.gkp"
    contents = [
        archive.Content(
            PackedFile(name, len(data), canonical.digest_bytes([data]), "x"),
            lambda data=data: [data],
        )
        for name, data in FILES.items()
    ]
    packaging.write(path, "0" * 32, contents, READERS, CLERK, Job())
    return path


def broken_at(path: Path) -> str:
    """The link at which reading the outside breaks, or "" if it holds."""
    try:
        packaging.read_outside(path, Job())
    except ChainBroken as error:
        return str(error.params["link"])
    return ""


def inside(path: Path, key: SealingKey = READER) -> Iterator[tuple[str, bytes]]:
    outside = packaging.read_outside(path, Job())
    for member in packaging.read_inside(path, outside, key):
        yield member.name, b"".join(member.chunks)


def test_the_reader_gets_what_was_sealed(sealed: Path) -> None:
    assert dict(inside(sealed)) == FILES


@pytest.mark.parametrize("suite", SUITES)
def test_every_suite_seals_and_opens_in_one_byte_form(tmp_path: Path, suite: str) -> None:
    """Every byte of header and seal counts, and every 997th of the payload."""
    key = sealings.get(suite).key(bytes(range(32)))
    other = sealings.get(suite).key(bytes(32))
    readers = packaging.Readers(suite, tuple(map(packaging.public_text, (other, key))))
    contents = [
        packaging.measured(name, "x", lambda data=data: [data], suite)
        for name, data in FILES.items()
    ]
    path, copy = tmp_path / "p.gkp", tmp_path / "copy.gkp"
    packaging.write(path, "0" * 32, contents, readers, CLERK, Job())
    for reader in (key, other):
        assert dict(inside(path, reader)) == FILES
    stranger = sealings.get(suite).key(b"\1" * 32)
    with pytest.raises(ChainBroken, match="someone else"):
        list(inside(path, stranger))
    data = path.read_bytes()
    outside = packaging.read_outside(path, Job())
    assert (outside.seal.sm3 != "") is sealings.get(suite).sm3
    payload = range(outside.payload_at, outside.payload_at + outside.payload_size)
    for place in (p for p in range(0, len(data), 5) if p not in payload or p % 997 == 0):
        copy.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        assert broken_at(copy), place


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("named", [*SUITES, "rot13"])
def test_a_package_whose_header_names_another_suite_is_refused(
    tmp_path: Path, suite: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed anew over the lie by an insider: the reader's key still decides."""
    if suite == named:
        return
    key = sealings.get(suite).key(bytes(range(32)))
    readers = packaging.Readers(suite, (packaging.public_text(key),))
    monkeypatch.setattr(packaging, "Header", lambda suite, *rest: Header(named, *rest))
    path = tmp_path / "p.gkp"
    packaging.write(path, "0" * 32, [], readers, CLERK, Job())
    monkeypatch.undo()
    with pytest.raises(ChainBroken) as refusal:  # of another hash, the seal does not even hold
        list(inside(path, key))
    if sealings.get(suite).sm3 == (named in SUITES and sealings.get(named).sm3):
        assert isinstance(refusal.value, SuiteRefused)
    with pytest.raises(ChainBroken):
        list(inside(path, sealings.get(named if named in SUITES else FIRST).key(bytes(32))))


@pytest.mark.parametrize("suite", SUITES[:2])
def test_a_wrapped_key_is_good_for_its_package_only(suite: str) -> None:
    sealing, key = sealings.get(suite), sealings.get(suite).key(bytes(range(32)))
    wrapped = sealing.wrap(bytes(32), key.public, b"0" * 32)
    assert key.unwrap(wrapped, b"0" * 32) == bytes(32)
    with pytest.raises(ValueError, match="this key"):
        key.unwrap(wrapped, b"1" * 32)


def test_another_key_opens_nothing(sealed: Path) -> None:
    with pytest.raises(ChainBroken):
        list(inside(sealed, STRANGER))


def test_nothing_of_the_content_can_be_read_from_outside(sealed: Path) -> None:
    assert b"data.csv" not in sealed.read_bytes()


def test_every_flipped_byte_is_seen(sealed: Path, tmp_path: Path) -> None:
    """All bytes of header and seal, and every 97th of the payload."""
    data = sealed.read_bytes()
    outside = packaging.read_outside(sealed, Job())
    payload = range(outside.payload_at, outside.payload_at + outside.payload_size)
    places = [p for p in range(len(data)) if p not in payload or p % 97 == 0]
    copy = tmp_path / "copy.gkp"
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 0x01
        copy.write_bytes(changed)
        assert broken_at(copy), place


def test_the_broken_part_is_named(sealed: Path, tmp_path: Path) -> None:
    data = sealed.read_bytes()
    outside = packaging.read_outside(sealed, Job())
    copy = tmp_path / "copy.gkp"
    for place, link in (
        (0, "package"),
        (len(MAGIC) + 30, "header"),
        (outside.payload_at + 5, "payload"),
        (len(data) - 30, "seal"),
    ):
        changed = bytearray(data)
        changed[place] ^= 0x20
        copy.write_bytes(changed)
        assert broken_at(copy) == link


def test_a_package_cut_anywhere_that_matters_is_refused(sealed: Path, tmp_path: Path) -> None:
    """At every byte of header and seal, and about every edge of a chunk."""
    data = sealed.read_bytes()
    outside = packaging.read_outside(sealed, Job())
    start, end = outside.payload_at, outside.payload_at + outside.payload_size
    edges = (
        edge + off for edge in range(start, end, stream.CHUNK + stream.TAG) for off in (-1, 0, 1)
    )
    copy = tmp_path / "copy.gkp"
    for place in {*range(start), *edges, *range(end, len(data))}:
        copy.write_bytes(data[:place])
        assert broken_at(copy), place


@pytest.mark.parametrize("suite", SUITES)
def test_an_insider_cannot_give_old_ciphertext_a_new_number(tmp_path: Path, suite: str) -> None:
    """The wrapped key and every chunk belong to the header that they were made for."""
    key = sealings.get(suite).key(bytes(range(32)))
    content = packaging.measured("a.json", "x", lambda: [b"{}"], suite)
    path = tmp_path / "p.gkp"
    readers = packaging.Readers(suite, (packaging.public_text(key),))
    packaging.write(path, "0" * 32, [content], readers, CLERK, Job())
    outside = packaging.read_outside(path, Job())
    at, size = outside.payload_at, outside.payload_size
    payload = path.read_bytes()[at : at + size]
    header = canonical.encode(dataclasses.replace(outside.header, package="1" * 32))
    digests = packaging._Digests(header, sm3=sealings.get(suite).sm3)
    digests.update(payload)
    of_header, of_payload, _, sm3 = digests.values()
    seal = Seal("1" * 32, of_header, of_payload, size, CLERK.card, sm3)
    trailer = canonical.encode(dsse.sign(seal, CLERK))
    parts = (MAGIC, packaging._sized(header), struct.pack(">Q", size), payload)
    path.write_bytes(b"".join(parts) + packaging._sized(trailer))
    assert packaging.read_outside(path, Job()).seal == seal
    with pytest.raises(ChainBroken, match=r"unwrapped|decrypted"):
        list(inside(path, key))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.9999])
def test_a_truncated_package_is_refused(sealed: Path, tmp_path: Path, share: float) -> None:
    data = sealed.read_bytes()
    copy = tmp_path / "copy.gkp"
    copy.write_bytes(data[: int(len(data) * share)])
    assert broken_at(copy)


def test_an_appended_byte_is_refused(sealed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gkp"
    copy.write_bytes(sealed.read_bytes() + b"\0")
    assert broken_at(copy) == "seal"


def test_a_failure_while_sealing_leaves_no_file(tmp_path: Path) -> None:
    def fail() -> Iterator[bytes]:
        yield b"x"
        raise ZeroDivisionError

    content = archive.Content(PackedFile("a", 2, "", "x"), fail)
    with pytest.raises(ZeroDivisionError):
        packaging.write(tmp_path / "p.gkp", "0" * 32, [content], READERS, CLERK, Job())
    assert not list(tmp_path.iterdir())


def test_the_header_names_suite_and_recipients_only(sealed: Path) -> None:
    raw = io.BytesIO(sealed.read_bytes()[len(MAGIC) :])
    header = json.loads(raw.read(int.from_bytes(raw.read(4), "big")))
    assert set(header) == {"suite", "package", "recipients"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.GNUTYPE_SPARSE, tarfile.XHDTYPE, b"D"])
def test_only_plain_files_are_taken(
    tmp_path: Path, kind: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tarfile.TarInfo("data/data.csv")
    info.type, info.size = kind, 0
    monkeypatch.setattr(archive, "pack", lambda *_: [info.tobuf(), bytes(1024)])
    path = tmp_path / "p.gkp"
    packaging.write(path, "0" * 32, [], READERS, CLERK, Job())
    with pytest.raises(ChainBroken, match="not a file"):
        list(inside(path))


@pytest.mark.parametrize("size", [9 << 60, 600])
def test_a_member_larger_than_the_package_is_refused(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tarfile.TarInfo("data/data.csv")
    info.size = size
    monkeypatch.setattr(archive, "pack", lambda *_: [info.tobuf(tarfile.GNU_FORMAT), bytes(100)])
    path = tmp_path / "p.gkp"
    packaging.write(path, "0" * 32, [], READERS, CLERK, Job())
    with pytest.raises(ChainBroken):
        list(inside(path))


@pytest.mark.parametrize("package", ["../../x", "", "A" * 32, "0" * 33])
def test_a_number_that_is_no_number_is_refused(tmp_path: Path, package: str) -> None:
    path = tmp_path / "p.gkp"
    packaging.write(path, package, [], READERS, CLERK, Job())
    assert broken_at(path) == "header"
