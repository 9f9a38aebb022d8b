"""What tables do to values: the forms that people and programs write them in, and the damage.

A form (:data:`Form`) rewrites one value. ``SURE`` forms still hold the whole value; ``LOSSY`` forms
hold part of it (masked, misspelt, mangled), so that finding it and passing it over are both right.
"""

import random
from collections.abc import Callable

Form = Callable[[random.Random, str], str]

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
NOISE = ("无", "不详", "/", "-", "—", "暂无", "未填", "待补", "无此信息", "N/A")


def plain(rng: random.Random, value: str) -> str:
    return value


def full_width(rng: random.Random, value: str) -> str:
    return value.translate(_FULL_WIDTH)


def apostrophe(rng: random.Random, value: str) -> str:
    return "'" + value


def padded(rng: random.Random, value: str) -> str:
    return rng.choice(
        (f" {value}", f"{value} ", f"\u00a0{value}", f"{value}\u200b", f"{value}\u3000")
    )


def lower(rng: random.Random, value: str) -> str:
    return value.lower()


def wide_x(rng: random.Random, value: str) -> str:
    """The check digit X as it comes from other keyboards."""
    return value[:-1] + rng.choice("ＸｘxХ") if value.endswith("X") else value


def grouped(*lengths: int) -> Form:
    """Groups with one separator, the last group taking the rest."""

    def form(rng: random.Random, value: str) -> str:
        parts, start = [], 0
        for length in lengths:
            parts.append(value[start : start + length])
            start += length
        return rng.choice(" -" if len(lengths) < 3 else "  -").join((*parts, value[start:]))

    return form


def fours(rng: random.Random, value: str) -> str:
    return " ".join(value[start : start + 4] for start in range(0, len(value), 4))


def country_code(rng: random.Random, value: str) -> str:
    return rng.choice(("+86{}", "+86 {}", "86-{}", "0086{}", "+86-{}", "(+86){}")).format(value)


def zeroed(rng: random.Random, value: str) -> str:
    """What a spreadsheet leaves of more than 15 digits."""
    return value[:15] + "0" * (len(value) - 15) if value.isdigit() and len(value) > 15 else value


def scientific(rng: random.Random, value: str) -> str:
    """The same, as exported with all the 15 digits that are left."""
    if not value.isdigit() or len(value) <= 15:
        return value
    kept = value[1:15].rstrip("0")
    return f"{value[0]}.{kept or '0'}E+{len(value) - 1}"


def short_scientific(rng: random.Random, value: str) -> str:
    """The same, as displayed: six digits are left."""
    if not value.isdigit() or len(value) <= 11:
        return value
    return f"{value[0]}.{value[1:6]}E+{len(value) - 1}"


def masked(rng: random.Random, value: str) -> str:
    """Stars in the middle, three or six characters kept in front."""
    front, back = (6, 4) if len(value) >= 15 else (min(3, len(value) - 1), min(4, len(value) // 3))
    star = rng.choice("**xX＊")
    return value[:front] + star * (len(value) - front - back) + (value[-back:] if back else "")


def typo(rng: random.Random, value: str) -> str:
    """One character wrong, doubled or missing."""
    place = rng.randrange(len(value))
    form = rng.randrange(3)
    if form == 0:
        return value[:place] + value[place + 1 :]
    if form == 1:
        return value[:place] + value[place] + value[place:]
    wrong = rng.choice("0123456789") if value[place].isdigit() else rng.choice("0oOlI。")
    return value[:place] + wrong + value[place + 1 :]


def labelled(*labels: str) -> Form:
    """The cell says itself what it holds."""

    def form(rng: random.Random, value: str) -> str:
        return f"{rng.choice(labels)}{rng.choice((':', '：', '', ' '))}{value}"

    return form


def of_name(rng: random.Random, value: str) -> str:
    """A name as people type it: justified by spaces, or with a sex or note behind."""
    if len(value) == 2 and rng.random() < 0.7:
        return rng.choice(("{}  {}", "{} {}", "{}\u3000{}")).format(*value)
    return value + rng.choice(("（男）", "（女）", "(已故)", "（户主）", "等"))


def dotted(rng: random.Random, value: str) -> str:
    """The separator of transcribed names, as other keyboards have it."""
    return value.replace("·", rng.choice("•．・."))


def several(rng: random.Random, value: str) -> str:
    """Two of them in one cell."""
    return value + rng.choice(("、", "/", ",", "；", " ")) + value[:-1] + rng.choice("123456789")


DATE_FORMS = (
    "{y}-{m:02d}-{d:02d}", "{y}/{m}/{d}", "{y}年{m}月{d}日", "{y}{m:02d}{d:02d}", "{y}.{m:02d}.{d:02d}",
    "{y}年{m:02d}月", "{y}.{m:02d}", "{d:02d}/{m:02d}/{y}",
)  # fmt: skip


def date_form(pattern: str) -> Form:
    """Rewrites an ISO date."""

    def form(rng: random.Random, value: str) -> str:
        year, month, date = map(int, value.split("-"))
        return pattern.format(y=year, m=month, d=date)

    return form
