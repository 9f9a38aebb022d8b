"""The package: its dependencies are those of its files, and two builds are the same bytes."""

from pathlib import Path

import pytest

from installer import tools, tree
from installer.errors import BuildStopped
from installer.linux import deb, elf
from installer.target import DEB, DEB_ARM64, Target

LIBRARIES = {"libc.so.6": ["python3.13"], "libEGL.so.1": ["libQt6Gui.so.6"]}


@pytest.mark.parametrize(("target", "libc"), [(DEB, "2.28"), (DEB_ARM64, "2.31")])
def test_depends_names_a_package_for_every_library(target: Target, libc: str) -> None:
    depends = deb.depends(elf.Asked({}, LIBRARIES, {}), target).split(", ")
    assert f"libc6 (>= {libc})" in depends
    assert "libegl1" in depends
    assert "libc6" not in depends


def test_library_of_no_known_package_stops_the_build() -> None:
    with pytest.raises(BuildStopped, match=r"libnew\.so\.1 for a\.so"):
        deb.depends(elf.Asked({}, {"libnew.so.1": ["a.so"]}, {}), DEB)


@pytest.mark.parametrize(
    ("kind", "floor", "above"),
    [
        ("GLIBC", (2, 28), (2, 29)),
        ("GLIBCXX", (3, 4, 25), (3, 4, 26)),
        ("CXXABI", (1, 3, 11), (1, 3, 12)),
        ("GCC", (7, 0, 0), (12, 0, 0)),
    ],
)
def test_symbols_above_the_oldest_systems_stop_the_build(
    kind: str, floor: elf.Version, above: elf.Version
) -> None:
    elf.check(elf.Asked({"old.so": {kind: floor}}, {}, {}), DEB)
    with pytest.raises(BuildStopped, match=rf"new\.so \({kind} {'.'.join(map(str, above))}\)"):
        elf.check(elf.Asked({"old.so": {kind: floor}, "new.so": {kind: above}}, {}, {}), DEB)


def test_a_library_for_another_processor_stops_the_build() -> None:
    asked = elf.Asked({}, {}, {"a.so": elf.MACHINES["amd64"]})
    elf.check(asked, DEB)
    with pytest.raises(BuildStopped, match=r"not for arm64: a\.so"):
        elf.check(asked, DEB_ARM64)


def test_compiled_files_tell_what_they_ask(tmp_path: Path) -> None:
    import _ssl

    (tmp_path / "text.so").write_text("no ELF")
    (tmp_path / "a.so").write_bytes(Path(_ssl.__file__).read_bytes())
    asked = elf.ask(tmp_path)
    assert list(asked.versions) == ["a.so"]
    assert asked.versions["a.so"]["GLIBC"] >= (2, 2)
    assert asked.machines["a.so"] in elf.MACHINES.values()
    assert asked.libraries["libc.so.6"] == ["a.so"]


def test_what_the_tree_brings_asks_nothing_of_the_system(tmp_path: Path) -> None:
    """A wheel's own libstdc++ may be as new as it likes."""
    import _ssl

    (tmp_path / "a.so").write_bytes(Path(_ssl.__file__).read_bytes())
    (tmp_path / "libc.so.6").write_bytes(Path(_ssl.__file__).read_bytes())
    asked = elf.ask(tmp_path)
    assert "GLIBC" not in asked.versions["a.so"] and "libc.so.6" not in asked.libraries


def make(root: Path, out: Path) -> Path:
    lib = root / "usr" / "lib" / "gongkai"
    lib.mkdir(parents=True)
    (lib / "程序.py").write_text("print()\n", encoding="utf-8")
    tree.write_manifest(lib)
    return deb.pack(DEB, root, out, "libc6 (>= 2.28)", lambda step: None)


def test_two_builds_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (make(tmp_path / name / "root", tmp_path / name) for name in "ab")
    assert first.read_bytes() == second.read_bytes()
    assert "Architecture: amd64" in tools.run(["dpkg-deb", "-f", first])
    tools.run(["dpkg-deb", "-x", first, tmp_path / "out"])
    assert tree.differences(tmp_path / "out" / "usr" / "lib" / "gongkai") == []
