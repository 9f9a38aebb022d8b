"""How a row of a text format is put together: what stands around its cells, and what becomes of the cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from app.core.escaping import Numbers
from app.core.text import Text


class Unfit(Exception):
    """A value that the format cannot hold. ``position``: its index among the values given."""

    def __init__(self, position: int, characters: str | Text) -> None:
        super().__init__(position)
        self.position = position
        self.characters = characters


@dataclass(frozen=True)
class Escaped:
    """Values as they stand in the file.

    ``wrapped``: indices of those that stand in the form's ``wrap`` instead of its ``bare``;
    ``marked``: indices of those to be counted.
    """

    values: pa.Array
    wrapped: Numbers | None = None
    marked: Numbers | None = None


Escape = Callable[[pa.Array], Escaped]  # large_string without nulls → as many; may raise Unfit


@dataclass(frozen=True)
class Frame:
    """What stands around the cells of one column.

    ``before``: texts, between each two of which the row's number is written; ``blank``: the whole
    of a cell that has no value.
    """

    before: tuple[str, ...]
    after: str
    blank: str = ""


@dataclass(frozen=True)
class RowForm:
    """A row: its opening (texts with the row's number between), its cells, its closing.

    ``format``: the format's name for errors; ``bare`` and ``wrap``: what stands right before and
    after a value that is not wrapped, or is; ``number``: that of the first row.
    """

    format: str
    frames: Sequence[Frame]
    opening: tuple[str, ...] = ()
    closing: str = ""
    bare: tuple[str, str] = ("", "")
    wrap: tuple[str, str] = ("", "")
    number: int = 1
