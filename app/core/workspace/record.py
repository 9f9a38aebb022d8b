"""What an act has made, until it is committed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core import rfc4180
from app.core.errors import FileUnreadable
from app.core.model import KIND_NAMES, Kind, Source, Table
from app.core.trust import canonical
from app.core.trust.canonical import Measured
from app.core.workspace import originals, table_codec
from app.core.workspace.vault import Blob, Vault


@dataclass
class Record:
    """What an act has made, until it is committed."""

    vault: Vault
    release: str | None  # known from the start, but for a new release only once committed
    made: dict[Kind, tuple[str, Blob]] = field(default_factory=dict)
    withheld: set[Kind] = field(default_factory=set)

    def put(self, kind: Kind, value: object) -> None:
        """A value of the model, as canonical JSON; it may hold megabytes of bytes."""
        self.put_bytes(kind, canonical.pieces(value))

    def put_table(self, kind: Kind, table: Table) -> None:
        """A table; its digest is that of its CSV form."""
        self.made[kind] = rfc4180.digest(table.data), self.vault.write(table_codec.encode(table))

    def put_source(self, source: Source, contents: Iterable[Iterable[bytes]]) -> None:
        """What came in; see originals.stored. Raises :class:`FileUnreadable` if it has changed."""
        blob = self.vault.write(originals.stored(source, contents))
        self.made[Kind.SOURCE] = source.sha256, blob

    def put_bytes(self, kind: Kind, chunks: Iterable[bytes], digest: str = "") -> None:
        """A file as it is.

        ``digest``: what was looked at before, if anything was. Raises :class:`FileUnreadable` if it is
        no longer that.
        """
        measured = Measured(chunks)
        blob = self.vault.write(measured)
        self.made[kind] = measured.sha256, blob
        if digest and measured.sha256 != digest:
            raise FileUnreadable(name=KIND_NAMES[kind], reason=originals.CHANGED)

    def put_withheld(self, kind: Kind, digest: str, front: Table | None = None) -> None:
        """What is known by its digest only; of a table, what tells of it without its rows."""
        blob = self.vault.write(table_codec.encode(front)) if front else Blob("", b"")
        self.made[kind] = digest, blob
        self.withheld.add(kind)
