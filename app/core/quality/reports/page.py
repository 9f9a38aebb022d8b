"""The report as one HTML page that needs nothing beside it, to be read or printed anywhere."""

from collections.abc import Sequence
from html import escape

from app.core.model import Problem, percent
from app.core.quality.check import dimensions
from app.core.quality.reports.content import WORDS, Content, Point, dimension_name
from app.core.quality.reports.trend_chart import drawing
from app.core.text import Language

_STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:60em;color:#222}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}
table{border-collapse:collapse;width:100%}svg{max-width:100%;height:auto}
th,td{border-bottom:1px solid #ddd;padding:.35em .6em;text-align:left;vertical-align:top}
meter{width:12em}.warn{color:#7a5200}.error{color:#a40000}
@media print{body{margin:0}}
"""
_CHART = 860, 300  # pixels


def page(content: Content, language: Language) -> bytes:
    """The whole page."""

    def say(word: str, **params: object) -> str:
        return escape(WORDS[word].format(**params).to(language))

    meters = "".join(
        f'<tr><td>{escape(title)}</td><td><meter min="0" max="1" value="{score}"></meter>'
        f" {percent(score)}</td></tr>"
        for title, score in content.scores(language)
    )
    rows = [_row(problem, language) for problem in content.report.problems]
    head = [say(word) for word in ("column", "dimension", "problem", "rows")]
    obstacles = "".join(
        f"<li>{escape(one.message.to(language))} — {say('mended' if one.mended else 'open')}</li>"
        for one in content.obstacles
    )
    title = say("title", name=content.name)
    size = say("size", rows=f"{content.rows:,}", columns=content.columns)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>"
        + (f'<p class="error"><b>{say("drill")}</b></p>' if content.drill else "")
        + f"<p>{size} · {say('made', day=content.day.isoformat())}</p><table>{meters}</table>"
        + (_trend(content.trend, language) if len(content.trend) > 1 else "")
        + f"<h2>{say('problem')}</h2>"
        + (_table(head, rows) if rows else f"<p>{say('none')}</p>")
        + f"<h2>{say('readability')}</h2>"
        + (f"<ul>{obstacles}</ul>" if obstacles else f"<p>{say('none')}</p>")
        + "</body></html>\n"
    ).encode()


def _trend(trend: Sequence[Point], language: Language) -> str:
    """The drawing, and under it the same figures as a table."""
    ids = tuple(dimensions())
    head = [WORDS[word].to(language) for word in ("release", "score")]
    head += [dimension_name(id, language) for id in ids]
    rows = [_cells([one.label, *map(percent, (one.score, *_each(one, ids)))]) for one in trend]
    title = escape(WORDS["trend"].to(language))
    return f"<h2>{title}</h2>{drawing(trend, language, *_CHART)}{_table(head, rows)}"


def _each(point: Point, ids: Sequence[str]) -> list[float]:
    return [point.dimensions.get(id, 0.0) for id in ids]


def _row(problem: Problem, language: Language) -> str:
    weight = WORDS[problem.severity].to(language)
    cells = (
        problem.field,
        dimension_name(problem.dimension, language),
        f"[{weight}] {problem.message.to(language)}",
        ", ".join(map(str, problem.rows)),
    )
    return _cells(cells, problem.severity)


def _table(head: Sequence[str], rows: Sequence[str]) -> str:
    heads = "".join(f"<th>{title}</th>" for title in head)
    return f"<table><tr>{heads}</tr>{''.join(rows)}</table>"


def _cells(cells: Sequence[str], kind: str = "") -> str:
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{kind}">{told}</tr>' if kind else f"<tr>{told}</tr>"
