"""Dates by ever longer periods; what names no day stays coarse."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["2024-03-01", "1999年5月"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("date", 1)


def test_up_the_tree() -> None:
    assert path("date", VALUES, "2024-03-01") == [
        "2024-03-01",
        "2024-03",
        "2024Q1",
        "2024H1",
        "2024",
        "2020-2024",
        "2020-2029",
        "*",
    ]
    assert path("date", VALUES, "1999年5月") == [
        "1999-05",
        "1999-05",
        "1999Q2",
        "1999H1",
        "1999",
        "1995-1999",
        "1990-1999",
        "*",
    ]
