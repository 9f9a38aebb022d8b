"""A module that the program imports and that does not ship stops the build."""

import re
import zipfile
from pathlib import Path

import pytest

from installer import imports
from installer.errors import BuildStopped
from installer.target import DEB, PROJECT, WINDOWS


def lay(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


LIBRARY = {
    "site/there/__init__.py": "",
    "site/there/part.py": "",
    "site/compiled.abi3.so": "",
    "runtime/lib/python3.13/json/__init__.py": "",
    "runtime/lib/python3.13/lib-dynload/_x.cpython-313-x86_64-linux-gnu.so": "",
    "runtime/bin/python3.13": "\0sys\0gc\0",
}


@pytest.mark.parametrize(
    "source",
    [
        "import json, sys, _x, compiled",
        "from there import part, what_it_calls_something",
        "def late():\n    import there.part",
        "import winreg",  # asked for where there is Windows
        "from pyspark.sql import types",  # an extra
        "from app import own",
    ],
)
def test_what_ships_may_be_imported(source: str, tmp_path: Path) -> None:
    lay(tmp_path, LIBRARY | {"program/app/__init__.py": "", "program/app/own.py": source})
    imports.check(tmp_path, imports.modules(tmp_path / "site"), DEB)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import nowhere", "nowhere"),
        ("def late():\n    from there.gone import x", "there.gone"),
        ("from there import trimmed", "there.trimmed"),
        ("import tkinter", "tkinter"),
    ],
)
def test_what_does_not_is_named_with_its_importer(source: str, name: str, tmp_path: Path) -> None:
    lay(tmp_path, LIBRARY | {"program/app/__init__.py": "", "program/app/own.py": source})
    with pytest.raises(BuildStopped, match=re.escape(f"{name} (by app/own.py)")):
        imports.check(tmp_path, {"there.trimmed"}, DEB)


def test_the_library_of_windows_is_an_archive(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "program/main.py": "import json, _lzma, winreg, there",
            "site/there.py": "",
            "runtime/_lzma.pyd": "",
            "runtime/python313.dll": "\0winreg\0",
        },
    )
    with zipfile.ZipFile(tmp_path / "runtime" / "python313.zip", "w") as packed:
        packed.writestr("json/__init__.pyc", "")
    imports.check(tmp_path, set(), WINDOWS)
    (tmp_path / "runtime" / "_lzma.pyd").unlink()
    with pytest.raises(BuildStopped, match="_lzma"):
        imports.check(tmp_path, set(), WINDOWS)


def test_every_extra_is_still_imported_somewhere() -> None:
    sources = [path.read_text("utf-8") for path in (PROJECT / "app").rglob("*.py")]
    tops = {name.split(".")[0] for source in sources for name, _ in imports.imported(source)}
    assert tops >= imports.EXTRAS
