"""The records of a .dbf file, and which of them its program does not show."""

from collections.abc import Iterator
from pathlib import Path

from app.core.intake.dbase.header import Header, damaged
from app.core.intake.sheet import Notices
from app.core.jobs import Job
from app.core.text import Text

BLOCK = 1 << 20  # bytes of records read at a time


def hidden_rows(path: Path, header: Header, notices: Notices, job: Job) -> frozenset[int]:
    """The rows of deleted records, and of those beyond the number that the header states.

    Row 1 of the sheet holds the names, so record n is row n + 1. Raises FileUnreadable where records
    are missing.
    """
    hidden, last = set(), 0
    for number, record in records(path, header, job):
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
        raise damaged(path, reason, row=last)
    if last > header.count:
        message = Text(
            "记录多于文件头写明的条数，多出的按隐藏内容处理",
            "There are more records than the header states; the surplus is hidden content",
        )
        notices.tell("record-count", message, path.stem, str(header.count + 2))
    return frozenset(hidden)


def records(path: Path, header: Header, job: Job) -> Iterator[tuple[int, bytes]]:
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
                    raise damaged(path, reason, row=number + 1)
                return
