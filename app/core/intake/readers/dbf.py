"""dBase and FoxPro tables (.dbf), with their memo files beside them.

Sources: the dBase III/IV file description; Microsoft, "Visual FoxPro Table File Structure". Numbers
are little-endian unless said. dBase 7, whose header is different, is refused.
"""

import datetime
import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.core.errors import (
    BytesUndecodable,
    EncodingUnknown,
    FileProtected,
    FileTooLarge,
    FileUnreadable,
    Where,
)
from app.core.intake.encoding.decide import undecodable
from app.core.intake.encoding.decoding import Place, decode_keeping
from app.core.intake.sheet import (
    NO_WISH,
    Notices,
    Row,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.text import Text

VERSIONS = frozenset(
    b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x7b\x83\x87\x8b\x8e\xb3\xcb\xe5\xf5\xfb"
)
FOXPRO = frozenset(b"\x30\x31\x32")  # Visual FoxPro: numbers of a memo are binary, B is a double
DBASE_7 = frozenset(b"\x8c\xec")
TYPES = frozenset(b"CNFDLIBYTMGPVQW0")
FIELD = 32  # bytes of a field's description; the file's own header is as long
BLOCK = 1 << 20  # bytes of records read at a time
MAX_MEMO = 1 << 26  # bytes of one memo

# Language driver bytes whose word is taken. What says "DOS" or "Windows ANSI" (0x00, 0x01, 0x03,
# 0x57 …) is what Chinese programs leave there, whatever they write; it tells nothing.
DRIVERS = {0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "cp950", 0x78: "cp950"}
CODE_PAGES = {"936": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "65001": "utf-8"}

_EPOCH = datetime.date(1, 1, 1).toordinal() - 1_721_426  # Julian day number to ordinal


@dataclass(frozen=True)
class _Field:
    """One field: ``start`` and ``length`` in bytes of the record; ``null``: its bit, if it has one."""

    raw: bytes
    type: str
    start: int
    length: int
    binary: bool
    null: int | None = None
    short: int | None = None  # the bit that says that the last byte is the length


@dataclass(frozen=True)
class _Header:
    version: int
    count: int
    start: int
    record: int
    driver: int
    fields: tuple[_Field, ...]
    flags: slice  # of the null flags in the record; empty where there are none


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
        header = _header(path)
        notices = Notices()
        hidden = _hidden(path, header, notices, job)
        encoding = wish.encoding or _declared(path, header) or _decided(path, header, job)
        table = _Table(path, header, encoding, wish, notices, job)
        sheet = Sheet(path.stem, "visible", table.rows, hidden_rows=hidden, headed=True)
        return Workbook("dbf", (sheet,), notices, encoding)


def _header(path: Path) -> _Header:
    with path.open("rb") as file:
        head = file.read(FIELD)
        if len(head) < FIELD:
            raise _damaged(path, Text("文件头不完整", "its header is incomplete"))
        version, count, start, record = struct.unpack("<B3xIHH", head[:12])
        if version in DBASE_7:
            raise _damaged(
                path, Text("dBase 7 格式不受支持", "it is of dBase 7, which is not supported")
            )
        if head[15] == 1:
            raise FileProtected(name=path.name)
        rest = file.read(max(start - FIELD, 0))
    if start <= FIELD or len(rest) < start - FIELD:
        raise _damaged(path, Text("文件头不完整", "its header is incomplete"))
    described = _described(path, version, rest, record)
    flags = slice(0, 0)
    fields, bit = [], 0
    for field, options in described:
        if field.type == "0":
            flags = slice(field.start, field.start + field.length)
            continue
        short = null = None
        if version in FOXPRO:
            if field.type in "VQ":
                short, bit = bit, bit + 1
            if options & 2:
                null, bit = bit, bit + 1
        fields.append(
            _Field(field.raw, field.type, field.start, field.length, field.binary, null, short)
        )
    if not fields:
        raise _damaged(path, Text("没有字段", "it has no fields"))
    return _Header(version, count, start, record, head[29], tuple(fields), flags)


def _described(path: Path, version: int, rest: bytes, record: int) -> list[tuple[_Field, int]]:
    """The fields as the header describes them, each with its option bits."""
    found: list[tuple[bytes, str, int, int, int]] = []
    for at in range(0, len(rest), FIELD):
        one = rest[at : at + FIELD]
        if one[0] == 0x0D:
            break
        if len(one) < FIELD or one[11] not in TYPES:
            reason = Text(
                f"第 {len(found) + 1} 个字段的描述无效",
                f"the description of field {len(found) + 1} is wrong",
            )
            raise _damaged(path, reason)
        found.append((one[:11].split(b"\0")[0], chr(one[11]), one[16], one[17], one[18]))
    # A long character field keeps the high byte of its length where decimals stand in others.
    plain = 1 + sum(length for _, _, length, _, _ in found)
    long = 1 + sum(n + (d << 8 if kind == "C" else 0) for _, kind, n, d, _ in found)
    if record not in (plain, long):
        reason = Text(
            f"字段总长 {plain} 与记录长 {record} 不符",
            f"the fields' lengths make {plain} bytes but a record has {record}",
        )
        raise _damaged(path, reason)
    fields, start = [], 1
    for raw, kind, low, decimals, stated in found:
        length = low + (decimals << 8 if kind == "C" and record == long else 0)
        options = stated if version in FOXPRO else 0
        fields.append((_Field(raw, kind, start, length, bool(options & 4)), options))
        start += length
    return fields


def _hidden(path: Path, header: _Header, notices: Notices, job: Job) -> frozenset[int]:
    """The rows of deleted records, and of those beyond the number that the header states.

    Row 1 of the sheet holds the names, so record n is row n + 1. Raises FileUnreadable where records
    are missing.
    """
    hidden, last = set(), 0
    for number, record in _records(path, header, job):
        if record[0] == 0x1A and number > header.count:
            break
        last = number
        if record[0] == 0x2A or number > header.count:
            hidden.add(number + 1)
        elif record[0] != 0x20:
            message = Text(
                "记录的标志字节无效，按正常记录读取",
                "A record's mark is wrong; it is read all the same",
            )
            notices.tell("record-mark", message, path.stem, str(number + 1))
    if last < header.count or (header.count == 0 and last):
        reason = Text(
            f"文件头写明 {header.count} 条记录，实有 {last} 条",
            f"its header states {header.count} records but it holds {last}",
        )
        raise _damaged(path, reason, row=last)
    if last > header.count:
        message = Text(
            "记录多于文件头写明的条数，多出的按隐藏内容处理",
            "There are more records than the header states; the surplus is hidden content",
        )
        notices.tell("record-count", message, path.stem, str(header.count + 2))
    return frozenset(hidden)


def _records(path: Path, header: _Header, job: Job) -> Iterator[tuple[int, bytes]]:
    """Every whole record with its number, from 1; what follows the last one is left."""
    size, number = path.stat().st_size, 0
    length = header.record
    many = max(BLOCK // length, 1) * length
    with path.open("rb") as file:
        file.seek(header.start)
        while block := file.read(many):
            job.report(file.tell(), size)
            for at in range(0, len(block) - length + 1, length):
                number += 1
                yield number, block[at : at + length]
            if len(block) % length and block[len(block) // length * length] != 0x1A:
                if number < header.count:
                    reason = Text(
                        f"第 {number + 1} 条记录不完整", f"record {number + 1} is incomplete"
                    )
                    raise _damaged(path, reason, row=number + 1)
                return


def _declared(path: Path, header: _Header) -> str | None:
    """The encoding that the file, or the .cpg file beside it, states."""
    if header.driver in DRIVERS:
        return DRIVERS[header.driver]
    beside = _beside(path, ".cpg")
    if beside is None:
        return None
    with beside.open("rb") as file:
        stated = file.read(64).decode("ascii", "replace").strip().lower()
    stated = stated.removeprefix("cp").removeprefix("ms").removeprefix("windows-")
    name = CODE_PAGES.get(stated, stated)
    try:
        return "gb18030" if "名".encode(name) == "名".encode("gbk") else name
    except (LookupError, UnicodeEncodeError):  # no encoding of Chinese that we know
        return None


def _decided(path: Path, header: _Header, job: Job) -> str:
    """UTF-8 where all text is valid UTF-8, else GB18030; over the whole file.

    A field may end in the middle of a character, for its length counts bytes. Raises EncodingUnknown.
    """
    possible = ["utf-8", "gb18030"]
    places = [
        slice(f.start, f.start + f.length) for f in header.fields if f.type in "CV" and not f.binary
    ]
    for name in (field.raw for field in header.fields):
        possible = [encoding for encoding in possible if _decodes(name, encoding)]
    for number, record in _records(path, header, job):
        if not record.isascii():
            for text in (record[place] for place in places):
                if not text.isascii():
                    possible = [encoding for encoding in possible if _decodes(text, encoding)]
        if not possible:
            where = Where(path.name, row=number + 1)
            raise EncodingUnknown(
                where, name=path.name, candidates="Big5, GB18030, UTF-8", likeliest="cp950"
            )
    return possible[0]


def _decodes(data: bytes, encoding: str) -> bool:
    _, bad, cut = _text(data, encoding)
    return cut or not bad


def _text(data: bytes, encoding: str) -> tuple[str, bytes, bool]:
    """A text without its padding, the bytes from the first that does not decode on, and whether
    these are the beginning of a character that the field's end cuts.
    """
    data = data.rstrip(b" \0")
    try:
        return data.decode(encoding), b"", False
    except UnicodeDecodeError as error:
        cut = error.reason in ("unexpected end of data", "incomplete multibyte sequence")
        return data[: error.start].decode(encoding), data[error.start :], cut


class _Table:
    """The records as rows of text."""

    def __init__(
        self,
        path: Path,
        header: _Header,
        encoding: str,
        wish: Wish,
        notices: Notices,
        job: Job,
    ) -> None:
        self._path, self._header, self._encoding = path, header, encoding
        self._keeps = wish.encoding is not None
        self._notices, self._job = notices, job
        self._memos = _memos(path, header)
        self._row = 1
        self._names = tuple(self._whole(field.raw, "").strip() for field in header.fields)

    def rows(self) -> Iterator[Row]:
        """The names, then a row a record, up to the end mark."""
        yield self._names
        header = self._header
        readings = [
            (f, n, self._reading(f)) for f, n in zip(header.fields, self._names, strict=True)
        ]
        for number, record in _records(self._path, header, self._job):
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

    def _reading(self, field: _Field) -> Callable[[bytes, str], str | None]:
        """How a field's bytes become text."""
        kind, foxpro = field.type, self._header.version in FOXPRO
        if kind == "B" and not (foxpro and field.length == 8):
            kind = "G"  # dBase V: a binary memo
        numbers = {"I": 4, "Y": 8, "T": 8, "B": 8}
        if numbers.get(kind, field.length) != field.length:
            reason = Text(f"{kind} 型字段的长度不对", f"a field of type {kind} has a wrong length")
            raise _damaged(self._path, reason)
        return {
            "C": self._hex if field.binary else self._character,
            "V": self._hex if field.binary else self._character,
            "Q": self._hex,
            "N": self._number,
            "F": self._number,
            "D": _date,
            "L": _logical,
            "I": _integer,
            "B": _double,
            "Y": _currency,
            "T": _moment,
            "M": self._memo,
        }.get(kind, self._object)

    def _character(self, data: bytes, name: str) -> str | None:
        text, bad, cut = _text(data, self._encoding)
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
        block = _pointer(data)
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
        text, bad, _ = _text(data, self._encoding)
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
        if _pointer(data):
            message = Text(
                "字段内容是图片或对象，未导入", "The field holds pictures or objects; not imported"
            )
            self._notices.tell("memo-object", message, self._path.stem, name)
        return None


def _pointer(data: bytes) -> int:
    """The block in the memo file: four bytes in Visual FoxPro, else digits; 0 is none."""
    if len(data) == 4:
        return int.from_bytes(data, "little")
    digits = data.strip(b" \0")
    return int(digits) if digits.isdigit() else 0


def _date(data: bytes, name: str) -> str | None:
    text = data.strip(b" \0").decode("ascii", "replace")
    if len(text) == 8 and text.isdigit() and text != "00000000":
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text if text.strip("0") else None


def _logical(data: bytes, name: str) -> str | None:
    text = data.strip(b" \0?").decode("ascii", "replace")
    return {"T": "TRUE", "Y": "TRUE", "F": "FALSE", "N": "FALSE", "": None}.get(text.upper(), text)


def _integer(data: bytes, name: str) -> str | None:
    return str(int.from_bytes(data, "little", signed=True))


def _double(data: bytes, name: str) -> str | None:
    value: float = struct.unpack("<d", data)[0]
    if not math.isfinite(value):
        return str(value)
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def _currency(data: bytes, name: str) -> str | None:
    return format(Decimal(int.from_bytes(data, "little", signed=True)).scaleb(-4), "f")


def _moment(data: bytes, name: str) -> str | None:
    """A Julian day number and the milliseconds since midnight."""
    day, milliseconds = struct.unpack("<ii", data)
    if data.strip(b" \0") == b"":
        return None
    try:
        date = datetime.date.fromordinal(day + _EPOCH)
    except (ValueError, OverflowError):
        return f"⟦{data.hex().upper()}⟧"
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    text = f"{date.isoformat()} {minutes // 60:02}:{minutes % 60:02}:{second:02}"
    return f"{text}.{fraction:03}" if fraction else text


class _Memos:
    """A memo file: dBase III (ends with 0x1A), dBase IV (with a length), FoxPro (.fpt)."""

    def __init__(self, path: Path, *, foxpro: bool, dbase_4: bool) -> None:
        self._path, self._foxpro, self._dbase_4 = path, foxpro, dbase_4
        with path.open("rb") as file:
            head = file.read(32)
        if foxpro:
            self._block = int.from_bytes(head[6:8], "big") or 1
        else:
            self._block = (int.from_bytes(head[20:22], "little") or 512) if dbase_4 else 512

    def content(self, block: int) -> bytes | None:
        """The bytes of one memo, or None where it is not there. Raises FileTooLarge."""
        with self._path.open("rb") as file:
            file.seek(block * self._block)
            head = file.read(8)
            if len(head) < 8:
                return None
            if self._foxpro:
                return self._sized(file.read, int.from_bytes(head[4:], "big"))
            if self._dbase_4 and head.startswith(b"\xff\xff\x08\0"):
                return self._sized(file.read, int.from_bytes(head[4:], "little") - 8)
            found = bytearray(head)
            while b"\x1a" not in found and (more := file.read(512)):
                found += more
                self._bounded(len(found))
            return bytes(found.split(b"\x1a")[0])

    def _sized(self, read: Callable[[int], bytes], length: int) -> bytes | None:
        if length < 0:
            return None
        self._bounded(length)
        data = read(length)
        return data if len(data) == length else None

    def _bounded(self, length: int) -> None:
        if length > MAX_MEMO:
            reason = Text("一条备注过大", "one memo is too large")
            raise FileTooLarge(name=self._path.name, reason=reason)


def _memos(path: Path, header: _Header) -> _Memos | None:
    for suffix in (".fpt", ".dbt"):
        beside = _beside(path, suffix)
        if beside is not None:
            dbase_4 = header.version in b"\x04\x7b\x8b\x8e\xcb"
            return _Memos(beside, foxpro=suffix == ".fpt", dbase_4=dbase_4)
    return None


def _beside(path: Path, suffix: str) -> Path | None:
    for candidate in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if candidate != path and candidate.is_file():
            return candidate
    return None


def _damaged(path: Path, reason: Text, row: int | None = None) -> FileUnreadable:
    return FileUnreadable(Where(path.name, row=row), name=path.name, reason=reason)
