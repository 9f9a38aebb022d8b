"""Tables under one another: those of many files with one schema, and a new period under an old one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from app.core.errors import ColumnsDiffer
from app.core.intake.gather import Collection
from app.core.intake.layout.names import fingerprint
from app.core.intake.layout.plan import drifts
from app.core.intake.layout.renames import in_lines
from app.core.intake.profiling.column_types import profile
from app.core.jobs import Job
from app.core.model import DroppedRow, Hidden, Layout, Notice, Source, Table
from app.core.text import Text, listed
from app.core.text_column import blank, chunked, whole
from app.core.trust.canonical import digest_sources

SOURCE_COLUMN = "来源文件"

_UNIFIED = 64 << 20  # cells; a table of more keeps a dictionary a chunk, to bound memory


def merge(
    tables: Sequence[Table],
    names: Sequence[str] | None = None,
    *,
    name: str = "",
    kind: Collection = "files",
    union: bool = False,
) -> Table:
    """The rows of all tables under one another, with a column that names each row's file.

    ``names``: of the members, in the order of ``tables``; else the names of their files. ``name``
    and ``kind``: of the collection. The order of the columns may differ; the first table's is kept.
    ``union``: columns that some tables lack are left blank there. Raises ColumnsDiffer.
    """
    given = list(names) if names is not None else [table.source.name for table in tables]
    parts = _parts(tables, given)
    return _combined(parts, name or tables[0].source.name, kind, union=union)


def append(previous: Table, new: Table, job: Job, *, union: bool = False) -> Table:
    """A new period under an old one. Rows that stand in both are kept, and a notice counts them.

    Raises ColumnsDiffer.
    """
    parts = _parts((previous, new), (previous.source.name, new.source.name))
    table = _combined(parts, previous.source.name, "files", union=union)
    count = _repeated(parts, job)
    if not count:
        return table
    message = Text(
        f"新数据中有 {count} 行与原有数据完全相同，均已保留",
        f"{count} rows of the new data stand in the old data too; all are kept",
    )
    notice = Notice("rows-repeated", message, f"[{parts[1].label}]")
    return replace(table, warnings=(*table.warnings, notice))


class _Part:
    """One table to be put under others; a merged one brings its files' names along."""

    def __init__(self, table: Table, label: str) -> None:
        self.table, self.label = table, label
        self.merged = bool(table.source.members)
        names = list(table.columns)
        if self.merged:
            self.origin = table.data[names.pop()]
            self.sources: tuple[Source, ...] = table.source.members
            self.layouts = table.layout.members
        else:
            self.origin = _constant(label, table.rows)
            self.sources = (replace(table.source, name=label),)
            self.layouts = (replace(table.layout, dropped=()),)
        self.columns = tuple(names)

    def column(self, name: str) -> pa.ChunkedArray:
        """A column; blank throughout where the table lacks it."""
        if name in self.columns:
            return self.table.data[name]
        return pa.chunked_array([blank(self.table.rows)])

    def placed(self, where: str) -> str:
        """A place in this table, as it is called in the merged one."""
        return where if self.merged else f"[{self.label}]{where}"

    def dropped(self) -> tuple[DroppedRow, ...]:
        rows = self.table.layout.dropped
        return rows if self.merged else tuple(replace(row, file=self.label) for row in rows)


def _parts(tables: Sequence[Table], names: Sequence[str]) -> list[_Part]:
    """The tables with names of their own, none of which a merged table's file has already.

    A merged table's rows bear the names of its files: its own name may be one of them.
    """
    taken = [source.name for table in tables for source in table.source.members]
    labels: list[str] = []
    for table, name in zip(tables, names, strict=True):
        labels.append(name if table.source.members else _untaken(name, [*taken, *labels]))
    return [_Part(table, label) for table, label in zip(tables, labels, strict=True)]


def _combined(parts: list[_Part], name: str, kind: Collection, *, union: bool) -> Table:
    differing = _differences(parts)
    if differing and not union:
        raise ColumnsDiffer(
            count=len(differing),
            name=parts[0].label,
            differences=listed(list(differing.values())),
            renames=in_lines(_renames(parts)),
        )
    columns = list(dict.fromkeys(column for part in parts for column in part.columns))
    pieces = {
        column: chunked([c for part in parts for c in part.column(column).chunks])
        for column in columns
    }
    origin = _untaken(SOURCE_COLUMN, columns)
    pieces[origin] = chunked([chunk for part in parts for chunk in part.origin.chunks])
    data = pa.table(pieces)
    if data.num_rows * data.num_columns <= _UNIFIED:
        data = data.unify_dictionaries()
    return Table(
        name=parts[0].table.name,
        data=data,
        source=_source(parts, name, kind),
        layout=Layout(
            sheet="",
            header_rows=(),
            first_row=1,
            last_row=data.num_rows,
            dropped=tuple(row for part in parts for row in part.dropped()),
            members=tuple(layout for part in parts for layout in part.layouts),
        ),
        profile=profile(data),
        hidden=tuple(_hidden(parts)),
        surroundings=tuple(dict.fromkeys(_surroundings(parts, name))),
        warnings=(*_warnings(parts), *_told(differing)),
    )


