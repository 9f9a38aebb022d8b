"""All-or-nothing files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import OutputExists, OutputUnwritable
from app.core.files import atomic_folder, write_atomically


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    write_atomically(path, [b"a", b"b"])
    assert path.read_bytes() == b"ab"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_content_and_no_scraps(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_atomically(path, fail())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(OutputExists):
        write_atomically(path, [b"new"], overwrite=False)


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputUnwritable):
        write_atomically(tmp_path / "file" / "a.txt", [b"x"])


def test_a_private_file_is_its_owners_only(tmp_path: Path) -> None:
    write_atomically(tmp_path / "k", [b"x"], private=True)
    assert (tmp_path / "k").stat().st_mode & 0o077 == 0 or tmp_path.drive


def test_a_folder_stands_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), atomic_folder(tmp_path / "out") as part:
        (part / "a").write_text("1")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with atomic_folder(tmp_path / "out") as part:
        (part / "a").write_text("1")
    assert (tmp_path / "out" / "a").read_text() == "1"
    with pytest.raises(OutputExists), atomic_folder(tmp_path / "out"):
        pass
