"""不动产单元号 and 不动产权证号."""

import pytest

from tests.core.review.columns import examine, spans


@pytest.mark.parametrize(
    "number",
    [
        "110105001001GB00001F00010001",
        "110105001001gb00001f00010001",
        "110105001001 GB00001 F00010001",
        "110105 001 001 GB 00001 F 0001 0001",
        "１１０１０５００１００１ＧＢ００００１Ｆ０００１０００１",
        "京(2018)朝阳区不动产权第0000001号",
        "京（2018）朝阳区不动产权第0000001号",
        "京（2018）朝阳区不动产证明第0000001号",
        "杭房权证西移字第06500123号",
        "房权证石塘字第00012号",
        "深房地证字第3000012345号",
    ],
)
def test_found(number: str) -> None:
    for text in (number, f"权利人持{number}，已核", f"'{number}"):
        assert len(spans(examine("real-estate-id", [text]), [text])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "110105001001GB00001F0001000",
        "110105001001GB00001F000100011",
        "110105001001ZZ00001F00010001",
        "110105001001",
        "不动产权登记",
        "房权证遗失，户号00012345",
        "请携带房产证及2023年缴费单",
        "京(2018)第0000001号",
        "110105001001 2345678 123456789",
    ],
)
def test_not_found(text: str) -> None:
    assert examine("real-estate-id", [text]) is None
