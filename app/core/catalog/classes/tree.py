"""The tree of classes that a resource's code begins with: 类 (1 digit), 项 (2), 目 (3), 细目 (its own).

Source: 《政务信息资源目录编制指南（试行）》 发改高技〔2017〕1272号, classification and code. Its 类 and 项 ship as
the pack ``catalog-classes``; what lies below them is each agency's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import msgspec

from app.core import resources
from app.core.text import Text

SEPARATOR = "/"  # between the names of a classification
LEVELS = (
    Text("类", "class"),
    Text("项", "section"),
    Text("目", "group"),
    Text("细目", "subgroup"),
)
_ENDS = (1, 3, 6)  # characters of a code down to 类, 项 and 目
_FORM = re.compile(r"\d(?:\d{2}(?:\d{3}[0-9A-Za-z]*)?)?")


@dataclass(frozen=True)
class ResourceClass:
    """``code``: of all levels down to its own, such as 301002; ``given_up``: in no use, and never again
    another's.
    """

    code: str
    name: str
    given_up: bool = False

    @property
    def level(self) -> int:
        """0 for 类 to 3 for 细目."""
        return level_of(self.code)


@dataclass(frozen=True)
class ClassTree:
    """Classes in the order of their codes, so that each stands after the one above it."""

    classes: tuple[ResourceClass, ...]

    @cached_property
    def _by_code(self) -> dict[str, ResourceClass]:
        return {one.code: one for one in self.classes}

    @cached_property
    def _by_path(self) -> dict[str, str]:
        return {self.path(one.code): one.code for one in self.standing()}

    def get(self, code: str) -> ResourceClass | None:
        """The class of a code, also one that is given up."""
        return self._by_code.get(code)

    def standing(self) -> Iterator[ResourceClass]:
        """Those that are in use."""
        return (one for one in self.classes if not one.given_up)

    def below(self, code: str) -> Iterator[ResourceClass]:
        """The classes right below one ("" for the top), those given up among them."""
        return (one for one in self.classes if one.code != code and above(one.code) == code)

    def within(self, code: str) -> Iterator[ResourceClass]:
        """A class and all below it at any depth, each after the one above it."""
        return (one for one in self.classes if code in ancestry(one.code))

    def path(self, code: str) -> str:
        """The 信息资源分类 that an entry states: 部门/省级及以下."""
        names = (self._by_code[each].name for each in ancestry(code))
        return SEPARATOR.join(names)

    def paths(self) -> tuple[str, ...]:
        """Those of all classes in use."""
        return tuple(self._by_path)

    def code_of(self, path: str) -> str | None:
        """The code of a classification; None if no class in use is called so."""
        return self._by_path.get(path.strip())


def tree_of(classes: Iterable[ResourceClass]) -> ClassTree:
    """A tree of classes in any order."""
    return ClassTree(tuple(sorted(classes, key=lambda one: ancestry(one.code))))


def is_code(text: str) -> bool:
    """Whether a text has the form of a class code, in ASCII."""
    return text.isascii() and _FORM.fullmatch(text) is not None


def level_of(code: str) -> int:
    """0 for 类 to 3 for 细目."""
    return sum(len(code) > end for end in _ENDS)


def ancestry(code: str) -> tuple[str, ...]:
    """The codes from the top down to this one."""
    return (*(code[:end] for end in _ENDS if end < len(code)), code)


def above(code: str) -> str:
    """The code of the class above; "" for a 类."""
    return ("", *ancestry(code))[-2]


@cache
def shipped() -> ClassTree:
    """The Guide's own 类 and 项."""
    told = resources.pack("catalog-classes").data["classes"]
    return tree_of(msgspec.convert(told, tuple[ResourceClass, ...]))
