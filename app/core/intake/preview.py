"""The first rows of a file's tables, at once: what the window shows while a file is imported.

Only as much of the file is read as these rows need. So merged cells and hidden rows may not be
known yet, and a table's layout is that of its first rows; the import tells the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pyarrow as pa

from app.core.intake.blocks import as_rows, blocks_of
from app.core.intake.body import read_tables
from app.core.intake.sheet import NO_WISH, Block, PeekingReader, Sheet, Stored, Wish
from app.core.intake.table import choose_reader
from app.core.jobs import Job
from app.core.model import Layout
from app.core.text_column import TextColumn, compact

ROWS = 200  # of a table; some screens
_HEAD = 50  # sheet rows above them; with them fewer than the first block of any reader has


@dataclass(frozen=True)
class Preview:
    """The first rows of one table, each cell as it is shown.

    ``data``: string columns; ``layout``: of these rows; ``state``: the sheet's. ``whole``: the sheet
    holds no more rows, and nothing that stands behind them could change these.
    """

    data: pa.Table
    layout: Layout
    state: str
    whole: bool


def preview_file(
    path: Path, job: Job, wish: Wish = NO_WISH, rows: int = ROWS
) -> tuple[Preview, ...]:
    """The first ``rows`` rows of each table that begins among the first rows of a sheet.

    Raises what :func:`app.core.intake.table.open_workbook` raises.
    """
    chosen = choose_reader(path, wish)
    reader, content = chosen.reader, cast("Path", chosen.content)
    opening = reader.peek if isinstance(reader, PeekingReader) else reader.open
    book = opening(content, job, wish)
    return tuple(preview for sheet in book.sheets for preview in _tables(sheet, job, rows))


def _tables(sheet: Sheet, job: Job, rows: int) -> Iterator[Preview]:
    start, is_all = _start(sheet, _HEAD + rows)
    for number, body in enumerate(read_tables(start, job), 1):
        name = sheet.name if number == 1 else f"{sheet.name}#{number}"
        data = body.data.slice(0, rows)
        whole = is_all and not sheet.partial and body.data.num_rows <= rows
        yield Preview(data, replace(body.layout, sheet=name), sheet.state, whole)


def _start(sheet: Sheet, rows: int) -> tuple[Sheet, bool]:
    """A sheet as if it ended after so many rows, and whether it does."""
    blocks: list[Block] = []
    is_all = True
    for block in blocks_of(sheet):
        left = rows - block.first + 1
        if block.rows > left:
            is_all = False
            blocks += [_cut(block, left)] if left > 0 else []
            break
        blocks.append(block)
    return replace(sheet, rows=lambda: as_rows(blocks), blocks=lambda: iter(blocks)), is_all


def _cut(block: Block, rows: int) -> Block:
    """The first rows of a block."""
    stored = {
        place: Stored(_short(behind.raw, rows), _short(behind.number_format, rows))
        for place, behind in block.stored.items()
    }
    columns = tuple(_short(column, rows) for column in block.columns)
    return Block(block.first, columns, rows, stored)


def _short(column: TextColumn, rows: int) -> TextColumn:
    return compact(column.slice(0, rows))
