"""Zip archives: what is refused before it is inflated, and damage."""

import struct
import zipfile
from pathlib import Path

import pytest

from app.core.errors import FileTooLarge, FileUnreadable
from app.core.intake import archive
from app.core.intake.archive import check_archive, part_blocks, part_names, part_size
from app.core.intake.content import Held


def zipped(folder: Path, **parts: bytes) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, data in parts.items():
            whole.writestr(name, data)
    return path


def test_parts_are_read_in_blocks(tmp_path: Path) -> None:
    data = bytes(range(256)) * 4000
    path = zipped(tmp_path, a=data, b=b"")
    check_archive(path)
    blocks = list(part_blocks(path, "a"))
    assert (b"".join(blocks), len(blocks) > 1) == (data, True)
    assert (list(part_blocks(path, "b")), part_names(path)) == ([], {"a", "b"})
    assert part_size(path, "a") == len(data)
    held = Held("b.zip", path.read_bytes())
    assert b"".join(part_blocks(held, "a")) == data


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_PART", 999), ("MAX_TOTAL", 1500), ("MAX_ENTRIES", 1)]
)
def test_limits(limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path, a=bytes(1000), b=bytes(1000))
    check_archive(path)
    monkeypatch.setattr(archive, limit, value)
    with pytest.raises(FileTooLarge):
        check_archive(path)


def test_bomb(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        check_archive(zipped(tmp_path, a=bytes(11_000_000)))


def test_missing_part(tmp_path: Path) -> None:
    path = zipped(tmp_path, a=b"1")
    with pytest.raises(FileUnreadable):
        list(part_blocks(path, "b"))
    with pytest.raises(FileUnreadable):
        part_size(path, "b")


def test_every_cut_and_flip_is_refused_or_harmless(tmp_path: Path) -> None:
    data = bytes(range(256)) * 4
    whole = zipped(tmp_path, a=data).read_bytes()
    for at in range(4, len(whole), 3):
        flipped = bytearray(whole)
        flipped[at] ^= 0xFF
        for damaged in (whole[:at], bytes(flipped)):
            held = Held("a.zip", damaged)
            try:
                check_archive(held)
                assert b"".join(part_blocks(held, "a")) == data
            except (FileUnreadable, FileTooLarge) as error:
                assert error.params["name"] == "a.zip"


def test_part_longer_than_declared(tmp_path: Path) -> None:
    whole = bytearray(zipped(tmp_path, a=bytes(1000)).read_bytes())
    entry = whole.rfind(b"PK\x01\x02")
    whole[entry + 24 : entry + 28] = struct.pack("<I", 10)
    with pytest.raises(FileUnreadable):
        list(part_blocks(Held("a.zip", bytes(whole)), "a"))


def test_a_part_whose_sum_differs_is_damaged(tmp_path: Path) -> None:
    """Other programs show what such a part holds, right or wrong."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("a", b"12,5")
        sound = struct.pack("<I", whole.getinfo("a").CRC)
    path.write_bytes(path.read_bytes().replace(sound, bytes(4)))
    with pytest.raises(FileUnreadable) as caught:
        list(part_blocks(path, "a"))
    assert "已损坏" in caught.value.told("zh")
