"""Lists that a person types into one field: names of columns, values, pairs of values."""

import re

from app.core.desensitize.operation import Unfit

_BETWEEN = re.compile(r"[、；;\n]")
_ARROW = re.compile(r"→|=>|->")


def items(text: str) -> tuple[str, ...]:
    """What stands between 、 ； ; or line ends, without blanks around it."""
    return tuple(item for part in _BETWEEN.split(text) if (item := part.strip()))


def pairs(text: str) -> dict[str, str]:
    """Items of the form 原值→新值 (also => or ->). Raises :class:`Unfit`."""
    found: dict[str, str] = {}
    for item in items(text):
        sides = [side.strip() for side in _ARROW.split(item)]
        if len(sides) != 2 or not all(sides):
            raise Unfit(f"“{item}”应写成 原值→新值", f"“{item}” must read OLD→NEW")
        if found.setdefault(sides[0], sides[1]) != sides[1]:
            raise Unfit(f"“{sides[0]}”有两个新值", f"“{sides[0]}” has two new values")
    return found
