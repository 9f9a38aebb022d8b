"""Files as readers see them."""

from pathlib import Path

from app.core.intake.content import Content, Held


def read_twice(content: Content) -> tuple[bytes, bytes]:
    with content.open("rb") as one, content.open("rb") as other:
        return one.read(2), other.read()


def test_held_bytes_and_a_path_are_alike(tmp_path: Path) -> None:
    path = tmp_path / "名录.xlsx"
    path.write_bytes(b"abcd")
    held = Held("名录.xlsx", b"abcd")
    assert read_twice(held) == read_twice(path) == (b"ab", b"abcd")
    assert (held.name, held.stem) == (path.name, path.stem)
