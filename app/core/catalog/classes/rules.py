"""The rules of an agency's own classes: an entry stands in one of them, and its code begins with it."""

import re
from collections.abc import Iterator

from app.core.catalog.classes.tree import ClassTree
from app.core.catalog.nearest import near
from app.core.model import Entry, Problem
from app.core.text import Text


def class_problems(entry: Entry, tree: ClassTree | None) -> Iterator[Problem]:
    """A classification that is none of the tree's, and a code of another class than its own.

    None: there is no tree that binds.
    """
    if tree is None:
        return
    path = entry.fields.get("classification", "").strip()
    code = entry.fields.get("code", "").strip()
    if not path:
        return  # told as missing already
    found = tree.code_of(path)
    if found is None:
        text = Text("分类体系中没有“{path}”{near}", "there is no class “{path}”{near}")
        told = text.format(path=path, near=near(path, tree.paths()))
        yield Problem("classification", "class-unknown", told)
    elif (stated := class_in(code)) and stated != found:
        text = Text("“{path}”的分类码是 {code}", "the code of “{path}” is {code}")
        yield Problem("code", "class-differs", text.format(path=path, code=Text.plain(found)))


def class_in(code: str) -> str:
    """The class that a resource's code begins with; "" for what is no code."""
    found = re.fullmatch(r"([0-9A-Za-z]+)/\d+", code)
    return found[1] if found else ""
