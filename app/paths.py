"""Where a person's files lie when nothing else is said."""

import os
from pathlib import Path

from platformdirs import user_data_path


def default_workspace() -> Path:
    """``GONGKAI_WORKSPACE``, else a folder in the user's data directory."""
    named = os.environ.get("GONGKAI_WORKSPACE")
    return Path(named) if named else user_data_path("Gongkai", appauthor=False) / "workspace"


def default_key() -> Path:
    """The key of hashes and replacements when a recipe runs outside a workspace."""
    return user_data_path("Gongkai", appauthor=False) / "desensitize.key"
