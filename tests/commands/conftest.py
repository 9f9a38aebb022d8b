"""The command line as a caller sees it: an exit status, and one document."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from app import paths
from app.cli import run

Call: TypeAlias = Callable[..., tuple[int, Any]]


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "default_key", lambda: tmp_path / "user" / "desensitize.key")
    monkeypatch.setenv("GONGKAI_PASSPHRASE", "pw")
    monkeypatch.setenv("GONGKAI_KEY_PASSPHRASE", "a")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run with --json; exit status and the one document on stdout."""

    def call(*arguments: object) -> tuple[int, Any]:
        capsys.readouterr()
        status = run([*map(str, arguments), "--json"])
        out = capsys.readouterr().out
        return status, json.loads(out)

    return call
