"""Names in a package: what could be written elsewhere, or over something, never is."""

import string
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery.names import Names
from app.core.errors import ChainBroken


def admits(*names: str) -> bool:
    met = Names()
    try:
        for name in names:
            met.admit(name)
    except ChainBroken:
        return False
    return True


@pytest.mark.parametrize(
    "name", ["manifest.json", "data/data.csv", "data/名录 2026.xlsx", "a" * 255]
)
def test_plain_names_are_admitted(name: str) -> None:
    assert admits(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "/etc/passwd", "../x", "a/../b", "a/./b", "a//b", "a/", ".", "..", "a\\b", "..\\x",
        "C:x", "C:/x", "x:stream", "CON", "con.txt", "data/NUL", "aux .csv", "COM1", "lpt9.csv", "COM¹",
        "CONIN$", "a.", "a ", "data./x", "a\0b", "a\nb", "a*b", "a?b", "a|b", '"a"', "<a>",
        "e\u0301.csv", "a" * 256, "名" * 86, "a/" * 8 + "b",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert not admits(name)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a", "a"),
        ("a", "A"),
        ("data/x", "DATA/X"),
        ("straße", "STRASSE"),
        ("a", "a/b"),
        ("a/b", "A"),
    ],
)
def test_names_that_fall_together_are_refused(first: str, second: str) -> None:
    assert admits(first)
    assert admits(second)
    assert not admits(first, second)


def test_files_may_share_a_folder() -> None:
    assert admits("data/a", "data/b", "data/more/c")


ALPHABET = st.text(st.sampled_from(string.ascii_letters + "./\\: $0193\u0301é¹~"), max_size=12)


@given(ALPHABET)
def test_an_admitted_name_stays_inside_on_every_system(name: str) -> None:
    if admits(name):
        for kind in (PurePosixPath, PureWindowsPath):
            path = kind(name)
            assert not path.is_absolute()
            assert not path.drive
            assert path.parts == tuple(name.split("/"))
            assert ".." not in path.parts
        # Deprecated in 3.13, but the standard library's own word on Windows' names.
        assert not PureWindowsPath(name).is_reserved()
