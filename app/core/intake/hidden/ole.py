"""Everything that an old workbook (.xls, old .et) holds beside its cells, stream by stream.

Notes, defined names, hidden rows and sheets are the reader's; every other stream is looked at, those
that are not known included. Source: MS-CFB, MS-XLS 2.1, MS-OLEPS, MS-OVBA.
"""

import struct
from typing import Any

import olefile

from app.core.errors import FileUnreadable
from app.core.intake.archive import INCOMPLETE
from app.core.intake.content import Content
from app.core.intake.hidden.biff import Protected, records, tell_workbook
from app.core.intake.hidden.concealed import CUT, UNKNOWN, UNREAD, Concealed, Gathering, lines
from app.core.intake.hidden.embedded import stream_text
from app.core.intake.hidden.macros import tell_projects
from app.core.intake.hidden.properties import is_harmless
from app.core.intake.hidden.property_sets import property_set
from app.core.intake.hidden.readable import runs
from app.core.jobs import Job

MAX_STREAM = 256 << 20  # bytes
MAX_STREAMS = 5_000
DAMAGE = (OSError, ValueError, IndexError, struct.error, RecursionError)  # of olefile, on damage

_WORKBOOKS = ("workbook", "book")
_PROPERTY_SETS = ("\x05summaryinformation", "\x05documentsummaryinformation")
_OWN = ("\x01compobj", "\x01ole", "\x03objinfo", "etextdata")
_TEXT_RECORD, _NUMBER_RECORD, _DATE_RECORD = 0xCD, 0xC9, 0xCE  # of a pivot cache


def hidden_in_ole(path: Content, job: Job) -> Concealed:
    """What hides in a compound file, and what shows around its cells.

    A stream that is damaged is told as such. Raises FileUnreadable where the container itself is
    damaged, and Cancelled.
    """
    into = Gathering(job)
    try:
        with path.open("rb") as file, olefile.OleFileIO(file) as container:
            streams = container.listdir()
            for names in streams[:MAX_STREAMS]:
                _tell(container, names, into)
            if len(streams) > MAX_STREAMS:
                into.remark("object", path.name, CUT)
            tell_projects(container, "", into)
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error
    return into.concealed()


def _tell(container: Any, names: list[str], into: Gathering) -> None:
    where = "/".join(name.lstrip("\x01\x02\x03\x05") for name in names)
    try:
        data = container.openstream(names).read(MAX_STREAM)
    except DAMAGE:
        into.remark("object", where, UNREAD)
        return
    if len(data) == MAX_STREAM:
        into.remark("object", where, CUT)
    folders, name = [n.lower() for n in names[:-1]], names[-1].lower()
    if not folders and name in _WORKBOOKS:
        _workbook(data, where, into)
    elif name in _PROPERTY_SETS:
        for property, text in property_set(data):
            if text and not is_harmless(property, text):
                into.add("property", "/".join([*names[:-1], property]), text)
    elif not _is_macro(folders, name) and name not in _OWN:
        kind, text = _words(data, folders, names[-1], into.job)
        into.add(kind, where, text)
        if not text and data:
            into.remark(kind, where, UNKNOWN)


def _workbook(data: bytes, where: str, into: Gathering) -> None:
    try:
        tell_workbook(data, into)
    except Protected:
        into.remark("object", where, UNREAD)


def _is_macro(folders: list[str], name: str) -> bool:
    return any("vba" in folder for folder in folders) or name in ("project", "projectwm")


def _words(data: bytes, folders: list[str], name: str, job: Job) -> tuple[str, str]:
    """What kind of content a stream is, and its words."""
    if name.lower() in ("revision log", "user names"):
        return "revision", runs(data)
    if folders and folders[0].startswith("_sx_db"):
        return "pivot-cache", lines(_cached_items(data))
    if folders and folders[0] == "msodatastore":
        return "custom-xml", stream_text(data, f"{name}.xml", job)
    return "object", stream_text(data, name, job)


def _cached_items(data: bytes) -> list[str]:
    """The values of a pivot cache: texts, numbers and dates, with the names of its fields."""
    found = []
    for _, kind, body in records(data):
        if kind == _TEXT_RECORD and len(body) >= 3:
            wide = body[2] & 1
            found.append(body[3:].decode("utf-16-le" if wide else "latin-1", "replace"))
        elif kind == _NUMBER_RECORD and len(body) >= 8:
            found.append(f"{struct.unpack_from('<d', body)[0]:.15g}")
        elif kind == _DATE_RECORD and len(body) >= 8:
            year, month, day = struct.unpack_from("<HHB", body)
            found.append(f"{year:04}-{month:02}-{day:02}")
        else:
            found.append(runs(body))
    return found
