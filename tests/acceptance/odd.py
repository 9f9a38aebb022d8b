"""Files put together for the tests of odd workbooks: their rows, their names, and parts of xlsx.

Each generator of :data:`ODD` returns the bytes of one file that holds :data:`ROWS` and nothing
else; those of :data:`REFUSED`, each with the code of an error, hold no table that can be read.
"""

import io
import zipfile
from collections.abc import Callable, Mapping

ROWS = (
    ("名称", "地址", "数量"),
    ("甲小学", "青石镇", "12"),
    ("乙小学", "白沙乡", "34"),
    ("丙小学", "青石镇", "56"),
)
ODD: dict[str, Callable[[], bytes]] = {}
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {}

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def odd(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a generator under the name of the file that it makes."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        ODD[name] = make
        return make

    return register


def refused(name: str, code: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a generator of a file without a table that can be read, and the error's code."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        REFUSED[name] = code, make
        return make

    return register


# ── xlsx ─────────────────────────────────────────────────────────────────────────────────────


def archive(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def inline(text: str) -> str:
    return f'<is><t xml:space="preserve">{text}</t></is>'


def rows_xml(*, numbered: bool = True, placed: bool = True) -> str:
    """The rows as inline strings and, in the third column, numbers."""
    xml = []
    for number, row in enumerate(ROWS, 1):
        cells = []
        for letter, text in zip("ABC", row, strict=True):
            place = f' r="{letter}{number}"' if placed else ""
            if text.isdecimal():
                cells.append(f"<c{place}><v>{text}</v></c>")
            else:
                cells.append(f'<c{place} t="inlineStr">{inline(text)}</c>')
        place = f' r="{number}"' if numbered else ""
        xml.append(f"<row{place}>{''.join(cells)}</row>")
    return "".join(xml)


def sheet_xml(rows: str, main: str = MAIN, before: str = "", behind: str = "") -> str:
    return (
        f'{DECLARED}<worksheet xmlns="{main}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{behind}</worksheet>"
    )


def links_xml(links: Mapping[str, tuple[str, str]], office: str = OFFICE) -> str:
    """``links``: kind and target by id."""
    each = "".join(
        f'<Relationship Id="{link}" Type="{office}/{kind}" Target="{target}"/>'
        for link, (kind, target) in links.items()
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def workbook_xml(
    sheets: str = '<sheet name="数据" sheetId="1" r:id="rId1"/>',
    before: str = "",
    main: str = MAIN,
    office: str = OFFICE,
) -> str:
    return (
        f'{DECLARED}<workbook xmlns="{main}" xmlns:r="{office}">{before}'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def parts(**changed: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a plain workbook, by short names; None leaves a part out."""
    names = {
        "types": "[Content_Types].xml",
        "root": "_rels/.rels",
        "book": "xl/workbook.xml",
        "links": "xl/_rels/workbook.xml.rels",
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    plain: dict[str, str | bytes | None] = {
        "types": "<Types/>",
        "root": links_xml({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "book": workbook_xml(),
        "links": links_xml({"rId1": ("worksheet", "worksheets/sheet1.xml")}),
        "sheet": sheet_xml(rows_xml()),
    }
    whole = plain | changed
    return {names[short]: part for short, part in whole.items() if part is not None}


def xlsx(**changed: str | bytes | None) -> bytes:
    return archive(parts(**changed))
