"""Tables told in lines of text, as somebody would read them out: what a column is called, what its cells look
like, and what there is to find.

``# name rows`` begins a table; each line below it is a column, ``header | cells | truth``. Cells are
alternatives parted by `` / ``, each as likely as the next unless it begins with its share (``15% …``). ``5%* …`` is
a share, of three cells at least, that alone holds what the truth names. In an alternative ``#`` is a digit, ``@`` a
capital letter, ``~`` a blank cell, and braces hold a maker of :data:`MAKERS`, a word that a line
``$ word = cells`` has told, ``row`` (``{row:4}`` with four digits), a range (``{3-90}``, ``{0.05-2}``), a day
(``{day}``, ``{day:2019-2023:Y年n月j日}``) or cells behind an apostrophe; then changes of :data:`CHANGES`, each behind
an exclamation mark. The truth names types: those to be found, ``a~b`` where b says the same of them,
``?a`` those that may be found, ``=a`` those to be found at the level public.
"""

import datetime
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.benchmarks.detection.agencies import draw
from tests.benchmarks.detection.agencies.draw import Maker
from tests.benchmarks.detection.agencies.kit import Among, Column, column, table
from tests.benchmarks.detection.labels import LabelledTable

_LINES = Path(__file__).with_name("lines")


def _ean(prefix: str) -> Maker:
    def make(rng: random.Random, row: int) -> str:
        body = prefix + draw.digits(rng, 12 - len(prefix))
        return body + str(-sum(int(s) * (3 if p % 2 else 1) for p, s in enumerate(body)) % 10)

    return make


MAKERS: dict[str, Maker] = {
    "id": draw.resident_id, "child": draw.child_id, "old": draw.old_id, "mobile": draw.mobile,
    "card": draw.bank_card, "landline": draw.landline, "plate": draw.plate, "vin": draw.vin,
    "passport": draw.passport, "email": draw.email, "ean": _ean("69"), "isbn": _ean("9787"),
    "firm": draw.uscc("91"), "trader": draw.uscc("92"), "office": draw.uscc("11"),
    "institute": draw.uscc("12"), "private": draw.uscc("52"),
}  # fmt: skip
CHANGES: dict[str, Callable[[str], str]] = {
    "wide": draw.full_width,
    "lower": str.lower,
    "344": lambda text: f"{text[:3]} {text[3:7]} {text[7:]}",
    "3-4-4": lambda text: f"{text[:3]}-{text[3:7]}-{text[7:]}",
    "684": lambda text: f"{text[:6]} {text[6:14]} {text[14:]}",
    "fours": lambda text: " ".join(text[at : at + 4] for at in range(0, len(text), 4)),
    "birth": lambda text: text[:6] + "*" * 8 + text[14:],  # hides it
    "ends": lambda text: text[:3] + "*" * (len(text) - 7) + text[-4:],  # leaves them
    "first": lambda text: text[0] + "*" * (len(text) - 1),
    "luhn": lambda text: text + draw.luhn(text),
    "spread": lambda text: f"{text[0]}　{text[1]}" if len(text) == 2 else text,
    "middle": lambda text: text[8:17],  # of a firm's code: its organisation
}
_ALTERNATIVE = re.compile(r"(?:(\d+(?:\.\d+)?)%(\*?) ?)?(.*)", re.DOTALL)
_PIECE = re.compile(r"\{([^{}]*)\}|([#@])")
_RANGE = re.compile(r"(\d+(?:\.(\d+))?)-(\d+(?:\.\d+)?)")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def tables(part: str) -> tuple[LabelledTable, ...]:
    """The tables of a file, with the words that all files share."""
    return read(*(_LINES / f"{name}.txt" for name in ("words", part)))


