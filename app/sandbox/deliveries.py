"""What each department has delivered and what became of it: one file a package and uploader."""

from dataclasses import dataclass
from pathlib import Path

from app.core.files import write_atomically
from app.core.text import Text
from app.core.trust import canonical

_NONE = Text("", "")


@dataclass(frozen=True)
class Delivered:
    """One delivery. ``uploader``: the digest of its certificate. ``rule``: which one it broke, for a
    ``reason``; "" where it was published. ``dataset``, ``title``: "" where the package could not be opened.
    """

    sha256: str
    uploader: str
    at: str
    size: int
    dataset: str = ""
    title: str = ""
    rule: str = ""
    reason: Text = _NONE


class Deliveries:
    """The deliveries in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, delivered: Delivered) -> None:
        """File one, in place of what became of the same package before."""
        name = f"{delivered.sha256}.{delivered.uploader[:32]}.json"
        write_atomically(self._folder / name, [canonical.encode(delivered)])

    def of(self, uploader: str) -> list[Delivered]:
        """All that one certificate has brought, the latest first."""
        found = (canonical.read_document(file, Delivered) for file in self._folder.glob("*.json"))
        mine = [delivered for delivered in found if delivered.uploader == uploader]
        return sorted(mine, key=lambda delivered: (delivered.at, delivered.sha256), reverse=True)
