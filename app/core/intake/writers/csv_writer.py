"""CSV, the format that the pilot prefers."""

from typing import BinaryIO

import pyarrow as pa

from app.core import rfc4180
from app.core.errors import CharactersLost
from app.core.intake.formula_guard import guard
from app.core.intake.writer import PLAIN, WriteOptions, Writer, write_blocks, writers
from app.core.jobs import Job
from app.core.row_form import Escaped
from app.core.text import Text

_BOM = b"\xef\xbb\xbf"


@writers.register
class CsvWriter(Writer):
    """RFC 4180. In UTF-8, without guard or BOM, the file's SHA-256 is the table's digest."""

    id = "csv"
    title = Text("CSV", "CSV")
    version = "2"
    options = frozenset({"encoding", "guard"})

    def write(
        self, data: pa.Table, sink: BinaryIO, job: Job, options: WriteOptions = PLAIN
    ) -> dict[str, int]:
        names = data.column_names
        guarded: dict[str, int] = {}
        if options.guard:
            shown = guard(pa.array(names, pa.large_string()))
            guarded = {
                names[place]: 1 for place in (shown.marked if shown.marked is not None else ())
            }
            names = shown.values.to_pylist()
        text = rfc4180.rows(data.num_columns, guard if options.guard else Escaped)
        text.marked.update(guarded)
        if options.encoding == "utf-8-sig":
            sink.write(_BOM)
        sink.write(_encoded(rfc4180.header(names), options.encoding))
        for block in write_blocks(text, data, job):
            sink.write(_encoded(block, options.encoding))
        return text.marked


def _encoded(block: bytes | memoryview, encoding: str) -> bytes | memoryview:
    """UTF-8 in another encoding. Raises CharactersLost with the characters that it lacks."""
    if encoding != "gb18030":
        return block
    try:
        return str(block, "utf-8").encode("gb18030")
    except UnicodeEncodeError as error:
        lost = dict.fromkeys(error.object[error.start : error.end])
        names = ", ".join(f"U+{ord(sign):04X}" for sign in lost)
        raise CharactersLost(format="GB18030", characters=names) from error
