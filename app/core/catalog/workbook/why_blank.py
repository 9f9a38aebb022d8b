"""Why a cell that a person sees filled was read as blank: a merged area, or a formula without its result."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook, load_workbook

from app.core.catalog.workbook.misfits import Misfit
from app.core.text import Text

_MERGED = Text(
    "{told}：它与 {area} 合并，只有第一格算数，请取消合并、逐格填写",
    "{told}: it is merged with {area}, of which the first cell alone counts; write into each cell",
)
_FORMULA = Text(
    "{told}：这是公式，文件中没有它的结果，请改填文字，或用 WPS、Excel 打开后另存",
    "{told}: it is a formula without its result; write the text, or save the file with WPS or Excel",
)


def explained(path: Path, misfits: Sequence[Misfit]) -> tuple[Misfit, ...]:
    """The misfits of the workbook at ``path``; of each that misses a value, why it is not seen."""
    if not any(one.problem.code == "required" for one in misfits):
        return tuple(misfits)
    book = load_workbook(path)
    return tuple(_explained(one, book) for one in misfits)


def _explained(misfit: Misfit, book: Workbook) -> Misfit:
    problem = misfit.problem
    if problem.code != "required" or misfit.sheet not in book.sheetnames:
        return misfit
    sheet = book[misfit.sheet]
    told = problem.message
    area = next((each for each in sheet.merged_cells.ranges if misfit.cell in each), None)
    if area is not None:
        told = _MERGED.format(told=told, area=area.coord)
    elif sheet[misfit.cell].data_type == "f":
        told = _FORMULA.format(told=told)
    return replace(misfit, problem=replace(problem, message=told))
