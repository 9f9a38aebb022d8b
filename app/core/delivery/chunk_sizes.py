"""How large a chunk should be: about as much as the line carries in a second or two.

Small chunks lose little when a line is cut; large ones ask for few answers.
"""

SMALLEST, LARGEST = 1 << 20, 32 << 20  # bytes
SECONDS = 1.5  # that a chunk should take


class ChunkSizes:
    """The size for the next chunk, by what the last ones took. ``smallest``, ``largest``: bytes."""

    def __init__(self, smallest: int = SMALLEST, largest: int = LARGEST) -> None:
        self._smallest = smallest
        self._largest = largest
        self.current = smallest

    def sent(self, count: int, seconds: float) -> None:
        """A chunk of ``count`` bytes arrived within ``seconds``."""
        fitting = int(SECONDS * count / max(seconds, 1e-3))
        self._set(min(fitting, 4 * self.current))

    def failed(self) -> None:
        """A chunk did not arrive."""
        self._set(self.current // 2)

    def _set(self, size: int) -> None:
        self.current = max(self._smallest, min(size, self._largest))
