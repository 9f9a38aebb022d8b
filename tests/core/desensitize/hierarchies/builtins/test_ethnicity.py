"""Ethnic groups, up to Han and minorities."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["满", "汉族", "回族"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("ethnicity", 1)


def test_up_the_tree() -> None:
    assert path("ethnicity", VALUES, "满") == ["满族", "少数民族", "*"]
    assert path("ethnicity", VALUES, "汉族") == ["汉族", "汉族", "*"]
