"""JSON Lines: one record a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.errors import FileTooLarge, RecordsMissing, Where
from app.core.intake.encoding.text_file import encoding_of, open_text
from app.core.intake.json_text.form import form
from app.core.intake.json_text.records import Fields
from app.core.intake.json_text.values import MAX_VALUE, tell_halves, whole_value
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


@readers.register
class JsonLinesReader:
    """The file is read twice: once for the fields of all records, once for the cells."""

    id = "jsonl"
    title = Text("JSON Lines", "JSON Lines")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return form(signature.head) == "jsonl"

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        encoding = encoding_of(path, wish, job)
        fields = Fields(path.name)
        halves: list[int] = []
        for record in _records(path, encoding, wish, job, halves):
            fields.add(record)
        if not fields.records:
            reason = Text("其中没有记录", "it holds no records")
            raise RecordsMissing(name=path.name, reason=reason)

        def rows() -> Iterator[Row]:
            if not fields.positional:
                yield fields.names()
            yield from map(fields.row, _records(path, encoding, wish, job, []))

        notices = Notices()
        fields.tell(notices, path.stem)
        tell_halves(halves, notices, path.stem)
        sheet = Sheet(path.stem, "visible", rows, headed=not fields.positional)
        return Workbook("jsonl", (sheet,), notices, encoding)


def _records(path: Path, encoding: str, wish: Wish, job: Job, halves: list[int]) -> Iterator[Any]:
    """The value of each line that is not blank."""
    size, number = path.stat().st_size, 0
    with open_text(path, encoding, wish, newline="\n") as text:
        while line := text.readline(MAX_VALUE):
            number += 1
            if number % 2000 == 1:
                job.report(min(text.buffer.tell(), size), size)
            if len(line) == MAX_VALUE:
                reason = Text(f"第 {number} 行过长", f"line {number} is too long")
                raise FileTooLarge(Where(path.name, row=number), name=path.name, reason=reason)
            if line.strip():
                yield whole_value(line, path.name, number, halves)
