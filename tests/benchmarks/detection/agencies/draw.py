"""Values, one at a time: persons and their numbers, drawn by a seeded generator."""

import random
from collections.abc import Callable

from tests.benchmarks.detection.agencies.pools import (
    COMPOUND,
    COUNTIES,
    DISHES,
    ESTATES,
    FIRST,
    GIVEN,
    MINORITY,
    ROADS,
    SURNAMES,
    TRADES,
    VILLAGES,
)  # fmt: skip

Maker = Callable[[random.Random, int], str | None]


def digits(rng: random.Random, n: int) -> str:
    return "".join(rng.choices("0123456789", k=n))


def pick(*options: str) -> Maker:
    return lambda rng, row: rng.choice(options)


def serial(start: int = 1) -> Maker:
    return lambda rng, row: str(start + row)


def number(low: int, high: int) -> Maker:
    return lambda rng, row: str(rng.randint(low, high))


def amount(low: float, high: float, places: int = 2) -> Maker:
    return lambda rng, row: f"{rng.uniform(low, high):.{places}f}"


def form(pattern: str, **parts: Maker) -> Maker:
    """``#`` is a digit, ``{row}`` the row's number, ``{name}`` what a maker of that name draws."""

    def make(rng: random.Random, row: int) -> str:
        told = {name: maker(rng, row) for name, maker in parts.items()}
        text = pattern.format(row=row + 1, **told)
        return "".join(digits(rng, 1) if sign == "#" else sign for sign in text)

    return make


def date(first: int, last: int, style: str = "{y}-{m:02}-{d:02}") -> Maker:
    def make(rng: random.Random, row: int) -> str:
        return style.format(y=rng.randint(first, last), m=rng.randint(1, 12), d=rng.randint(1, 28))

    return make


def mostly(maker: Maker, share: float, other: Maker) -> Maker:
    return lambda rng, row: (maker if rng.random() < share else other)(rng, row)


def blank(share: float, maker: Maker) -> Maker:
    return mostly(lambda rng, row: None, share, maker)


def then(maker: Maker, change: Callable[[str], str]) -> Maker:
    def make(rng: random.Random, row: int) -> str | None:
        text = maker(rng, row)
        return text if text is None else change(text)

    return make


def name(rng: random.Random, row: int = 0) -> str:
    chance = rng.random()
    if chance < 0.01:
        return rng.choice(MINORITY)
    family = rng.choice(COMPOUND) if chance < 0.025 else rng.choice(SURNAMES)
    return family + "".join(rng.choices(GIVEN, k=1 if rng.random() < 0.18 else 2))


def resident_id(rng: random.Random, row: int = 0, years: tuple[int, int] = (1940, 2004)) -> str:
    born = date(*years, "{y}{m:02}{d:02}")(rng, row)
    body = f"{rng.choice(COUNTIES)[0]}{born}{digits(rng, 3)}"
    return body + check(body)


def child_id(rng: random.Random, row: int = 0) -> str:
    return resident_id(rng, row, (2009, 2018))


def check(body: str) -> str:
    total = sum(int(sign) * (1 << (17 - place)) for place, sign in enumerate(body))
    return "10X98765432"[total % 11]


def old_id(rng: random.Random, row: int = 0) -> str:
    whole = resident_id(rng, row, (1935, 1975))
    return whole[:6] + whole[8:17]


def masked_id(rng: random.Random, row: int = 0) -> str:
    whole = resident_id(rng, row)
    return whole[:6] + "*" * 8 + whole[14:]


PREFIXES = (
    "30", "35", "37", "38", "39", "50", "51", "52", "58", "59", "66", "77", "78", "80", "81", "82", "86", "87",
    "88", "89", "91", "98",
)  # fmt: skip


def mobile(rng: random.Random, row: int = 0) -> str:
    return "1" + rng.choice(PREFIXES) + digits(rng, 8)


def luhn(body: str) -> str:
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = int(sign) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


BINS = [
    "621700",
    "622848",
    "621661",
    "622202",
    "621799",
    "622700",
    "623052",
    "622188",
    "621226",
    "622262",
    "621098",
    "622908",
]


def bank_card(rng: random.Random, row: int = 0) -> str:
    body = rng.choice(BINS) + digits(rng, rng.choice((12, 12, 12, 9)))
    return body + luhn(body)


SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(kind: str = "91") -> Maker:
    def make(rng: random.Random, row: int) -> str:
        organisation = "MA" + "".join(rng.choices(SIGNS, k=6))
        weights = (3, 7, 9, 10, 5, 8, 4, 2)
        told = 11 - sum(int(s, 36) * w for s, w in zip(organisation, weights, strict=True)) % 11
        body = (
            kind + rng.choice(COUNTIES)[0] + organisation + {10: "X", 11: "0"}.get(told, str(told))
        )
        total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
        return body + SIGNS[-total % 31]

    return make


def registration(rng: random.Random, row: int = 0) -> str:
    body = rng.choice(COUNTIES)[0] + rng.choice("0016") + digits(rng, 7)
    product = 10
    for sign in body:
        product = (product + int(sign)) % 10 or 10
        product = product * 2 % 11
    return body + str((11 - product) % 10)


def county(rng: random.Random, row: int = 0) -> str:
    return rng.choice(COUNTIES)[2]


def home(rng: random.Random, row: int = 0) -> str:
    _, city, place = rng.choice(COUNTIES)
    if rng.random() < 0.3:
        return f"{city}{place}{rng.choice(VILLAGES)}{rng.randint(1, 12)}组{rng.randint(1, 180)}号"
    estate = f"{rng.choice(ROADS)}{rng.randint(1, 899)}号{rng.choice(ESTATES)}"
    door = f"{rng.randint(1, 4)}单元{rng.randint(1, 30)}0{rng.randint(1, 4)}室"
    return f"{city}{place}{estate}{rng.randint(1, 30)}栋{door}"


def short_home(rng: random.Random, row: int = 0) -> str:
    """As neighbours write it: no province, no city."""
    return f"{rng.choice(ESTATES)}{rng.randint(1, 40)}-{rng.randint(1, 4)}-{rng.randint(1, 18)}0{rng.randint(1, 3)}"


def site(rng: random.Random, row: int = 0) -> str:
    """Where an office, a school or a firm is."""
    _, city, place = rng.choice(COUNTIES)
    return f"{city}{place}{rng.choice(ROADS)}{rng.randint(1, 999)}号"


def company(rng: random.Random, row: int = 0) -> str:
    _, city, _ = rng.choice(COUNTIES)
    return f"{city.rstrip('市')}{''.join(rng.sample(FIRST, 2))}{rng.choice(TRADES)}有限公司"


def shop(rng: random.Random, row: int = 0) -> str:
    _, _, place = rng.choice(COUNTIES)
    return (
        f"{place}{rng.choice(SURNAMES)}{rng.choice(('记', '氏', '姐', '家'))}{rng.choice(DISHES)}店"
    )


def landline(rng: random.Random, row: int = 0) -> str:
    code, size = rng.choice(
        (("010", 8), ("021", 8), ("0571", 8), ("0551", 8), ("0752", 7), ("0838", 7))
    )
    return f"{code}-{rng.choice('2345678')}{digits(rng, size - 1)}"


def plate(rng: random.Random, row: int = 0) -> str:
    return (
        rng.choice("京沪浙苏粤皖川鲁豫湘")
        + rng.choice("ABCDEF")
        + "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=1))
        + digits(rng, 4)
    )


VIN_SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


def vin(rng: random.Random, row: int = 0) -> str:
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    values = dict(zip(letters, map(int, "12345678123457923456789"), strict=True))
    text = (
        rng.choice(("LSV", "LFV", "LGB", "LVS", "LHG"))
        + "".join(rng.choices(VIN_SIGNS, k=8))
        + digits(rng, 6)
    )
    text = text[:8] + "0" + text[9:]
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum(
        (int(s) if s.isdigit() else values[s]) * w for s, w in zip(text, weights, strict=True)
    )
    return text[:8] + ("X" if total % 11 == 10 else str(total % 11)) + text[9:]


def passport(rng: random.Random, row: int = 0) -> str:
    return (
        "E" + rng.choice("ABCDEFGHJK") + digits(rng, 7)
        if rng.random() < 0.6
        else "G" + digits(rng, 8)
    )


def email(rng: random.Random, row: int = 0) -> str:
    user = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(4, 9)))
    return f"{user}{rng.choice(('', digits(rng, 3)))}@{rng.choice(('163.com', 'qq.com', '126.com', 'sina.cn'))}"


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
