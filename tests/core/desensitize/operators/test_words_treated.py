"""Truncation, constants, lists, rare values, rows that go, codes in place of values."""

from typing import Any

import pytest

from app.core.desensitize.operation import Context
from tests.core.desensitize.operators.treating import WITH, kept, learn, refused, treat

OTHER = Context(b"o" * 32)


@pytest.mark.parametrize(
    ("params", "value", "left"),
    [
        ({"characters": 2}, "330199", "33"),
        ({"characters": 2, "side": "end"}, "330199", "99"),
        ({"characters": 1}, "𠮷䶮", "𠮷"),
        ({"characters": 1}, "葛\U000e0100城", "葛\U000e0100"),
        ({"characters": 2}, "王伟", None),
    ],
)
def test_truncate(params: dict[str, Any], value: str, left: str | None) -> None:
    assert treat("truncate", params, [value, None]) == [left, None]


def test_constant() -> None:
    assert treat("constant", {"value": "×"}, ["a", None, "b"]) == ["×", None, "×"]


def test_map() -> None:
    table = "小学→基础教育、初中→基础教育、高中→高中"
    values: list[str | None] = ["小学", " 初中 ", "高中", "博士", None]
    assert treat("map", {"table": table}, values) == ["基础教育", "基础教育", "高中", None, None]
    assert treat("map", {"table": table, "others": "其他"}, values)[3:] == ["其他", None]


def test_rare_values_go() -> None:
    column: list[str | None] = ["汉"] * 3 + ["满", None, "满", "怒"]
    assert learn("suppress-rare", {"fewer_than": 2}, column)[1] == [*column[:-1], None]
    treated = learn("suppress-rare", {"fewer_than": 3, "label": "其他"}, column)[1]
    assert treated == ["汉"] * 3 + ["其他", None, "其他", "其他"]


@pytest.mark.parametrize(
    ("params", "gone"),
    [
        ({"values": "13、90岁"}, ["13", "90岁"]),
        ({"when": "contains", "values": "岁；不；9"}, ["90岁", "不详"]),
        ({"when": "blank"}, [None]),
        ({"when": "below", "values": "14"}, ["13", "-1"]),
        ({"when": "above", "values": "60.5"}, ["90岁"]),
        ({"when": "rare", "values": "2"}, ["90岁", "不详", "-1", "14"]),
    ],
)
def test_rows_go(params: dict[str, Any], gone: list[str | None]) -> None:
    column: list[str | None] = ["13", "90岁", None, "不详", "13", "-1", "14"]
    assert kept("remove-rows", params, column) == [cell for cell in column if cell not in gone]


def test_hash_is_hmac() -> None:
    """RFC 4231, test case 2, under a key that a workspace could not have."""
    found = treat("hash", {"length": 64}, ["what do ya want for nothing?"], Context(b"Jefe"))
    assert found == ["5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"]
    assert treat("hash", {"function": "sm3"}, ["a"]) != treat("hash", {}, ["a"])


def test_tokens_of_two_releases_cannot_be_joined() -> None:
    first, second, same = (
        treat("tokenise", {"release": name}, ["王伟", "李芳"])
        for name in ("一季度", "二季度", " 一季度")
    )
    assert first == same
    assert len({*first, *second}) == 4
    assert first != treat("tokenise", {"release": "一季度"}, ["王伟", "李芳"], OTHER)
    assert first != treat("hash", {"length": 16}, ["王伟", "李芳"], WITH)
    (token,) = treat("tokenise", {"release": "a", "length": 12, "prefix": "P-"}, ["王伟"])
    assert token is not None
    assert (token[:2], len(token)) == ("P-", 14)


@pytest.mark.parametrize(
    ("id", "params"),
    [
        ("truncate", {"characters": 0}),
        ("constant", {"value": ""}),
        ("map", {"table": "、"}),
        ("map", {"table": "小学"}),
        ("suppress-rare", {"fewer_than": 1}),
        ("remove-rows", {}),
        ("remove-rows", {"when": "below", "values": "x"}),
        ("remove-rows", {"when": "rare", "values": "1"}),
        ("remove-rows", {"when": "above", "values": "nan"}),
        ("hash", {"length": 15}),
        ("hash", {"length": 65}),
        ("tokenise", {"release": " "}),
        ("tokenise", {"release": "a", "length": 11}),
        ("keep", {"reason": " "}),
    ],
)
def test_wrong_parameters_are_refused(id: str, params: dict[str, Any]) -> None:
    refused(id, params)
