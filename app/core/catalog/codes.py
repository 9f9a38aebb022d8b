"""信息资源代码: the code of a class (类, 项, 目, 细目), a slash, and a serial number within it.

Source: 《政务信息资源目录编制指南（试行）》 发改高技〔2017〕1272号; six digits and a number that is never given
twice are the practice of published catalog systems.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from app.core.catalog import schema
from app.core.errors import ParameterInvalid
from app.core.model import Entry, Problem
from app.core.text import Text

CLASS = Text("分类码", "class code")
_CLASS_FORM = r"\d(?:\d{2}(?:\d{3}[0-9A-Za-z]*)?)?"
_FORM = re.compile(rf"({_CLASS_FORM})/(\d{{1,8}})")
_LAST = 10**8 - 1  # the longest serial number has eight digits


def written(class_code: str, serial: int) -> str:
    """301/000007. Raises ParameterInvalid for what is no class code, and where no number is left."""
    if re.fullmatch(_CLASS_FORM, class_code) is None:
        reason = Text(
            "应为类（1 位）、项（2 位）、目（3 位）、细目",
            "is a class: 1, 2 and 3 digits, then its own",
        )
        raise ParameterInvalid(name=CLASS, reason=reason)
    if serial > _LAST:
        reason = Text("顺序号已用完", "no serial number is left")
        raise ParameterInvalid(name=CLASS, reason=reason)
    return f"{class_code}/{serial:06d}"


def class_of(code: str) -> str:
    """The class that a code begins with, or the one that codes are proposed in, for what is no code."""
    found = _FORM.fullmatch(code.strip())
    return found[1] if found else str(schema.data()["code_class"])


def plain(code: str) -> str:
    """One writing of a code, whatever zeros its number has; a text of another form as it is."""
    found = _FORM.fullmatch(code.strip())
    return written(found[1], int(found[2])) if found else code.strip()


def next_serial(class_code: str, used: Iterable[str]) -> int:
    """One more than the highest number of a class, so that no number is ever given again."""
    found = (_FORM.fullmatch(code.strip()) for code in used)
    return max((int(one[2]) for one in found if one and one[1] == class_code), default=0) + 1


def code_problems(entry: Entry, used: Mapping[str, str]) -> Iterator[Problem]:
    """A code that another resource has. ``used``: the names of resources by their plain codes; "" for
    one that is given up.
    """
    code = plain(entry.fields.get("code", ""))
    if code and used.get(code, entry.fields.get("name", "")) != entry.fields.get("name", ""):
        text = Text(
            "该代码已属于{name}，不得重复使用", "this code belongs to {name} and is not given twice"
        )
        name = Text.plain(used[code]) if used[code] else Text("停用的资源", "a resource given up")
        yield Problem("code", "code-taken", text.format(name=name))


def collisions(resources: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Codes that resources of several names have, with these names."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in resources:
        if code := plain(entry.fields.get("code", "")):
            names[code][entry.fields.get("name", "")] = None
    return {code: tuple(found) for code, found in names.items() if len(found) > 1}
