"""Which columns a person has to read."""

import pyarrow as pa
import pytest

from app.core.review.running_text import is_running
from tests.core.review.test_scan import scanned
from tests.core.tables import table

NOTES = [
    "昨日李秀英来窗口咨询退休手续，已答复，材料尚缺一份。",
    "该户家庭困难，低保金按季发放；经核查情况属实。",
    "道路施工期间，请过往车辆绕行，注意安全。",
]


@pytest.mark.parametrize(
    "texts",
    [
        NOTES,
        [*["无"] * 3, "已整改。"],
        ["清溪县青石镇石家屯村道路硬化及排水沟渠配套建设工程一期二标段施工项目"],
    ],
)
def test_running_text(texts: list[str]) -> None:
    assert is_running(pa.array(texts))


@pytest.mark.parametrize("texts", [[], ["清溪县青石镇文化路18号3幢2单元501室"] * 5, ["1,203.50"]])
def test_other_text(texts: list[str]) -> None:
    assert not is_running(pa.array(texts, pa.string()))


def test_a_scan_names_the_columns_to_read_and_counts_suspected_names() -> None:
    found = scanned(table({"乡镇": ["青石镇"] * 6, "备注": [*NOTES, None, *NOTES[:2]]}))
    (text,) = found.long_texts
    assert (text.column, text.texts, text.tried, text.names) == ("备注", 3, 3, 1)
    assert text.length == pytest.approx(sum(map(len, NOTES)) / 3, abs=0.1)
    assert found.gate == "clear"  # a suspicion is no finding


def test_english_is_not_read_for_chinese_names() -> None:
    assert not scanned(table({"note": ["One sentence. Another; and more!"] * 3})).long_texts
