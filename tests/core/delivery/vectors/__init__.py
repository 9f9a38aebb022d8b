"""Packages of the format as it is, one a sealing suite, with the keys to them.

``python -m tests.core.delivery.vectors.make`` writes them anew. That is needed only when the format
changes, which must be on purpose: other people's packages are like these.
"""

import base64
from dataclasses import dataclass
from pathlib import Path

from app.core.model import Card
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.trust.suite import suites

FOLDER = Path(__file__).parent
PACKAGE = "0123456789abcdef" * 2
FILES = {
    "manifest.json": b'{"vector":1}',
    "entry.json": b"{}",
    "data/名录.csv": "".join(f"{n},市{n * n % 997}\r\n" for n in range(6000)).encode(),
}
"""More than one chunk, a length that fills no block, a name beyond ASCII."""


@dataclass(frozen=True)
class Vector:
    """All keys of a package, in hex; ``contents``: SHA-256 by name."""

    suite: str
    reader_seed: str
    reader_public: str
    file_key: str
    signer_suite: str
    signer_secret: str
    sha256: str
    contents: dict[str, str]

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.suite}.gkp"

    @property
    def clerk(self) -> Identity:
        """Who sealed it."""
        return clerk(self.signer_suite, bytes.fromhex(self.signer_secret))


def clerk(suite: str, secret: bytes) -> Identity:
    """An invented clerk with a known key."""
    key = suites.get(suite).load(secret)
    public = base64.b64encode(key.public).decode()
    return Identity(Card("张敏", "001", "clerk", "清溪县民政局", public, suite), key)


def vectors() -> list[Vector]:
    """Every vector, by suite."""
    return [canonical.read_document(path, Vector) for path in sorted(FOLDER.glob("*.json"))]
