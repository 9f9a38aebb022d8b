"""Simple charts as SVG without scripts: bars of counts, and the counts of one column."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from unicodedata import east_asian_width

from markupsafe import Markup

ROWS = 100_000  # that a column's chart looks at
BARS = 12
_LINE, _LABEL, _WIDTH = 26, 160, 480  # units of the drawing
_LETTERS = 18  # of a label: a Han character takes the room of two

Count = tuple[str, float]


def bars(counts: Sequence[Count], title: str) -> Markup:
    """A bar for each count, with its number; for people who do not see it, the title and the numbers."""
    most = max((n for _, n in counts), default=0) or 1
    height = len(counts) * _LINE + 4
    drawn = [
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title, quote=True)}"><title>{escape(title)}</title>'
    ]
    for number, (label, n) in enumerate(counts):
        y = number * _LINE + 4
        long = max(1, round((_WIDTH - _LABEL - 70) * max(n, 0) / most))
        drawn.append(
            f'<text x="{_LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(_short(label))}</text>'
            f'<rect x="{_LABEL}" y="{y}" width="{long}" height="{_LINE - 6}"/>'
            f'<text x="{_LABEL + long + 6}" y="{y + 15}">{n:,.10g}</text>'
        )
    return Markup("".join(drawn) + "</svg>")  # noqa: S704 — every text above is escaped


def column_counts(values: Iterable[str], other: str) -> list[Count]:
    """How often each value stands in a column; of numbers that are many, how many lie in ten equal parts.

    Beyond :data:`BARS` values, the rarest are put together as ``other``.
    """
    counted = Counter(values)
    if len(counted) > BARS and (numbers := _numbers(counted)):
        return _parts(numbers)
    common = counted.most_common(BARS - 1 if len(counted) > BARS else BARS)
    rest = counted.total() - sum(n for _, n in common)
    shown: list[Count] = [(value or "–", n) for value, n in common]
    return [*shown, (other, rest)] if rest else shown


def _numbers(counted: Counter[str]) -> list[tuple[float, int]]:
    """The values as numbers, with how often each stands; none if one of them is no finite number."""
    found = []
    for text, n in counted.items():
        if not text:
            continue
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            return []
        if not abs(number) < 1e15:
            return []
        found.append((number, n))
    return found


def _parts(numbers: Sequence[tuple[float, int]]) -> list[Count]:
    least, most = min(number for number, _ in numbers), max(number for number, _ in numbers)
    step = (most - least) / 10 or 1.0
    held = [0] * 10
    for number, n in numbers:
        held[min(9, int((number - least) / step))] += n
    edges = [f"{least + step * part:.4g}" for part in range(11)]
    return [(f"{edges[part]} – {edges[part + 1]}", held[part]) for part in range(10)]


def _short(label: str) -> str:
    room = _LETTERS
    for place, character in enumerate(label):
        room -= 2 if east_asian_width(character) in "WF" else 1
        if room < 0:
            return label[:place] + "…"
    return label
