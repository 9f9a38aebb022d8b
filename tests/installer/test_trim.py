"""Trimming removes what is dropped everywhere, and what an allowlist does not name."""

import re
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLibraryInfo

from installer.errors import BuildStopped
from installer.target import HERE
from installer.trim import trim


def lay(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")


def left(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_packages_keep_what_runs(tmp_path: Path) -> None:
    lay(tmp_path, "numpy/core.py", "numpy/core.pyi", "numpy/core/tests/test_a.py", "bin/f2py")
    lay(tmp_path, "numpy-1.dist-info/RECORD", "numpy-1.dist-info/METADATA", "numpy/include/a.h")
    lay(tmp_path, "PySide6/QtCore.abi3.so", "PySide6/QtQml.abi3.so", "PySide6/Qt/qml/a/b.qml")
    trim(tmp_path)
    assert left(tmp_path) == [
        "PySide6/QtCore.abi3.so",
        "numpy-1.dist-info/METADATA",
        "numpy/core.py",
    ]
    assert not (tmp_path / "numpy" / "include").exists()


def test_what_the_window_asks_of_qt_stays(tmp_path: Path) -> None:
    """Its buttons speak Chinese by a file of Qt's; the wheel of this machine says where it lies."""
    installed = Path(PySide6.__file__).parent
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    needed = (folder / "qtbase_zh_CN.qm").relative_to(installed.parent).as_posix()
    lay(tmp_path, needed, "PySide6/translations/qtbase_zh_CN.qm", "PySide6/translations/qt_de.qm")
    trim(tmp_path)
    assert left(tmp_path) == sorted({needed, "PySide6/translations/qtbase_zh_CN.qm"})


def test_every_part_of_qt_that_the_window_imports_stays(tmp_path: Path) -> None:
    """With the library behind it, on either system: without one of them no window opens at all."""
    sources = (path.read_text("utf-8") for path in (HERE.parent / "app").rglob("*.py"))
    parts = {name for source in sources for name in re.findall(r"from PySide6\.Qt(\w+)", source)}
    assert "Widgets" in parts
    needed = [
        f"PySide6/{file}"
        for part in parts
        for file in (
            f"Qt{part}.abi3.so", f"Qt/lib/libQt6{part}.so.6", f"Qt{part}.pyd", f"Qt6{part}.dll",
        )
    ]  # fmt: skip
    lay(tmp_path, *needed, "PySide6/QtQml.pyd")
    trim(tmp_path)
    assert left(tmp_path) == sorted(needed)


def test_words_of_other_languages_go(tmp_path: Path) -> None:
    places = "faker/providers/address"
    lay(
        tmp_path,
        f"{places}/__init__.py",
        f"{places}/zh_CN/__init__.py",
        f"{places}/fr_FR/__init__.py",
    )
    trim(tmp_path)
    assert left(tmp_path) == [f"{places}/__init__.py", f"{places}/zh_CN/__init__.py"]


def test_allowlist_of_another_version_stops_the_build(tmp_path: Path) -> None:
    lay(tmp_path, "PySide6/renamed.so")
    with pytest.raises(BuildStopped, match="PySide6"):
        trim(tmp_path)
