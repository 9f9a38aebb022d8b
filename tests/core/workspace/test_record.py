"""What an act files."""

import os
from collections.abc import Iterable
from pathlib import Path

from app.core.model import Kind
from app.core.trust import canonical
from app.core.workspace.record import Record
from app.core.workspace.vault import Blob, Vault


class Noting(Vault):
    """A vault that remembers how long the pieces were that it was given."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, bytes(32))
        self.lengths: list[int] = []

    def write(self, chunks: Iterable[bytes | memoryview]) -> Blob:
        return super().write(map(self._noted, chunks))

    def _noted(self, chunk: bytes | memoryview) -> bytes | memoryview:
        self.lengths.append(len(chunk))
        return chunk


def test_a_value_of_megabytes_is_filed_in_small_pieces(tmp_path: Path) -> None:
    vault = Noting(tmp_path)
    record = Record(vault, "R0001")
    value = {"rows": 1, "digests": os.urandom(4 << 20)}
    record.put(Kind.SKETCH, value)
    digest, blob = record.made[Kind.SKETCH]
    assert digest == canonical.digest(value)
    assert b"".join(vault.read(blob)) == canonical.encode(value)
    assert max(vault.lengths) <= 1 << 16
