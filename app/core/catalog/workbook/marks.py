"""A filled workbook handed back with its faults: coloured cells, comments, and a list of them all.

It is a copy; the file that came is never changed.
"""

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from app.core.catalog.workbook.misfits import Misfit
from app.core.text import Language

_WRONG = PatternFill("solid", fgColor="FFC7CE")
_AUTHOR = "Gongkai"
_LIST = {"zh": "问题清单", "en": "Problems"}
_HEADS = {"zh": ["工作表", "单元格", "列", "问题"], "en": ["Sheet", "Cell", "Column", "Problem"]}


def marked_workbook(path: Path, misfits: Sequence[Misfit], language: Language) -> bytes:
    """The workbook at ``path`` with every misfit at its cell, and all of them in a sheet at the end."""
    book = load_workbook(path)
    said: dict[tuple[str, str], list[str]] = {}
    for misfit in misfits:
        said.setdefault((misfit.sheet, misfit.cell), []).append(misfit.problem.message.to(language))
    for (sheet, place), messages in said.items():
        cell = book[sheet][place]
        cell.fill = _WRONG
        cell.comment = Comment("\n".join(messages), _AUTHOR)
    title = _LIST[language]
    if title in book.sheetnames:
        del book[title]
    report = book.create_sheet(title)
    report.append(_HEADS[language])
    for head in report[1]:
        head.font = Font(bold=True)
    for misfit in misfits:
        words = misfit.problem.message.to(language)
        report.append([misfit.sheet, misfit.cell, misfit.column, words])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
