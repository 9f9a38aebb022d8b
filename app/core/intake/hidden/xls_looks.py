"""The cells of an old workbook (.xls) that their style or a rule hides, as xlrd tells of styles.

Source: MS-XLS 2.4.353 (XF), 2.5.161 (Icv); xlrd's formatting module.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlrd

from app.core.intake.column_letters import column_letters
from app.core.intake.hidden import looks
from app.core.intake.hidden.binary_rules import reasons
from app.core.intake.hidden.conditional import Rule
from app.core.intake.hidden.looks import Rgb
from app.core.intake.hidden.styles import Hiding, hiding_of
from app.core.model import Hidden

MAX_CELLS = 20_000  # of one sheet
_WINDOW = 0x41  # the colour of the window's ground
_NONE, _SOLID = 0, 1  # fill patterns


def hiding_styles(book: Any) -> dict[int, Hiding]:
    """The numbers of the styles (XF) that hide their cells. ``book``: an xlrd.Book with formats."""
    found = {}
    for number, style in enumerate(book.xf_list):
        format = book.format_map.get(style.format_key)
        if format is None or not 0 <= style.font_index < len(book.font_list):  # damaged
            continue
        font = book.font_list[style.font_index]
        ink, size = colour(book, font.colour_index), font.height / 20
        hiding = hiding_of(ink, _grounds(book, style), size, format.format_str or "")
        if hiding is not None:
            found[number] = hiding
    return found


def hidden_cells(
    sheet: Any, styles: Mapping[int, Hiding], rules: Sequence[Rule]
) -> Iterator[Hidden]:
    """What the cells hold that their style or a rule hides, of at most :data:`MAX_CELLS` cells.

    ``sheet``: xlrd's.
    """
    count = 0
    for number in range(sheet.nrows if styles or rules else 0):
        for column, cell in enumerate(sheet.row(number)):
            if cell.value == "":
                continue
            style, place = styles.get(cell.xf_index), (number + 1, column + 1)
            is_error = cell.ctype == xlrd.XL_CELL_ERROR
            why = reasons(style, rules, place, cell.value, is_error=is_error)
            count += bool(why)
            if count > MAX_CELLS:
                return
            where = f"{sheet.name}!{column_letters(column + 1)}{number + 1}"
            for reason in why:
                yield Hidden(reason, where, _text(cell.value))


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"


def _grounds(book: Any, style: Any) -> list[Rgb | None]:
    fill = style.background
    if fill.fill_pattern == _NONE:
        return [looks.WHITE]
    colours = [colour(book, fill.pattern_colour_index)]
    if fill.fill_pattern != _SOLID:
        colours.append(colour(book, fill.background_colour_index))
    return colours


def colour(book: Any, index: int) -> Rgb | None:
    """A colour of the palette; None where it is the program's own."""
    found: Rgb | None = book.colour_map.get(index)
    return looks.WHITE if index == _WINDOW else found
