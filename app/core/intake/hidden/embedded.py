"""The text of an embedded object: a workbook, a document, an attached file, or a picture."""

import io
import struct
import zipfile

import olefile

from app.core.intake.archive import DAMAGE
from app.core.intake.hidden.concealed import CUT, UNREAD, lines, note
from app.core.intake.hidden.image_data import image_text
from app.core.intake.hidden.readable import bare, decoded, narrow_runs, runs, wide_runs
from app.core.jobs import Job

MAX_DEPTH = 3  # objects within objects
MAX_PART = 32 << 20  # bytes
MAX_PARTS = 2_000
MAX_READ = 256 << 20  # bytes of one object with all that it holds


def embedded_text(data: bytes, name: str, job: Job, depth: int = 0) -> str:
    """All words of an object, one a line; "" where it holds none."""
    job.report(depth)
    if depth > MAX_DEPTH:
        return note(CUT)
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(data, job, depth)
    if data.startswith(olefile.MAGIC):
        return _of_compound(data, job, depth)
    shown = image_text(data)
    if shown is not None:
        return shown
    text = None if data.startswith(b"%PDF") else decoded(data)
    if text is None:
        return runs(data)
    if name.lower().endswith((".xml", ".htm", ".html", ".vml")):
        return bare(data)
    # Han characters in UTF-16 without a mark are valid GB18030 too.
    is_utf8 = text.encode("utf-8", "replace") == data
    return text if is_utf8 else lines([text, *wide_runs(data)])


def _of_archive(data: bytes, job: Job, depth: int) -> str:
    texts, room = [], MAX_READ
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:MAX_PARTS]:
                size = min(MAX_PART, room)
                with archive.open(entry) as stream:
                    inner = stream.read(size)
                    if stream.read(1):
                        texts.append(f"{entry.filename} {note(CUT)}")
                room -= len(inner)
                texts += [entry.filename, embedded_text(inner, entry.filename, job, depth + 1)]
    except DAMAGE:
        texts.append(note(UNREAD))
    return lines(texts)


def _of_compound(data: bytes, job: Job, depth: int) -> str:
    texts = []
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for path in container.listdir()[:MAX_PARTS]:
                stream = container.openstream(path).read(MAX_PART)
                texts.append(stream_text(stream, path[-1], job, depth))
    except (OSError, ValueError, IndexError, struct.error, RecursionError):
        texts += [runs(data), note(UNREAD)]
    return lines(texts)


def stream_text(data: bytes, name: str, job: Job, depth: int = 0) -> str:
    """The words of one stream of a compound file. An attached file keeps its name and folders."""
    if name.lower() == "\x01ole10native":
        return _attached(data, job, depth)
    if name.lower() == "package" or data.startswith((b"PK\x03\x04", olefile.MAGIC)):
        return embedded_text(data, name, job, depth + 1)
    if name in ("\x01CompObj", "\x01Ole", "\x03ObjInfo"):
        return lines(narrow_runs(data)) if name == "\x01CompObj" else ""
    return embedded_text(data, name, job, depth + 1)


def _attached(data: bytes, job: Job, depth: int) -> str:
    """Ole10Native: the name, two paths of the attached file (as bytes ending in 0), its bytes."""
    names, position = [], 6
    for gap in (0, 0, 8):
        position += gap
        end = data.find(b"\0", position, position + 1024)
        if end < 0:
            return runs(data)
        names.append(data[position:end].decode("gb18030", "replace"))
        position = end + 1
    (size,) = struct.unpack_from("<I", data.ljust(position + 4, b"\0"), position)
    inner = data[position + 4 : position + 4 + size]
    return lines([*names, embedded_text(inner, names[0], job, depth + 1)])
