"""应用成果: what people have made of the data. Anyone registers one; it is shown once the platform has looked.

applications/{id}.json          as it came
applications/{id}.shown.json    the platform's word that it is shown
"""

import datetime
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

from app.core.files import write_atomically
from app.core.trust import canonical

LONGEST = 1000  # characters of a description
LINE = 200  # of each other field
MOST_DATASETS = 50
_ID = re.compile("[0-9a-f]{32}")
_WEB = re.compile(r"https?://[^\s]+")


@dataclass(frozen=True)
class Application:
    """One application: its ``name``, ``who`` made it, what it does, its address, and the keys of its datasets."""

    id: str
    name: str
    who: str
    text: str
    address: str
    datasets: tuple[str, ...]
    received: str


class Applications:
    """The register, in a folder. Safe for many threads: a file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def register(
        self, name: str, who: str, text: str, address: str, datasets: tuple[str, ...]
    ) -> str | None:
        """Take one in; its number, or None where something is missing or too long."""
        name, who, text, address = name.strip(), who.strip(), text.strip(), address.strip()
        lines = (name, who, address)
        if not (name and who and datasets) or len(text) > LONGEST or len(datasets) > MOST_DATASETS:
            return None
        if any(len(line) > LINE for line in lines) or (address and not _WEB.fullmatch(address)):
            return None
        id = uuid.uuid4().hex
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        made = Application(id, name, who, text, address, datasets, now)
        write_atomically(self._file(id), [canonical.encode(made)])
        return id

    def show(self, id: str) -> None:
        """Show one from now on. Raises KeyError for an unknown number."""
        if not _ID.fullmatch(id) or not self._file(id).exists():
            raise KeyError(id)
        write_atomically(self._mark(id), [canonical.encode(True)])

    def waiting(self) -> list[Application]:
        """Those that nobody has looked at yet, the oldest first."""
        return [made for made in self._all() if not self._mark(made.id).exists()]

    def shown(self) -> list[Application]:
        """Those that are shown, the latest first."""
        return [made for made in reversed(self._all()) if self._mark(made.id).exists()]

    def _all(self) -> list[Application]:
        files = (file for file in self._folder.glob("*.json") if _ID.fullmatch(file.stem))
        found = (canonical.read_document(file, Application) for file in files)
        return sorted(found, key=lambda made: (made.received, made.id))

    def _file(self, id: str) -> Path:
        return self._folder / f"{id}.json"

    def _mark(self, id: str) -> Path:
        return self._folder / f"{id}.shown.json"
