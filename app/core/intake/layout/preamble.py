"""The lines above a header: titles, units, notes, fields to fill in."""

from app.core.intake.layout import kinds, pack, words
from app.core.intake.layout.grid import Grid

MOST_NOTES = 2  # texts in a row that a footnote sign opens
MOST_PAIRED = 6  # texts in a row of fields without colons, what fills each beside it
NEAR = 5  # rows below such a row, among which the header is sought
NAMELIKE = 0.5  # the likeness to a name of a column of a text that may be one
MOST_FIELDS = 12  # a line of fields to fill in holds no more texts


def is_preamble(sheet: Grid, row: int) -> bool:
    """A line that is no part of a table: a title, a unit, a note, fields to fill in."""
    told = list(dict.fromkeys(filter(None, sheet.spread[row])))
    texts = sheet.texts(row) or told
    if len(told) <= 1:
        return True
    if len(texts) > MOST_FIELDS:
        return False
    if any(map(kinds.is_unit, texts)) and not _names_amounts(sheet, row):
        return True
    if all(map(words.is_stated, texts)):
        return True
    labelled = [_is_labelled(text) for text in texts]
    if words.is_footnote(texts[0]) and len(texts) > MOST_NOTES:
        return False  # *姓名 *电话: stars for what must be filled in
    if labelled[0] and (words.starts_note(texts[0]) or 2 * sum(labelled) >= len(texts)):
        return True
    if _is_filled_in(sheet, row) or _is_among_facts(sheet, row):
        return True
    fields = [pack.squeeze(text).rstrip(":：") in pack.words("form") for text in texts]
    names = [field or words.name_likeness(t) > 0 for field, t in zip(fields, texts, strict=True)]
    # 联系电话 | 年龄 and 联系人 | 审核人 are names of columns: beside each field to fill in stands
    # what fills it, and the names of the columns stand below it.
    paired = all(fields[::2]) and not any(fields[1::2]) and len(texts) <= MOST_PAIRED
    return paired and not all(names) and _stands_over_names(sheet, row)


def _is_labelled(text: str) -> bool:
    """填报单位：民政局, 注1; a bracket that says something with nothing but words beside it may be a name's."""
    return words.starts_note(text) or (words.is_label(text) and not words.is_aside(text))


def _stands_over_names(sheet: Grid, row: int, least: int = 1) -> bool:
    """Whether half of the texts in one of the next rows read like names of columns.

    ``least``: how many texts such a row holds.
    """
    lines = (list(filter(None, line)) for line in sheet.cells[row + 1 : row + 1 + NEAR])
    return any(
        len(texts) >= least
        and 2 * sum(words.name_likeness(text) >= NAMELIKE for text in texts) >= len(texts)
        for texts in lines
    )


def _names_amounts(sheet: Grid, row: int) -> bool:
    """科目 | 2025年 | 2024年 | 单位：万元 right over 营业收入 | 12 | 9: names, and beside them their unit."""
    if row + 1 >= sheet.height:
        return False
    places = [p for p, t in enumerate(sheet.cells[row]) if t and not kinds.is_unit(t)]
    below = [sheet.cells[row + 1][place] for place in places]
    return (
        len(places) > MOST_NOTES
        and words.is_key(sheet.cells[row][places[0]])
        and kinds.kind_of(below[0]) == "words"
        and all(map(kinds.is_amount, below[1:]))
    )


def _is_filled_in(sheet: Grid, row: int) -> bool:
    """事项名称 | 食品经营许可, beside each other over a wider table: a name and what it is.

    More such lines or the header lie below it: under a name of a column stand blanks or values.
    Beside each other, several such pairs tell more than one does.
    """
    line = sheet.cells[row]
    filled = [place for place, text in enumerate(line) if text]
    pairs = list(zip(filled[::2], filled[1::2], strict=False))
    is_few = 0 < len(filled) < sheet.width
    if not is_few or len(filled) % 2 or row + 1 >= sheet.height:
        return False
    if any(value != label + 1 or not _fills_in(line[value]) for label, value in pairs):
        return False
    if len(pairs) > 1 and _stands_over_names(sheet, row, len(filled) + 1):
        named = [words.name_likeness(line[label]) >= NAMELIKE for label, _ in pairs]
        return 2 * sum(named) >= len(named)
    return all(
        words.name_likeness(line[label]) >= 1
        and words.name_likeness(sheet.cells[row + 1][label]) >= 1
        for label, _ in pairs
    )


def _fills_in(text: str) -> bool:
    """食品经营许可, 2024-06-15: what may stand beside a name; 2023年 and 6月 are names themselves."""
    return not words.name_likeness(text) and (kinds.is_day(text) or not kinds.is_period(text))


def _is_among_facts(sheet: Grid, row: int) -> bool:
    """项目名称 | 马鞍水库 over 招标人 | 县水务局, each merged to the right edge: no names are so twice."""
    near = (other for other in (row - 1, row + 1) if 0 <= other < sheet.height)
    return _is_fact(sheet, row) and any(_is_fact(sheet, other) for other in near)


def _is_fact(sheet: Grid, row: int) -> bool:
    """A text in the first column, and merged over all others something that names no columns."""
    line = sheet.cells[row]
    wide = any(
        m.top == m.bottom == row + 1 and m.left == 2 and m.right == sheet.width
        for m in sheet.merges
    )
    if not wide or not line[0] or not line[1]:
        return False
    return not words.name_likeness(line[1]) and not kinds.is_period(line[1])


def is_full(sheet: Grid, row: int, width: int) -> bool:
    """A row that might be data or names: it holds several things, and no words around a table."""
    texts = sheet.texts(row)
    return len(texts) >= max(2, 0.5 * width) and not is_preamble(sheet, row)
