"""Numbers in Chinese numerals, as the [DBNum] formats of Chinese spreadsheets write them."""

import re

_DIGITS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
_UNITS = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟"), 3: ("", "十", "百", "千")}
_GROUPS = ("", "万", "亿", "万亿")


def digit_by_digit(text: str, style: int) -> str:
    """Each digit of a text by itself: 2024 is 二〇二四. ``style``: 1 plain, 2 financial, 3 wide."""
    digits = _DIGITS.get(style)
    return text if digits is None else text.translate(str.maketrans("0123456789", digits))


def numeral(text: str, style: int) -> str:
    """A plain decimal number with its units: 123 is 一百二十三. Beyond 16 digits, each by itself."""
    match = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?", text)
    if match is None or style not in _DIGITS or len(match[2]) > 4 * len(_GROUPS):
        return digit_by_digit(text, style)
    whole = _whole(match[2].lstrip("0"), style)
    fraction = "." + digit_by_digit(match[3], style) if match[3] else ""
    return match[1] + whole + fraction


def short_numeral(number: int, style: int) -> str:
    """A day, month or hour: 12 is 十二, where a number would be 一十二."""
    text = numeral(str(number), style)
    ten = _UNITS[style][1] if style in _UNITS else ""
    return text[1:] if 10 <= number < 20 and style == 1 and text[1:2] == ten else text


def _whole(digits: str, style: int) -> str:
    zero = "零" if style in (1, 2) else _DIGITS[style][0]
    if not digits:
        return _DIGITS[style][0]
    padded = digits.zfill(-(-len(digits) // 4) * 4)
    groups = [padded[at : at + 4] for at in range(0, len(padded), 4)]
    shown = ""
    gap = False  # zeros since the last digit shown, which one 零 stands for
    for place, group in enumerate(groups):
        unit = _GROUPS[len(groups) - 1 - place]
        if len(groups) == 4 and place == 0:
            unit = "万" if int(groups[1]) else "万亿"
        for at, digit in enumerate(group):
            if digit == "0":
                gap = bool(shown)
                continue
            shown += (zero if gap else "") + _DIGITS[style][int(digit)] + _UNITS[style][3 - at]
            gap = False
        if int(group):
            shown += unit
    return shown
