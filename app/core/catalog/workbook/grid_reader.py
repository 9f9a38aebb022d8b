"""The Guide's grid read: where it is, which rows are one resource, and every cell that is wrong."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from app.core.catalog.items import NAMELESS, nameless
from app.core.catalog.validate import validate
from app.core.catalog.workbook import grid
from app.core.catalog.workbook.book import HEAD_ROWS, texts
from app.core.catalog.workbook.misfits import (
    Filled,
    Misfit,
    Together,
    no_length,
    repeated,
    unlisted,
)
from app.core.catalog.workbook.rows import Row
from app.core.catalog.workbook.template import template
from app.core.errors import CatalogUnreadable, Where
from app.core.model import Entry, Problem
from app.core.text import Text


@dataclass(frozen=True)
class Found:
    """The grid of a workbook: by column, its place from 0; ``head``: the number of its last header row."""

    sheet: str
    places: dict[str, int]
    head: int

    def misfit(self, line: int, key: str, problem: Problem) -> Misfit:
        """A problem at a cell; at the resource's name, if the grid has no such column."""
        key = key if key in self.places else "name"
        header = next(column.header for column in grid.form().columns if column.key == key)
        cell = f"{get_column_letter(self.places[key] + 1)}{line}"
        return Misfit(self.sheet, line, header, cell, problem)


@dataclass(frozen=True)
class _Line:
    number: int
    cells: Row


@dataclass(frozen=True)
class _Resource:
    """The rows of one resource, and what they say of it together."""

    lines: tuple[_Line, ...]
    told: Row

    @property
    def number(self) -> int:
        return self.lines[0].number

    @property
    def items(self) -> list[_Line]:
        return [line for line in self.lines if _own(line.cells, of_item=True)]


def find(book: Workbook) -> Found | None:
    """The grid of a workbook, if there is one that most of the needed headers stand above."""
    for sheet in book.worksheets:
        top = [cells for _, cells in itertools.islice(texts(book, sheet.title), HEAD_ROWS + 1)]
        found = max(_headers(sheet.title, top), key=lambda one: len(one.places), default=None)
        needed = [column.key for column in grid.form().columns if column.required]
        if found and 2 * len(found.places.keys() & set(needed)) > len(needed):
            return found
    return None


def read(path: Path, book: Workbook, found: Found, together: Together) -> Filled:
    """The entries of the grid, judged by the Guide's own rules. Raises CatalogUnreadable."""
    where = Where(file=path.name, sheet=found.sheet)
    lacking = [c.header for c in grid.form().columns if c.required and c.key not in found.places]
    if lacking:
        reason = Text("缺少列：{columns}", "columns are missing: {columns}")
        named = reason.format(columns="、".join(lacking))
        raise CatalogUnreadable(where, name=path.name, reason=named)
    resources = list(_resources(_lines(book, found)))
    if not resources:
        reason = Text("没有填写任何目录", "no entry is filled in")
        raise CatalogUnreadable(where, name=path.name, reason=reason)
    more = _supplement(book)
    first: dict[str, int] = {}
    entries: list[Entry] = []
    misfits: list[Misfit] = []
    for resource in resources:
        name = resource.told.get("name", "")
        entry = grid.entry_of(
            resource.told, [line.cells for line in resource.items], more.get(name, [])
        )
        entries.append(entry)
        misfits += _judged(entry, resource, found)
        if name and first.setdefault(name, resource.number) != resource.number:
            misfits.append(found.misfit(resource.number, "name", repeated(first[name])))
    for resource, problems in zip(resources, together(entries), strict=True):
        misfits += (
            found.misfit(resource.number, grid.column_of(one.field), one) for one in problems
        )
    misfits.sort(key=lambda misfit: (misfit.row, misfit.cell))
    return Filled(tuple(entries), tuple(misfits))


def _headers(sheet: str, top: Sequence[Sequence[str]]) -> Iterator[Found]:
    """Each of the first rows as headers, alone and with the row below as what its groups consist of."""
    for number, upper in enumerate(top[:HEAD_ROWS], 1):
        yield Found(sheet, _places(upper, [""] * len(upper)), number)
        if number < len(top):
            yield Found(sheet, _places(upper, top[number]), number + 1)


