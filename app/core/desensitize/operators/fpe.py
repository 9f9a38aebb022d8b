"""保格式加密: a value becomes another of the same form, and the key's holder can bring it back.

FF1 (NIST SP 800-38G) over the letters of an alphabet; signs between them stay in their places. Who holds
the key has the personal data: in the words of 个人信息保护法 art. 73 this is de-identified at the most,
never anonymised.
"""

import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import check_digits
from app.core.check_digits import ID_CHARACTERS, places
from app.core.desensitize.ff1 import FF1, BlockCipher, shortest
from app.core.desensitize.keyed import derived, fixed_width
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.errors import ValueUntreatable
from app.core.text import Text
from app.core.text_bytes import offsets_and_bytes

Mask = npt.NDArray[np.bool_]

_KEY_BYTES = {"aes": 32, "sm4": 16}
_DIGITS = "0123456789"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ALPHABETS = {
    "digits": _DIGITS,
    "resident-id": _DIGITS,
    "capitals": _DIGITS + _CAPITALS,
    "alphanumeric": _DIGITS + _CAPITALS + _CAPITALS.lower(),
    "han": "".join(map(chr, range(0x4E00, 0xA000))),
}
_RESIDENT_ID = r"\A[0-9]{17}[0-9X]\z"


@dataclass(frozen=True)
class FpeParams:
    """``alphabet``: the letters that are encrypted; ``resident-id``: the 17 digits, with an 18th that is
    right if it was. ``keep_start`` and ``keep_end``: characters that stay at the ends. ``tweak``: another
    one, another encryption, e.g. the column's name. ``unfit``: what to do with a value that is too
    short, or holds letters of no use: stop, or leave the cell blank.
    """

    alphabet: Literal["digits", "capitals", "alphanumeric", "han", "resident-id"] = "digits"
    keep_start: int = 0
    keep_end: int = 0
    tweak: str = ""
    cipher: BlockCipher = "aes"
    unfit: Literal["stop", "empty"] = "stop"

    def __post_init__(self) -> None:
        if self.keep_start < 0 or self.keep_end < 0:
            raise Unfit(
                "keep_start 和 keep_end 不能小于 0", "keep_start and keep_end must be 0 or more"
            )
        if self.alphabet == "resident-id" and (self.keep_end or self.keep_start > 11):
            raise Unfit(
                "身份证号前面至多保留 11 位，后面不能保留",
                "of identity numbers at most 11 leading digits can stay, and none at the end",
            )


@operators.register
class FpeOperator(ValueOperator):
    """Raises :class:`ValueUntreatable`, with the value and the way out, unless unfit cells go blank."""

    id = "fpe"
    title = Text("保格式加密", "format-preserving encryption")
    version = "1"
    strength = "reversible"
    keyed = True
    keeps = Text(
        "格式、长度、相同与否；凭密钥可还原", "form, length, equality; with the key, everything"
    )
    source = (
        "NIST SP 800-38G (FF1), with the minimum domain of its Rev. 1; FIPS 197 (AES); GB/T 32907-2016 "
        "(SM4, in the same construction: no standard names it)"
    )
    Params = FpeParams
    only_with: ClassVar = {
        "keep_end": ("alphabet", ("digits", "capitals", "alphanumeric", "han")),
    }
    examples = (
        {"unfit": "empty"},
        {"alphabet": "resident-id", "keep_start": 6, "unfit": "empty"},
        {"alphabet": "alphanumeric", "tweak": "车牌", "cipher": "sm4", "unfit": "empty"},
        {"alphabet": "han", "unfit": "empty"},
    )

    def apply(self, values: pa.StringArray, params: FpeParams, context: Context) -> pa.StringArray:
        return self._turned(values, params, context, forwards=True)

    def decrypt(
        self, values: pa.StringArray, params: FpeParams, context: Context
    ) -> pa.StringArray:
        """What :meth:`apply` was given, under the same key and parameters."""
        return self._turned(values, params, context, forwards=False)

    def describe(self, params: FpeParams) -> Text:
        return Text(
            "加密为同样格式的值，前留 {a} 位、后留 {b} 位",
            "encrypted to values of the same form; {a} leading and {b} trailing characters stay",
        ).format(a=params.keep_start, b=params.keep_end)

    def _turned(
        self, values: pa.StringArray, params: FpeParams, context: Context, forwards: bool
    ) -> pa.StringArray:
        present = values.drop_null()
        key = derived(context.key, f"fpe/{params.cipher}")[: _KEY_BYTES[params.cipher]]
        cipher = FF1(key, len(_ALPHABETS[params.alphabet]), params.tweak.encode(), params.cipher)
        if params.alphabet == "resident-id":
            turned, unfit = _resident_ids(present, params, cipher, forwards)
        else:
            turned, unfit = _texts(present, params, cipher, forwards)
        if params.unfit == "stop" and unfit.any():
            raise _untreatable(self.title, present[int(unfit.argmax())].as_py(), params)
        turned = pc.if_else(pa.array(unfit), None, turned)
        return pc.replace_with_mask(values, values.is_valid(), turned)


