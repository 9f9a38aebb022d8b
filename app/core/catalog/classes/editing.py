"""Changes of a class tree, each a tree again. A code that is left is given up, not given to another class.

``used``: the class codes in which resources have, or ever had, a code; such a class keeps its place, for a
resource's code begins with it.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from app.core.catalog.classes.tree import (
    LEVELS,
    SEPARATOR,
    ClassTree,
    ResourceClass,
    above,
    ancestry,
    level_of,
    tree_of,
)
from app.core.errors import ClassInUse, ClassTreeInvalid
from app.core.text import Text

LONGEST = 64  # characters of a name
_WIDTHS = (1, 2, 3, 3)  # digits that a new class gets, by its level


def add(tree: ClassTree, parent: str, name: str) -> ClassTree:
    """A class at the end of those below ``parent`` ("" for the top), with the next code of its level.

    Raises ClassTreeInvalid for a name that cannot be, below a 细目, and where no code is left.
    """
    name = _fit(tree, parent, name)
    return tree_of((*tree.classes, ResourceClass(_next_code(tree, parent), name)))


def rename(tree: ClassTree, code: str, name: str) -> ClassTree:
    """The same class by another name; its code stays. Raises ClassTreeInvalid."""
    name = _fit(tree, above(code), name, but=code)
    return _with(tree, {code: replace(_known(tree, code), name=name)})


def move(tree: ClassTree, code: str, parent: str, used: Collection[str]) -> ClassTree:
    """A class and all below it to another parent of the same level; they get codes there.

    Raises ClassTreeInvalid for a parent of another level, and ClassInUse.
    """
    moved = _known(tree, code)
    if parent == above(code):
        return tree
    if level_of(parent) != moved.level - 1 or not parent:
        reason = Text(
            "“{name}”只能移到另一个{level}之下", "“{name}” can go below another {level} only"
        )
        raise ClassTreeInvalid(
            reason=reason.format(name=moved.name, level=LEVELS[max(moved.level - 1, 0)])
        )
    _fit(tree, parent, moved.name)
    check_unused(tree, code, used)
    fresh = _next_code(tree, parent)
    left = [one for one in tree.within(code) if not one.given_up]
    gone = {one.code: replace(one, given_up=True) for one in left}
    arrived = [replace(one, code=fresh + one.code[len(code) :]) for one in left]
    return tree_of((*_with(tree, gone).classes, *arrived))


def remove(tree: ClassTree, code: str, used: Collection[str]) -> ClassTree:
    """Without a class and all below it. Raises ClassInUse."""
    _known(tree, code)
    check_unused(tree, code, used)
    return _with(tree, {one.code: replace(one, given_up=True) for one in tree.within(code)})


def check_unused(tree: ClassTree, code: str, used: Collection[str]) -> None:
    """Raises ClassInUse where a resource's code begins with this class or one below it."""
    if taken := [each for each in used if code in ancestry(each)]:
        raise ClassInUse(name=tree.path(code), count=len(taken), codes="、".join(taken[:3]))


def name_problem(name: str) -> Text | None:
    """What keeps a text from being a class's name; None if nothing does."""
    if not name:
        return Text("名称不能为空", "a class has a name")
    if SEPARATOR in name:
        return Text("名称中不能有“/”", "a name holds no “/”")
    if len(name) > LONGEST:
        text = Text("名称最多 {n} 字", "a name has at most {n} characters")
        return text.format(n=LONGEST)
    return None


def _fit(tree: ClassTree, parent: str, name: str, but: str = "") -> str:
    """A name as it may stand below ``parent``. Raises ClassTreeInvalid."""
    name = name.strip()
    reason = name_problem(name)
    if reason is None and any(
        one.name == name and one.code != but and not one.given_up for one in tree.below(parent)
    ):
        told = Text("这里已有“{name}”", "there is a “{name}” here already")
        reason = told.format(name=name)
    if reason is not None:
        raise ClassTreeInvalid(reason=reason)
    return name


def _next_code(tree: ClassTree, parent: str) -> str:
    """The first code below ``parent`` that no class has or had. Raises ClassTreeInvalid."""
    level = level_of(parent) + 1 if parent else 0
    if level >= len(LEVELS):
        raise ClassTreeInvalid(reason=Text("细目之下没有分类", "nothing stands below a subgroup"))
    width = _WIDTHS[level]
    for number in range(1, 10**width):
        code = f"{parent}{number:0{width}d}"
        if tree.get(code) is None:
            return code
    reason = Text("{level}的代码已用完", "no code of a {level} is left here")
    raise ClassTreeInvalid(reason=reason.format(level=LEVELS[level]))


def _known(tree: ClassTree, code: str) -> ResourceClass:
    found = tree.get(code)
    if found is None or found.given_up:
        reason = Text("没有分类 {code}", "there is no class {code}")
        raise ClassTreeInvalid(reason=reason.format(code=Text.plain(code)))
    return found


def _with(tree: ClassTree, changed: dict[str, ResourceClass]) -> ClassTree:
    def each() -> Iterator[ResourceClass]:
        return (changed.get(one.code, one) for one in tree.classes)

    return ClassTree(tuple(each()))
