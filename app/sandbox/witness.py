"""What the platform has seen of each agency's event log: it remembers, so that nobody can tell it anew.

witnessed/    one file a log: where the log stood at every checkpoint that was shown, by its size

A workspace that was restored from a backup forks its log and is refused from then on; an operator who
knows why moves its file away.
"""

from dataclasses import dataclass
from pathlib import Path

from app.core.files import write_atomically
from app.core.trust import canonical
from app.core.trust.checkpoint import Checkpoint, Position, goes_on


@dataclass(frozen=True)
class Seen:
    """The positions of one log, the oldest first."""

    positions: tuple[Position, ...]


class Witness:
    """The platform's memory of logs, in a folder of its own. Used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def see(self, checkpoint: Checkpoint) -> None:
        """Remember where a log stands. Raises :class:`ChainBroken` if it is not the one seen before."""
        known = goes_on(checkpoint, self._known(checkpoint.origin))
        seen = Seen(tuple(Position(size, head) for size, head in sorted(known.items())))
        write_atomically(self._file(checkpoint.origin), [canonical.encode(seen)])

    def _known(self, origin: str) -> dict[int, str]:
        file = self._file(origin)
        if not file.exists():
            return {}
        seen = canonical.read_document(file, Seen)
        return {each.size: each.head for each in seen.positions}

    def _file(self, origin: str) -> Path:
        # A stranger's text names no file.
        return self._folder / f"{canonical.digest(origin)}.json"
