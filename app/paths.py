"""Where a person's files lie when nothing else is said, and which files the desktop opens with us."""

import os
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_data_path

OURS = (".gkp", ".gkrequest", ".gkverdict", ".gkcard")
"""Packages, letters and cards: the file types that installers register."""


def default_workspace() -> Path:
    """``GONGKAI_WORKSPACE``, else a folder in the user's data directory."""
    named = os.environ.get("GONGKAI_WORKSPACE")
    return Path(named) if named else user_data_path("Gongkai", appauthor=False) / "workspace"


def default_key() -> Path:
    """The key of hashes and replacements when a recipe runs outside a workspace."""
    return user_data_path("Gongkai", appauthor=False) / "desensitize.key"


def to_open(arguments: Sequence[str]) -> list[Path]:
    """The files of our types that somebody has opened; none where a command is called."""
    files = [Path(word) for word in arguments]
    return files if all(file.suffix.lower() in OURS for file in files) else []
