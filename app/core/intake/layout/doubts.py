"""What speaks against a reading once every row is judged: kept rows that are unlike the others."""

from collections.abc import Sequence

from app.core.intake.layout import kinds, words
from app.core.intake.layout.beside import may_be_beside
from app.core.intake.layout.grid import Grid
from app.core.intake.layout.habit import Habit
from app.core.intake.layout.header import Header
from app.core.intake.sheet import Row
from app.core.model import DroppedRow

DOUBTFUL = 0.3  # the confidence in a reading that something speaks against
_ENDS = ("。", "：", "；", "！", "？")  # of sentences
FORM = 0.3  # the mean likeness to names of first cells in a form
FEW = 0.2  # the share of rows, or of columns, that may be strange in a table that was read right


def speaks_against(
    sheet: Grid,
    header: Header,
    before: Sequence[DroppedRow],
    data: Sequence[tuple[int, Row]],
    habit: Habit,
) -> bool:
    """Whether a person should look at a reading although its header stands out.

    ``before``: what was dropped above the header; ``data``: the rows that were kept, with their
    numbers, cut to the header's columns.
    """
    strange = sum(_is_strange(cells, habit) for _, cells in data)
    columns = frozenset(header.columns)
    named = {(m.left, m.right) for m in sheet.merges if m.top in header.rows}
    wide = {
        m.top
        for m in sheet.merges
        if (m.left, m.right) not in named and not columns.isdisjoint(range(m.left + 1, m.right + 1))
    }
    merged = sum(number in wide for number, _ in data)
    nameless = sum(name == f"列{n}" for name, n in zip(header.names, header.columns, strict=True))
    return (
        strange > 0.02 * len(data)
        or merged > FEW * len(data)
        or (len(header.columns) == 1 and not _is_list(header.names[0], data))
        or (bool(header.rows) and nameless > max(1, FEW * len(header.columns)))
        or (bool(header.rows) and _goes_on_as_form(sheet, header, data, habit))
        or any(_is_full(sheet, row, header) for row in before)
        or (bool(data and header.rows) and may_be_beside(sheet, header, data[-1][0]))
    )


def _is_strange(cells: Row, habit: Habit) -> bool:
    """A row of words where the others hold values, or of labels to fill in."""
    texts = [text.strip() for text in cells if text and text.strip()]
    if len(texts) > 1 and all(map(words.is_label, texts)):
        return True
    serial = cells[habit.serial] if habit.serial is not None else None
    if serial and kinds.kind_of(serial.strip()) == "words" and not kinds.has_digit(serial):
        return True
    against = [(cells[place] or "").strip() for place in habit.values - {habit.serial}]
    told = [text for text in against if text]
    return len(told) > 1 and all(
        kinds.kind_of(text) == "words" and not kinds.is_bound(text) for text in told
    )


def _goes_on_as_form(
    sheet: Grid, header: Header, data: Sequence[tuple[int, Row]], habit: Habit
) -> bool:
    """Whether the header is a line of names and what they are, and more names begin the lines below."""
    texts = sheet.texts(header.rows[0] - 1)
    if len(header.rows) == 1 and _are_facts(texts):
        return True
    usual = habit.likeness[0] if habit.likeness else 0.0
    return words.are_pairs(texts) and usual >= FORM and not habit.values and len(data) > 1


def _are_facts(texts: Sequence[str]) -> bool:
    """零售总额 | 12.3亿元 | 预算收入 | 6.2亿元: names, each with how much it is beside it."""
    told = [kinds.is_quantity(text) or kinds.kind_of(text) == "number" for text in texts]
    return len(told) > 2 and told == [False, True] * (len(told) // 2)


def _is_list(name: str, data: Sequence[tuple[int, Row]]) -> bool:
    """Whether a single column is a list with its name on top rather than the lines of a letter."""
    if words.name_likeness(name) < 1 or name.endswith(("：", ":")):
        return False
    texts = [(cells[0] or "").strip() for _, cells in data]
    return sum(text.endswith(_ENDS) for text in texts) <= FEW * len(texts)


def _is_full(sheet: Grid, row: DroppedRow, header: Header) -> bool:
    """A line above the header that is about as full as the header itself."""
    texts = sheet.texts(row.row - 1)
    return row.reason == "title" and len(texts) > max(2, 0.6 * len(header.columns))
