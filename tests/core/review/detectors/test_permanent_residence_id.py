"""外国人永久居留身份证, of 2023 and of before."""

import pytest

from tests.core.review.columns import examine, spans

TYPE = "permanent-residence-id"


@pytest.mark.parametrize("number", ["911398199012310021", "KAZ110090123105", "kaz110090123105"])
def test_found_in_text(number: str) -> None:
    for text in (number, f"证件{number}，已核"):
        assert len(spans(examine(TYPE, [text]), [text])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "911398199012310022",  # check digit
        "KAZ110090123107",
        "91350100M000100Y43",  # a credit code
        "911398199013310021",  # no such month
    ],
)
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None
