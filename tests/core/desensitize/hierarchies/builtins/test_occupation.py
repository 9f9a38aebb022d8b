"""Occupations by the codes of the 职业分类大典 and by name."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["2-02-10-01", "6-01-01", "军人"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("occupation", 1)


def test_up_the_tree() -> None:
    assert path("occupation", VALUES, "2-02-10-01") == [
        "2-02-10",
        "2-02",
        "专业技术人员",
        "专业和办事人员",
        "*",
    ]
    assert path("occupation", VALUES, "军人") == ["军人", "军人", "军人", "军人和其他", "*"]
