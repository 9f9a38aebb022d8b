"""泛化: a value gives way to the group that it belongs to.

Coordinates go to cells, not to districts: in which district a point lies is told by the districts'
boundaries alone, which are a map that may not be handed on without review (测绘法, 地图管理条例, by their
titles), and the nearest seat of a county is too often that of a neighbour. A cell of 1 decimal is about
11 km from south to north, of 2 about 1.1 km, of 3 about 110 m; from west to east that much times the
cosine of the latitude: at 40° north 8.5 km, 850 m, 85 m.
"""

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import dates, number_cells, places
from app.core.desensitize.characters import joined
from app.core.desensitize.geohash import geohash
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.text import Text

_PERSONS_UNITS = ("", "岁", "周岁", "元")  # of these a range is written without
_CODE = r"\A\s*(?P<province>[1-8][0-9])(?P<city>[0-9]{2})(?P<district>[0-9]{2})(?:[0-9]{3}|[0-9]{6})?\s*\z"
_POINT = (
    r"\A\s*[(（]?\s*(?P<first>[-+]?[0-9]{1,3}(?:\.[0-9]+)?)°?"
    r"(?:\s*[,，;；\s]\s*(?P<second>[-+]?[0-9]{1,3}(?:\.[0-9]+)?)°?)?\s*[)）]?\s*\z"
)


@dataclass(frozen=True)
class GeneraliseParams:
    """``date`` to ``period``; ``number`` to ranges of ``width``; ``region`` (an address) and ``code``
    (GB/T 2260) to ``level``; ``coordinates`` to cells of ``precision`` decimals (2: about 1 km),
    ``geohash`` (a pair of coordinates) to so many of its letters (5: about 5 km).
    """

    kind: Literal["date", "number", "region", "code", "coordinates", "geohash"] = "number"
    period: Literal["year", "quarter", "month", "decade"] = "year"
    width: float = 10
    level: Literal["province", "city", "district"] = "district"
    precision: int = 2

    def __post_init__(self) -> None:
        if not self.width > 0 or not math.isfinite(self.width):
            raise Unfit("width 应大于 0", "width must be above 0")
        if self.kind == "coordinates" and not 0 <= self.precision <= 4:
            raise Unfit("precision（小数位）应在 0 至 4 之间", "precision must be 0 to 4 decimals")
        if self.kind == "geohash" and not 1 <= self.precision <= 7:
            raise Unfit(
                "precision（网格码长度）应在 1 至 7 之间", "precision must be 1 to 7 letters"
            )


@operators.register
class GeneraliseOperator(ValueOperator):
    """What does not parse becomes null: a raw value never slips through."""

    id = "generalise"
    title = Text("泛化", "generalise")
    version = "2"
    strength = "irreversible"
    keeps = Text("所属的组", "the group that a value belongs to")
    source = (
        "GB/T 37964-2019 (泛化), by its title and secondary sources; GB/T 2260; geohash: "
        "G. Niemeyer 2008"
    )
    Params = GeneraliseParams
    only_with: ClassVar = {
        "period": ("kind", ("date",)),
        "width": ("kind", ("number",)),
        "level": ("kind", ("region", "code")),
        "precision": ("kind", ("coordinates", "geohash")),
    }
    examples = (
        {"kind": "date"},
        {"kind": "date", "period": "decade"},
        {"kind": "date", "period": "quarter"},
        {"kind": "date", "period": "month"},
        {},
        {"width": 0.5},
        {"kind": "region"},
        {"kind": "region", "level": "city"},
        {"kind": "region", "level": "province"},
        {"kind": "code", "level": "city"},
        {"kind": "code", "level": "province"},
        {"kind": "coordinates"},
        {"kind": "geohash", "precision": 5},
    )

    def apply(
        self, values: pa.StringArray, params: GeneraliseParams, context: Context
    ) -> pa.StringArray:
        match params.kind:
            case "date":
                return _periods(values, params.period)
            case "number":
                return _ranges(values, params.width)
            case "region":
                return places.front(values, params.level)
            case "code":
                return _codes(values, params.level)
            case "coordinates":
                return _cells(values, params.precision)
            case "geohash":
                return _geohashes(values, params.precision)

    def describe(self, params: GeneraliseParams) -> Text:
        detail = {"date": params.period, "region": params.level, "code": params.level}
        said = _DESCRIBED[params.kind, detail.get(params.kind, "")]
        return said.format(w=f"{params.width:g}", n=params.precision)


