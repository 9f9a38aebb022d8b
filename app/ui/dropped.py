"""Files that a person drags or copies."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def files(data: QMimeData) -> list[Path]:
    """Those of this computer."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
