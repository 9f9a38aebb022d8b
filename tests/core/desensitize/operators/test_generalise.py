"""Groups: of dates, numbers, addresses, region codes and points."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.geohash import geohash
from tests.core.desensitize.operators.treating import refused, treat


@given(st.floats(-1e9, 1e9), st.sampled_from([0.5, 1, 10, 100, 1000]))
def test_range_holds_its_number(number: float, width: float) -> None:
    (text,) = treat("generalise", {"width": width}, [repr(number)])
    assert text is not None
    low, high = (float(end) for end in text.strip("[)").split(", "))
    assert low <= number < high
    assert high - low == pytest.approx(width, abs=0.01)


@given(st.decimals(-1000, 1000, places=2), st.sampled_from(["0.01", "0.1", "0.3", "2.5"]))
def test_bounds_are_decimals(number: Decimal, width: str) -> None:
    """0.3 lies in [0.3, 0.4), though no double is 0.1 or 0.3."""
    (text,) = treat("generalise", {"width": float(width)}, [str(number)])
    assert text is not None
    low, high = (Decimal(end) for end in text.strip("[)").split(", "))
    assert low <= number < high
    assert high - low == Decimal(width)


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 7))
def test_geohash_is_a_cell_around_its_point(north: float, east: float, letters: int) -> None:
    """Decoded here bit by bit, as its author describes it."""
    (text,) = geohash(np.array([north]), np.array([east]), letters).to_pylist()
    bounds = [[-180.0, 180.0], [-90.0, 90.0]]
    for place in range(5 * letters):
        code = "0123456789bcdefghjkmnpqrstuvwxyz".index(text[place // 5])
        edges = bounds[place % 2]
        upper = code >> (4 - place % 5) & 1
        edges[1 - upper] = sum(edges) / 2
    nearly = 1e-12  # degrees that a double beside 180 can tell apart
    assert bounds[0][0] - nearly <= east <= bounds[0][1] + nearly
    assert bounds[1][0] - nearly <= north <= bounds[1][1] + nearly


def test_geohash_of_a_published_example() -> None:
    """57.64911, 10.40744 is u4pruydqqvj (the example that the method was introduced with)."""
    assert geohash(np.array([57.64911]), np.array([10.40744]), 7).to_pylist() == ["u4pruyd"]


@pytest.mark.parametrize(
    "params",
    [
        {"width": 0},
        {"width": -1},
        {"width": float("inf")},
        {"kind": "coordinates", "precision": 5},
        {"kind": "geohash", "precision": 0},
    ],
)
def test_wrong_parameters_are_refused(params: dict[str, Any]) -> None:
    refused("generalise", params)


@pytest.mark.parametrize(
    ("params", "value", "group"),
    [
        ({"kind": "date"}, "1990年3月7日", "1990"),
        ({"kind": "date", "period": "month"}, "1990/3/7", "1990-03"),
        ({"kind": "date", "period": "quarter"}, "19901207", "1990Q4"),
        ({"kind": "date", "period": "month"}, "1990", None),
        ({"kind": "date"}, "1990-03-07 12:30:00", "1990"),
        ({"kind": "date"}, "199003", "1990"),
        ({"kind": "date"}, "不详", None),
        ({"kind": "date", "period": "month"}, "19901301", None),
        ({"kind": "date"}, "330199194912310020", None),
        ({"kind": "date"}, "14200000001", None),
        ({"kind": "date", "period": "decade"}, "1990年3月7日", "1990s"),
        ({"kind": "date", "period": "decade"}, "2009", "2000s"),
        ({"kind": "number"}, "45", "[40, 50)"),
        ({"kind": "number"}, "45岁", "[40, 50)"),
        ({"kind": "number"}, "12.5万元", "[10, 20)万元"),
        ({"kind": "number", "width": 0.1}, "0.3", "[0.3, 0.4)"),
        ({"kind": "number"}, "12号", None),
        ({"kind": "number"}, "-1", "[-10, 0)"),
        ({"kind": "number"}, "1,234.5元", "[1230, 1240)"),
        ({"kind": "number"}, "nan", None),
        ({"kind": "number"}, "约40", None),
        ({"kind": "code"}, "330106", "330106"),
        ({"kind": "code"}, "330106001", "330106"),
        ({"kind": "code"}, "330106001001", "330106"),
        ({"kind": "code", "level": "city"}, "330106", "330100"),
        ({"kind": "code", "level": "province"}, "330106", "330000"),
        ({"kind": "code", "level": "province"}, "930106", None),
        ({"kind": "code", "level": "province"}, "3301", None),
        ({"kind": "code", "level": "city"}, "330199194912310020", None),
        ({"kind": "coordinates"}, "120.1551,30.2741", "120.15,30.27"),
        ({"kind": "coordinates"}, "（30.2741，120.1551）", "30.27,120.15"),
        ({"kind": "coordinates", "precision": 0}, "120.9", "120"),
        ({"kind": "coordinates", "precision": 1}, "-0.05", "-0.1"),
        ({"kind": "coordinates"}, "30.27", "30.27"),
        ({"kind": "coordinates"}, "14200000001", None),
        ({"kind": "coordinates"}, "东经120度", None),
        ({"kind": "geohash", "precision": 5}, "120.1551,30.2741", "wtmkn"),
        ({"kind": "geohash", "precision": 5}, "30.2741,120.1551", "wtmkn"),
        ({"kind": "geohash", "precision": 5}, "120.1551", None),
        ({"kind": "region"}, "浙江省杭州市西湖区文三路1号", "浙江省杭州市西湖区"),
        ({"kind": "region", "level": "city"}, "浙江省杭州市西湖区文三路1号", "浙江省杭州市"),
        ({"kind": "region", "level": "province"}, "浙江省杭州市西湖区", "浙江省"),
        ({"kind": "region", "level": "province"}, "北京市海淀区中关村", "北京市"),
        ({"kind": "region"}, "北京市海淀区中关村大街1号", "北京市海淀区"),
        ({"kind": "region"}, "清溪县城关镇人民路12号", "清溪县"),
        ({"kind": "region"}, "广西壮族自治区南宁市青秀区民族大道", "广西壮族自治区南宁市青秀区"),
        ({"kind": "region", "level": "province"}, "内蒙古自治区呼和浩特市", "内蒙古自治区"),
        ({"kind": "region"}, "人民路12号3单元402室", None),
        ({"kind": "region"}, "翠苑小区3幢2单元402室", None),
        ({"kind": "region"}, "江苏省昆山市玉山镇", "江苏省昆山市"),
        ({"kind": "region"}, "人民路12号东区", None),
        ({"kind": "region"}, "清溪县翠苑社区", "清溪县"),
        ({"kind": "region"}, "恩施土家族苗族自治州利川市都亭街道", "恩施土家族苗族自治州利川市"),
        (
            {"kind": "region", "level": "city"},
            "恩施土家族苗族自治州利川市都亭街道",
            "恩施土家族苗族自治州",
        ),
    ],
)
def test_groups(params: dict[str, Any], value: str, group: str | None) -> None:
    assert treat("generalise", params, [value]) == [group]


def test_minus_zero_lies_in_the_range_of_zero() -> None:
    assert treat("generalise", {}, ["-0.0", "0"]) == ["[0, 10)", "[0, 10)"]
