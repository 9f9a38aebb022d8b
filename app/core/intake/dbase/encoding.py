"""In which encoding a .dbf file holds its texts: what it states, else what fits the whole of it."""

from pathlib import Path

from app.core.errors import EncodingUnknown, Where
from app.core.intake.dbase.header import Header
from app.core.intake.dbase.memos import beside
from app.core.intake.dbase.records import records
from app.core.jobs import Job

# Language driver bytes whose word is taken. What says "DOS" or "Windows ANSI" (0x00, 0x01, 0x03,
# 0x57 …) is what Chinese programs leave there, whatever they write; it tells nothing.
DRIVERS = {0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "cp950", 0x78: "cp950"}
CODE_PAGES = {"936": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "65001": "utf-8"}


def declared(path: Path, header: Header) -> str | None:
    """The encoding that the file, or the .cpg file beside it, states."""
    if header.driver in DRIVERS:
        return DRIVERS[header.driver]
    stated_in = beside(path, ".cpg")
    if stated_in is None:
        return None
    with stated_in.open("rb") as file:
        stated = file.read(64).decode("ascii", "replace").strip().lower()
    stated = stated.removeprefix("cp").removeprefix("ms").removeprefix("windows-")
    name = CODE_PAGES.get(stated, stated)
    try:
        return "gb18030" if "名".encode(name) == "名".encode("gbk") else name
    except (LookupError, UnicodeEncodeError):  # no encoding of Chinese that we know
        return None


def decided(path: Path, header: Header, job: Job) -> str:
    """UTF-8 where all text is valid UTF-8, else GB18030; over the whole file.

    A field may end in the middle of a character, for its length counts bytes. Raises EncodingUnknown.
    """
    possible = ["utf-8", "gb18030"]
    places = [
        slice(f.start, f.start + f.length) for f in header.fields if f.type in "CV" and not f.binary
    ]
    for name in (field.raw for field in header.fields):
        possible = [encoding for encoding in possible if _decodes(name, encoding)]
    for number, record in records(path, header, job):
        if not record.isascii():
            for text in (record[place] for place in places):
                if not text.isascii():
                    possible = [encoding for encoding in possible if _decodes(text, encoding)]
        if not possible:
            where = Where(path.name, row=number + 1)
            among = EncodingUnknown.among(("Big5", "GB18030", "UTF-8"))
            raise EncodingUnknown(where, name=path.name, candidates=among, likeliest="cp950")
    return possible[0]


def _decodes(data: bytes, encoding: str) -> bool:
    _, bad, cut = text_of(data, encoding)
    return cut or not bad


def text_of(data: bytes, encoding: str) -> tuple[str, bytes, bool]:
    """A text without its padding, the bytes from the first that does not decode on, and whether
    these are the beginning of a character that the field's end cuts.
    """
    data = data.rstrip(b" \0")
    try:
        return data.decode(encoding), b"", False
    except UnicodeDecodeError as error:
        cut = error.reason in ("unexpected end of data", "incomplete multibyte sequence")
        return data[: error.start].decode(encoding), data[error.start :], cut
