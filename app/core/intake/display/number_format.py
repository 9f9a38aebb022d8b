"""Numbers as the clerk sees them: a stored float and its number format become text.

Two things are never done, whatever a spreadsheet shows: digits are not made up, and an identifier
is not turned into 1.38E+10. So an integer under a scientific format is written out, and what a
format hides (``;;;``) is shown as it is stored. :func:`loses` tells where a text says less than the
file holds.

Source: ECMA-376 Part 1, 18.8.31 (numFmts); traps measured on real workbooks.
"""

import math
from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from app.core.intake.display.chinese_numerals import digit_by_digit, numeral
from app.core.intake.display.date_format import date_loses, date_text
from app.core.intake.display.format_code import (
    Block,
    Section,
    Token,
    number_section,
    sections,
    text_section,
)

# Above this a double no longer holds every integer, so the last digits of an ID are made up.
EXACT_LIMIT = 10**15
_SHOWN = 15  # significant digits; what a double holds beyond them is noise that is never shown
_WIDEST = Context(prec=700)  # any double with any format


class _Shown(NamedTuple):
    """A text, and the number that it names; None where it names none."""

    text: str
    number: Decimal | None


def is_damaged(value: float) -> bool:
    """Whether Excel has already rounded this number's last digits away."""
    return abs(value) >= EXACT_LIMIT and value % 1 == 0


def stored_text(value: float) -> str:
    """The stored number with all its digits, never in scientific notation."""
    return _trimmed(format(Decimal(repr(value)), "f"))


def general_text(value: float) -> str:
    """The shortest text that names exactly this number, never in scientific notation."""
    return _trimmed(format(_decimal(value), "f"))


def number_text(value: float, number_format: str = "General", *, epoch_1904: bool = False) -> str:
    """The text that a spreadsheet shows for ``value``; digits are never made up.

    Where a spreadsheet shows nothing, or #### for what is no date, the number as General.
    """
    section = None if number_format == "General" else number_section(number_format, value)
    if section is None or not math.isfinite(value):
        return general_text(value)
    if section.is_date:
        return date_text(value, section, epoch_1904=epoch_1904) or general_text(value)
    return _render(value, section).text or general_text(value)


def shown_text(text: str, number_format: str) -> str:
    """A text cell as the format shows it: ``@"元"`` adds to it. What is hidden is not lost."""
    section = text_section(number_format)
    if section is None or "text" not in section.kinds:
        return text
    return "".join(text if token.kind == "text" else token.text for token in section.tokens)


def loses(value: float, number_format: str, *, epoch_1904: bool = False) -> bool:
    """Whether the text that is shown names another number than the one that is stored.

    So it is with rounding, scaling to thousands, a date without its time, and words in place of
    numbers. A percent or a thousands separator loses nothing, nor does what is written as stored.
    """
    section = number_section(number_format, value)
    if section is None or section.is_empty or not math.isfinite(value):
        return False
    if section.is_date:
        return date_loses(value, section, epoch_1904=epoch_1904)
    shown = _render(value, section)
    return bool(shown.text) and shown.number != _decimal(value)


@lru_cache(maxsize=4096)
def is_date_format(number_format: str) -> bool:
    """Whether a format shows its number as a date or time."""
    return any(section.is_date for section in sections(number_format))


def _decimal(value: float) -> Decimal:
    """The number with the digits that a spreadsheet shows; all of them where it is damaged."""
    return Decimal(repr(value) if is_damaged(value) else f"{value:.{_SHOWN}g}")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _render(value: float, section: Section) -> _Shown:
    number = _decimal(value)
    if section.block is not None:
        return _block(number, section.block, section)
    if "general" in section.kinds or "text" in section.kinds:
        return _general(number, section)
    if "digit" not in section.kinds:
        return _words(number, section)
    if "exponent" in section.kinds:
        if value % 1 == 0:  # as Excel mangles identifiers by itself
            return _Shown(general_text(value), number)
        return _scientific(number, section)
    if "slash" in section.kinds and "percent" not in section.kinds:
        fraction = _fraction(number, section)
        if fraction is not None:
            return fraction
    return _fixed(number, section)


