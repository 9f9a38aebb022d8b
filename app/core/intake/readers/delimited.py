"""Delimited text of any size: .csv, .tsv and .txt in any of the known encodings."""

import codecs
import csv
from pathlib import Path

from app.core.errors import FileUnreadable, ParameterInvalid, Where
from app.core.errors.system import system_reason
from app.core.intake.delimited.blocks import Delimited
from app.core.intake.delimited.delimiter import guess
from app.core.intake.encoding.decide import is_text
from app.core.intake.encoding.text_blocks import TextBlocks, told_encoding
from app.core.intake.markup.kind import kind
from app.core.intake.sheet import (
    NO_WISH,
    Notices,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.text import Text

# Workbooks and documents that some systems name .csv; the last two are SYLK and DIF, which are text.
FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"ID;P", b"TABLE\r\n0,1\r\n")

csv.field_size_limit(1 << 24)


@readers.register
class DelimitedReader:
    """Encoding and delimiter are told from the head; what does not decode is found on the way."""

    id = "csv"
    title = Text("分隔文本", "delimited text")
    version = "3"
    last_resort = True

    def accepts(self, signature: Signature) -> bool:
        head = signature.head
        foreign = head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(FOREIGN)
        return is_text(head) and not foreign and not kind(head)

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        try:
            encoding = wish.encoding or told_encoding(path, job)
            codecs.lookup(encoding)
        except OSError as error:
            reason = system_reason(error)
            raise FileUnreadable(Where(path.name), name=path.name, reason=reason) from error
        except LookupError:
            reason = Text("没有这种编码", "there is no such encoding")
            raise ParameterInvalid(name="encoding", reason=reason) from None
        shown = wish.encoding is not None
        delimiter = wish.delimiter or told_delimiter(TextBlocks(path, encoding, job, shown=shown))
        if len(delimiter) != 1 or delimiter in '"\r\n':
            reason = Text("必须是一个字符，且不是引号或换行", "one character, no quote or line end")
            raise ParameterInvalid(name="delimiter", reason=reason)
        text = TextBlocks(path, encoding, job, delimiter=delimiter, shown=shown)
        table = Delimited(text, delimiter)
        sheet = Sheet(path.stem, "visible", table.rows, blocks=table.blocks, read=table.blocks)
        return Workbook("csv", (sheet,), Notices(), encoding)


def told_delimiter(text: TextBlocks) -> str:
    """The delimiter of a text, told from its first block."""
    head = next(iter(text), b"")
    return guess(head.decode(text.codec, "replace"))
