"""What a report for people tells, whatever it is set as; it holds no value of any cell."""

import datetime
from dataclasses import dataclass

from app.core.model import Report
from app.core.quality.check import dimensions
from app.core.quality.readability import Obstacle
from app.core.text import Language, Text

WORDS = {
    "title": Text("数据质量报告：{name}", "Data quality report: {name}"),
    "score": Text("总分", "score"),
    "scores": Text("质量评分", "scores"),
    "dimension": Text("维度", "dimension"),
    "column": Text("列", "column"),
    "severity": Text("程度", "weight"),
    "problem": Text("问题", "problem"),
    "count": Text("数量", "cells"),
    "rows": Text("例如第几行", "rows, for example"),
    "none": Text("没有发现问题。", "Nothing was found."),
    "readability": Text("机器可读性", "machine-readability"),
    "mended": Text("已自动处理", "mended already"),
    "open": Text("需人工处理", "for a person"),
    "warn": Text("提示", "hint"),
    "error": Text("错误", "fault"),
    "size": Text("{rows} 行，{columns} 列", "{rows} rows, {columns} columns"),
    "trend": Text("历次得分", "scores over the releases"),
    "release": Text("发布批次", "release"),
    "drill": Text("演练材料，不具效力", "from a drill, of no effect"),
    "made": Text("{day} 评估", "assessed on {day}"),
}


@dataclass(frozen=True)
class Point:
    """A release of the dataset in its trend. ``label``: what tells it from the others, short."""

    label: str
    score: float
    dimensions: dict[str, float]
    problems: int


@dataclass(frozen=True)
class Content:
    """A report on a table of so many rows and columns. ``trend``: the earliest release first, this one
    last; of less than two there is none. ``drill``: it is made up, and the report must say so.
    """

    name: str
    rows: int
    columns: int
    report: Report
    obstacles: tuple[Obstacle, ...]
    trend: tuple[Point, ...]
    day: datetime.date
    drill: bool = False

    def scores(self, language: Language) -> list[tuple[str, float]]:
        """The whole score and those of the dimensions, with their names."""
        each = self.report.dimensions.items()
        return [
            (WORDS["score"].to(language), self.report.score),
            *((dimension_name(id, language), score) for id, score in each),
        ]


def dimension_name(id: str, language: Language) -> str:
    """What a dimension is called; "" for a problem without one."""
    names = dimensions()
    return names[id].to(language) if id in names else id
