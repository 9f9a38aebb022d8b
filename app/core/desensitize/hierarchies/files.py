"""Hierarchies from a folder: ``NAME.csv`` or ``*_hierarchy_NAME.csv`` for the column NAME.

One line a value, then what it becomes level by level, separated by semicolons; UTF-8 or GB18030. A first
line that begins with the column's own name is a header and no value.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows
from app.core.errors import FileMissing, FileUnreadable, HierarchyInvalid, HierarchyMissing, Where
from app.core.errors.system import system_reason
from app.core.files import safe_name
from app.core.text import Text

_SEPARATOR = ";"
_OTHERS = ",\t"  # separators that are likely where there is no semicolon


def read_folder(folder: Path, columns: Sequence[str]) -> tuple[Hierarchy, ...]:
    """A hierarchy for each column. Raises FileMissing, HierarchyMissing and what read_file raises."""
    if not folder.is_dir():
        raise FileMissing(name=folder.name)
    return tuple(read_file(_file_of(folder, column), column) for column in columns)


def read_file(path: Path, column: str) -> Hierarchy:
    """Raises FileUnreadable, HierarchyInvalid."""
    text = _text(path)
    try:
        lines = csv.reader(io.StringIO(text), delimiter=_SEPARATOR, strict=True)
        rows = [row for row in lines if row]
    except csv.Error as error:
        raise HierarchyInvalid(
            Where(file=path.name), column=column, reason=Text.plain(str(error))
        ) from error
    if rows and all(len(row) == 1 and any(mark in row[0] for mark in _OTHERS) for row in rows):
        reason = Text("各级须用分号“;”隔开", "levels are separated by semicolons")
        raise HierarchyInvalid(Where(file=path.name), column=column, reason=reason)
    if rows and rows[0][0].strip() == column:
        del rows[0]
    return from_rows(column, rows)


def column_of(path: Path) -> str:
    """The column that a file is for, by its name."""
    return path.stem.rpartition("_hierarchy_")[2]


def _file_of(folder: Path, column: str) -> Path:
    name = f"{safe_name(column)}.csv"
    if (folder / name).is_file():
        return folder / name
    found = sorted(path for path in folder.iterdir() if path.name.endswith(f"_hierarchy_{name}"))
    if not found:
        raise HierarchyMissing(column=column, folder=folder.name)
    if len(found) > 1:
        reason = Text("有多个文件：{files}", "there are several files: {files}")
        reason = reason.format(files=", ".join(path.name for path in found))
        raise HierarchyInvalid(column=column, reason=reason)
    return found[0]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    reason = Text("既不是 UTF-8 也不是 GB18030", "it is neither UTF-8 nor GB18030")
    raise FileUnreadable(name=path.name, reason=reason)
