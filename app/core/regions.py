"""The regions of China: by name, the tree of the ``regions`` pack and every way to write one of them; by
code of GB/T 2260, those that are or were in force since 1980.

A foundation: the review tells by it which texts name a region, desensitizing what region lies above.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pyarrow as pa

from app.core import resources

_KINDS = (
    "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "自治县", "自治旗",
    "林区", "特区", "新区", "地区", "省", "市", "盟", "县", "区", "旗",
)  # fmt: skip


PROVINCE_CODES = (
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66),
)  # fmt: skip
"""The provinces of the mainland by the first two digits of GB/T 2260."""


class Place(NamedTuple):
    """A region by full names; "" for what is finer than it, and for the city of a county that its
    province governs directly."""

    province: str
    city: str = ""
    county: str = ""


@cache
def tree() -> dict[str, dict[str, tuple[str, ...]]]:
    """The counties of each city of each province; those that the province governs under ""."""
    provinces = resources.pack("regions").data["provinces"]
    return {
        province: {city: tuple(counties.split()) for city, counties in cities.items()}
        for province, cities in provinces.items()
    }


def ways() -> Iterator[tuple[str, Place]]:
    """Every way to write a region, with what it may mean: provinces first, then province by province.

    The bare name of a county (和平) stands only after its province or city, since most such names are
    words as well. One text may mean several places (朝阳区).
    """
    for province in tree():
        for name in both(province):
            yield name, Place(province)
    for province, cities in tree().items():
        for city, counties in cities.items():
            yield from _within(province, city, counties)


def _within(province: str, city: str, counties: tuple[str, ...]) -> Iterator[tuple[str, Place]]:
    """The city and its counties, alone and after what they belong to."""
    before = [""] if city else []
    before += both(province)
    names = both(city) if city else ("",)
    for lead in before:
        for name in names if city else ():
            yield lead + name, Place(province, city)
        for name in names:
            for county in counties:
                place = Place(province, city, county)
                yield lead + name + county, place
                if lead or name:
                    yield lead + name + bare(county), place
    for county in counties:
        place = Place(province, city, county)
        for lead in both(province):
            yield lead + county, place
            yield lead + bare(county), place
    for county in counties:
        yield county, Place(province, city, county)


def both(name: str) -> tuple[str, ...]:
    """The full name and the bare one."""
    return tuple(dict.fromkeys((name, bare(name))))


def bare(name: str) -> str:
    """Without the word for its kind, unless only one character would remain."""
    for kind in _KINDS:
        if name.endswith(kind) and len(name) - len(kind) > 1:
            return name.removesuffix(kind)
    return name


@cache
def known_codes() -> pa.StringArray:
    """Every code of a province, a city or a county, in six digits."""
    data = resources.pack("region-codes").data
    codes = {f"{province}0000" for province in data["provinces"]}
    for province, cities in data["codes"].items():
        for city, counties in cities.items():
            codes.add(f"{province}{city}00")
            codes.update(province + city + county for county in counties.split())
    return pa.array(sorted(codes))


@cache
def abolished_codes() -> dict[str, int]:
    """Those that are no more in force, with the year of their last change."""
    years = resources.pack("abolished-regions").data["abolished"]
    return {code: int(year) for year, codes in years.items() for code in codes.split()}
