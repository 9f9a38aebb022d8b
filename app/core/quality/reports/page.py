"""The report as one HTML page that needs nothing beside it, to be read or printed anywhere."""

from collections.abc import Sequence
from html import escape

from app.core.model import Problem, Report
from app.core.quality.check import dimensions
from app.core.quality.readability import Obstacle
from app.core.text import Language, Text

_STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:60em;color:#222}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ddd;padding:.35em .6em;text-align:left;vertical-align:top}
meter{width:12em}.warn{color:#7a5200}.error{color:#a40000}
@media print{body{margin:0}}
"""
_WORDS = {
    "title": Text("数据质量报告：{name}", "Data quality report: {name}"),
    "score": Text("总分", "score"),
    "dimension": Text("维度", "dimension"),
    "column": Text("列", "column"),
    "problem": Text("问题", "problem"),
    "rows": Text("例如第几行", "rows, for example"),
    "none": Text("没有发现问题。", "Nothing was found."),
    "readability": Text("机器可读性", "machine-readability"),
    "mended": Text("已自动处理", "mended already"),
    "open": Text("需人工处理", "for a person"),
    "warn": Text("提示", "hint"),
    "error": Text("错误", "fault"),
    "size": Text("{rows} 行，{columns} 列", "{rows} rows, {columns} columns"),
}


def page(
    name: str,
    size: tuple[int, int],
    report: Report,
    found: Sequence[Obstacle],
    language: Language,
) -> bytes:
    """The whole page. ``size``: rows and columns. It holds no value of any cell."""

    def say(word: str, **params: object) -> str:
        return escape(_WORDS[word].format(**params).to(language))

    names = dimensions()
    scores = [(say("score"), report.score)] + [
        (escape(names[id].to(language)) if id in names else escape(id), score)
        for id, score in report.dimensions.items()
    ]
    meters = "".join(
        f'<tr><td>{title}</td><td><meter min="0" max="1" value="{score}"></meter> {score:.1%}</td></tr>'
        for title, score in scores
    )
    head = "".join(f"<th>{say(word)}</th>" for word in ("column", "dimension", "problem", "rows"))
    rows = "".join(_row(problem, language) for problem in report.problems)
    problems = f"<table><tr>{head}</tr>{rows}</table>" if rows else f"<p>{say('none')}</p>"
    obstacles = "".join(
        f"<li>{escape(one.message.to(language))} — {say('mended' if one.mended else 'open')}</li>"
        for one in found
    )
    title = say("title", name=name)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{say('size', rows=f'{size[0]:,}', columns=size[1])}</p><table>{meters}</table>"
        f"<h2>{say('problem')}</h2>{problems}"
        f"<h2>{say('readability')}</h2>"
        + (f"<ul>{obstacles}</ul>" if found else f"<p>{say('none')}</p>")
        + "</body></html>\n"
    ).encode()


def _row(problem: Problem, language: Language) -> str:
    names = dimensions()
    dimension = names[problem.dimension].to(language) if problem.dimension in names else ""
    weight = _WORDS[problem.severity].to(language)
    cells = (
        problem.field,
        dimension,
        f"[{weight}] {problem.message.to(language)}",
        ", ".join(map(str, problem.rows)),
    )
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{problem.severity}">{told}</tr>'
