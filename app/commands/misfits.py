"""What is wrong in a filled table, for programs and for people: sheet, cell, column, and what to write there."""

from typing import Any

from app.commands.console import Console
from app.core.catalog.workbook.misfits import Misfit


def misfit_json(misfit: Misfit, console: Console) -> dict[str, Any]:
    """A wrong cell as acceptance reads it."""
    return {
        "field": misfit.problem.field,
        "code": misfit.problem.code,
        "message": misfit.problem.message.to(console.language),
        "sheet": misfit.sheet,
        "row": misfit.row,
        "column": misfit.column,
        "cell": misfit.cell,
    }


def misfit_line(misfit: Misfit, console: Console) -> str:
    """A wrong cell for a person; text files have no sheets."""
    place = f"{misfit.sheet}!{misfit.cell}" if misfit.sheet else misfit.cell
    return f"{place} {misfit.column}: {misfit.problem.message.to(console.language)}"