def read(*files: Path) -> tuple[LabelledTable, ...]:
    """The tables that the lines of some files tell."""
    words: dict[str, Maker] = dict(MAKERS)
    told: dict[str, list[Column]] = {}
    for line in (line for file in files for line in file.read_text("utf-8").splitlines()):
        if line.startswith("$ "):
            word, cells = line[2:].split(" = ", 1)
            words[word] = _alternatives(cells, words)[0]
        elif line.startswith("# "):
            columns = told.setdefault(line[2:], [])
        else:
            columns.append(_column(line, words))
    titles = (title.rsplit(" ", 1) for title in told)
    return tuple(
        table(name, int(rows), *columns)
        for (name, rows), columns in zip(titles, told.values(), strict=True)
    )


def _column(line: str, words: Mapping[str, Maker]) -> Column:
    header, cells, truth = f"{line} | ".split(" | ")[:3]
    usual, special = _alternatives(cells, words)
    signs: dict[str, list[str]] = {"?": [], "=": [], "": [], "~": []}
    for type_id in truth.split():
        sign = type_id[0] if type_id[0] in signs else ""
        named, *others = type_id.removeprefix(sign).split("~")
        signs[sign].append(named)
        signs["~"] += others
    may, public, needs, instead = (" ".join(signs[sign]) for sign in ("?", "=", "", "~"))
    make: Maker | Among = Among(usual, special[1], special[0]) if special else usual
    return column(header, make, needs, may=may, instead=instead, public=public)


def _alternatives(
    cells: str, words: Mapping[str, Maker]
) -> tuple[Maker, tuple[float, Maker] | None]:
    """What most cells are made by, and the share that alone holds what there is to find."""
    shares: list[float | None] = []
    makers: list[Maker] = []
    special = None
    for text in cells.split(" / "):
        share, alone, body = _ALTERNATIVE.fullmatch(text).groups()
        if alone:
            special = float(share) / 100, _sequence(body, words)
            continue
        shares.append(float(share) / 100 if share else None)
        makers.append(_sequence(body, words))
    left = 1 - sum(share for share in shares if share)
    weights = [share or left / shares.count(None) for share in shares]

    def usual(rng: random.Random, row: int) -> str | None:
        return rng.choices(makers, weights)[0](rng, row)

    return usual, special


def _sequence(body: str, words: Mapping[str, Maker]) -> Maker:
    """Pieces, one behind the other."""
    if body == "~":
        return lambda rng, row: None
    pieces = list(_pieces(body, words))
    return lambda rng, row: "".join(piece(rng, row) or "" for piece in pieces)


def _pieces(body: str, words: Mapping[str, Maker]) -> Iterator[Maker]:
    start = 0
    for match in _PIECE.finditer(body):
        if match.start() > start:
            yield draw.pick(body[start : match.start()])
        start = match.end()
        if match[2] == "#":
            yield draw.number(0, 9)
        elif match[2] == "@":
            yield draw.pick(*_LETTERS)
        else:
            text, *changes = match[1].split("!")
            maker = _braced(text, words)
            for change in changes:
                maker = draw.then(maker, CHANGES[change])
            yield maker
    if start < len(body):
        yield draw.pick(body[start:])


def _braced(text: str, words: Mapping[str, Maker]) -> Maker:
    what, _, how = text.partition(":")
    if what == "row":
        return lambda rng, row: str(row + 1).zfill(int(how or 0))
    if what == "day":
        return _day(*how.split(":", 1))
    if what.startswith("'"):
        return _sequence(what[1:], words)
    if found := _RANGE.fullmatch(what):
        low, places, high = found.groups()
        if places:
            return draw.amount(float(low), float(high), len(places))
        return draw.number(int(low), int(high))
    return words[what]


def _day(years: str, style: str = "Y-m-d") -> Maker:
    """A minute of some years: Y, m, d, H, M and S as of strftime, n and j without their noughts."""
    first, last = map(int, (years or "2021-2024").split("-"))

    def make(rng: random.Random, row: int) -> str:
        begin = datetime.datetime(rng.randint(first, last), 1, 1, tzinfo=datetime.UTC)
        day = begin + datetime.timedelta(minutes=rng.randrange(365 * 24 * 60))
        told = {"n": str(day.month), "j": str(day.day)}
        told |= {sign: format(day, f"%{sign}") for sign in "YymdHMS"}
        return "".join(told.get(sign, sign) for sign in style)

    return make