def _general(number: Decimal, section: Section) -> _Shown:
    plain = _trimmed(format(number.copy_abs(), "f"))
    shown = numeral(plain, section.numerals) if section.numerals else plain
    text = "".join(
        shown if token.kind in ("general", "text") else token.text for token in section.tokens
    )
    return _Shown(_signed(text, number, section), number)


def _words(number: Decimal, section: Section) -> _Shown:
    """A section without digits: words alone, or all of a number in Chinese numerals."""
    words = "".join(token.text for token in section.tokens)
    if section.numerals and not words:
        shown = numeral(_trimmed(format(number.copy_abs(), "f")), section.numerals)
        return _Shown(_signed(shown, number, section), number)
    return _Shown(words.strip(), None)


def _signed(text: str, number: Decimal, section: Section) -> str:
    """The text with a minus, unless the section has a sign of its own."""
    text = text.strip()
    return f"-{text}" if number < 0 and not section.has_sign and text else text


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDEST)


def _block(number: Decimal, block: Block, section: Section) -> _Shown:
    """One number with words around it; what :func:`_fixed` would show, in a fifth of the time."""
    scaled = number.scaleb(block.scale, _WIDEST) if block.scale else number
    shown = _rounded(scaled, block.places)
    digits, _, decimals = format(shown.copy_abs(), ",f" if block.grouped else "f").partition(".")
    digits = "" if digits == "0" and not block.least else digits.zfill(block.least)
    decimals = decimals[: block.required] + decimals[block.required :].rstrip("0")
    point = "." if decimals else ""
    text = _signed(f"{block.prefix}{digits}{point}{decimals}{block.suffix}", number, section)
    return _Shown(text, shown.scaleb(-block.scale, _WIDEST) if block.scale else shown)


def _fixed(number: Decimal, section: Section) -> _Shown:
    whole, fraction = _halves(section.tokens)
    percents = sum(token.kind == "percent" for token in section.tokens)
    thousands = _scaling(whole, fraction)
    scale = 2 * percents - 3 * thousands
    places = sum(token.kind == "digit" for token in fraction)
    shown = _rounded(number.scaleb(scale, _WIDEST), places)
    digits, _, decimals = format(shown.copy_abs(), "f").partition(".")
    text = _integer(whole, digits) + _decimals(fraction, decimals)
    if section.numerals:
        text = digit_by_digit(text, section.numerals)
    return _Shown(_signed(text, number, section), shown.scaleb(-scale, _WIDEST))


