"""Codes of regions up the tree."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["330106", "110105"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("region-code", 1)


def test_up_the_tree() -> None:
    assert path("region-code", VALUES, "330106") == ["330100", "330000", "华东", "*"]
