"""军人证件号码."""

import pytest

from app.core import resources
from tests.core.review.columns import examine, spans


@pytest.mark.parametrize(
    "number",
    [
        "南字第12345678号",
        "海士字第123456号",
        "空字第1234567号",
        "军文字第１２３４５６号",
        "政字第 123456 号",
    ],
)
@pytest.mark.parametrize("cell", ["{}", "现役，{}", "军官证{}，有效", "证件号码：{}"])
def test_found(number: str, cell: str) -> None:
    assert len(spans(examine("military-id", [cell.format(number)]), [cell.format(number)])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "京房权证海字第012345号",
        "房产证号：海字第123456号",
        "土地证号海字第123456号",
        "济政字第12345678号",
        "(2020)军字第12345678号",
        "政字第12号",
        "文字第一段",
        "南字第123456789号",
    ],
)
def test_deeds_and_documents_are_innocent(text: str) -> None:
    assert examine("military-id", [text]) is None


def test_name_of_deeds_denies() -> None:
    assert examine("military-id", ["海字第123456号"], "房产证号") is None


def test_one_in_a_thousand_stops() -> None:
    values = [f"第{n}条" for n in range(999)] + ["现役，南字第123456号"]
    assert spans(examine("military-id", values), values) == ["南字第123456号"]
    assert resources.finding_type("military-id").data["level"] == "secret"
