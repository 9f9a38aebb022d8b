"""遮蔽: some characters stay, the rest become stars."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import places, stars
from app.core.desensitize.characters import (
    MOST,
    covered,
    head,
    joined,
    length,
    repeated,
    tail,
)
from app.core.desensitize.operation import Context, Unfit, ValueOperator, each, operators
from app.core.desensitize.persons import IdPart, identity_numbers, surnames
from app.core.text import Text

_FEW = 64  # characters that are shown one by one; to show more so does not pay
_LEADING_OF_PLATE = r"\A\s*(?P<kept>[\p{Han}A-Z][A-Z])(?P<hidden>.{4,})\z"
_PHONE = (
    r"\A\s*(?P<kept>(?:(?:\+|00)?86[- ]?)?1[3-9][0-9]"
    r"|(?:\+86[- ]?)?[(（]?0(?:10|2[0-9]|[3-9][0-9]{2})[)）]?)"
    r"(?P<hidden>[- ]?[0-9][-0-9 转]{5,})\s*\z"
)


@dataclass(frozen=True)
class MaskParams:
    """``ends``: so many characters stay at each end. ``separator``: so many parts between separators.
    ``name``: the surname stays. ``email``: the first character and the domain. ``id``: what
    ``id_part`` says of a resident identity number. ``phone``: the network's or the area's number, and
    the last ``keep_end`` digits. ``address``: province, city and district. ``plate``: the issuing
    authority, and the last ``keep_end`` characters. ``bank-card``: the last four digits, and the first
    ``keep_start`` (6: the issuer).
    """

    shape: Literal[
        "ends", "name", "email", "id", "phone", "address", "plate", "bank-card", "separator"
    ] = "ends"
    keep_start: int = 0
    keep_end: int = 0
    character: str = "*"
    id_part: IdPart = "region-and-year"
    separator: str = "-"

    def __post_init__(self) -> None:
        if not (0 <= self.keep_start <= MOST and 0 <= self.keep_end <= MOST):
            raise Unfit(
                f"keep_start 和 keep_end 应在 0 至 {MOST} 之间",
                f"keep_start and keep_end must be 0 to {MOST}",
            )
        if len(self.character) != 1:
            raise Unfit("character 应为一个字符", "character must be one character")
        if self.character.isdigit():
            raise Unfit(
                "character 不能是数字：会与保留的数字混在一起，还可能凑成正确的校验码",
                "character must not be a digit: it would pass for one, or for a check digit",
            )
        if not self.separator:
            raise Unfit("separator 不能为空", "separator must not be empty")


@operators.register
class MaskOperator(ValueOperator):
    """Counts characters, not bytes. What is too short, or not of the form, is masked whole."""

    id = "mask"
    title = Text("遮蔽", "mask")
    version = "2"
    strength = "irreversible"
    keeps = Text("留下的字符", "the characters that stay")
    source = "GB/T 37964-2019 (抑制), by its title and secondary sources"
    Params = MaskParams
    only_with: ClassVar = {
        "keep_start": ("shape", ("ends", "bank-card", "separator")),
        "keep_end": ("shape", ("ends", "phone", "plate", "separator")),
        "id_part": ("shape", ("id",)),
        "separator": ("shape", ("separator",)),
    }
    examples = (
        {},
        {"keep_start": 3},
        {"keep_start": 1, "keep_end": 1, "character": "×"},
        {"shape": "name"},
        {"shape": "email"},
        {"shape": "id"},
        {"shape": "id", "id_part": "only-region"},
        {"shape": "id", "id_part": "only-year"},
        {"shape": "phone"},
        {"shape": "phone", "keep_end": 2},
        {"shape": "address"},
        {"shape": "plate"},
        {"shape": "plate", "keep_end": 1},
        {"shape": "bank-card"},
        {"shape": "bank-card", "keep_start": 6},
        {"shape": "separator", "keep_start": 1},
    )

    def apply(self, values: pa.StringArray, params: MaskParams, context: Context) -> pa.StringArray:
        treated = _SHAPES[params.shape](values, params)
        if treated.null_count == values.null_count:
            return treated
        return pc.coalesce(treated, _whole(values, params))

    def describe(self, params: MaskParams) -> Text:
        part: str = params.id_part if params.shape == "id" else ""
        if params.shape in ("phone", "plate") and params.keep_end:
            part = "and-end"
        return _DESCRIBED[params.shape, part].format(
            a=params.keep_start, b=params.keep_end, separator=params.separator
        )


def _whole(values: pa.StringArray, params: MaskParams) -> pa.StringArray:
    return repeated(params.character, length(values))


def _ends(values: pa.StringArray, params: MaskParams) -> pa.StringArray:
    """Null where nothing would be hidden."""
    start, end, star = params.keep_start, params.keep_end, params.character

    def quick(texts: pa.StringArray) -> pa.StringArray:
        longer = stars.lengths(texts, 1) > start + end
        return stars.shown(texts, 1, star, [(longer, start, end)])

    def slow(texts: pa.StringArray) -> pa.StringArray:
        hidden = pc.subtract(length(texts), start + end)
        left = joined(head(texts, start), repeated(star, hidden), tail(texts, end))
        return pc.if_else(pc.greater(hidden, 0), left, None)

    if not star.isascii() or start + end > _FEW:
        return slow(values)
    return stars.apart(values, stars.ascii_rows(values), quick, slow)


def _email(values: pa.StringArray, params: MaskParams) -> pa.StringArray:
    found = pc.extract_regex(values, r"(?s)\A(?P<user>[^@]+)(?P<domain>@.*)\z")
    user, domain = pc.struct_field(found, "user"), pc.struct_field(found, "domain")
    return joined(head(user, 1), 3 * params.character, domain)


def _kept_front(
    pattern: str, least: int, spared: str
) -> Callable[[pa.StringArray, MaskParams], pa.StringArray]:
    """The front of a form stays; of what is behind, ``keep_end`` characters if ``least`` are hidden."""

    def shape(values: pa.StringArray, params: MaskParams) -> pa.StringArray:
        found = pc.extract_regex(values, pattern)
        kept, behind = pc.struct_field(found, "kept"), pc.struct_field(found, "hidden")
        hidden = pc.subtract(length(behind), params.keep_end)
        stars = covered(behind, params.character, spared)
        if params.keep_end:
            stars = pc.utf8_slice_codeunits(stars, 0, -params.keep_end)
        masked = joined(kept, stars, tail(behind, params.keep_end))
        return pc.if_else(pc.greater_equal(hidden, least), masked, None)

    return shape


def _address(values: pa.StringArray, params: MaskParams) -> pa.StringArray:
    front = places.front(values, "district")
    trimmed = pc.utf8_trim_whitespace(values)
    behind = pc.subtract(length(trimmed), length(front))
    return joined(front, repeated(params.character, behind))


def _bank_card(values: pa.StringArray, params: MaskParams) -> pa.StringArray:
    """Blanks between groups go. Six digits at least are hidden: what is left tells no card."""
    digits = pc.replace_substring_regex(pc.utf8_trim_whitespace(values), r"[- ]", "")
    hidden = pc.subtract(pc.utf8_length(digits), params.keep_start + 4)
    fits = pc.and_(
        pc.match_substring_regex(digits, r"\A[0-9]{12,19}\z"), pc.greater_equal(hidden, 6)
    )
    stars = repeated(params.character, hidden)
    return pc.if_else(fits, joined(head(digits, params.keep_start), stars, tail(digits, 4)), None)


def _separator(values: pa.StringArray, params: MaskParams) -> pa.StringArray:
    """Null where no part would be hidden."""
    star = params.character

    def rule(text: str) -> str | None:
        parts = text.split(params.separator)
        last = len(parts) - params.keep_end
        hidden = [
            part if place < params.keep_start or place >= last else star * len(part)
            for place, part in enumerate(parts)
        ]
        shown = params.separator.join(hidden)
        return shown if shown != text else None

    return each(values, rule)


_SHAPES: dict[str, Callable[[pa.StringArray, MaskParams], pa.StringArray]] = {
    "ends": _ends,
    "name": lambda values, params: surnames(values, params.character),
    "email": _email,
    "id": lambda values, params: identity_numbers(values, params.id_part, params.character),
    "phone": _kept_front(_PHONE, 4, "-转 "),
    "address": _address,
    "plate": _kept_front(_LEADING_OF_PLATE, 4, "·• "),
    "bank-card": _bank_card,
    "separator": _separator,
}

_DESCRIBED = {
    ("ends", ""): Text("前留 {a} 位、后留 {b} 位", "{a} leading and {b} trailing characters stay"),
    ("name", ""): Text("只留姓氏", "only the surname stays"),
    ("email", ""): Text("只留首字符和域名", "only the first character and the domain stay"),
    ("id", "region-and-year"): Text(
        "身份证号只留地区和出生年份", "region and birth year of the identity number stay"
    ),
    ("id", "only-region"): Text("身份证号只留地区", "the region of the identity number stays"),
    ("id", "only-year"): Text(
        "身份证号只留出生年份", "the birth year of the identity number stays"
    ),
    ("phone", ""): Text("电话只留号段或区号", "the prefix of the phone number stays"),
    ("phone", "and-end"): Text(
        "电话只留号段或区号和后 {b} 位", "the prefix and last {b} digits of the phone number stay"
    ),
    ("address", ""): Text("地址只留到区县", "addresses stay down to the district"),
    ("plate", ""): Text("车牌只留发牌机关", "the issuing authority of the plate stays"),
    ("plate", "and-end"): Text(
        "车牌只留发牌机关和后 {b} 位",
        "the issuing authority and last {b} characters of the plate stay",
    ),
    ("bank-card", ""): Text(
        "银行卡号只留前 {a} 位和后四位", "{a} leading and the last 4 digits of the card number stay"
    ),
    ("separator", ""): Text(
        "以“{separator}”分段，前留 {a} 段、后留 {b} 段",
        "of the parts between “{separator}”, {a} leading and {b} trailing ones stay",
    ),
}
