"""Marital status, up to whether there is a spouse."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["未婚", "初婚", "离异"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("marital", 1)


def test_up_the_tree() -> None:
    assert path("marital", VALUES, "离异") == ["离婚", "无配偶", "*"]
    assert path("marital", VALUES, "初婚") == ["初婚", "有配偶", "*"]
