"""The Windows installer: two builds are the same bytes. What it does is tried under Wine, not here."""

import shutil
from pathlib import Path

import pytest

from installer import tree
from installer.windows import nsis


@pytest.mark.parametrize(("version", "numbers"), [("0.1.0", "0.1.0.0"), ("1.2.3.4", "1.2.3.4")])
def test_windows_wants_four_numbers(version: str, numbers: str) -> None:
    assert nsis.numbered(version) == numbers


def make(root: Path, out: Path) -> Path:
    (root / "program").mkdir(parents=True)
    (root / "program" / "LICENSE").write_text("terms", encoding="utf-8")
    tree.write_manifest(root)
    return nsis.pack(root, out, lambda step: None)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed")
def test_two_builds_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (make(tmp_path / name / "payload", tmp_path / name / "out") for name in "ab")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.skipif(
    shutil.which("x86_64-w64-mingw32-gcc") is None, reason="the cross-compiler is not installed"
)
def test_launchers_are_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        nsis.compile_launchers(tmp_path / name)
    for launcher in nsis.LAUNCHERS:
        assert (tmp_path / "a" / launcher).read_bytes() == (tmp_path / "b" / launcher).read_bytes()
