"""The one time that everything in a build carries."""

import os
import subprocess

from installer.errors import BuildStopped
from installer.target import PROJECT


def of_source() -> int:
    """Seconds since 1970: ``SOURCE_DATE_EPOCH`` where set, else the time of the last commit."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said is None:
        git = ["git", "log", "-1", "--format=%ct"]
        said = subprocess.run(
            git, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
        ).stdout.strip()
    if not said.isdecimal():
        raise BuildStopped("the source has no date", "set SOURCE_DATE_EPOCH (seconds since 1970)")
    return int(said)
