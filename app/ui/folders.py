"""Where dialogs that ask for a file begin: where the last one ended, at first among the documents.

Qt knows the first for all its dialogs; the second it takes for the folder that the program was started in,
which no person has chosen and few may write to.
"""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog


def begin_in_documents() -> None:
    """From now on, until a dialog ends elsewhere."""
    place = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(place.DocumentsLocation)
    if not Path(documents).is_dir():  # Qt would take its name for a file's
        documents = QStandardPaths.writableLocation(place.HomeLocation)
    QFileDialog().setDirectory(documents)


def proposed(name: str) -> str:
    """A file of this name where the last dialog ended."""
    return str(Path(QFileDialog().directory().absolutePath()) / name)