def _differences(parts: list[_Part]) -> dict[str, Text]:
    """How each table's columns differ from the first one's, by the name of its file."""
    expected = set(parts[0].columns)
    found: dict[str, Text] = {}
    for part in parts[1:]:
        missing = [column for column in parts[0].columns if column not in part.columns]
        extra = [column for column in part.columns if column not in expected]
        if missing or extra:
            found[part.label] = Text(
                f"{part.label}（缺少：{'、'.join(missing) or '无'}；多出：{'、'.join(extra) or '无'}）",
                f"{part.label} (lacks: {', '.join(missing) or 'nothing'}; "
                f"has besides: {', '.join(extra) or 'nothing'})",
            )
    return found


def _renames(parts: list[_Part]) -> dict[str, str]:
    """The columns that are likely the first table's under other names, with its names for them."""
    first = parts[0].columns
    known = {fingerprint(name): name for name in first}
    proposed: dict[str, str] = {}
    for part in parts[1:]:
        told = {name: known.get(fingerprint(name), name) for name in part.columns}
        drift = drifts(first, part.columns)
        told |= {change.now: change.column for change in drift if change.kind == "renamed"}
        proposed |= {now: name for now, name in told.items() if now != name}
    return proposed


def _told(differing: dict[str, Text]) -> Iterator[Notice]:
    for label, difference in differing.items():
        message = Text(
            f"列与第一个文件不同，缺少的按空白补齐：{difference.zh}",
            f"Its columns differ from the first file's; what it lacks is blank: {difference.en}",
        )
        yield Notice("columns-differ", message, f"[{label}]")


def _source(parts: list[_Part], name: str, kind: Collection) -> Source:
    members = tuple(source for part in parts for source in part.sources)
    size = sum(source.size for source in members)
    return Source(name, kind, size, digest_sources(members), members=members)


def _hidden(parts: list[_Part]) -> Iterator[Hidden]:
    for part in parts:
        for hidden in part.table.hidden:
            yield replace(hidden, where=part.placed(hidden.where))


def _surroundings(parts: list[_Part], name: str) -> Iterator[tuple[Text, str]]:
    yield Text("名称", "name"), name
    for part in parts:
        yield from ((Text("文件名", "file name"), source.name) for source in part.sources)
        for where, text in part.table.surroundings:
            yield Text(part.placed(where.zh), part.placed(where.en)), text


def _warnings(parts: list[_Part]) -> Iterator[Notice]:
    for part in parts:
        for notice in part.table.warnings:
            yield replace(notice, where=part.placed(notice.where))


def _constant(text: str, rows: int) -> pa.ChunkedArray:
    indices = pa.array(np.zeros(rows, np.int32))
    column = pa.DictionaryArray.from_arrays(indices, pa.array([text], pa.string()))
    return pa.chunked_array([column])


def _untaken(name: str, taken: Sequence[str]) -> str:
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    return unique


def _repeated(parts: list[_Part], job: Job) -> int:
    """How many rows of the second table stand in the first one too, told exactly.

    Rows are compared as numbers: the places of their cells in common dictionaries, taken together.
    """
    columns = list(dict.fromkeys(column for part in parts for column in part.columns))
    old = parts[0].table.rows
    codes = np.zeros(old + parts[1].table.rows, np.int64)
    kinds = 1
    for done, column in enumerate(columns):
        job.report(done, len(columns))
        chunks = [chunk for part in parts for chunk in part.column(column).chunks]
        both = whole(chunked(chunks))
        width = len(both.dictionary) + 1
        places = both.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        if kinds > (1 << 62) // width:
            told = pa.array(codes).dictionary_encode()
            codes, kinds = told.indices.to_numpy().astype(np.int64), len(told.dictionary)
        codes = codes * width + (places.astype(np.int64) + 1)
        kinds *= width
    return int(np.isin(codes[old:], codes[:old]).sum())
