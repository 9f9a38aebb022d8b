"""Text of formats that are UTF-8 by their standards, read as a stream.

Where a person chose the encoding, no byte stops the reading.
"""

import codecs
import io
from typing import TextIO

from app.core.intake.content import Content
from app.core.intake.encoding.decide import detect, survey
from app.core.intake.sheet import Wish
from app.core.jobs import Job

_SHOWN = "gongkai-shown"


def encoding_of(path: Content, wish: Wish, job: Job) -> str:
    """What a person says, else UTF-8 where the whole file is valid in it, else what the file tells.

    Raises EncodingUnknown, BytesUndecodable.
    """
    if wish.encoding:
        return wish.encoding
    with path.open("rb") as file:
        head = file.read(4096)
    marked = b"\x00" in head or head.startswith(codecs.BOM_UTF8)
    if not marked and not survey(path, "utf-8", job).bad:
        return "utf-8"
    return detect(path, job)


def open_text(path: Content, encoding: str, wish: Wish, newline: str | None = None) -> TextIO:
    """A text file. In the encoding of a person's wish, a byte that does not decode reads ⟦81⟧."""
    errors = _SHOWN if wish.encoding else "strict"
    return io.TextIOWrapper(path.open("rb"), encoding, errors, newline)


def _show(error: UnicodeError) -> tuple[str, int]:
    """The bytes that do not decode, each as ⟦81⟧."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(f"⟦{byte:02X}⟧" for byte in bad), error.end


codecs.register_error(_SHOWN, _show)