def _places(upper: Sequence[str], lower: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    group = ""
    for at, (above, below) in enumerate(itertools.zip_longest(upper, lower, fillvalue="")):
        group = _plain(above) or (group if below else "")
        label = _plain(below) or group
        whole = label if label == group else f"{group}/{label}"
        for column in grid.form().columns:
            if column.key not in places and (label == column.header or whole in column.also):
                places[column.key] = at
                break
    return places


def _plain(header: str) -> str:
    return "".join(header.split()).lstrip("*")


def _lines(book: Workbook, found: Found) -> Iterator[_Line]:
    """The rows below the headers that say something in a column of the grid other than their number."""
    for number, cells in itertools.islice(texts(book, found.sheet), found.head, None):
        told = {k: cells[at] for k, at in found.places.items() if at < len(cells) and cells[at]}
        if told.keys() - {"number"}:
            yield _Line(number, told)


def _resources(lines: Iterator[_Line]) -> Iterator[_Resource]:
    """Rows belong together while no other name begins: merged cells, blank ones, or the name again."""
    together: list[_Line] = []
    for line in lines:
        name = line.cells.get("name")
        if together and name and name != together[0].cells.get("name"):
            yield _resource(together)
            together = []
        together.append(line)
    if together:
        yield _resource(together)


def _resource(lines: Sequence[_Line]) -> _Resource:
    told: Row = {}
    for line in lines:
        told = _own(line.cells, of_item=False) | told
    return _Resource(tuple(lines), told)


def _own(cells: Row, *, of_item: bool) -> Row:
    keys = {column.key for column in grid.form().columns if column.of_item is of_item}
    return {key: text for key, text in cells.items() if key in keys and key != "number"}


def _judged(entry: Entry, resource: _Resource, found: Found) -> Iterator[Misfit]:
    """Each problem at the cell where it can be mended."""
    yield from _contradictions(resource, found)
    lines = {line.cells.get("item_name", ""): line for line in resource.items}
    for problem in validate(entry, platform=grid.rules()):
        if problem.field == NAMELESS:  # told at its row
            continue
        subject, _, item = problem.field.partition(".")
        if subject == "items" and item in lines:
            line = lines[item]
            said = problem.message
            if (problem.code, problem.part) == ("not-in-list", "type"):
                word = line.cells.get("item_type", "")
                said = unlisted("type", word, grid.type_words()).message
            yield found.misfit(line.number, f"item_{problem.part}", replace(problem, message=said))
        else:
            yield found.misfit(resource.number, grid.column_of(problem.field), problem)
    for line in resource.items:
        if "item_name" not in line.cells:
            yield found.misfit(line.number, "item_name", nameless("item_name"))
        length = line.cells.get("item_length", "")
        if length and not length.isdecimal():
            yield found.misfit(line.number, "item_length", no_length())


def _contradictions(resource: _Resource, found: Found) -> Iterator[Misfit]:
    """Cells of further rows that say otherwise of the resource than a row above."""
    for line in resource.lines:
        for key, text in _own(line.cells, of_item=False).items():
            if resource.told[key] != text:
                said = Text(
                    "与本资源上面的行不一致：{above}", "a row above says otherwise of it: {above}"
                )
                problem = Problem(key, "contradicts", said.format(above=resource.told[key]))
                yield found.misfit(line.number, key, problem)


def _supplement(book: Workbook) -> dict[str, list[Row]]:
    """What the sheet beside the grid says, by entry."""
    form = template().more
    told: dict[str, list[Row]] = {}
    if form.sheet in book.sheetnames:
        columns = [column.field for column in form.columns]
        headers = [column.header for column in form.columns]
        rows = (cells[: len(columns)] for _, cells in texts(book, form.sheet))
        for cells in itertools.dropwhile(lambda cells: cells != headers, rows):
            row = dict(zip(columns, cells, strict=False))
            if cells != headers and row["field"]:
                told.setdefault(row["entry"], []).append(dict.fromkeys(columns, "") | row)
    return told
