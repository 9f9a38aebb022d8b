"""Which parts a workbook has, and what its ``workbook`` part says of the sheets.

Names of namespaces are not looked at, so that strict and transitional files read alike.
Source: ECMA-376 Part 2, 9.3 (relationships); Part 1, 18.2 (workbook).
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from app.core.errors import FileUnreadable, Where
from app.core.intake.archive import part_blocks, part_names
from app.core.intake.content import Content
from app.core.intake.markup.stream import Element, small_part
from app.core.text import Text

NOT_WHOLE = Text("不是完整的工作簿", "it is not a whole workbook")
STATES = {"visible": "visible", "hidden": "hidden", "veryHidden": "very-hidden"}


@dataclass(frozen=True)
class SheetPart:
    """One worksheet: its name, its state as :class:`Sheet` has it, and its part."""

    name: str
    state: str
    part: str


@dataclass(frozen=True)
class WorkbookParts:
    """``strings`` and ``styles``: parts, None where there are none. ``epoch_1904``: of dates."""

    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    epoch_1904: bool


def workbook_parts(path: Content) -> WorkbookParts:
    """Read the ``workbook`` part and what it points to. Raises FileUnreadable."""
    package = _Package(path)
    book = package.workbook()
    links = package.links(book)
    kinds = dict(links.values())
    sheets: list[SheetPart] = []
    epoch_1904 = False
    for element in small_part(part_blocks(path, package.real(book)), path):
        if element.name == "sheet":
            sheet = _sheet(element, links)
            if sheet is not None:
                sheets.append(package.checked(sheet))
        elif element.name == "workbookPr":
            epoch_1904 = element.attributes.get("date1904") in ("1", "true", "on")
    strings, styles = package.found(kinds, "sharedStrings"), package.found(kinds, "styles")
    return WorkbookParts(tuple(sheets), strings, styles, epoch_1904)


def _sheet(element: Element, links: dict[str, tuple[str, str]]) -> SheetPart | None:
    """A worksheet; None for a chart or dialogue sheet, which holds no cells."""
    said = {name.rpartition(" ")[2]: value for name, value in element.attributes.items()}
    kind, part = links.get(said.get("id", ""), ("", ""))
    if kind not in ("worksheet", "xlMacrosheet", "xlIntlMacrosheet"):
        return None
    return SheetPart(said.get("name", ""), STATES.get(said.get("state", "visible"), "hidden"), part)


class _Package:
    """Parts by their names as they should be; archives write some with ``\\`` or in capitals."""

    def __init__(self, path: Content) -> None:
        self._path = path
        self._names = {_plain(name): name for name in sorted(part_names(path))}

    def real(self, part: str) -> str:
        """The name of a part as the archive has it. Raises FileUnreadable."""
        name = self._names.get(_plain(part))
        if name is None:
            raise FileUnreadable(name=self._path.name, reason=NOT_WHOLE)
        return name

    def workbook(self) -> str:
        for kind, part in self.links("").values():
            if kind == "officeDocument":
                return part
        return "xl/workbook.xml"

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: kind and target by id; none where it has no such part."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if _plain(relations) not in self._names:
            return {}
        found = {}
        for link in small_part(part_blocks(self._path, self.real(relations)), self._path):
            said = link.attributes
            target = unquote(said.get("Target", "")).replace("\\", "/")
            whole = posixpath.normpath(posixpath.join(f"/{folder}", target))
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = kind, whole.lstrip("/")
        return found

    def found(self, kinds: dict[str, str], kind: str) -> str | None:
        """The part of a kind; None where the archive has none."""
        return self._names.get(_plain(kinds[kind])) if kind in kinds else None

    def checked(self, sheet: SheetPart) -> SheetPart:
        """The sheet with its part by the archive's name. Raises FileUnreadable."""
        name = self._names.get(_plain(sheet.part))
        if name is None:
            where = Where(self._path.name, sheet.name)
            raise FileUnreadable(where, name=self._path.name, reason=NOT_WHOLE)
        return SheetPart(sheet.name, sheet.state, name)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
