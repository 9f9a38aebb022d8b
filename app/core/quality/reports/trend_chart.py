"""The trend as a drawing (SVG), the same on the page, on paper and in the window.

Each line has a colour, a dash and a mark of its own, so that none is told by its colour alone; a score that fell
says so by a sign and a figure.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import cycle, pairwise
from typing import TypeAlias

from app.core.model import percent
from app.core.quality.check import dimensions
from app.core.quality.reports.content import WORDS, Point, dimension_name
from app.core.text import Language, Text

_Level: TypeAlias = Callable[[float], float]  # how far down a score lies

_LEFT, _RIGHT, _TOP, _LEGEND_ROW = 48.0, 30.0, 14.0, 18.0  # margins, in pixels
_UNDER = 24.0  # for the labels of releases
_FONT = 'font-family="Noto Sans CJK SC, Microsoft YaHei, SimHei, sans-serif" font-size="11"'
_STEPS = 5  # between the lowest line of the grid and the highest
_LABEL, _ITEM = 76.0, 110.0  # least width of a release's label, and of a name in the legend
_DESCRIPTION = Text(
    "{n} 次发布的质量得分，总分依次为 {scores}",
    "quality of {n} releases; the whole score: {scores}",
)


@dataclass(frozen=True)
class Ink:
    """The colours that a ground asks for."""

    text: str = "#222222"
    grid: str = "#d0d0d0"
    ground: str = "#ffffff"


@dataclass(frozen=True)
class _Look:
    """How one line is drawn. ``mark``: a path around (0, 0); colours stand out from white and from black."""

    colour: str
    dash: str
    mark: str


_LOOKS = (
    _Look("#0072b2", "6 3", "M-3 -3H3V3H-3Z"),
    _Look("#d55e00", "2 3", "M0 -4L4 3H-4Z"),
    _Look("#00875f", "8 3 2 3", "M0 -4L4 0L0 4L-4 0Z"),
    _Look("#b8509a", "10 4", "M0 4L4 -3H-4Z"),
    _Look("#8a6d00", "4 2 1 2", "M-3 -3L3 3M3 -3L-3 3"),
    _Look("#6b6bd6", "1 2", "M0 -4V4M-4 0H4"),
)
_WHOLE = "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z"


@dataclass(frozen=True)
class _Line:
    name: str
    look: _Look
    width: float
    scores: list[float]


def places(count: int, width: float) -> list[float]:
    """Where the releases stand on a drawing of that width, from its left edge."""
    inner = width - _LEFT - _RIGHT
    return [_LEFT + inner * (n + 0.5) / count for n in range(count)]


def described(trend: Sequence[Point], language: Language) -> str:
    """The drawing in words, for those who do not see it."""
    scores = ", ".join(f"{point.label} {percent(point.score)}" for point in trend)
    return _DESCRIPTION.format(n=len(trend), scores=scores).to(language)


def drawing(
    trend: Sequence[Point],
    language: Language,
    width: float,
    height: float,
    ink: Ink | None = None,
    *,
    by_dimension: bool = True,
) -> str:
    """The scores of at least one release as lines, the whole score in bold with its figures.

    ``width`` and ``height`` in pixels. Without ``by_dimension`` the whole score alone, and no legend.
    """
    ink = ink or Ink()
    lines = _lines(trend, language, ink) if by_dimension else [_whole(trend, language, ink)]
    in_a_row = max(int((width - _LEFT) // _ITEM), 1)
    rows = math.ceil(len(lines) / in_a_row) if by_dimension else 0
    bottom = height - _UNDER - _LEGEND_ROW * rows
    low = _lowest(lines)

    def level(score: float) -> float:
        return bottom - (bottom - _TOP) * (score - low) / (1 - low)

    stands = places(len(trend), width)
    parts = [
        *_grid(low, level, width, ink),
        *_labels(trend, stands, bottom + 15, ink),
        *(part for line in reversed(lines) for part in _drawn(line, stands, level)),
        *_figures(lines[0].scores, stands, level, ink),
        *(_legend(lines, in_a_row, bottom + _UNDER + 10, ink) if by_dimension else ()),
    ]
    said = escape(described(trend, language))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{said}" {_FONT}>'
        + "".join(parts)
        + "</svg>"
    )


def _lines(trend: Sequence[Point], language: Language, ink: Ink) -> list[_Line]:
    """The whole score, and one line a dimension."""
    each = zip(dimensions(), cycle(_LOOKS))
    return [
        _whole(trend, language, ink),
        *(
            _Line(
                dimension_name(id, language),
                look,
                1.2,
                [point.dimensions.get(id, 0.0) for point in trend],
            )
            for id, look in each
        ),
    ]


def _whole(trend: Sequence[Point], language: Language, ink: Ink) -> _Line:
    scores = [point.score for point in trend]
    return _Line(WORDS["score"].to(language), _Look(ink.text, "", _WHOLE), 2.5, scores)


def _lowest(lines: Sequence[_Line]) -> float:
    """Where the scale begins: at a tenth below the least score."""
    least = min(min(line.scores) for line in lines)
    return max(min(math.floor(least * 10), 9), 0) / 10


def _grid(low: float, level: _Level, width: float, ink: Ink) -> Iterator[str]:
    for step in range(_STEPS + 1):
        score = low + (1 - low) * step / _STEPS
        y = level(score)
        yield f'<path d="M{_LEFT} {y:.1f}H{width - _RIGHT:g}" stroke="{ink.grid}"/>'
        yield _text(_LEFT - 6, y + 4, f"{score:.0%}", "end", ink)


def _labels(trend: Sequence[Point], stands: Sequence[float], y: float, ink: Ink) -> Iterator[str]:
    """As many as have room, the last one among them."""
    apart = stands[1] - stands[0] if len(stands) > 1 else _LABEL
    every = max(math.ceil(_LABEL / apart), 1)
    for place in range(len(trend) - 1, -1, -every):
        yield _text(stands[place], y, trend[place].label, "middle", ink)


def _drawn(line: _Line, stands: Sequence[float], level: _Level) -> Iterator[str]:
    look, ends = line.look, [level(score) for score in line.scores]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(stands, ends, strict=True))
    yield (
        f'<polyline points="{way}" fill="none" stroke="{look.colour}" '
        f'stroke-width="{line.width}"{_dashed(look)}/>'
    )
    for x, y in zip(stands, ends, strict=True):
        yield _mark(look, x, y)


def _figures(
    scores: Sequence[float], stands: Sequence[float], level: _Level, ink: Ink
) -> Iterator[str]:
    """The whole score beside its last point, and by how much it fell at each that is lower."""
    for place, (before, now) in enumerate(pairwise(scores), 1):
        if now < before:
            fell = f"▼ {100 * (before - now):.1f}"
            x, y = stands[place], level(now) + 18
            yield (
                f'<rect x="{x - 20:.1f}" y="{y - 11:.1f}" width="40" height="15" '
                f'fill="{ink.ground}" fill-opacity="0.85"/>'
            )
            yield _text(x, y, fell, "middle", ink)
    yield _text(stands[-1] + 8, level(scores[-1]) + 4, percent(scores[-1]), "start", ink)


def _legend(lines: Sequence[_Line], in_a_row: int, top: float, ink: Ink) -> Iterator[str]:
    for place, line in enumerate(lines):
        row, column = divmod(place, in_a_row)
        x, y = _LEFT + column * _ITEM, top + row * _LEGEND_ROW
        yield (
            f'<path d="M{x} {y}h24" stroke="{line.look.colour}" '
            f'stroke-width="{line.width}"{_dashed(line.look)}/>'
        )
        yield _mark(line.look, x + 12, y)
        yield _text(x + 30, y + 4, line.name, "start", ink)


def _dashed(look: _Look) -> str:
    return f' stroke-dasharray="{look.dash}"' if look.dash else ""


def _mark(look: _Look, x: float, y: float) -> str:
    place = f'transform="translate({x:.1f} {y:.1f})"'
    return f'<path d="{look.mark}" {place} fill="{look.colour}" stroke="{look.colour}"/>'


def _text(x: float, y: float, words: str, anchor: str, ink: Ink) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="{ink.text}">{escape(words)}</text>'