def _halves(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """What stands before the decimal point, and what after it."""
    place = next((n for n, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    return list(tokens[:place]), list(tokens[place + 1 :])


def _scaling(whole: Sequence[Token], fraction: Sequence[Token]) -> int:
    """How many commas follow the last digit, each of which divides by 1000."""
    count = 0
    for half in (whole, fraction):
        kinds = [token.kind for token in half]
        last = max((n for n, kind in enumerate(kinds) if kind == "digit"), default=None)
        after = kinds[last + 1 :] if last is not None else []
        count += next((n for n, kind in enumerate(after) if kind != "comma"), len(after))
    return count


def _integer(tokens: Sequence[Token], digits: str) -> str:
    """The digits put into their placeholders from the right; more digits go before the first."""
    holders = [n for n, token in enumerate(tokens) if token.kind == "digit"]
    if not holders:
        shown = "" if digits == "0" else digits
        return "".join(token.text for token in tokens if token.kind != "comma") + shown
    required = max((len(holders) - n for n, at in enumerate(holders) if tokens[at].text == "0"),
                   default=0)  # fmt: skip
    digits = ("" if digits == "0" else digits).zfill(required)
    grouped = any(
        token.kind == "comma" and holders[0] < at < holders[-1] for at, token in enumerate(tokens)
    )
    slots: list[str] = []
    left = len(digits)
    for n in range(len(holders) - 1, -1, -1):
        start = max(left - 1, 0) if n else 0
        slots.append(digits[start:left])
        left = start
    slots.reverse()
    if grouped:
        slots = _group(slots)
    filled = iter(slots)
    return "".join(
        next(filled) if token.kind == "digit" else token.text
        for token in tokens
        if token.kind != "comma"
    )


def _group(slots: list[str]) -> list[str]:
    """A comma before every third digit from the right."""
    after = 0
    grouped: list[str] = []
    for slot in reversed(slots):
        text = ""
        for digit in reversed(slot):
            text = digit + ("," if after and after % 3 == 0 else "") + text
            after += 1
        grouped.append(text)
    return grouped[::-1]


def _decimals(tokens: Sequence[Token], decimals: str) -> str:
    """The decimals put into their placeholders; trailing zeros only where 0 asks for them."""
    holders = [token.text for token in tokens if token.kind == "digit"]
    required = max((n + 1 for n, holder in enumerate(holders) if holder == "0"), default=0)
    needed = max(required, len(decimals.rstrip("0")))
    filled = iter(decimals[:needed])
    body = "".join(
        next(filled, "") if token.kind == "digit" else token.text
        for token in tokens
        if token.kind != "comma"
    )
    return f".{body}" if needed else body


def _scientific(number: Decimal, section: Section) -> _Shown:
    place = next(n for n, token in enumerate(section.tokens) if token.kind == "exponent")
    mantissa, power = section.tokens[:place], section.tokens[place + 1 :]
    whole, fraction = _halves(mantissa)
    step = max(sum(token.kind == "digit" for token in whole), 1)
    places = sum(token.kind == "digit" for token in fraction)
    exponent = (number.adjusted() // step) * step if number else 0
    shown = _rounded(number.scaleb(-exponent, _WIDEST), places)
    if abs(shown) >= 10**step:
        exponent += step
        shown = _rounded(number.scaleb(-exponent, _WIDEST), places)
    digits, _, decimals = format(shown.copy_abs(), "f").partition(".")
    plus = "+" if section.tokens[place].text[1] == "+" else ""
    width = sum(token.kind == "digit" for token in power)
    tail = "".join(token.text for token in power if token.kind not in ("digit", "comma"))
    sign = "-" if exponent < 0 else plus
    text = f"{_integer(whole, digits)}{_decimals(fraction, decimals)}E{sign}"
    text += f"{abs(exponent):0{width}d}{tail}"
    return _Shown(_signed(text, number, section), shown.scaleb(exponent, _WIDEST))


def _fraction(number: Decimal, section: Section) -> _Shown | None:
    """``# ?/?``: a whole number and the nearest fraction; None where the slash is no such thing."""
    tokens = section.tokens
    slash = next(n for n, token in enumerate(tokens) if token.kind == "slash")
    over = _run(tokens[:slash][::-1])
    under = _run(tokens[slash + 1 :])
    if not over or not under or abs(number) >= EXACT_LIMIT:
        return None
    before, after = tokens[: slash - len(over)], tokens[slash + 1 + len(under) :]
    mixed = any(token.kind == "digit" for token in before)
    whole = int(number.copy_abs().to_integral_value(ROUND_FLOOR)) if mixed else 0
    rest = Fraction(number.copy_abs()) - whole
    fixed = under if under[0] in "123456789" else ""
    bottom = int(fixed.replace("#", "0").replace("?", "0")) if fixed else 0
    if bottom:
        top = math.floor(rest * bottom + Fraction(1, 2))
    else:
        nearest = rest.limit_denominator(10 ** min(len(under), 7) - 1)
        top, bottom = nearest.numerator, nearest.denominator
    if mixed and top == bottom:
        whole, top = whole + 1, 0
    head = _integer(before, str(whole))
    part = f"{top}/{bottom}" if top or not mixed else ""
    empty = mixed and not part and not head.strip()
    tail = "".join(token.text for token in after if token.kind == "literal")
    text = "0" + tail if empty else f"{head}{part}".strip() + tail
    shown = Decimal(whole) + Decimal(top) / Decimal(bottom)
    return _Shown(_signed(text, number, section), shown.copy_sign(number))


def _run(tokens: Sequence[Token]) -> str:
    """The digits and placeholders at the start."""
    run = ""
    for token in tokens:
        if token.kind != "digit" and not (
            token.kind == "literal" and token.text in set("123456789")
        ):
            break
        run += token.text
    return run
