"""A number format code taken apart: its sections, and the tokens of each.

Source: ECMA-376 Part 1, 18.8.31 (numFmts); ``!`` escapes a character in Chinese Excel as ``\\`` does.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

# The long date and the time as the system of a Chinese clerk shows them; what follows is not used.
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*(?:"|$))
    |(?P<escaped>[\\!].)
    |(?P<padding>[_*](?:.|$))
    |(?P<elapsed>\[(?:h+|m+|s+)\](?:\.0+)?)
    |(?P<bracket>\[[^\]]*\])
    |(?P<general>General|G/通用格式)
    |(?P<half>AM/PM|A/P|上午/下午)
    |(?P<exponent>E[+-])
    |(?P<date>s+\.0+|y+|m+|d+|h+|s+|a{3,4}|e+|g+)
    |(?P<digit>[0#?])
    |(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)|(?P<divider>;)
    |(?P<literal>.)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*([-+]?\d+(?:\.\d+)?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]*))?[^\]]*\]")
_NUMERALS = re.compile(r"\[DBNum([1-4])\]", re.IGNORECASE)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip

# A section spelled by the kinds of its tokens, and what one block of digits looks like so spelled.
_LETTERS = {"literal": "l", "digit": "d", "point": ".", "comma": ",", "percent": "%"}
_BLOCK = re.compile(r"(l*)(d[d,]*)(?:\.(d*,*))?((?:l|%)*)")
_SIGNS = ("-", "−", "－", "(", "（", "△", "▲", "负")

MAX_LENGTH = 1024  # characters of a code that are looked at; Excel itself stops at 255


class Token(NamedTuple):
    """``kind``: literal, digit, point, comma, percent, slash, exponent, general, text, date,
    elapsed or half; ``text`` as written, of a literal what it shows.
    """

    kind: str
    text: str


class Block(NamedTuple):
    """A number with words around it. ``least``: digits before the point that are always written;
    ``places`` after it, of which ``required`` always; ``scale``: the power of ten it is shown by.
    """

    prefix: str
    suffix: str
    least: int
    grouped: bool
    places: int
    required: int
    scale: int


@dataclass(frozen=True)
class Section:
    """One section. ``condition``: comparison and number; ``locale``: the language code in hex;
    ``numerals``: 1 to 4 for [DBNum1] to [DBNum4], else 0. ``signs``: whether it may write the sign
    itself, as the first one, made for all numbers, does not.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None
    locale: str = ""
    numerals: int = 0
    signs: bool = True

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(token.kind for token in self.tokens)

    @cached_property
    def is_date(self) -> bool:
        return not self.kinds.isdisjoint(("date", "elapsed", "half"))

    @cached_property
    def is_empty(self) -> bool:
        """Whether it shows nothing at all."""
        visible = (token for token in self.tokens if token.text.strip() or token.kind != "literal")
        return next(visible, None) is None and not self.numerals

    @cached_property
    def has_sign(self) -> bool:
        """Whether it says "negative" by itself, before the number."""
        before = takewhile(lambda token: token.kind == "literal", self.tokens)
        return self.signs and any(token.text.strip().endswith(_SIGNS) for token in before)

    @cached_property
    def date_fields(self) -> tuple[str, ...]:
        """The date tokens in order, each m told as ``month`` or ``minute``."""
        tokens = [token.text for token in self.tokens if token.kind in ("date", "elapsed")]
        return tuple(
            ("minute" if _is_minute(tokens, place) else "month") if set(token) == {"m"} else token
            for place, token in enumerate(tokens)
        )

    @cached_property
    def second_digits(self) -> int:
        """The decimal places of its seconds."""
        clocks = (field.partition(".")[2] for field in self.date_fields if "s" in field)
        return max(map(len, clocks), default=0)

    @cached_property
    def block(self) -> "Block | None":
        """What it is, if it is one number with words around it, as nearly all sections are."""
        written = "".join(_LETTERS.get(token.kind, "x") for token in self.tokens)
        match = None if self.numerals else _BLOCK.fullmatch(written)
        if match is None:
            return None
        before, whole, fraction, after = (self.tokens[slice(*match.span(n))] for n in (1, 2, 3, 4))
        holders = "".join(token.text for token in whole).rstrip(",")
        commas = len(whole) - len(holders)
        grouped = "," in holders
        holders = holders.replace(",", "")
        least = len(holders) - (holders + "0").index("0")
        if grouped and least > 1:
            return None
        places = "".join(token.text for token in fraction if token.kind == "digit")
        commas += sum(token.kind == "comma" for token in fraction)
        return Block(
            prefix="".join(token.text for token in before),
            suffix="".join(token.text for token in after),
            least=least,
            grouped=grouped,
            places=len(places),
            required=places.rfind("0") + 1,
            scale=2 * sum(token.kind == "percent" for token in after) - 3 * commas,
        )

    def admits(self, value: float) -> bool:
        """Whether the condition holds; a section without one admits nothing by itself."""
        if self.condition is None:
            return False
        compare, bound = self.condition
        return _COMPARE[compare](value, bound)


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code; at least one."""
    code = code[:MAX_LENGTH]
    for mark, system in _SYSTEM.items():
        if code.upper().startswith(mark):
            code = system
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match.lastgroup == "divider":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(part, first=place == 0) for place, part in enumerate(parts))


def number_section(code: str, value: float) -> Section | None:
    """The section that shows a number; None where the code has none for it."""
    numeric = sections(code)[:3]
    if any(section.condition for section in numeric):
        return _by_condition(numeric, value)
    if len(numeric) == 1 or value > 0:
        return numeric[0]
    if value < 0:
        return numeric[1]
    return numeric[2] if len(numeric) == 3 else numeric[0]


def text_section(code: str) -> Section | None:
    """The section that shows text; None where text is shown as it is."""
    parts = sections(code)
    if len(parts) > 3:
        return parts[3]
    return parts[-1] if "text" in parts[-1].kinds else None


def _is_minute(fields: list[str], place: int) -> bool:
    """An m is a minute right after an hour or right before a second."""
    if len(fields[place]) > 2:
        return False
    after_hour = place > 0 and "h" in fields[place - 1]
    before_second = place + 1 < len(fields) and "s" in fields[place + 1]
    return after_hour or before_second


def _by_condition(numeric: tuple[Section, ...], value: float) -> Section | None:
    for place, section in enumerate(numeric):
        last = place == len(numeric) - 1 and place > 0
        implied = section.condition is None and (
            last or (place == 0 and value > 0) or (place == 1 and value < 0)
        )
        if implied or section.admits(value):
            return section
    return None


def _section(matches: list[re.Match[str]], *, first: bool) -> Section:
    tokens: list[Token] = []
    condition: tuple[str, float] | None = None
    locale, numerals = "", 0
    for match in matches:
        kind, text = match.lastgroup or "", match[0]
        if kind == "bracket":
            compare, money, dbnum = (p.match(text) for p in (_CONDITION, _CURRENCY, _NUMERALS))
            condition = (compare[1], float(compare[2])) if compare else condition
            numerals = int(dbnum[1]) if dbnum else numerals
            if money:
                locale = (money[2] or "").upper() or locale
                tokens.append(Token("literal", money[1]))
        elif kind != "padding":
            tokens.append(_token(kind, text))
    signs = not first or condition is not None
    return Section(tuple(tokens), condition, locale, numerals, signs)


def _token(kind: str, text: str) -> Token:
    if kind == "quoted":
        return Token("literal", text.strip('"'))
    if kind == "escaped":
        return Token("literal", text[1:])
    return Token(kind, text.lower() if kind in ("date", "elapsed", "half") else text)
