"""Parties to a licence or a penalty: organisations stay, of persons little does."""

import pytest

from app.core.checksums import uscc_check_digit
from tests.core.desensitize.operators.treating import refused, treat

FIRM, HOUSEHOLD = (
    first + uscc_check_digit(first) for first in ("91330199MA2B00001", "92330199MA2B00001")
)


@pytest.mark.parametrize(
    ("params", "value", "shown"),
    [
        ({}, "王小伟", "王**"),
        ({}, "欧阳锋", "欧阳*"),
        ({}, "清溪建材有限公司", "清溪建材有限公司"),
        ({}, "白沙村村民委员会", "白沙村村民委员会"),
        ({}, "清溪县临江便民店", "清溪县临江便民店"),
        ({}, "王小店", "王**"),
        ({}, "王小伟 清溪建材有限公司", "王" + "*" * 11),
        ({}, "不详", "不*"),
        ({"part": "numbers"}, "330199194912310020", "3301991949********"),
        ({"part": "numbers", "id_part": "only-year"}, "330199194912310020", "******1949********"),
        ({"part": "numbers"}, FIRM, FIRM),
        ({"part": "numbers"}, FIRM[:-2] + "00", "*" * 18),
        ({"part": "numbers"}, HOUSEHOLD, "*" * 18),
        ({"part": "numbers"}, "H12345678", "*********"),
        ({"part": "numbers"}, "", ""),
    ],
)
def test_what_is_shown(params: dict[str, str], value: str, shown: str) -> None:
    assert treat("mask-party", params, [value, None]) == [shown, None]


def test_wrong_parameters_are_refused() -> None:
    refused("mask-party", {"character": "0"})
    refused("mask-party", {"part": "address"})
