"""XML: ``<table><row><cell name="…">…</cell></row></table>``; a blank cell is left out.

Column names stand in an attribute because many of them are no legal element names.
"""

import re
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa

from app.core.errors import CharactersLost
from app.core.intake.writer import BATCH, writers
from app.core.jobs import Job
from app.core.text import Text

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@writers.register
class XmlWriter:
    """XML 1.0, UTF-8."""

    id = "xml"
    title = Text("XML", "XML")
    version = "1"

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        sink.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<table>\n')
        for name in data.column_names:
            _legal(name)
        opening = [f"<cell name={quoteattr(name)}>" for name in data.column_names]
        done = 0
        for batch in data.to_batches(max_chunksize=BATCH):
            job.report(done, data.num_rows)
            columns = [column.to_pylist() for column in batch.columns]
            for row in zip(*columns, strict=True):
                cells = "".join(
                    f"{tag}{_legal(text)}</cell>"
                    for tag, text in zip(opening, row, strict=True)
                    if text is not None
                )
                sink.write(f"<row>{cells}</row>\n".encode())
            done += batch.num_rows
        sink.write(b"</table>\n")


def _legal(text: str) -> str:
    found = _ILLEGAL.search(text)
    if found:
        raise CharactersLost(format="XML", characters=f"U+{ord(found[0]):04X}")
    return escape(text, {"\r": "&#13;"})
