"""Entries read from a filled workbook, all or none of them: what is wrong is named cell by cell."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from app.core.catalog.items import NAMELESS, nameless
from app.core.catalog.nearest import near
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.validate import validate
from app.core.catalog.workbook import grid_reader, rows
from app.core.catalog.workbook.belonging import belonging
from app.core.catalog.workbook.book import HEAD_ROWS, opened, texts
from app.core.catalog.workbook.misfits import (
    Filled,
    Misfit,
    Together,
    no_length,
    none_together,
    unlisted,
)
from app.core.catalog.workbook.rows import Row
from app.core.catalog.workbook.template import Column, Sheet, Template, template
from app.core.catalog.workbook.why_blank import explained
from app.core.errors import CatalogUnreadable, Where
from app.core.model import Entry, InfoItem, Problem
from app.core.text import Text, listed


@dataclass(frozen=True)
class _Line:
    """A row of a sheet: its number and its cells by field."""

    number: int
    cells: Row


@dataclass(frozen=True)
class _Grid:
    """A sheet as it was found: where each field's column is, and the rows with anything in them."""

    form: Sheet
    sheet: str
    places: dict[str, int]
    lines: tuple[_Line, ...]

    def misfit(self, line: int, field: str, problem: Problem) -> Misfit:
        place = self.places.get(field, 0)
        known = next((column.name for column in self.form.columns if column.field == field), "")
        return Misfit(self.sheet, line, known, f"{get_column_letter(place + 1)}{line}", problem)


def read_workbook(path: Path, together: Together = none_together) -> Filled:
    """Every entry with its items, of the import template or the Guide's own grid, judged by its rules.

    ``together``: what is wrong with them in the catalog that they are to go into. Raises FileMissing, and
    CatalogUnreadable for what is no workbook, lacks a sheet or a column, or has nothing filled in.
    """
    with opened(path) as book:
        found = grid_reader.find(book)
        filled = (
            _of_template(path, book, together)
            if found is None
            else grid_reader.read(path, book, found, together)
        )
    return replace(filled, misfits=explained(path, filled.misfits))


def _of_template(path: Path, book: Workbook, together: Together) -> Filled:
    form = template()
    platform = profile("template").titled({c.field: c.name for c in form.entries.columns})
    grids = {
        needed.sheet: _grid(path, book, needed, optional=needed is form.more)
        for needed in (form.entries, form.items, form.more)
    }
    entries, items, more = (grids[sheet.sheet] for sheet in (form.entries, form.items, form.more))
    if not entries.lines:
        reason = Text("没有填写任何目录", "no entry is filled in")
        where = Where(file=path.name, sheet=entries.sheet)
        raise CatalogUnreadable(where, name=path.name, reason=reason)
    names = belonging(_named(entries, "name"), _named(items, "entry"))
    misfits = [
        *(entries.misfit(row, "name", problem) for row, problem in names.of_entries.items()),
        *(items.misfit(row, "entry", problem) for row, problem in names.of_items.items()),
        *_words(items, form),
    ]
    items_of, more_of = _by_entry(items), _by_entry(more)
    found = []
    for line in entries.lines:
        name = line.cells.get("name", "")
        own = items_of.get(name, [])
        told = [other.cells for other in more_of.get(name, [])]
        entry = _entry(line, own, told, form, platform)
        found.append(entry)
        judged = _judged(entry, line, own, entries, items, platform)
        misfits += (
            m for m in judged if m.problem.field != "items" or (name and name not in names.meant)
        )
    for line, problems in zip(entries.lines, together(found), strict=True):
        misfits += (_at(problem, line, entries) for problem in problems)
    misfits.sort(key=lambda misfit: (misfit.sheet != entries.sheet, misfit.row, misfit.cell))
    return Filled(tuple(found), tuple(misfits))


def _by_entry(grid: _Grid) -> dict[str, list[_Line]]:
    """The rows of a sheet by the entry that they name; those that name none are left out."""
    found: dict[str, list[_Line]] = {}
    for line in grid.lines:
        if name := line.cells.get("entry"):
            found.setdefault(name, []).append(line)
    return found


def _entry(
    line: _Line, own: Sequence[_Line], told: Sequence[Row], form: Template, platform: Profile
) -> Entry:
    items: list[InfoItem] = []
    for other in own:
        name = other.cells.get("name", "")
        extra = {row["field"]: row.get("value", "") for row in told if row.get("item") == name}
        cells = {"name": "", "type": "", **other.cells}
        items.append(rows.item_of(cells, form, platform, extra))
    mine = [{"value": "", **row} for row in told if not row.get("item")]
    return rows.entry_of(line.cells, platform, mine, tuple(items))


