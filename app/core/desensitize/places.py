"""Names of provinces, cities and districts at the front of an address."""

from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

Level = Literal["province", "city", "district"]

# A name of a place: no number, and nothing that is smaller than a district.
_NAME = r"[^\p{Nd}\s\p{Z}路街巷弄号村镇乡]"
_BEFORE_AREA = r"[^\p{Nd}\s\p{Z}路街巷弄号村镇乡小社园校厂]"
_PROVINCE = rf"(?:{_NAME}{{2,7}}?(?:省|自治区|特别行政区))"
_CITY = rf"(?:{_NAME}{{2,8}}?(?:市|自治州|地区|盟))"
_DISTRICT = rf"(?:{_NAME}{{0,7}}?(?:{_BEFORE_AREA}区|{_NAME}[县旗市]))"
_FRONT = {
    "province": rf"{_PROVINCE}|(?:北京|天津|上海|重庆)市?",
    "city": rf"{_PROVINCE}?{_CITY}",
    "district": rf"{_PROVINCE}?{_CITY}?{_DISTRICT}",
}


def front(addresses: pa.StringArray, level: Level) -> pa.StringArray:
    """The part of each address that names a place down to ``level``; null where there is none."""
    trimmed = pc.utf8_trim_whitespace(addresses)
    found = pc.extract_regex(trimmed, rf"\A(?P<front>{_FRONT[level]})")
    return pc.struct_field(found, "front")
