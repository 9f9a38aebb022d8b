"""Texts that name or begin with a region, and codes of regions."""

import pyarrow as pa
import pytest

from app.core.desensitize.hierarchies.places import REGION_LEVELS, region_of
from app.core.desensitize.hierarchies.region_codes import CODE_LEVELS, region_code_of


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("浙江省杭州市西湖区文三路9号", ["浙江省杭州市西湖区", "浙江省杭州市", "浙江省", "华东"]),
        ("杭州西湖", ["浙江省杭州市西湖区", "浙江省杭州市", "浙江省", "华东"]),
        ("内蒙古自治区 呼和浩特市", ["内蒙古自治区呼和浩特市"] * 2 + ["内蒙古自治区", "华北"]),
        ("北京市朝阳区建国路1号", ["北京市朝阳区", "北京市", "北京市", "华北"]),
        ("重庆万州", ["重庆市万州区", "重庆市", "重庆市", "西南"]),
        ("湖北省仙桃市", ["湖北省仙桃市", "湖北省仙桃市", "湖北省", "中南"]),
        ("昆山市玉山镇", ["江苏省苏州市昆山市", "江苏省苏州市", "江苏省", "华东"]),
        ("吉林", ["吉林省", "吉林省", "吉林省", "东北"]),
        ("吉林市", ["吉林省吉林市", "吉林省吉林市", "吉林省", "东北"]),
        ("香港", ["香港特别行政区"] * 3 + ["港澳"]),
        ("朝阳区", [None] * 4),  # of Beijing, or of Changchun; not the city 朝阳市
        ("西湖区文三路", [None] * 4),
        ("中山北路3号", [None] * 4),  # a road, not the city 中山市
        ("南京路1号", [None] * 4),
        ("和平", [None] * 4),
        ("", [None] * 4),
        (None, [None] * 4),
    ],
)
def test_regions(text: str | None, levels: list[str | None]) -> None:
    texts = pa.array([text], pa.string())
    assert [region_of(texts, level)[0].as_py() for level in REGION_LEVELS] == levels


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("330106", ["330106", "330106", "330100", "330000", "华东"]),
        ("330100", ["330100", "330100", "330100", "330000", "华东"]),
        ("330000", ["330000", "330000", "330000", "330000", "华东"]),
        ("330106001", ["330106001", "330106000", "330100000", "330000000", "华东"]),
        (
            "330106001002",
            ["330106001000", "330106000000", "330100000000", "330000000000", "华东"],
        ),
        ("429004", ["429004", "429004", "429000", "420000", "中南"]),
        ("110228", ["110228", "110228", "110200", "110000", "华北"]),  # 密云县, until 2015
        ("310012", [None] * 5),  # a postcode
        ("990106", [None] * 5),
        ("33010", [None] * 5),
        (None, [None] * 5),
    ],
)
def test_codes(code: str | None, levels: list[str | None]) -> None:
    codes = pa.array([code], pa.string())
    assert [region_code_of(codes, level)[0].as_py() for level in CODE_LEVELS] == levels
