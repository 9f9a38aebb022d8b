"""What was public once: one file a package in past/, written before its data goes.

A dataset's page shows it, so that who has used the data learns what became of it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core.files import write_atomically
from app.core.trust import canonical
from app.sandbox.editions import Edition


@dataclass(frozen=True)
class Ended:
    """A publication that is over. ``published``, ``ended``: ISO 8601 in UTC. ``by``: the package that
    took its place, or "" where it was withdrawn."""

    sha256: str
    title: str
    edition: Edition
    published: str
    ended: str
    how: Literal["replaced", "withdrawn"]
    reason: str
    by: str = ""


class Past:
    """The platform's memory of what it has taken down. Used by one thread at a time to write."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, ended: Ended) -> None:
        """Remember one; told again, it changes nothing but the time."""
        write_atomically(self._folder / f"{ended.sha256}.json", [canonical.encode(ended)])

    def all(self) -> list[Ended]:
        """Everything, the latest end first."""
        found = (canonical.read_document(file, Ended) for file in self._folder.glob("*.json"))
        return sorted(found, key=lambda ended: (ended.ended, ended.sha256), reverse=True)
