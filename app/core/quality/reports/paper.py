"""The report as data for the template of a paper (``quality-report``): text that is ready to be set."""

from typing import Any

from app.core.model import Problem, percent
from app.core.quality.check import dimensions
from app.core.quality.reports.content import WORDS, Content, Point, dimension_name
from app.core.quality.reports.trend_chart import drawing
from app.core.text import Language

_CHART = 680, 280  # pixels
NONE = "—"


def paper(content: Content, language: Language) -> dict[str, Any]:
    """What ``docs/papers.md`` lists for this paper. ``chart``: SVG, "" where there is no trend."""
    trend = content.trend if len(content.trend) > 1 else ()
    size = WORDS["size"].format(rows=f"{content.rows:,}", columns=content.columns)
    return {
        "title": WORDS["title"].format(name=content.name).to(language),
        "drill": content.drill,
        "words": {word: text.to(language) for word, text in WORDS.items()},
        "size": size.to(language),
        "made": WORDS["made"].format(day=content.day.isoformat()).to(language),
        "scores": [
            {"name": name, "score": percent(score), "share": score}
            for name, score in content.scores(language)
        ],
        "chart": drawing(trend, language, *_CHART) if trend else "",
        "dimensions": [name.to(language) for name in dimensions().values()],
        "trend": [_point(point) for point in trend],
        "problems": [_problem(problem, language) for problem in content.report.problems],
        "obstacles": [
            {
                "message": one.message.to(language),
                "state": WORDS["mended" if one.mended else "open"].to(language),
            }
            for one in content.obstacles
        ],
    }


def _point(point: Point) -> dict[str, Any]:
    each = [point.dimensions.get(id, 0.0) for id in dimensions()]
    return {
        "label": point.label,
        "score": percent(point.score),
        "dimensions": [*map(percent, each)],
    }


def _problem(problem: Problem, language: Language) -> dict[str, str]:
    return {
        "column": problem.field or NONE,
        "dimension": dimension_name(problem.dimension, language) or NONE,
        "severity": WORDS[problem.severity].to(language),
        "message": problem.message.to(language),
        "count": f"{problem.count:,}" if problem.count else NONE,
        "rows": ", ".join(map(str, problem.rows)) or NONE,
    }
