"""案号."""

import pytest

from tests.core.review.columns import examine, spans


@pytest.mark.parametrize(
    "number",
    [
        "（2021）最高法知民终123号",
        "(2020)京0105民初12345号",
        "(2019)沪01执恢12号之一",
        "〔2018〕浙民申7号",
        "（２０２１）粤03刑终1号",
        "(2022)兵0103行初2号",
        "(2014)朝民初字第12345号",
    ],
)
def test_found(number: str) -> None:
    for text in (number, f"依据{number}裁定", f" {number} "):
        assert len(spans(examine("case-number", [text]), [text])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "国办发〔2021〕12号",
        "津政发（2021）12号",
        "（2021）12号",
        "京0105民初12345号",
        "(2021)京建许可12号",
        "(2020)工程招标第12号",
        "(2021)京(朝)不动产权第0000001号",
    ],
)
def test_documents_are_innocent(text: str) -> None:
    assert examine("case-number", [text]) is None
