"""Sex: a value or nothing."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["男", "女", "未知"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("sex", 1)


def test_up_the_tree() -> None:
    assert path("sex", VALUES, "女") == ["*"]
