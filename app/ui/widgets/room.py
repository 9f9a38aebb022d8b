"""How the columns of a small table share its width, so that a person reads every word without scrolling."""

from collections.abc import Sequence


def shared(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """A width a column, in pixels, together no wider than ``room`` if that can be.

    Where all cannot have what they want, those that want little get it, and the others share what is left
    alike, none below its ``least``. Where not even that fits, each has its least.
    """
    floors = [min(pair) for pair in zip(wanted, least, strict=True)]
    if sum(wanted) <= room:
        return list(wanted)
    low, high = 0, room  # the width that none may exceed but for its floor
    while low < high:
        middle = (low + high + 1) // 2
        fitting = sum(_held(wanted, floors, middle)) <= room
        low, high = (middle, high) if fitting else (low, middle - 1)
    return _held(wanted, floors, low)


def _held(wanted: Sequence[int], floors: Sequence[int], most: int) -> list[int]:
    return [max(floor, min(width, most)) for width, floor in zip(wanted, floors, strict=True)]
