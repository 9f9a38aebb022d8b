"""Texts that are regions."""

import pyarrow as pa
import pytest

from app.core.review.places.regions import Region, region_depth


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("浙江", Region.PROVINCE),
        ("广西壮族自治区", Region.PROVINCE),
        ("浙江杭州", Region.CITY),
        ("杭州市", Region.CITY),
        ("延边朝鲜族自治州", Region.CITY),
        ("浙江省杭州市西湖区", Region.COUNTY),
        ("浙江 杭州 西湖", Region.COUNTY),
        ("北京朝阳", Region.COUNTY),
        ("北京市朝阳区", Region.COUNTY),
        ("安徽桐城", Region.COUNTY),
        ("桐城市", Region.COUNTY),
        ("中国浙江杭州人", Region.CITY),
        ("香港特别行政区", Region.PROVINCE),
        ("广西马关", Region.NONE),
        ("云南马关", Region.COUNTY),
        ("和平", Region.NONE),
        ("安康人", Region.CITY),
        ("杭州市政府", Region.NONE),
        ("清溪县", Region.NONE),
        ("", Region.NONE),
        ("😀", Region.NONE),
    ],
)
def test_region(text: str, region: Region) -> None:
    assert region_depth(pa.array([text]))[0] == region


def test_nulls_and_long_texts() -> None:
    assert region_depth(pa.array([None, "浙江" * 5000])).tolist() == [0, 0]
