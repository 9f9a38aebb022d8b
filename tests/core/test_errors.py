"""Every error speaks both languages, with the same things to fill in."""

import string
from collections.abc import Iterator

import pytest

from app.core import errors
from app.core.errors import GongkaiError, Where
from app.core.text import Text, listed


def family(base: type[GongkaiError]) -> Iterator[type[GongkaiError]]:
    for error in base.__subclasses__():
        if "code" in vars(error) and f"{error.__module__}.".startswith(f"{errors.__name__}."):
            yield error
        yield from family(error)


ALL = sorted(set(family(GongkaiError)), key=lambda error: error.code)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_codes_are_unique() -> None:
    assert len({error.code for error in ALL}) == len(ALL)
    assert len(ALL) > 30


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.code)
def test_both_languages_have_the_same_placeholders(error: type[GongkaiError]) -> None:
    names = placeholders(error.message.zh) | placeholders(error.hint.zh)
    assert placeholders(error.message.en) | placeholders(error.hint.en) == names
    for text in (error.message, error.hint):
        assert text.zh
        assert text.en
        assert any("一" <= character <= "鿿" for character in text.zh)
        assert text.en.isascii() or "“" in text.en or "’" in text.en


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.code)
def test_codes_follow_the_name_and_the_tree_the_exit_status(error: type[GongkaiError]) -> None:
    words = "".join(f"-{c.lower()}" if c.isupper() else c for c in error.__name__).strip("-")
    assert error.code == words
    assert error.exit_status in (1, 2, 3, 130)


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.code)
def test_told_when_everything_is_given(error: type[GongkaiError]) -> None:
    texts = (error.message.zh, error.message.en, error.hint.zh, error.hint.en)
    params = {name: Text("甲", "A") for text in texts for name in placeholders(text)}
    raised = error(Where("a.xlsx", "表", 3, "列"), **params)
    told = raised.as_json("zh")["error"]
    assert told["where"] == {"file": "a.xlsx", "sheet": "表", "row": 3, "column": "列"}
    assert "{" not in told["message"] + told["hint"] + raised.told("en") + raised.advice("en")
    assert "A" not in told["message"].replace("GA", "") or "甲" not in error.message.zh


def test_listed() -> None:
    assert listed([]).zh == "无"
    assert listed([Text("甲", "a"), Text("乙", "b")]) == Text("甲、乙", "a, b")
