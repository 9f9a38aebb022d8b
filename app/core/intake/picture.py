"""The first rows of a file's sheets as they stand, and the tables that a layout makes of them.

:func:`take_picture` reads the file; what a person then corrects is laid over the picture alone, with
the same code that reads the whole sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import FileUnreadable
from app.core.errors.system import system_reason
from app.core.intake.blocks import as_rows, blocks_of
from app.core.intake.body import Body, read_sheet, read_tables
from app.core.intake.column_letters import column_letters
from app.core.intake.layout import renamed
from app.core.intake.sheet import (
    NO_WISH,
    Block,
    Merge,
    PeekingReader,
    Sheet,
    Stored,
    Wish,
    Workbook,
)
from app.core.intake.table import choose_reader, concealed_in, doubts
from app.core.jobs import Job
from app.core.model import Hidden, Layout, LayoutPlan, Notice, Source
from app.core.text import Text
from app.core.text_column import TextColumn, blank, chunked, compact, whole
from app.core.trust.canonical import digest_file

ROWS = 250  # of each sheet, unless more are asked for; the first block of any reader has more
CELLS = 1 << 20  # of each sheet; wide ones show fewer rows

CHANGED = Text(
    "核对版面以后文件又被改动，请重新打开核对",
    "it was changed after its layout was checked; open it and check it again",
)


@dataclass(frozen=True)
class SheetPicture:
    """The first rows of a sheet: row n of ``cells`` is row n of the sheet.

    ``cells``: one text column a sheet column, named by its letters. ``stored`` and ``formats``: of
    those that hold numbers, the numbers as the file stores them and their formats. ``whole``: the
    sheet has no more rows.
    """

    name: str
    state: str
    cells: pa.Table
    stored: pa.Table
    formats: pa.Table
    whole: bool
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    headed: bool = False

    @property
    def rows(self) -> int:
        return int(self.cells.num_rows)

    def sheet(self) -> Sheet:
        """The picture as a sheet that ends where the picture does."""
        return Sheet(
            name=self.name,
            state=self.state,
            rows=lambda: as_rows(self._blocks()),
            merges=self.merges,
            hidden_rows=self.hidden_rows,
            hidden_columns=self.hidden_columns,
            headed=self.headed,
            blocks=self._blocks,
        )

    def _blocks(self) -> Iterator[Block]:
        if not self.rows:
            return
        stored = {
            place: Stored(whole(self.stored[name]), whole(self.formats[name]))
            for place, name in enumerate(self.cells.column_names)
            if name in self.stored.column_names
        }
        yield Block(1, tuple(map(whole, self.cells.columns)), self.rows, stored)


@dataclass(frozen=True)
class Picture:
    """What a person sees of a file before it is imported.

    ``hidden``: what it holds that does not show; hidden sheets as far as they are in the picture.
    A glance does not look for it.
    """

    source: Source
    sheets: tuple[SheetPicture, ...]
    notices: tuple[Notice, ...]
    hidden: tuple[Hidden, ...] = ()

    @property
    def is_glance(self) -> bool:
        """Whether the file has not been looked through; nothing can be corrected in it yet."""
        return not self.source.sha256


@dataclass(frozen=True)
class Laid:
    """A table as a layout makes it of a picture.

    ``name``: as import calls it, the second of a sheet ``Sheet1#2``; ``names``: of its columns, in
    the sheet's order, hidden ones too; ``written``: as they stand in the sheet; ``numbers``: those
    that store other numbers than they show. ``kinds``: what each row of the picture is: "header",
    "data", a reason why it is none, or "outside" of the table. ``hidden``: in the file, and in the
    rows and columns of this table.
    """

    name: str
    sheet: SheetPicture
    data: pa.Table
    layout: Layout
    names: tuple[str, ...]
    written: tuple[str, ...]
    numbers: tuple[str, ...]
    kinds: tuple[str, ...]
    notices: tuple[Notice, ...]
    hidden: tuple[Hidden, ...]

    @property
    def is_importable(self) -> bool:
        """Whether import takes it; rows below the picture are not known."""
        sure = all(notice.code != "layout-unsure" for notice in self.notices)
        named = sure and self.data.num_columns > 1
        return self.data.num_rows > 0 or not self.sheet.whole or named


def take_picture(
    path: Path, job: Job, wish: Wish = NO_WISH, rows: int = ROWS, *, glance: bool = False
) -> Picture:
    """The first rows of each sheet.

    ``glance``: read no more of the file than these rows need; then its digest is "", and merged
    cells and hidden rows may be missing. Raises what :func:`choose_reader` raises, and EncodingUnknown.
    """
    chosen = choose_reader(path, wish)
    reader, content = chosen.reader, cast("Path", chosen.content)
    opening = reader.peek if glance and isinstance(reader, PeekingReader) else reader.open
    book = opening(content, job, wish)
    sheets = tuple(_pictured(sheet, rows) for sheet in book.sheets)
    try:
        size, sha256 = path.stat().st_size, "" if glance else digest_file(path)
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
    names = tuple(sheet.name for sheet in book.sheets)
    source = Source(path.name, book.kind, size, sha256, book.encoding, names)
    if glance:
        return Picture(source, sheets, book.notices.all())
    beside = concealed_in(chosen.content, chosen.signature, book, job).hidden
    return Picture(source, sheets, book.notices.all(), (*_hidden(book, sheets), *beside))


def find_in(picture: Picture, job: Job, wanted: str | None = None) -> tuple[Laid, ...]:
    """Every table in the visible sheets, and in the one ``wanted``.

    A sheet with cells and no table in it is told with no columns.
    """
    found: list[Laid] = []
    for pictured in picture.sheets:
        if pictured.state != "visible" and pictured.name != wanted:
            continue
        sheet = pictured.sheet()
        bodies = list(read_tables(sheet, job))
        for place, body in enumerate(bodies, 1):
            found.append(_laid(picture, pictured, sheet, body, place))
        if not bodies and pictured.rows:
            nothing = Body(pa.table({}), Layout(sheet.name, (), 1, 0), ())
            found.append(_laid(picture, pictured, sheet, nothing, 1))
    return tuple(found)


def lay(picture: Picture, table: Laid, plan: LayoutPlan, job: Job) -> Laid:
    """The same table by a plan. Where the plan's header was chosen by hand, its names are renewed.

    Raises HeaderMissing.
    """
    sheet = table.sheet.sheet()
    if plan.edits is not None and plan.edits.header_rows is not None:
        plan = renamed(plan, list(sheet.rows()), sheet.merges)
    body = read_sheet(sheet, job, plan, picture.source.sha256)
    if body is None:  # a plan finds its table or raises
        return table
    _, _, place = table.name.removeprefix(sheet.name).rpartition("#")
    return _laid(picture, table.sheet, sheet, body, int(place or 1))


def check_unchanged(path: Path, plan: LayoutPlan) -> None:
    """Whether rows that were corrected by hand are still rows of this file.

    Raises FileUnreadable where the file has been changed since, and what digest_file raises.
    """
    if plan.edits is not None and plan.edits.source != digest_file(path):
        raise FileUnreadable(name=path.name, reason=CHANGED)


def _laid(
    picture: Picture,
    pictured: SheetPicture,
    sheet: Sheet,
    body: Body,
    place: int,
) -> Laid:
    name = sheet.name if place == 1 else f"{sheet.name}#{place}"
    told = tuple(n for n in picture.notices if n.where.startswith(f"{sheet.name}!"))
    doubtful = doubts(sheet, body, others=False) if body.data.num_columns else ()
    return Laid(
        name=name,
        sheet=pictured,
        data=body.data,
        layout=replace(body.layout, sheet=name),
        names=body.names,
        written=body.written,
        numbers=tuple(_differing(pictured, body.layout.columns, body.names)),
        kinds=_kinds(pictured.rows, body.layout),
        notices=(*doubtful, *body.notices, *told),
        hidden=tuple(dict.fromkeys((*body.hidden, *picture.hidden))),
    )


def _kinds(rows: int, layout: Layout) -> tuple[str, ...]:
    kinds = ["outside"] * rows
    for row in range(layout.first_row, layout.last_row + 1):
        kinds[row - 1] = "data"
    for dropped in layout.dropped:
        kinds[dropped.row - 1] = dropped.reason
    for row in layout.header_rows:
        kinds[row - 1] = "header"
    return tuple(kinds)


def _differing(
    pictured: SheetPicture, columns: tuple[int, ...], names: tuple[str, ...]
) -> Iterator[str]:
    """The columns whose stored numbers are not what is shown."""
    for number, name in zip(columns, names, strict=True):
        letters = column_letters(number)
        if letters in pictured.stored.column_names:
            shown = pictured.cells[letters].cast(pa.string())
            if pc.any(pc.not_equal(pictured.stored[letters].cast(pa.string()), shown)).as_py():
                yield name


# ── taking the picture ───────────────────────────────────────────────────────────────────────


def _hidden(book: Workbook, sheets: tuple[SheetPicture, ...]) -> Iterator[Hidden]:
    """What the reader knows to be hidden, and the sheets that are."""
    yield from book.hidden
    for sheet, pictured in zip(book.sheets, sheets, strict=True):
        yield from sheet.hidden
        if sheet.state != "visible":
            cells = (cell for row in pictured.sheet().rows() for cell in row if cell)
            yield Hidden("sheet", sheet.name, "\n".join(dict.fromkeys(cells)))


def _pictured(sheet: Sheet, rows: int) -> SheetPicture:
    blocks, is_all = _first(sheet, rows)
    width = max((len(block.columns) for block in blocks), default=0)
    height = blocks[-1].first + blocks[-1].rows - 1 if blocks else 0
    numbers = sorted({place for block in blocks for place in block.stored})
    cells = [
        _column([(b, b.columns[p] if p < len(b.columns) else None) for b in blocks], height)
        for p in range(width)
    ]
    stored, formats = (
        [_column([(b, _behind(b, p, what)) for b in blocks], height) for p in numbers]
        for what in ("raw", "number_format")
    )
    letters = [column_letters(place + 1) for place in range(width)]
    of_numbers = [letters[place] for place in numbers]
    return SheetPicture(
        name=sheet.name,
        state=sheet.state,
        cells=pa.table(cells, names=letters),
        stored=pa.table(stored, names=of_numbers),
        formats=pa.table(formats, names=of_numbers),
        whole=is_all,
        merges=tuple(merge for merge in sheet.merges if merge.top <= height),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if row <= height),
        hidden_columns=sheet.hidden_columns,
        headed=sheet.headed,
    )


def _first(sheet: Sheet, rows: int) -> tuple[list[Block], bool]:
    """The blocks that hold the first rows, the last one cut; and whether these are all."""
    taken: list[Block] = []
    for block in blocks_of(sheet):
        rows = min(rows, max(CELLS // max(len(block.columns), 1), 1))
        left = rows - (block.first - 1)
        if left <= 0:
            return taken, False
        taken.append(_cut(block, left))
        if block.rows > left:
            return taken, False
    return taken, True


def _cut(block: Block, rows: int) -> Block:
    if rows >= block.rows:
        return block
    columns = tuple(compact(column.slice(0, rows)) for column in block.columns)
    stored = {
        place: Stored(
            compact(behind.raw.slice(0, rows)), compact(behind.number_format.slice(0, rows))
        )
        for place, behind in block.stored.items()
    }
    return Block(block.first, columns, rows, stored)


def _behind(block: Block, place: int, what: str) -> "TextColumn | None":
    behind = block.stored.get(place)
    return None if behind is None else getattr(behind, what)


def _column(pieces: "list[tuple[Block, TextColumn | None]]", height: int) -> pa.ChunkedArray:
    """One sheet column from its pieces; rows that no block holds are blank."""
    chunks, done = [], 0
    for block, piece in pieces:
        chunks.append(blank(block.first - 1 - done))
        chunks.append(blank(block.rows) if piece is None else piece)
        done = block.first + block.rows - 1
    chunks.append(blank(height - done))
    return chunked([chunk for chunk in chunks if len(chunk)])
