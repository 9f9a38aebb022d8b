"""港澳台居民居住证."""

import pytest

from tests.core.review.columns import examine, spans

TYPE = "hmt-residence-permit"


@pytest.mark.parametrize(
    "number", ["810000199001010019", "820000199001010010", "83 0000 1990 0101 0012"]
)
def test_found_in_text(number: str) -> None:
    for text in (number, f"居住证{number}，已核"):
        assert len(spans(examine(TYPE, [text]), [text])) == 1
    assert examine("resident-id", [number]) is None


@pytest.mark.parametrize(
    "text",
    ["810000199013010019", "840000199001010019", "8100001990010100191", "11010519491231002X"],
)
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None
