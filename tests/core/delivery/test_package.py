"""The sealed package: nothing of it can change unseen."""

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.delivery import archive
from app.core.delivery import package as packaging
from app.core.delivery.package import MAGIC
from app.core.errors import ChainBroken
from app.core.jobs import Job
from app.core.model import PackedFile
from app.core.trust import canonical
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
