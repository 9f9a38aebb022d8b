"""The tests of the installers themselves: scripts that a shell can read, and what they bring along."""

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest

from app.core.errors import GongkaiError
from app.core.fleet.signed import read_pack
from installer.target import HERE
from installer.test import packs

SCRIPTS = [*sorted((HERE / "test").glob("*.sh")), HERE / "linux" / "runtime.sh"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shells_read_the_scripts(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)  # noqa: S607


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="no shellcheck here")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shellcheck_finds_nothing_wrong(script: Path) -> None:
    done = subprocess.run(
        ["shellcheck", "-x", "-S", "warning", "-P", script.parent, script],  # noqa: S607
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == ""


def test_bad_packs_are_bad_each_in_its_way(tmp_path: Path) -> None:
    packs.write(tmp_path)
    now = datetime.datetime.now(datetime.UTC)
    for name in ("first", "newer", "older", "foreign"):
        assert read_pack(tmp_path / f"{name}.json").pack.expires > now.isoformat()
    assert read_pack(tmp_path / "expired.json").pack.expires < now.isoformat()
    for name in ("tampered", "unsigned"):
        with pytest.raises(GongkaiError):
            read_pack(tmp_path / f"{name}.json")
