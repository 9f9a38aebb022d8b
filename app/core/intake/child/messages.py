"""What a child process tells its parent through the pipe, and how its errors travel."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from app.core.errors import GongkaiError, ImportFailed, Where
from app.core.intake.child.answer import Answer
from app.core.text import Text

_WIDE = 1 << 63  # MessagePack has no whole numbers beyond

GARBLED = Text("读取程序的答复无效", "the reading program gave no valid answer")

_Plain = None | bool | int | str | Text


class Progress(msgspec.Struct, tag=True):
    done: int
    total: int | None


class Refused(msgspec.Struct, tag=True):
    """A :class:`GongkaiError` by its code."""

    code: str
    where: Where
    params: dict[str, _Plain]


class GaveUp(msgspec.Struct, tag=True):
    why: Literal["memory", "room"]


class Bug(msgspec.Struct, tag=True):
    """An error that nobody meant: types and lines of code, no message, for it may hold values."""

    trace: str


Message = Progress | Answer | Refused | GaveUp | Bug


def plain(value: object) -> _Plain:
    """A parameter of an error as it can travel: whole numbers, phrases, and text of all else."""
    if value is None or isinstance(value, Text) or (isinstance(value, int) and abs(value) < _WIDE):
        return value
    return str(value).encode(errors="replace").decode()  # a file name may hold half a character


def rebuilt(refused: Refused, name: str) -> GongkaiError:
    """The error that the child met; it must be one of ours, and have all that its words need."""
    known = {error.__dict__.get("code"): error for error in _tree(GongkaiError)}
    try:
        return known[refused.code](refused.where, **refused.params)
    except (LookupError, TypeError, ValueError):
        return ImportFailed(name=name, reason=GARBLED)


def _tree(base: type[GongkaiError]) -> Iterator[type[GongkaiError]]:
    for error in base.__subclasses__():
        yield error
        yield from _tree(error)
