"""Packages in parts: any content, any size of part, and no part that is not the one."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery import parts
from app.core.errors import ChainBroken
from app.core.jobs import Job
from app.core.trust import canonical


def laid_out(folder: Path, content: bytes, size: int) -> Path:
    """The parts of ``content`` as a letterbox holds them; their index."""
    source = folder / "source"
    source.write_bytes(content)
    digest = canonical.digest_file(source)
    slices = parts.cut(source, size)
    index = parts.index_of("p.gkp", digest, slices)
    for part, each in zip(index.parts, slices, strict=True):
        (folder / part.name).write_bytes(b"".join(each.chunks()))
    file = folder / f"p.gkp{parts.INDEX}"
    file.write_bytes(canonical.encode(index))
    return file


@given(st.binary(max_size=300), st.integers(1, 120))
def test_what_is_cut_is_whole_again(content: bytes, size: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = parts.join(laid_out(folder, content, size), folder / "whole", Job())
        assert (folder / "whole").read_bytes() == content
        assert index.size == len(content)
        assert all(part.size <= size for part in index.parts)


@given(st.binary(min_size=1, max_size=200), st.integers(1, 90), st.data())
def test_no_changed_byte_passes(content: bytes, size: int, data: st.DataObject) -> None:
    """In any part or in the index, one bit, a byte less or a byte more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = laid_out(folder, content, size)
        files = sorted(folder.glob("p.gkp.*"))
        file = data.draw(st.sampled_from(files))
        old = file.read_bytes()
        at = data.draw(st.integers(0, len(old) - 1))
        flipped = old[:at] + bytes([old[at] ^ (1 << data.draw(st.integers(0, 7)))]) + old[at + 1 :]
        file.write_bytes(data.draw(st.sampled_from([flipped, old[:-1], old + b"x"])))
        with pytest.raises(ChainBroken):
            parts.join(index, folder / "whole", Job())
        assert not (folder / "whole").exists()


def test_a_slice_may_be_read_from_within(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(bytes(range(100)))
    piece = parts.Slice(file, 10, 20)
    assert b"".join(piece.chunks(5)) == bytes(range(15, 30))
