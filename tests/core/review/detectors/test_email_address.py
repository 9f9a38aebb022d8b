"""电子邮箱."""

import pytest

from tests.core.review.columns import examine, spans


@pytest.mark.parametrize(
    "address", ["nobody@example.com", "a.b+c@mail.example.com.cn", "x_1@example.gov.cn"]
)
def test_found(address: str) -> None:
    text = f"邮箱{address}，谢谢"
    assert spans(examine("email", [text]), [text]) == [address]


@pytest.mark.parametrize("text", ["a@b", "@example.com", "a@.com", "3@5.5", "微博@清溪发布"])
def test_not_found(text: str) -> None:
    assert examine("email", [text]) is None


def test_office_addresses_are_public_only_among_themselves() -> None:
    offices, mixed = (
        examine("email", ["x@example.gov.cn"]),
        examine("email", ["x@example.gov.cn", "nobody@example.com"]),
    )
    assert offices is not None
    assert mixed is not None
    assert offices.level == "public"
    assert mixed.level is None
