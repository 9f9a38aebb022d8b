"""Texts by the region that they name or begin with: county, city, province, area (大区), from small to large."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import regions, resources

RegionLevel: TypeAlias = Literal["county", "city", "province", "area"]
REGION_LEVELS: tuple[RegionLevel, ...] = ("county", "city", "province", "area")

_AROUND = r"^中国|[\s,，/\-—·]"
# Roads and estates are named after regions: 南京路, 中山北路, 长春花园.
_NAMESAKE = (
    r"^(?:[东南西北中前后上下]|[一二三四五六七八九十]+)?大?"
    r"(?:路|街|道|巷|弄|桥|里|胡同|新村|花园|小区|大厦|广场)"
)
_UNKNOWN, _SHARED = -1, -2  # a name that no region has; that several have


@dataclass(frozen=True, eq=False)
class Named:
    """``numbers``: of each text its region's place in :func:`_gazetteer`, negative where it has none.
    ``whole``: whether the text names that region and nothing more.
    """

    numbers: npt.NDArray[np.int64]
    whole: npt.NDArray[np.bool_]


def region_of(texts: pa.StringArray, level: RegionLevel) -> pa.StringArray:
    """The region of a level that each text begins with, by its full names: 浙江省杭州市西湖区.

    Null for a text that begins with none, or with a name that several places share (朝阳区). A text
    that names only a larger region stays as coarse as it is.
    """
    return label(named(texts), level)


def named(texts: pa.StringArray) -> Named:
    """The regions that texts begin with: of all ways to write one, the longest that fits counts."""
    bare = pc.replace_substring_regex(texts, _AROUND, "")
    numbers = np.full(len(texts), _UNKNOWN)
    whole = np.zeros(len(texts), np.bool_)
    for length, (names, places) in _names_by_length().items():
        open_ = np.flatnonzero(numbers == _UNKNOWN)
        heads = pc.utf8_slice_codeunits(bare.take(pa.array(open_)), 0, length)
        found = pc.fill_null(pc.index_in(heads, value_set=names), -1).to_numpy()
        hit, found = open_[found >= 0], found[found >= 0]
        rest = pc.utf8_slice_codeunits(bare.take(pa.array(hit)), length)
        numbers[hit] = np.where(
            _mask(pc.match_substring_regex(rest, _NAMESAKE)), _SHARED, places[found]
        )
        whole[hit] = _mask(pc.equal(rest, ""))
    return Named(numbers, whole)


def label(found: Named, level: RegionLevel) -> pa.StringArray:
    """As :func:`region_of`, for texts that have been looked at."""
    labels = _gazetteer()[level]
    return labels.take(pa.array(found.numbers, mask=found.numbers < 0))


@cache
def _places() -> dict[regions.Place, int]:
    """A number for each region."""
    return {
        place: number for number, place in enumerate(dict.fromkeys(p for _, p in regions.ways()))
    }


@cache
def _gazetteer() -> dict[RegionLevel, pa.StringArray]:
    """By level, what each region is called there."""
    codes = resources.pack("region-codes").data
    area = {province: codes["areas"][code[0]] for code, province in codes["provinces"].items()}
    return {
        "county": pa.array(["".join(place) for place in _places()]),
        "city": pa.array([_city(place) for place in _places()]),
        "province": pa.array([place.province for place in _places()]),
        "area": pa.array([area[place.province] for place in _places()]),
    }


def _city(place: regions.Place) -> str:
    """The city of a place; 北京市 for its districts, and the county itself where a province has no city
    between."""
    if place.province.endswith("市"):
        return place.province
    return place.province + (place.city or place.county)


@cache
def _names_by_length() -> dict[int, tuple[pa.StringArray, npt.NDArray[np.int64]]]:
    """The ways to write a region by their length, the longest first, and the region that each means.

    Alone, 吉林 and 海南 mean the province.
    """
    meant: dict[str, list[regions.Place]] = {}
    for name, place in regions.ways():
        meant.setdefault(name, []).append(place)
    by_length: dict[int, dict[str, int]] = {}
    for name, places in meant.items():
        sure = len(set(places)) == 1 or places[0] == regions.Place(places[0].province)
        by_length.setdefault(len(name), {})[name] = _places()[places[0]] if sure else _SHARED
    return {
        length: (pa.array(list(names)), np.array(list(names.values())))
        for length, names in sorted(by_length.items(), reverse=True)
    }


def _mask(flags: pa.BooleanArray) -> npt.NDArray[np.bool_]:
    mask: npt.NDArray[np.bool_] = pc.fill_null(flags, False).to_numpy(zero_copy_only=False)
    return mask