def _periods(values: pa.StringArray, period: str) -> pa.StringArray:
    found = dates.read(values)
    year, month = found.year, found.month
    dated = year > 0
    years = pa.array(year).cast(pa.string())
    if period == "year":
        return _where(dated, years)
    if period == "decade":
        return _where(dated, joined(pa.array(year // 10 * 10).cast(pa.string()), "s"))
    within = pa.array((month + 2) // 3 if period == "quarter" else month).cast(pa.string())
    text = (
        joined(years, "Q", within)
        if period == "quarter"
        else joined(years, "-", pc.utf8_lpad(within, 2, "0"))
    )
    return _where(dated & (month >= 1) & (month <= 12), text)


def _ranges(values: pa.StringArray, width: float) -> pa.StringArray:
    """``[0, 10)`` for 7 with a width of 10: the lower end belongs to the range."""
    found = number_cells.read(values)
    steps = number_cells.multiples(found, width)
    usable = np.isfinite(steps * width) & np.isfinite((steps + 1) * width)
    # Zero is added, for what is rounded down to -0.0 lies in the range of zero.
    steps = pa.array(np.where(usable, steps, 0.0) + 0.0).dictionary_encode()
    lowest = (step * width for step in steps.dictionary.to_pylist())
    labels = [f"[{low:.12g}, {low + width:.12g})" for low in lowest]
    places_of = pc.if_else(pa.array(usable & found.found), steps.indices, None)
    ranges = pa.array(labels, pa.string()).take(places_of)
    if not found.have_units:
        return ranges
    unit = pc.if_else(pc.is_in(found.units, pa.array(_PERSONS_UNITS)), "", found.units)
    return joined(ranges, unit)


def _codes(values: pa.StringArray, level: str) -> pa.StringArray:
    """Six digits; the longer codes of towns and villages begin with those of their district."""
    found = pc.extract_regex(values, _CODE)
    province, city, district = (
        pc.struct_field(found, part) for part in ("province", "city", "district")
    )
    return {
        "province": joined(province, "0000"),
        "city": joined(province, city, "00"),
        "district": joined(province, city, district),
    }[level]


def _cells(values: pa.StringArray, decimals: int) -> pa.StringArray:
    """The south-western corner of a cell; a pair keeps its order."""
    first, second = _points(values)
    corners = [
        number_cells.written(np.floor(part * 10**decimals + 1e-9) / 10**decimals, decimals)
        for part in (first, second)
    ]
    pair = joined(corners[0], ",", corners[1])
    return pc.if_else(pa.array(np.isnan(second)), corners[0], pair)


def _geohashes(values: pa.StringArray, letters: int) -> pa.StringArray:
    """Which part is the latitude, the larger of both tells: China lies east of 73° and south of 54°."""
    first, second = _points(values)
    latitude, longitude = np.minimum(first, second), np.maximum(first, second)
    valid = (np.abs(latitude) <= 90) & (longitude >= -180) & (longitude <= 180)
    hashes = geohash(np.where(valid, latitude, 0), np.where(valid, longitude, 0), letters)
    return _where(valid, hashes)


def _points(values: pa.StringArray) -> tuple[number_cells.Floats, number_cells.Floats]:
    """One or two degrees; NaN where there are none."""
    found = pc.extract_regex(values, _POINT)
    parts = []
    for name in ("first", "second"):
        text = pc.replace_substring_regex(pc.struct_field(found, name), r"\A\+", "")
        text = pc.if_else(pc.equal(text, ""), None, text)
        degrees = text.cast(pa.float64()).to_numpy(zero_copy_only=False)
        parts.append(np.where(np.abs(degrees) <= 180, degrees, np.nan))
    return parts[0], parts[1]


def _where(mask: "np.typing.NDArray[np.bool_]", texts: pa.StringArray) -> pa.StringArray:
    return pc.if_else(pa.array(mask), texts, None)


_DESCRIBED = {
    ("date", "year"): Text("日期归到年", "dates become years"),
    ("date", "quarter"): Text("日期归到季度", "dates become quarters"),
    ("date", "month"): Text("日期归到月", "dates become months"),
    ("date", "decade"): Text("日期归到年代", "dates become decades"),
    ("number", ""): Text("数值归到宽 {w} 的区间", "numbers become ranges of {w}"),
    ("region", "province"): Text("地址归到省", "addresses become provinces"),
    ("region", "city"): Text("地址归到市", "addresses become cities"),
    ("region", "district"): Text("地址归到区县", "addresses become districts"),
    ("code", "province"): Text("区划代码归到省", "region codes become those of provinces"),
    ("code", "city"): Text("区划代码归到市", "region codes become those of cities"),
    ("code", "district"): Text("区划代码归到区县", "region codes become those of districts"),
    ("coordinates", ""): Text(
        "坐标归到 {n} 位小数的网格", "coordinates become cells of {n} decimals"
    ),
    ("geohash", ""): Text("坐标归到 {n} 位网格码", "coordinates become geohashes of {n} letters"),
}
