"""Bytes become text block by block; bytes that are no text are placed and kept, never dropped.

A NUL byte is no text, unless it only pads the end of the file, which is left out.
"""

import codecs
import re
import struct
from dataclasses import dataclass

MAX_PLACES = 1000  # of undecodable bytes that are listed; all are counted
PADDING = b"\x00\x1a"  # behind a text: what is left of a block of a disk, and the mark of its end
MAX_PADDING = 1 << 20  # bytes

_ALL_BYTES = bytes(range(256))
_NUL = "\udc00"  # as a bad byte arrives
_BAD = re.compile("[\ud800-\udfff]+")


@dataclass(frozen=True)
class Place:
    """Bytes that do not decode, one after the other.

    ``row`` and ``column`` (in characters, each bad byte as one) count from 1; ``data``: the bytes
    as hex, ``81 fe``.
    """

    row: int
    column: int
    data: str


def is_known(encoding: str) -> bool:
    """Whether text can be read in an encoding, whatever its bytes: Python has codecs of no text too."""
    try:
        name = codecs.lookup(encoding).name
        return name.startswith("utf-16") or bool(_ALL_BYTES.decode(name, "surrogateescape"))
    except (LookupError, ValueError):
        return False


class Decoder:
    """Decodes a stream; a byte that is no text of the encoding stands as ⟦81⟧ in the result.

    ``places``: the first :data:`MAX_PLACES` runs of such bytes; ``count``: all such bytes.
    """

    def __init__(self, encoding: str) -> None:
        self._name = codecs.lookup(encoding).name
        self._wide = self._name.startswith("utf-16")
        self._unit = ">H" if self._name == "utf-16-be" else "<H"
        # Each bad byte, or in UTF-16 each half of a broken pair, arrives as a lone surrogate.
        self._errors = "surrogatepass" if self._wide else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(self._errors)
        self._odd = b""
        self._padding = b""
        self._row, self._column, self._carriage = 1, 1, False
        self.places: list[Place] = []
        self.count = 0

    def decode(self, block: bytes, final: bool = False) -> str:
        """The text of the next block; ``final`` after the last one."""
        rest = b""
        if self._wide:
            block = self._odd + block
            if self._name == "utf-16" and len(block) > 1:
                block = self._without_mark(block)
            even = len(block) & ~1
            block, rest = block[:even], block[even:]
            self._odd = b"" if final else rest
        else:
            block = self._without_padding(block)
        text = self._decoder.decode(block, final)
        if not self._wide and "\x00" in text:
            text = text.replace("\x00", _NUL)
        if final and rest:
            text += chr(0xDC00 + rest[0])
        try:
            text.encode()  # finds lone surrogates ten times faster than a search
        except UnicodeEncodeError:
            return self._marked(text, odd=bool(final and rest))
        self._advance(text)
        return text

    def _without_padding(self, block: bytes) -> bytes:
        """What may be padding waits for what follows it; behind the last block it is left out."""
        block = self._padding + block
        size = len(block.rstrip(PADDING))
        self._padding = block[size:] if len(block) - size <= MAX_PADDING else b""
        return block[: len(block) - len(self._padding)]

    def _without_mark(self, block: bytes) -> bytes:
        """The byte order is told from the mark; without one it is that of Windows."""
        big = block.startswith(codecs.BOM_UTF16_BE)
        self._name, self._unit = ("utf-16-be", ">H") if big else ("utf-16-le", "<H")
        self._decoder = codecs.getincrementaldecoder(self._name)(self._errors)
        return block[2:] if big or block.startswith(codecs.BOM_UTF16_LE) else block

    def _marked(self, text: str, *, odd: bool) -> str:
        shown: list[str] = []
        start = 0
        for match in _BAD.finditer(text):
            before = text[start : match.start()]
            self._advance(before)
            cut = odd and match.end() == len(text)
            pieces = self._pieces(match[0], cut)
            self.count += sum(len(piece) for piece in pieces)
            if len(self.places) < MAX_PLACES:
                place = Place(self._row, self._column, b"".join(pieces).hex(" "))
                self.places.append(place)
            self._advance(match[0])
            shown += (before, *(f"⟦{piece.hex().upper()}⟧" for piece in pieces))
            start = match.end()
        self._advance(text[start:])
        return "".join((*shown, text[start:]))

    def _pieces(self, run: str, cut: bool) -> list[bytes]:
        """The bytes behind lone surrogates; ``cut``: the last one stands for half a character."""
        if not self._wide:
            return [bytes((ord(unit) - 0xDC00,)) for unit in run]
        whole, last = (run[:-1], run[-1:]) if cut else (run, "")
        pieces = [struct.pack(self._unit, ord(unit)) for unit in whole]
        return pieces + [bytes((ord(unit) - 0xDC00,)) for unit in last]

    def _advance(self, text: str) -> None:
        if not text:
            return
        if self._carriage and text[0] == "\n":  # \r\n across two blocks is one line end
            self._row -= 1
        self._carriage = text[-1] == "\r"
        ends = text.count("\n") + text.count("\r") - text.count("\r\n")
        self._row += ends
        if ends:
            last = max(text.rfind("\n"), text.rfind("\r"))
            self._column = len(text) - last
        else:
            self._column += len(text)


def decode_keeping(data: bytes, encoding: str) -> tuple[str, tuple[Place, ...]]:
    """A whole text, each undecodable byte shown as ⟦81⟧, and the places of these bytes."""
    decoder = Decoder(encoding)
    text = decoder.decode(data, final=True)
    return text, tuple(decoder.places)
