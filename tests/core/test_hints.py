"""What errors tell a person to do: in the window nobody can type an option of the command line."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import app.core
from app.cli import FAMILIES
from app.core.errors import GongkaiError

COMMANDS = "|".join(name for names in FAMILIES.values() for name in names)
SPOKEN = re.compile(rf"--[a-z]|(?<![a-z])(?:{COMMANDS})(?![a-z])")
ELSEWHERE = {"app.core.updates.errors"}  # the window does not come there
SPARK = {"NotForCluster", "EngineMissing"}  # nor there


def errors() -> Iterator[type[GongkaiError]]:
    for module in pkgutil.walk_packages(app.core.__path__, "app.core."):
        if not module.name.startswith("app.core.cluster"):  # needs Spark
            import_module(module.name)
    waiting = [GongkaiError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if "hint" in vars(kind) and kind.__module__.startswith("app.core."):
            yield kind


def test_who_names_a_command_says_that_it_is_one() -> None:
    for kind in errors():
        if kind.__module__ in ELSEWHERE or kind.__name__ in SPARK:
            continue
        if SPOKEN.search(kind.hint.zh):
            assert "命令" in kind.hint.zh, kind.__name__
            assert "command" in kind.hint.en, kind.__name__


@pytest.mark.parametrize("hint", ["用 key import 导入。", "加上 --force。"])
def test_such_a_name_is_seen(hint: str) -> None:
    assert SPOKEN.search(hint)
