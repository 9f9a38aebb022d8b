"""准确性: rows that stand twice, and cells that contradict the rest of their column."""

import pandas as pd

from app.core.model import Problem
from app.core.quality.dimension import Subject, dimensions, examples, share
from app.core.text import Text

_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?"
ODD_SHARE = 0.05  # of the cells; more than that is a column of words


@dimensions.register
class Accuracy:
    """Duplicates are looked for in all columns but the serial number."""

    id = "accuracy"
    title = Text("准确性", "accuracy")
    version = "1"

    def assess(self, subject: Subject) -> tuple[float, list[Problem]]:
        frame = subject.frame
        problems = []
        own = frame[[name for name in frame.columns if name not in ("序号", "编号", "行号")]]
        repeated = own.duplicated(keep="first") if own.shape[1] else pd.Series(False, frame.index)
        if repeated.any():
            text = Text("{n} 行重复", "{n} rows stand twice").format(n=int(repeated.sum()))
            problems.append(Problem("", "duplicate-rows", text, examples(repeated)))
        odd_cells = 0
        for name, column in frame.items():
            odd = odd_ones_out(column)
            if odd.any():
                odd_cells += int(odd.sum())
                text = Text("{n} 个值不是数字", "{n} values are not numbers")
                problems.append(
                    Problem(str(name), "not-a-number", text.format(n=int(odd.sum())), examples(odd))
                )
        score = 1 - share(repeated) - odd_cells / max(frame.size, 1)
        return max(score, 0.0), problems


def odd_ones_out(column: "pd.Series[str]") -> "pd.Series[bool]":
    """Words in a column of numbers: true where few cells (but some) are not numbers."""
    filled = column.notna()
    odd = filled & ~column.fillna("").str.strip().str.fullmatch(_NUMBER).astype(bool)
    if not 0 < odd.sum() <= ODD_SHARE * max(filled.sum(), 1):
        return odd & False
    return odd
