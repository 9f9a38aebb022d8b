"""The payload's manifest: what changed since it was written is found."""

from pathlib import Path

import pytest

from installer import tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "程序 a").mkdir()
    (tmp_path / "程序 a" / "b.txt").write_bytes(b"b")
    (tmp_path / "c").write_bytes(b"c")
    tree.write_manifest(tmp_path)
    return tmp_path


def test_untouched_tree_is_its_manifest(root: Path) -> None:
    assert tree.differences(root) == []
    assert tree.read_manifest(root) == tree.digests(root)


def test_missing_added_and_changed_files_are_differences(root: Path) -> None:
    (root / "c").unlink()
    (root / "d").write_bytes(b"")
    (root / "程序 a" / "b.txt").write_bytes(b"B")
    assert tree.differences(root) == ["c", "d", "程序 a/b.txt"]


def test_stamped_trees_have_one_time_and_plain_modes(root: Path) -> None:
    (root / "c").chmod(0o700)
    (root / "程序 a" / "b.txt").chmod(0o606)
    tree.stamp(root, 86400)
    assert {path.stat().st_mtime for path in (root, *root.rglob("*"))} == {86400}
    assert [(root / name).stat().st_mode & 0o777 for name in ("c", "程序 a/b.txt")] == [
        0o755,
        0o644,
    ]


def test_only_programs_run(tmp_path: Path) -> None:
    for name in ("bin/python3.13", "lib/libz.so", "site/tool.py"):
        file = tmp_path / name
        file.parent.mkdir()
        file.write_bytes(b"")
        file.chmod(0o755)
    tree.only_programs_run(tmp_path)
    modes = {file.name: file.stat().st_mode & 0o777 for file in tree.files(tmp_path)}
    assert modes == {"python3.13": 0o755, "libz.so": 0o644, "tool.py": 0o644}
