"""dBase and FoxPro tables (.dbf), with their memo files beside them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from app.core.errors import BytesUndecodable, Where
from app.core.intake.dbase.encoding import decided, declared, text_of
from app.core.intake.dbase.header import (
    DBASE_7,
    FIELD,
    FOXPRO,
    TYPES,
    VERSIONS,
    Field,
    Header,
    damaged,
    header_of,
)
from app.core.intake.dbase.memos import memos_of
from app.core.intake.dbase.records import hidden_rows, records
from app.core.intake.dbase.values import currency, day, double, integer, logical, moment, pointer
from app.core.intake.encoding.decide import undecodable
from app.core.intake.encoding.decoding import Place, decode_keeping
from app.core.intake.sheet import NO_WISH, Notices, Row, Sheet, Signature, Wish, Workbook, readers
from app.core.jobs import Job
from app.core.text import Text


@readers.register
class DbfReader:
    """A record is a row; deleted records are hidden rows, for the program does not show them."""

    id = "dbf"
    title = Text("dBase/FoxPro 数据表", "dBase or FoxPro table")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        head = signature.head
        if len(head) < FIELD + 1 or head[0] not in VERSIONS | DBASE_7:
            return False
        plausible = head[2] <= 12 and head[3] <= 31 and head[12:14] == b"\0\0" and head[14] <= 1
        if not plausible or head[0] in DBASE_7:
            return plausible
        if head[FIELD] == 0x0D:  # no fields
            return True
        return len(head) > FIELD + 16 and head[FIELD] > 0x20 and head[FIELD + 11] in TYPES

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        header = header_of(path)
        notices = Notices()
        hidden = hidden_rows(path, header, notices, job)
        encoding = wish.encoding or declared(path, header) or decided(path, header, job)
        table = _Table(path, header, encoding, wish, notices, job)
        sheet = Sheet(path.stem, "visible", table.rows, hidden_rows=hidden, headed=True)
        return Workbook("dbf", (sheet,), notices, encoding)


class _Table:
    """The records as rows of text."""

    def __init__(
        self,
        path: Path,
        header: Header,
        encoding: str,
        wish: Wish,
        notices: Notices,
        job: Job,
    ) -> None:
        self._path, self._header, self._encoding = path, header, encoding
        self._keeps = wish.encoding is not None
        self._notices, self._job = notices, job
        self._memos = memos_of(path, header)
        self._row = 1
        self._names = tuple(self._whole(field.raw, "").strip() for field in header.fields)

    def rows(self) -> Iterator[Row]:
        """The names, then a row a record, up to the end mark."""
        yield self._names
        header = self._header
        readings = [
            (f, n, self._reading(f)) for f, n in zip(header.fields, self._names, strict=True)
        ]
        for number, record in records(self._path, header, self._job):
            if record[0] == 0x1A and number > header.count:
                return
            self._row = number + 1
            flags = int.from_bytes(record[header.flags], "little")
            cells: list[str | None] = []
            for field, name, reading in readings:
                data = record[field.start : field.start + field.length]
                if field.null is not None and flags >> field.null & 1:
                    cells.append(None)
                    continue
                if field.short is not None and flags >> field.short & 1:
                    data = data[: data[-1]]
                cells.append(reading(data, name))
            yield tuple(cells)

    def _reading(self, field: Field) -> Callable[[bytes, str], str | None]:
        """How a field's bytes become text."""
        kind, foxpro = field.type, self._header.version in FOXPRO
        if kind == "B" and not (foxpro and field.length == 8):
            kind = "G"  # dBase V: a binary memo
        numbers = {"I": 4, "Y": 8, "T": 8, "B": 8}
        if numbers.get(kind, field.length) != field.length:
            reason = Text(f"{kind} 型字段的长度不对", f"a field of type {kind} has a wrong length")
            raise damaged(self._path, reason)
        return {
            "C": self._hex if field.binary else self._character,
            "V": self._hex if field.binary else self._character,
            "Q": self._hex,
            "N": self._number,
            "F": self._number,
            "D": day,
            "L": logical,
            "I": integer,
            "B": double,
            "Y": currency,
            "T": moment,
            "M": self._memo,
        }.get(kind, self._object)

    def _character(self, data: bytes, name: str) -> str | None:
        text, bad, cut = text_of(data, self._encoding)
        if not bad:
            return text or None
        if cut:
            message = Text("文字在字符中间被截断", "A text is cut in the middle of a character")
            self._notices.tell("character-cut", message, self._path.stem, name)
            return f"{text}⟦{bad.hex().upper()}⟧"
        return self._whole(data, name) or None

    def _number(self, data: bytes, name: str) -> str | None:
        text = data.strip(b" \0").decode("ascii", "replace")
        if text and not text.strip("*"):
            message = Text(
                "数字超出字段宽度，源文件中只留下星号",
                "A number was too wide for its field; the file holds only asterisks",
            )
            self._notices.tell("number-lost", message, self._path.stem, name)
        return text or None

    def _hex(self, data: bytes, name: str) -> str | None:
        return data.rstrip(b"\0").hex().upper() or None

    def _memo(self, data: bytes, name: str) -> str | None:
        block = pointer(data)
        if not block:
            return None
        content = self._memos.content(block) if self._memos is not None else None
        if content is None:
            message = Text(
                "备注内容不在备注文件中，按空白导入",
                "A memo is not in the memo file; imported as blank",
            )
            self._notices.tell("memo-missing", message, self._path.stem, name)
            return None
        return self._whole(content, name) or None

    def _whole(self, data: bytes, name: str) -> str:
        """A text; where a person chose the encoding, a byte that does not decode reads ⟦81⟧."""
        text, bad, _ = text_of(data, self._encoding)
        if bad and self._keeps:
            return decode_keeping(data.rstrip(b" \0"), self._encoding)[0]
        if bad:
            raise self._undecodable(text, bad, name)
        return text

    def _undecodable(self, text: str, bad: bytes, name: str) -> BytesUndecodable:
        place = Place(self._row, len(text) + 1, bad[:4].hex(" "))
        error = undecodable(self._path.name, self._encoding, [place], len(bad))
        error.where = Where(self._path.name, row=self._row, column=name or None)
        return error

    def _object(self, data: bytes, name: str) -> str | None:
        if pointer(data):
            message = Text(
                "字段内容是图片或对象，未导入", "The field holds pictures or objects; not imported"
            )
            self._notices.tell("memo-object", message, self._path.stem, name)
        return None
