"""The class tree as a table that people edit: a row a class, its name in the column of its level.

A new row needs no code: it gets the next one below the row above it that is one level higher. A class that is
missing from the table is given up.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.catalog.classes.editing import add, name_problem
from app.core.catalog.classes.tree import (
    LEVELS,
    ClassTree,
    ResourceClass,
    above,
    is_code,
    level_of,
    tree_of,
)
from app.core.catalog.workbook.book import HEAD_ROWS, opened, texts
from app.core.catalog.workbook.misfits import Misfit
from app.core.catalog.workbook.template import Column, Sheet
from app.core.errors import CatalogUnreadable, ClassTableMissing, ClassTreeInvalid, Where
from app.core.model import Problem
from app.core.text import Text
from app.core.trust.canonical import read_bytes

CODE, STATE = "分类码", "状态"
GIVEN_UP = "停用"
_NAMES = tuple(level.zh for level in LEVELS)
HEADERS = (CODE, *_NAMES, STATE)
_NOTE = (
    "每行一个分类，名称写在它那一级的列里。新增分类可不填分类码，由程序在上一级之下编下一个号。"
    "用过的分类码不再给别的分类：删去一行，或在“状态”中写“停用”。"
)
_TITLE = "信息资源分类"


@dataclass(frozen=True)
class Listed:
    """The tree of a table. It may be used only if there is no ``misfit``."""

    tree: ClassTree
    misfits: tuple[Misfit, ...]


@dataclass(frozen=True)
class _Row:
    """A row of the table: its number, and its cells by their headers."""

    number: int
    cells: dict[str, str]

    @property
    def names(self) -> list[tuple[int, str]]:
        """The levels in whose columns something stands, with what it is."""
        return [(n, self.cells[head]) for n, head in enumerate(_NAMES) if self.cells.get(head)]


@dataclass(frozen=True)
class _Sheet:
    """Where the table lies: the sheet ("" for text), and the place of each column, from 0."""

    name: str
    places: dict[str, int]
    rows: tuple[_Row, ...]

    def misfit(self, row: int, header: str, code: str, message: Text) -> Misfit:
        from openpyxl.utils import get_column_letter  # seldom needed, and slow to load

        cell = f"{get_column_letter(self.places.get(header, 0) + 1)}{row}"
        return Misfit(self.name, row, header, cell, Problem("classification", code, message))


def write_csv(tree: ClassTree) -> str:
    """The table as CSV with its header, lines ended as RFC 4180 has it."""
    file = io.StringIO()
    csv.writer(file).writerows([HEADERS, *_lines(tree)])
    return file.getvalue()


def write_xlsx(tree: ClassTree) -> bytes:
    """The table as a workbook, all cells text."""
    from openpyxl import Workbook  # seldom needed, and slow to load

    from app.core.catalog.workbook.sheets import fill

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _TITLE
    form = Sheet(_TITLE, _NOTE, tuple(Column(head, head) for head in HEADERS))
    fill(sheet, form, [dict(zip(HEADERS, line, strict=True)) for line in _lines(tree)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_classes(path: Path, before: ClassTree) -> Listed:
    """The tree of an xlsx or csv file (UTF-8 or GB18030), which takes the place of ``before``.

    Raises FileMissing, FileUnreadable, CatalogUnreadable for no sound workbook and for another encoding,
    and ClassTableMissing.
    """
    if path.suffix.lower() == ".xlsx":
        with opened(path) as book:
            sheets = ((name, texts(book, name)) for name in book.sheetnames)
            found = next(filter(None, (_find(name, rows) for name, rows in sheets)), None)
    else:
        found = _find("", enumerate(csv.reader(io.StringIO(_decoded(path), newline="")), 1))
    if found is None or not found.rows:
        raise ClassTableMissing(Where(file=path.name), name=path.name, headers="、".join(HEADERS))
    return _tree(found, before)


def parse_csv(text: str) -> Listed:
    """The tree of a table as :func:`write_csv` writes it. Raises ClassTableMissing."""
    found = _find("", enumerate(csv.reader(io.StringIO(text, newline="")), 1))
    if found is None:
        raise ClassTableMissing(name=_TITLE, headers="、".join(HEADERS))
    return _tree(found, ClassTree(()))


def _lines(tree: ClassTree) -> Iterator[list[str]]:
    for one in tree.classes:
        names = [one.name if level == one.level else "" for level in range(len(LEVELS))]
        yield [one.code, *names, GIVEN_UP if one.given_up else ""]


def _decoded(path: Path) -> str:
    """Raises FileMissing, FileUnreadable, CatalogUnreadable."""
    content = read_bytes(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    reason = Text("既不是 UTF-8 也不是 GB18030 文本", "it is neither UTF-8 nor GB18030 text")
    raise CatalogUnreadable(Where(file=path.name), name=path.name, reason=reason)


def _find(name: str, rows: Iterable[tuple[int, Sequence[str]]]) -> _Sheet | None:
    """The table of a sheet, below the first row in which the code and a level are headers."""
    places: dict[str, int] = {}
    found = []
    for number, cells in rows:
        told = [cell.strip() for cell in cells]
        if places:
            if any(told):
                known = {head: told[at] for head, at in places.items() if at < len(told)}
                found.append(_Row(number, known))
        elif CODE in told and any(head in told for head in _NAMES):
            places = {head: told.index(head) for head in HEADERS if head in told}
        elif number >= HEAD_ROWS:
            break
    return _Sheet(name, places, tuple(found)) if places else None


def _tree(sheet: _Sheet, before: ClassTree) -> Listed:
    """The classes of the rows, and as given up those of ``before`` that have no row."""
    misfits: list[Misfit] = []
    rows: dict[str, _Row] = {}
    for row in sheet.rows:
        wrong = list(_flaws(row, sheet, rows, before))
        misfits += wrong
        if not wrong and (code := row.cells.get(CODE, "")):
            rows[code] = row
    told = {code: _class(code, row) for code, row in rows.items()}
    misfits += _out_of_place(told, rows, sheet)
    left = [replace(one, given_up=True) for one in before.classes if one.code not in told]
    tree = tree_of((*told.values(), *left))
    if not misfits:
        tree, misfits = _numbered(tree, sheet)
    return Listed(tree, tuple(sorted(misfits, key=lambda one: (one.row, one.cell))))


def _class(code: str, row: _Row) -> ResourceClass:
    return ResourceClass(code, row.names[0][1], row.cells.get(STATE) == GIVEN_UP)


def _flaws(row: _Row, sheet: _Sheet, rows: dict[str, _Row], before: ClassTree) -> Iterator[Misfit]:
    """What is wrong with a row by itself, and beside those above it."""
    names, code, state = row.names, row.cells.get(CODE, ""), row.cells.get(STATE, "")
    if len(names) != 1:
        text = Text(
            "每行写一个名称，写在类、项、目、细目之一的列里",
            "a row has one name, in the column of its level",
        )
        yield sheet.misfit(row.number, _NAMES[names[1][0] if names else 0], "one-name", text)
        return
    level, name = names[0]
    if problem := name_problem(name):
        yield sheet.misfit(row.number, _NAMES[level], "wrong-form", problem)
    if state not in ("", GIVEN_UP):
        text = Text("应为空白或“停用”", "is blank or 停用")
        yield sheet.misfit(row.number, STATE, "not-in-list", text)
    if not code:
        return
    known = before.get(code)
    if not is_code(code):
        text = Text(
            "应为类 1 位、项 3 位、目 6 位数字，细目在目之后另加字母或数字",
            "has 1 digit for a class, 3 for a section, 6 for a group, and more for a subgroup",
        )
        yield sheet.misfit(row.number, CODE, "wrong-form", text)
    elif level_of(code) != level:
        text = Text(
            "这是{right}的分类码，名称却在“{here}”列",
            "this is the code of a {right}, and the name stands under {here}",
        )
        told = text.format(right=LEVELS[level_of(code)], here=LEVELS[level])
        yield sheet.misfit(row.number, CODE, "level-differs", told)
    elif code in rows:
        text = Text("第 {row} 行已有这个分类码", "row {row} has this code already")
        yield sheet.misfit(row.number, CODE, "code-taken", text.format(row=rows[code].number))
    elif known is not None and known.given_up and known.name != name and state != GIVEN_UP:
        text = Text(
            "该分类码是已停用的“{name}”的，不再给别的分类；可不填，由程序编号",
            "this code was that of “{name}” and is not given again; leave it blank for the next one",
        )
        yield sheet.misfit(row.number, CODE, "code-taken", text.format(name=known.name))


def _out_of_place(
    told: dict[str, ResourceClass], rows: dict[str, _Row], sheet: _Sheet
) -> Iterator[Misfit]:
    """Classes below one that is missing or given up, and names that stand twice at one place."""
    names: dict[tuple[str, str], int] = {}
    for code, one in told.items():
        if one.given_up:
            continue
        number, parent = rows[code].number, above(code)
        if parent and (parent not in told or told[parent].given_up):
            text = Text(
                "上一级分类 {code} 不在表中，或已停用",
                "the class {code} above it is missing or given up",
            )
            message = text.format(code=Text.plain(parent))
            yield sheet.misfit(number, CODE, "parent-missing", message)
        first = names.setdefault((parent, one.name), number)
        if first != number:
            text = Text("与第 {row} 行重名", "row {row} has the same name")
            message = text.format(row=first)
            yield sheet.misfit(number, _NAMES[one.level], "repeated", message)


def _numbered(tree: ClassTree, sheet: _Sheet) -> tuple[ClassTree, list[Misfit]]:
    """Rows without a code get one below the last row above them that is one level higher."""
    misfits = []
    last = [""] * (len(LEVELS) + 1)  # by level, the code that stands above
    for row in sheet.rows:
        level, name = row.names[0]
        code = row.cells.get(CODE, "")
        if not code and level and not last[level]:
            text = Text("上面没有{level}，不知属于哪一个", "there is no {level} above it")
            message = text.format(level=LEVELS[level - 1])
            misfits.append(sheet.misfit(row.number, _NAMES[level], "parent-missing", message))
            continue
        if not code and row.cells.get(STATE) == GIVEN_UP:
            continue
        if not code:
            known = set(tree.classes)
            try:
                tree = add(tree, last[level], name)
            except ClassTreeInvalid as error:
                reason = Text(error.told("zh"), error.told("en"))
                misfits.append(sheet.misfit(row.number, _NAMES[level], "repeated", reason))
                continue
            code = next(one.code for one in tree.classes if one not in known)
        last[level + 1 :] = [code] + [""] * (len(LEVELS) - level - 1)
    return tree, misfits
