"""Education by everyday names and by codes."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["博士", "高中", "11", "大专"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("education", 1)


def test_up_the_tree() -> None:
    assert path("education", VALUES, "11") == ["博士研究生", "研究生教育", "高等教育", "*"]
    assert path("education", VALUES, "大专") == ["大学专科", "专科教育", "高等教育", "*"]
