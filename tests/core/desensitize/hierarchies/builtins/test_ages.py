"""Ages in ranges, the oldest together."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["23", "24岁", "81", "99"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("age", 1)


def test_up_the_tree() -> None:
    assert path("age", VALUES, "24岁") == ["20-24", "20-29", "20-39", "*"]
    assert path("age", VALUES, "99") == ["80+", "80+", "80+", "*"]
