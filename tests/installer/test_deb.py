"""The package: its dependencies are those of its files, and two builds are the same bytes."""

from pathlib import Path

import pytest

from installer import tools, tree
from installer.errors import BuildStopped
from installer.linux import deb, elf

LIBRARIES = {"libc.so.6": ["python3.13"], "libEGL.so.1": ["libQt6Gui.so.6"]}


def test_depends_names_a_package_for_every_library() -> None:
    depends = deb.depends(elf.Asked({}, LIBRARIES)).split(", ")
    assert "libc6 (>= 2.28)" in depends
    assert "libegl1" in depends
    assert "libc6" not in depends


def test_library_of_no_known_package_stops_the_build() -> None:
    with pytest.raises(BuildStopped, match=r"libnew\.so\.1 for a\.so"):
        deb.depends(elf.Asked({}, {"libnew.so.1": ["a.so"]}))


def test_glibc_above_the_floor_stops_the_build() -> None:
    elf.check_floor(elf.Asked({"old.so": (2, 28)}, {}))
    with pytest.raises(BuildStopped, match=r"new\.so \(2\.34\)"):
        elf.check_floor(elf.Asked({"old.so": (2, 28), "new.so": (2, 34)}, {}))


def test_compiled_files_tell_what_they_ask(tmp_path: Path) -> None:
    import _ssl

    (tmp_path / "text.so").write_text("no ELF")
    (tmp_path / "a.so").write_bytes(Path(_ssl.__file__).read_bytes())
    asked = elf.ask(tmp_path)
    assert list(asked.glibc) == ["a.so"]
    assert asked.glibc["a.so"] >= (2, 2)
    assert asked.libraries["libc.so.6"] == ["a.so"]


def make(root: Path, out: Path) -> Path:
    lib = root / "usr" / "lib" / "gongkai"
    lib.mkdir(parents=True)
    (lib / "程序.py").write_text("print()\n", encoding="utf-8")
    tree.write_manifest(lib)
    return deb.pack(root, out, "libc6 (>= 2.28)", lambda step: None)


def test_two_builds_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (make(tmp_path / name / "root", tmp_path / name) for name in "ab")
    assert first.read_bytes() == second.read_bytes()
    assert "Architecture: amd64" in tools.run(["dpkg-deb", "-f", first])
    tools.run(["dpkg-deb", "-x", first, tmp_path / "out"])
    assert tree.differences(tmp_path / "out" / "usr" / "lib" / "gongkai") == []
