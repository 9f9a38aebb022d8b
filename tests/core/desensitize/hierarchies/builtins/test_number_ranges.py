"""Numbers in ranges that suit their spread."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["12000", "830", "-5", "9.5万元"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("number", 1)


def test_up_the_tree() -> None:
    assert path("number", VALUES, "830") == [
        "[0, 5000)",
        "[0, 10000)",
        "[0, 20000)",
        "[0, 100000)",
        "*",
    ]
    assert path("number", VALUES, "9.5万元") == [
        "[95000, 100000)",
        "[90000, 100000)",
        "[80000, 100000)",
        "[0, 100000)",
        "*",
    ]
