"""A fleet in small: a signed repository, and a tree that was installed from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.updates.channel import Channel
from app.core.updates.source import Source
from installer import tree
from installer.repository import Repository

PASSES, FAILS = "#!/bin/sh\nexit 0\n", "#!/bin/sh\nexit 1\n"
MODULE = "site/numpy/core.py"

Tree = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Tree:
    """Lay a tree of this name; ``files``: what differs from the usual, by path with ``__`` for ``/``."""

    def lay(name: str, check: str = PASSES, **files: str) -> Path:
        home = tmp_path / name
        told = {
            "runtime/bin/python3.13": check,
            "program/main.py": "1",
            "site/numpy/core.py": "n" * 4000,
            "site/numpy-2.dist-info/METADATA": "Name: numpy",
            "site/six.py": "six",
            "公开.txt": "中文",
        } | {path.replace("__", "/"): text for path, text in files.items()}
        for path, text in told.items():
            file = home / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (home / "runtime" / "bin" / "python3.13").chmod(0o755)
        tree.write_manifest(home)
        return home

    return lay


@pytest.fixture
def home(lay: Tree) -> Path:
    return lay("office/app")


@pytest.fixture
def repository(tmp_path: Path, lay: Tree) -> Repository:
    made = Repository.new(tmp_path / "share", tmp_path / "keys")
    made.add(lay("v1"), "deb", "0.1.0")
    return made


@pytest.fixture
def open_channel(tmp_path: Path, repository: Repository) -> Callable[[], Channel]:
    """Look at the repository, as the same office each time."""
    root = (repository.metadata / "1.root.json").read_bytes()
    return lambda: Channel(Source(str(tmp_path / "share"), root), tmp_path / "memory")