def _judged(
    entry: Entry,
    line: _Line,
    own: Sequence[_Line],
    entries: _Grid,
    items: _Grid,
    platform: Profile,
) -> Iterator[Misfit]:
    """Each problem at the cell where it can be mended."""
    lines = {other.cells.get("name", ""): other.number for other in own}
    for problem in validate(entry, platform=platform):
        if problem.field == NAMELESS:  # told at its row
            continue
        subject, _, item = problem.field.partition(".")
        if subject == "items" and item in lines:
            if problem.code != "not-in-list" or problem.part != "type":  # told by its word
                yield items.misfit(lines[item], problem.part, problem)
        else:
            yield _at(problem, line, entries)


def _at(problem: Problem, line: _Line, entries: _Grid) -> Misfit:
    """A problem of an entry at its cell, or at its name where the sheet has no such column."""
    field = problem.field if problem.field in entries.places else "name"
    return entries.misfit(line.number, field, problem)


def _named(grid: _Grid, field: str) -> list[tuple[int, str]]:
    return [(line.number, line.cells.get(field, "")) for line in grid.lines]


def _words(items: _Grid, form: Template) -> Iterator[Misfit]:
    """Names that are missing, words that are in no list of the template, lengths that are no number."""
    lists = {"type": tuple(form.item_types), **form.flags}
    for line in items.lines:
        if "name" not in line.cells:
            yield items.misfit(line.number, "name", nameless("name"))
        for field, known in lists.items():
            word = line.cells.get(field, "")
            needed = field in ("type", "sensitive", "secret")
            if (word or needed) and word not in known:
                yield items.misfit(line.number, field, unlisted(field, word, known))
        length = line.cells.get("length", "")
        if length and not length.isdecimal():
            yield items.misfit(line.number, "length", no_length())


def _grid(path: Path, book: Workbook, form: Sheet, *, optional: bool) -> _Grid:
    sheet = _sheet_of(book, form)
    if sheet is None:
        if optional:
            return _Grid(form, form.sheet, {}, ())
        where = Where(file=path.name, sheet=form.sheet)
        reason = Text("缺少工作表“{sheet}”", "the sheet {sheet} is missing")
        raise CatalogUnreadable(where, name=path.name, reason=reason.format(sheet=form.sheet))
    places: dict[str, int] = {}
    lines, head, headers = [], 0, list[str]()
    for number, cells in texts(book, sheet):
        if not places:
            places, head, headers = _places(cells, form.columns), number, cells
            if not places and number >= HEAD_ROWS:
                break
        elif any(cells):
            told = {f: cells[at] for f, at in places.items() if at < len(cells) and cells[at]}
            lines.append(_Line(number, told))
    if any(column.field not in places for column in form.columns):
        where = Where(file=path.name, sheet=sheet, row=head if places else None)
        reason = Text("缺少列：{columns}", "columns are missing: {columns}")
        named = reason.format(columns=_lacking(form, places, headers))
        raise CatalogUnreadable(where, name=path.name, reason=named)
    return _Grid(form, sheet, places, tuple(lines))


def _sheet_of(book: Workbook, form: Sheet) -> str | None:
    """The sheet of this name, else one with these headers; None if there is none."""
    if form.sheet in book.sheetnames:
        return form.sheet
    for name in book.sheetnames:
        top = itertools.islice(texts(book, name), HEAD_ROWS)
        if any(_places(cells, form.columns) for _, cells in top):
            return name
    return None


def _lacking(form: Sheet, places: dict[str, int], headers: Sequence[str]) -> Text:
    """The columns that were not found, each with the header that may be meant."""
    others = [text for n, text in enumerate(headers) if text and n not in places.values()]
    told = Text("{name}{near}", "{name}{near}")
    return listed(
        [
            told.format(name=column.name, near=near(column.name, others if places else []))
            for column in form.columns
            if column.field not in places
        ]
    )


def _places(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column is, if this is the row of headers: more than half of them stand in it."""
    names = [cell.lstrip("*").strip() for cell in cells]
    found = {column.field: names.index(column.name) for column in columns if column.name in names}
    return found if 2 * len(found) > len(columns) else {}
