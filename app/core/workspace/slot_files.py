"""Where key slots lie: told without what opens them, for the window asks before it has loaded that."""

from pathlib import Path

EARLIER = "workspace.key"


def is_keyed(folder: Path) -> bool:
    """Whether a folder holds any slot; one that is shut holds none for whoever asks."""
    try:
        return (folder / EARLIER).is_file() or any((folder / "keys").glob("*.slot"))
    except PermissionError:
        return False