def _texts(
    texts: pa.StringArray, params: FpeParams, cipher: FF1, forwards: bool
) -> tuple[pa.StringArray, Mask]:
    """The letters of each text encrypted, and which texts are unfit."""
    alphabet = _code_points(_ALPHABETS[params.alphabet])
    points = _code_points("".join(texts.to_pylist())).copy()
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    ends = np.cumsum(lengths)
    text_of = np.repeat(np.arange(len(texts)), lengths)
    place = np.arange(len(points)) - (ends - lengths)[text_of]
    inner = (place >= params.keep_start) & (place < lengths[text_of] - params.keep_end)
    letter = _letters(params.alphabet)[points]
    chosen = inner & (letter >= 0)
    counts = np.bincount(text_of[chosen], minlength=len(texts))
    other = np.flatnonzero(inner & ~chosen)
    foreign = other[~_signs(points[other])]
    unfit: Mask = counts < shortest(cipher.radix)
    unfit[text_of[foreign]] = True
    for count in np.flatnonzero(np.bincount(counts[~unfit])).tolist():
        of_count = chosen & ((counts == count) & ~unfit)[text_of]
        where = np.flatnonzero(of_count).reshape(-1, count)
        turn = cipher.encrypt if forwards else cipher.decrypt
        points[where] = alphabet[turn(letter[where])]
    whole = points.tobytes().decode("utf-32-le")
    edges = zip((ends - lengths).tolist(), ends.tolist(), strict=True)
    return pa.array([whole[start:end] for start, end in edges], pa.string()), unfit


def _code_points(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


@cache
def _letters(alphabet: str) -> npt.NDArray[np.int32]:
    """Of each code point, its place in an alphabet, or -1."""
    table = np.full(sys.maxunicode + 1, -1, np.int32)
    table[_code_points(_ALPHABETS[alphabet])] = np.arange(len(_ALPHABETS[alphabet]))
    return table


def _signs(points: npt.NDArray[np.uint32]) -> Mask:
    """Which characters are signs or blanks: they tell a form, and nothing else."""
    kinds, places_of = np.unique(points, return_inverse=True)
    signs = [unicodedata.category(chr(point))[0] in "PSZ" for point in kinds.tolist()]
    mask: Mask = np.array(signs, np.bool_)[places_of]
    return mask


def _resident_ids(
    texts: pa.StringArray, params: FpeParams, cipher: FF1, forwards: bool
) -> tuple[pa.StringArray, Mask]:
    """What the check digit differs by from the right one stays, so that a wrong one comes back too."""
    fits = pc.match_substring_regex(texts, _RESIDENT_ID)
    numbers = texts.filter(fits)
    first, _ = _texts(pc.utf8_slice_codeunits(numbers, 0, 17), params, cipher, forwards)
    old = offsets_and_bytes(numbers)[1].reshape(-1, 18)
    new = offsets_and_bytes(first)[1].reshape(-1, 17)
    differs = places(old[:, 17], ID_CHARACTERS) - check_digits.resident_id_digit(old[:, :17])
    last = ID_CHARACTERS[(check_digits.resident_id_digit(new) + differs) % 11]
    turned = fixed_width(np.concatenate([new, last[:, None]], axis=1))
    mask: Mask = fits.to_numpy(zero_copy_only=False)
    return pc.replace_with_mask(texts, fits, turned), ~mask


def _untreatable(name: Text, value: str, params: FpeParams) -> ValueUntreatable:
    least = shortest(len(_ALPHABETS[params.alphabet]))
    form = _FORMS[params.alphabet].format(least=least)
    return ValueUntreatable(name=name, value=value, reason=form, way=_WAY)


_FEW = Text(
    "除保留的字符外，须至少有 {least} 个{letters}（至少一百万种可能），且不含其他文字",
    "but for what stays, it needs {least} or more {letters} (a million possible values) and no others",
)
_FORMS = {
    "digits": _FEW.format(least="{least}", letters=Text("数字", "digits")),
    "capitals": _FEW.format(least="{least}", letters=Text("数字或大写字母", "digits or capitals")),
    "alphanumeric": _FEW.format(least="{least}", letters=Text("数字或字母", "digits or letters")),
    "han": _FEW.format(least="{least}", letters=Text("汉字", "Han characters")),
    "resident-id": Text("不是 18 位身份证号", "it is no identity number of 18 characters"),
}
_WAY = Text(
    "少保留几位，换更大的字母表，把 unfit 设为 empty 以清空这类值，或改用“加密哈希”“令牌化”。",
    "keep fewer characters, take a larger alphabet, set unfit to empty to leave such cells blank, or "
    "use keyed hash or tokenise.",
)
