"""Other programs are found where a person has them."""

import sys
from pathlib import Path

import pytest

from installer import tools
from installer.errors import BuildStopped


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The programs of an environment that nobody has activated."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    return tmp_path


def test_program_beside_the_interpreter_is_found_and_run(environment: Path) -> None:
    program = environment / "nobody-else-has-it"
    program.write_text("#!/bin/sh\necho laid in by $1\n", encoding="utf-8")
    program.chmod(0o755)
    tools.require([program.name, "sh"])
    assert tools.run([program.name, "me"]) == "laid in by me\n"


def test_all_that_is_missing_is_named_with_the_way_to_it(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(environment))
    with pytest.raises(BuildStopped, match="missing: makensis, uv") as stopped:
        tools.require(["uv", "makensis"])
    assert "pip install uv" in str(stopped.value)
    assert "apt-get install nsis" in str(stopped.value)
