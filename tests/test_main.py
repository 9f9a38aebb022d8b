"""Which of its two faces the program shows."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import main
from app import cli
from app.ui import application


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """What the window was opened with, and what the command line was."""
    seen: list[Any] = []
    monkeypatch.setenv("GONGKAI_WORKSPACE", str(tmp_path))
    monkeypatch.setattr(main, "withhold", lambda: None)
    monkeypatch.setattr(application, "run", lambda folder, files: seen.append((folder, files)) or 0)
    monkeypatch.setattr(cli, "run", lambda words: seen.append(words) or 0)
    return seen


@pytest.mark.parametrize("names", [[], ["a b.gkp"], ["公开.gkrequest", "x.gkverdict", "Y.GKCARD"]])
def test_files_of_our_types_open_the_window(
    names: list[str], shown: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["gongkai", *names])
    assert main.main() == 0
    assert shown == [(tmp_path, [Path(name) for name in names])]


@pytest.mark.parametrize("words", [["verify", "a.gkp"], ["a.gkp", "--json"], ["self-check"]])
def test_everything_else_is_a_command(
    words: list[str], shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["gongkai", *words])
    assert main.main() == 0
    assert shown == [words]


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor, one thread")
def test_linear_algebra_has_no_threads_of_its_own() -> None:
    code = "import os, app, numpy; print(len(os.listdir('/proc/self/task')))"
    environment = {key: text for key, text in os.environ.items() if "NUM_THREADS" not in key}
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert int(told.stdout) == 1
