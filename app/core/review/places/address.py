"""How far an address leads: to a region, a road, a village group, a building, or a door.

Whether that is personal follows from the depth, and from whose address it is: the ``addresses`` pack
holds the policy, the header and the columns beside tell whose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review.column import folded_name
from app.core.review.headers import is_of_nobody
from app.core.review.places.regions import Region, begins_with_region, region_depth
from app.core.review.spans import Places

Whose = Literal["home", "origin", "office", "unknown"]
PARTS = (
    "region", "county", "town", "village", "road", "estate", "group", "number", "building", "unit", "room",
)  # fmt: skip
_NEAR = "[省市县区旗州盟镇乡村屯寨庄堡查街路道巷弄同里苑园寓院城庭邸墅舍坊组队号楼幢栋座元室户]"
_LONGEST = 400  # bytes: a longer text is prose, which may hold an address but is none


class Depth(IntEnum):
    """The place that an address leads to; a later one is nearer to a door."""

    NONE = 0
    REGION = 1  # 浙江省杭州市, 清溪县
    AREA = 2  # a town, a village, a road, an estate
    GROUP = 3  # 清溪村三组: some dozen households
    NUMBER = 4  # 解放路12号: an office, a shop, or a house
    BUILDING = 5  # 解放路12号3幢
    DOOR = 6  # 3幢2单元301室; 柳树屯12号, where a number is a household


@dataclass(frozen=True)
class AddressParts:
    """One entry a text. ``parts``: which of :data:`PARTS` it names; ``depths``: :class:`Depth`, NONE
    for what is no address; ``home``, ``office``: whether it holds words of dwellings, of workplaces."""

    parts: dict[str, np.ndarray]
    depths: np.ndarray
    home: np.ndarray
    office: np.ndarray

    def __getitem__(self, places: Places) -> "AddressParts":
        """The entries of some of the texts."""
        parts = {name: told[places] for name, told in self.parts.items()}
        return AddressParts(parts, self.depths[places], self.home[places], self.office[places])


def address_parts(texts: pa.StringArray) -> AddressParts:
    """The parts of every text, each text by itself; nulls and prose are no addresses."""
    data = resources.pack("addresses").data
    parts = {name: np.zeros(len(texts), bool) for name in PARTS}
    home, office = np.zeros(len(texts), bool), np.zeros(len(texts), bool)
    depths = np.zeros(len(texts), np.int8)
    short = pc.less_equal(pc.binary_length(texts), _LONGEST)
    near = pa.array(may_be_addresses(texts))
    other = pc.match_substring_regex(texts, data["not"])  # 国务院令第711号
    near = pc.and_not(pc.and_(near, short), other)
    which = pc.indices_nonzero(pc.fill_null(near, False))
    if len(which):
        at, taken = which.to_numpy(), texts.take(which)
        whole = region_depth(taken)
        found = {name: _matches(taken, pattern) for name, pattern in _patterns().items()}
        found["region"] = begins_with_region(taken) | (whole > Region.NONE)
        for name, flags in found.items():
            parts[name][at] = flags
        depths[at] = _depths(found, whole)
        home[at] = _matches(taken, data["home"])
        office[at] = _matches(taken, data["office"])
    return AddressParts(parts, depths, home, office)


def may_be_addresses(texts: pa.StringArray) -> np.ndarray:
    """Which texts hold what every address has, at little cost; nulls do not."""
    near = pc.fill_null(pc.match_substring_regex(texts, _NEAR), False)
    mask: np.ndarray = near.to_numpy(zero_copy_only=False) | begins_with_region(texts)
    return mask


def _depths(parts: dict[str, np.ndarray], whole: np.ndarray) -> np.ndarray:
    """The depth of each text; without a place that it stands in, a number is nothing."""
    rural = parts["village"] | parts["town"]
    urban = parts["road"] | parts["estate"]
    placed = parts["region"] | parts["county"] | rural | urban
    numbered = parts["number"] | parts["building"]
    dwelling = parts["unit"] | parts["room"]
    rural_door = (parts["village"] | parts["group"] & rural) & parts["number"] & ~urban
    rules = (
        (placed & (dwelling & (numbered | urban | rural) | rural_door), Depth.DOOR),
        (placed & parts["building"], Depth.BUILDING),
        ((rural | urban) & parts["number"], Depth.NUMBER),
        (rural & parts["group"], Depth.GROUP),
        (placed & (rural | urban) & _anchored(parts), Depth.AREA),
        ((whole > Region.NONE) | parts["region"] & parts["county"], Depth.REGION),
    )
    depths: np.ndarray = np.select(
        [rule for rule, _ in rules], [depth for _, depth in rules], Depth.NONE
    )
    return depths.astype(np.int8)


def _anchored(parts: dict[str, np.ndarray]) -> np.ndarray:
    """Two parts of an address, so that 高速公路 or 新农村 alone are words."""
    named = ("region", "county", "town", "village", "road", "estate")
    count: np.ndarray = np.sum([parts[name] for name in named], axis=0)
    return count > 1


@dataclass(frozen=True)
class AddressColumn:
    """Shares of a column's distinct texts that are filled, between 0 and 1.

    ``addresses``: lead at least to a region; ``depths``: share of each :class:`Depth`, by number;
    ``personal``: lead where the pack says personal; ``home``, ``office``: of the addresses, with
    words of dwellings, of workplaces.
    """

    distinct: int
    addresses: float
    depths: tuple[float, ...]
    personal: float
    home: float
    office: float


NO_ADDRESSES = AddressColumn(0, 0.0, (0.0,) * len(Depth), 0.0, 0.0, 0.0)


def address_column(texts: pa.StringArray) -> AddressColumn:
    """The figures of a column of distinct texts."""
    filled = texts.filter(pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(texts), ""), False))
    return address_figures(address_parts(filled))


def address_figures(found: AddressParts) -> AddressColumn:
    """The figures of a column whose distinct texts have been read, blank ones left out."""
    count = len(found.depths)
    if not count:
        return NO_ADDRESSES
    any_ = found.depths > Depth.NONE
    shares = np.bincount(found.depths, minlength=len(Depth)) / count
    personal = sum(
        share for depth, share in zip(Depth, shares, strict=True) if policy(depth) == "personal"
    )
    return AddressColumn(
        distinct=count,
        addresses=float(any_.mean()),
        depths=tuple(float(share) for share in shares),
        personal=float(personal),
        home=float((found.home & any_).sum() / max(int(any_.sum()), 1)),
        office=float((found.office & any_).sum() / max(int(any_.sum()), 1)),
    )


def policy(depth: Depth) -> str:
    """What the pack says of a home address that leads so far: public, doubtful or personal."""
    answer: str = resources.pack("addresses").data["depths"][depth.name.lower()]
    return answer


def whose(header: str, neighbours: Iterable[str] = ()) -> Whose:
    """Whose addresses stand under a header, or, if it does not tell, beside such columns."""
    headers = resources.pack("addresses").data["headers"]
    kinds: tuple[Whose, ...] = ("origin", "office", "home")
    for kind in kinds:
        if any(word in folded_name(header) for word in headers[kind]):
            return kind
    home, office = (
        sum(_tells_of(kind, name) for name in neighbours) for kind in ("home", "office")
    )
    if home == office:
        to_whom = any(word in folded_name(header) for word in headers["contact"])
        return "home" if to_whom and not office else "unknown"
    return "home" if home > office else "office"


@lru_cache(1 << 14)
def _tells_of(kind: str, name: str) -> bool:
    """Whether a column of that name tells, beside addresses, that they are of homes, or of offices."""
    data, folded = resources.pack("addresses").data, folded_name(name)
    if kind == "home" and is_of_nobody("persons", folded):
        return False
    exact = folded in data["exact"].get(kind, ())
    return exact or any(word in folded for word in data["neighbours"][kind])


def _matches(texts: pa.StringArray, pattern: str) -> np.ndarray:
    flags: np.ndarray = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return flags


@cache
def _patterns() -> dict[str, str]:
    """RE2 of each part but the region."""
    data = resources.pack("addresses").data
    return {part["id"]: part["pattern"].replace("DIGIT", data["digit"]) for part in data["parts"]}
