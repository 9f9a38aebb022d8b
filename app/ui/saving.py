"""Where a file is to go, as a person says; nothing is overwritten unasked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.files import write_atomically
from app.ui import folders


@dataclass(frozen=True)
class Place:
    """``overwrite``: the person was asked, if a file lies there."""

    path: Path
    overwrite: bool

    def write(self, content: bytes) -> None:
        """The whole file or none. Raises OutputExists, OutputUnwritable."""
        write_atomically(self.path, [content], overwrite=self.overwrite)


def ask_where(parent: QWidget, title: str, proposed: str, kinds: Mapping[str, str]) -> Place | None:
    """Let a person pick a name. ``proposed``: a name, or a whole path; ``kinds``: by suffix with its dot,
    what such a file is called.

    A name without any of the suffixes gets that of the kind that is chosen in the dialog.
    """
    filters = {f"{name} (*{suffix})": suffix for suffix, name in kinds.items()}
    name, chosen = QFileDialog.getSaveFileName(
        parent, title, folders.proposed(proposed), ";;".join(filters)
    )
    if not name:
        return None
    if name.lower().endswith(tuple(kinds)):
        return Place(Path(name), overwrite=True)
    # Where we add the suffix, nobody has been asked about the file of that name.
    suffix = filters.get(chosen, next(iter(kinds)))
    return Place(Path(name + suffix), overwrite=False)
