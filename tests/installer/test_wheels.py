"""The locks answer pyproject.toml, and hold nothing without a digest."""

import zipfile
from pathlib import Path

import pytest

from installer import tree, wheels
from installer.errors import BuildStopped
from installer.target import DEB, DEB_ARM64, TARGETS, WINDOWS, Target


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_lock_holds_every_dependency_with_digests(target: Target) -> None:
    wheels.check_lock(target)
    assert all(hashes for _, hashes in wheels.locked(target).values())


def test_each_system_gets_its_own(tmp_path: Path) -> None:
    windows, linux = wheels.locked(WINDOWS), wheels.locked(DEB)
    assert "pywin32-ctypes" in windows and "pywin32-ctypes" not in linux
    assert "secretstorage" in linux and "secretstorage" not in windows
    assert windows["pyside6-essentials"] == linux["pyside6-essentials"]
    assert "pip" not in windows.keys() | linux.keys()
    arm = wheels.locked(DEB_ARM64)
    assert arm["pyside6-essentials"][0] == "6.8.0.2"  # the last for glibc 2.31
    assert "gmssl-pyx" in linux and "gmssl-pyx" not in arm


def test_lock_without_a_dependency_or_without_digests_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = DEB.lock.read_text(encoding="utf-8").replace("numpy==", "numpie==")
    lock = tmp_path / "deb.txt"
    lock.write_text(lines + "\nbare==1.0\n", encoding="utf-8")
    monkeypatch.setattr(Target, "lock", lock)
    with pytest.raises(BuildStopped, match=r"bare, numpy"):
        wheels.check_lock(DEB)


def _wheel(folder: Path) -> str:
    """Lay the least wheel into ``folder``; the lock's line for it."""
    file = folder / "little-1.0-py3-none-any.whl"
    told = {
        "little.py": "",
        "little-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: little\nVersion: 1.0\n",
        "little-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "little-1.0.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(file, "w") as wheel:
        for name, text in told.items():
            wheel.writestr(name, text)
    return f"little==1.0 --hash=sha256:{tree.sha256(file)}\n"


def test_wheel_with_another_hash_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(Target, "lock", lock := tmp_path / "deb.txt")
    line = _wheel(tmp_path)
    lock.write_text(line, encoding="utf-8")
    wheels.install(DEB, tmp_path / "good", tmp_path, offline=True)
    assert (tmp_path / "good" / "little.py").is_file()
    digest = line.strip()[-64:]
    lock.write_text(line.replace(digest, digest[::-1]), encoding="utf-8")
    with pytest.raises(BuildStopped, match="little"):
        wheels.install(DEB, tmp_path / "bad", tmp_path, offline=True)
    assert not (tmp_path / "bad" / "little.py").exists()
