"""A file as a reader sees it: a path, or bytes that must never lie on a disk."""

import io
from pathlib import PurePath
from typing import BinaryIO, Literal, Protocol


class Content(Protocol):
    """What a reader asks of a file; :class:`pathlib.Path` is one.

    ``open`` may be called more than once, and each call starts at the first byte.
    """

    @property
    def name(self) -> str:
        """The name of the file, with its suffix."""

    @property
    def stem(self) -> str:
        """The name of the file without its suffix."""

    def open(self, mode: Literal["rb"]) -> BinaryIO:
        """A seekable stream of its bytes. Raises OSError."""


class Held:
    """A file that is held in memory under the name of the file that it came from."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.stem = PurePath(name).stem
        self._data = data

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """A stream over the bytes, which are shared and not copied."""
        return io.BytesIO(self._data)


def size_of(content: Content) -> int:
    """Its bytes. Raises OSError."""
    with content.open("rb") as file:
        return file.seek(0, io.SEEK_END)
