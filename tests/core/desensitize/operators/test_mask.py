"""Masks: what stays, and that nothing else does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.checksums import id_checks
from tests.core.desensitize.operators.treating import refused, treat


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Mn", "Mc", "Me"], exclude_characters="*"),
        min_size=1,
        max_size=30,
    ),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_keeps_no_more_than_asked(text: str, start: int, end: int) -> None:
    (treated,) = treat("mask", {"keep_start": start, "keep_end": end}, [text])
    assert treated is not None
    assert len(treated) == len(text)
    assert "*" in treated
    kept = [place for place, character in enumerate(treated) if character != "*"]
    assert all(place < start or place >= len(text) - end for place in kept)


@pytest.mark.parametrize(
    ("params", "value", "shown"),
    [
        ({"keep_start": 1}, "𠮷䶮", "𠮷*"),
        ({"keep_start": 1}, "葛\U000e0100城", "葛\U000e0100*"),
        ({"keep_end": 1}, "cafe\u0301", "***e\u0301"),
        ({"keep_start": 1, "character": "\\"}, "abc", "a\\\\"),
        ({"keep_start": 2}, "ab", "**"),
        ({"shape": "name"}, "王", "*"),
        ({"shape": "name"}, "王伟", "王*"),
        ({"shape": "name"}, "王小伟", "王**"),
        ({"shape": "name"}, "欧阳", "欧*"),
        ({"shape": "name"}, "欧阳锋", "欧阳*"),
        ({"shape": "name"}, "司马相如", "司马**"),
        ({"shape": "name"}, "𠮷田茂", "𠮷**"),
        ({"shape": "name"}, "阿依古丽·买买提", "阿***·***"),
        ({"shape": "name"}, "John Smith", "J*********"),
        ({"shape": "email"}, "nobody@example.com", "n***@example.com"),
        ({"shape": "email"}, "a@b@c", "a***@b@c"),
        ({"shape": "email"}, "@example.com", "************"),
        ({"shape": "email"}, "nobody", "******"),
        ({"shape": "id"}, "330199194912310020", "3301991949********"),
        ({"shape": "id"}, "33019919491231002X", "3301991949********"),
        ({"shape": "id", "id_part": "only-region"}, "330199194912310020", "330199************"),
        ({"shape": "id", "id_part": "only-year"}, "330199194912310020", "******1949********"),
        ({"shape": "id"}, "330199491231002", "33019949*******"),
        ({"shape": "id"}, "33019949123100", "**************"),
        ({"shape": "id"}, "3301994912310020", "****************"),
        ({"shape": "id"}, "不详", "**"),
        ({"shape": "phone"}, "14200000001", "142********"),
        ({"shape": "phone"}, "142 0000 0001", "142 **** ****"),
        ({"shape": "phone"}, "+86-142-0000-0001", "+86-142-****-****"),
        ({"shape": "phone", "keep_end": 4}, "14200000001", "142****0001"),
        ({"shape": "phone", "keep_end": 5}, "14200000001", "***********"),
        ({"shape": "phone"}, "0571-87012345", "0571-********"),
        ({"shape": "phone"}, "（0571）87012345转12", "（0571）********转**"),
        ({"shape": "phone"}, "87012345", "********"),
        (
            {"shape": "address"},
            "浙江省杭州市西湖区文三路1号",
            "浙江省杭州市西湖区*****",
        ),
        ({"shape": "address"}, "文三路1号2室", "*******"),
        ({"shape": "plate"}, "京A12345", "京A*****"),
        ({"shape": "plate"}, "京A·D12345", "京A·******"),
        ({"shape": "plate"}, "无牌", "**"),
        ({"shape": "bank-card"}, "6200002914177763174", "***************3174"),
        ({"shape": "bank-card"}, "6200 0029 1417 7763 174", "***************3174"),
        ({"shape": "bank-card", "keep_start": 6}, "6200002914177763174", "620000*********3174"),
        ({"shape": "bank-card", "keep_start": 10}, "6200002914177763", "****************"),
        ({"shape": "bank-card"}, "12345", "*****"),
        ({"shape": "separator", "keep_start": 1}, "2024-001-王伟", "2024-***-**"),
        ({"shape": "separator", "keep_end": 1}, "2024-001-王伟", "****-***-王伟"),
        ({"shape": "separator", "keep_start": 3}, "2024-001-王伟", "***********"),
        ({"shape": "separator", "separator": "/"}, "a-b", "***"),
    ],
)
def test_shapes(params: dict[str, Any], value: str, shown: str) -> None:
    assert treat("mask", params, [value, None]) == [shown, None]


def test_masks_values_of_all_kinds_at_once() -> None:
    """What one value needs (marks, dots, a surname of two) changes nothing for the others."""
    names: list[str | None] = [
        "王小伟",
        None,
        "欧阳小伟",
        "阿依古丽·买买提",
        "葛\U000e0100城",
        "李",
    ]
    one_by_one = [treat("mask", {"shape": "name"}, [name])[0] for name in names]
    assert treat("mask", {"shape": "name"}, names) == one_by_one


@given(
    st.from_regex(r"\A[1-8][0-9]{16}[0-9X]\Z"),
    st.sampled_from(["region-and-year", "only-region", "only-year"]),
)
def test_masked_id_cannot_pass_for_one(number: str, part: str) -> None:
    (shown,) = treat("mask", {"shape": "id", "id_part": part}, [number])
    assert shown is not None
    assert not shown[-1].isalnum()
    with pytest.raises(ValueError, match="invalid literal"):
        id_checks(shown)


@pytest.mark.parametrize(
    "params",
    [
        {"keep_start": -1},
        {"keep_end": 1001},
        {"character": "**"},
        {"character": ""},
        {"character": "0"},
        {"shape": "separator", "separator": ""},
    ],
)
def test_wrong_parameters_are_refused(params: dict[str, Any]) -> None:
    refused("mask", params)
