"""The rows of one large text file batch by batch, as import would take them, never all at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from app.core.intake.blocks import blocks_of
from app.core.intake.delimited.blocks import Delimited
from app.core.intake.encoding.text_blocks import TextBlocks
from app.core.intake.gather import is_archive
from app.core.intake.head import regions_of
from app.core.intake.held_columns import HeldColumns
from app.core.intake.layout import Region
from app.core.intake.sheet import NO_WISH, Block, Sheet, Wish
from app.core.intake.table import choose_reader
from app.core.intake.taker import Taker
from app.core.jobs import Job

STREAMED = "csv"  # the reader whose files may be larger than any memory
BATCH = 8 << 20  # bytes of columns; of small batches each has its price


@dataclass(frozen=True)
class RowStream:
    """The one table of a file, from its header on. ``name``: the sheet's; ``header``: its rows."""

    name: str
    header: tuple[int, ...]
    columns: tuple[str, ...]
    _sheet: Sheet
    _region: Region

    def batches(self, looked_at: Collection[str] | None = None) -> Iterator[pa.RecordBatch]:
        """The data rows, the same at each call; rows that are no data are left out as in import.

        ``looked_at``: the columns whose texts are looked at, if not all are: only they are coded,
        which costs more to read and to write. Raises what reading the file raises.
        """
        taker = self._taker()
        for block in self._blocks(looked_at):
            taker.take(block)
            yield from self._batch(taker, BATCH)
            if taker.over:
                break
        yield from self._batch(taker, 0)

    def has_rows(self) -> bool:
        """Whether there is a data row: most files show one in their first, small block."""
        taker = self._taker()
        for block in blocks_of(self._sheet):
            taker.take(block)
            if taker.over or taker.columns.rows:
                break
        return taker.columns.rows > 0

    def _taker(self) -> Taker:
        return Taker(self._sheet, self._region, self._region.taken, None, None)

    def _blocks(self, looked_at: Collection[str] | None) -> Iterator[Block]:
        if looked_at is None or self._sheet.read is None:
            return blocks_of(self._sheet)
        named = zip(self._region.header.columns, self.columns, strict=True)
        return self._sheet.read({number - 1 for number, name in named if name in looked_at})

    def _batch(self, taker: Taker, least: int) -> Iterator[pa.RecordBatch]:
        """What has been taken, once it is enough."""
        columns = taker.columns.drained(least)
        if columns and len(columns[0]):
            yield pa.RecordBatch.from_arrays(columns, names=list(self.columns))


def row_stream(
    path: Path, job: Job, sheet: str | None = None, wish: Wish = NO_WISH
) -> RowStream | None:
    """A stream of a text file that is a table under one header; None: import it.

    Progress is told to ``job`` in bytes. Raises what :func:`choose_reader` and its reader raise.
    """
    if path.is_dir() or is_archive(path):
        return None
    chosen = choose_reader(path, wish)
    if chosen.reader.id != STREAMED:
        return None
    (only,) = chosen.reader.open(path, job, wish).sheets
    regions = regions_of(only, 1)
    if len(regions) != 1 or regions[0].further or sheet not in (None, only.name):
        return None
    header = regions[0].header
    found = RowStream(only.name, header.rows, header.names, only, regions[0])
    return found if found.has_rows() else None


def read_back(path: Path, columns: tuple[str, ...], job: Job) -> pa.Table:
    """All rows of a CSV file that this program has written, in a mapped file where they are many."""
    held = HeldColumns(len(columns))
    for block in Delimited(TextBlocks(path, "utf-8", job), ",").blocks():
        header = 1 if block.first == 1 else 0
        held.add([column.slice(header) for column in block.columns])
    return pa.table({name: held.column(place) for place, name in enumerate(columns)})
