"""Excel and WPS workbooks in the Office Open XML format (.xlsx, .xlsm, new .et).

Sheets are read as streams, whole stretches of rows at a time; memory holds the shared strings and
one stretch. What hides beside the cells is told by :mod:`app.core.intake.hidden.package`.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.archive import check_archive, part_blocks, part_size
from app.core.intake.content import Content
from app.core.intake.ooxml import sheet_events, sheet_tokens
from app.core.intake.ooxml.around import look_around
from app.core.intake.ooxml.cell_batch import CellBatch, gathered
from app.core.intake.ooxml.columns import Columns
from app.core.intake.ooxml.number_texts import NumberTexts
from app.core.intake.ooxml.shared_strings import SharedStrings
from app.core.intake.ooxml.styles import number_formats
from app.core.intake.ooxml.tags import NotPlain
from app.core.intake.ooxml.workbook_parts import SheetPart, workbook_parts
from app.core.intake.sheet import (
    NO_WISH,
    Block,
    Notices,
    Row,
    Sheet,
    Shown,
    Signature,
    Stored,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.text import Text
from app.core.text_column import texts_of

MISSING = Text(
    "文件里缺少这个工作表的内容，其余工作表照常导入",
    "The file lacks the contents of this sheet; the others were imported",
)
SMALL = 1 << 22  # bytes of a sheet's XML that take no time worth sparing


@readers.register
class XlsxReader:
    """Values, number formats, merges, hidden rows and columns, each cell as it is shown."""

    id = "xlsx"
    title = Text("Excel 工作簿", "Excel workbook")
    version = "2"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return signature.is_zip and (
            not signature.parts or "xl/workbook.bin" not in signature.parts
        )

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        notices, sheets = self._opened(path, job)
        told = tuple(sheet.whole() for sheet in sheets)
        frames = {sheet.part: sheet.frame for sheet in sheets if sheet.frame is not None}
        return Workbook("xlsx", told, notices, frames=frames)

    def peek(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        """See :class:`PeekingReader`: merged ranges are told behind the rows of a sheet."""
        notices, sheets = self._opened(path, job)
        told = (sheet.whole() if sheet.size <= SMALL else sheet.partial() for sheet in sheets)
        return Workbook("xlsx", tuple(told), notices)

    def _opened(self, path: Content, job: Job) -> "tuple[Notices, list[_Sheet]]":
        check_archive(path)
        parts = workbook_parts(path)
        if not parts.sheets:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        strings = SharedStrings(path, parts.strings)
        formats = number_formats(path, parts.styles)
        numbers = NumberTexts(formats, epoch_1904=parts.epoch_1904)
        notices = Notices()
        for name in parts.missing:
            notices.tell("sheet-missing", MISSING, name, "")
        sheets = [_Sheet(path, sheet, strings, numbers, notices, job) for sheet in parts.sheets]
        return notices, sheets


class _Sheet:
    """One worksheet. Errors that name no place get the sheet's name."""

    def __init__(
        self,
        path: Content,
        sheet: SheetPart,
        strings: SharedStrings,
        numbers: NumberTexts,
        notices: Notices,
        job: Job,
    ) -> None:
        self._path, self._sheet, self._job = path, sheet, job
        self._strings, self._numbers, self._notices = strings, numbers, notices
        self.part = sheet.part
        self.frame: bytes | None = None  # see Around; known with the whole sheet
        self._done = 0  # bytes of its XML

    @cached_property
    def size(self) -> int:
        """Bytes of its XML."""
        return part_size(self._path, self._sheet.part)

    def partial(self) -> Sheet:
        """The sheet without what only a pass over it tells."""
        sheet = self._sheet
        return Sheet(sheet.name, sheet.state, self.rows, blocks=self.blocks, partial=True)

    def whole(self) -> Sheet:
        try:
            around = look_around(self._blocks_of_part(), self._blocks_of_part(), self._path)
        except (FileUnreadable, FileTooLarge) as error:
            raise self._placed(error) from error
        self.frame = around.frame
        return replace(
            self.partial(),
            merges=tuple(around.merges),
            hidden_rows=frozenset(around.hidden_rows),
            hidden_columns=frozenset(around.hidden_columns),
            partial=False,
        )

    def blocks(self) -> Iterator[Block]:
        columns = Columns(
            self._path, self._sheet.name, self._strings, self._numbers, self._notices, self._breathe
        )
        try:
            try:
                yield from _each(columns, sheet_tokens.cell_batches(self._told()))
            except NotPlain:
                rest = sheet_events.cell_batches(
                    self._told(), self._path, self._sheet.name, columns.last
                )
                yield from _each(columns, rest)
        except (FileUnreadable, FileTooLarge) as error:
            raise self._placed(error) from error

    def rows(self) -> Iterator[Row]:
        for block in self.blocks():
            if not block.columns:
                yield from ((),) * block.rows
                continue
            cells = [
                _shown(texts_of(column), block.stored.get(place))
                for place, column in enumerate(block.columns)
            ]
            yield from zip(*cells, strict=True)

    def _blocks_of_part(self) -> Iterator[bytes]:
        return part_blocks(self._path, self._sheet.part)

    def _told(self) -> Iterator[bytes]:
        """The part, telling of progress on the way."""
        self._done = 0
        for block in self._blocks_of_part():
            self._breathe()
            self._done += len(block)
            yield block

    def _breathe(self) -> None:
        self._job.report(self._done, self.size)

    def _placed(self, error: FileUnreadable | FileTooLarge) -> FileUnreadable | FileTooLarge:
        if error.where.sheet is not None:
            return error
        where = Where(self._path.name, self._sheet.name)
        return type(error)(where, **error.params)


def _each(columns: Columns, batches: Iterator[CellBatch]) -> Iterator[Block]:
    for batch in gathered(batches):
        yield from columns.blocks(batch)


def _shown(texts: list[str | None], stored: Stored | None) -> list[str | None]:
    """A column's texts, those of numbers with what is stored behind them."""
    if stored is None:
        return texts
    behind = zip(texts, texts_of(stored.raw), texts_of(stored.number_format), strict=True)
    return [
        text if text is None or raw is None or code is None else Shown(text, raw, code)
        for text, raw, code in behind
    ]
