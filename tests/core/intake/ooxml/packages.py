"""Workbooks put together from XML, as programs other than openpyxl write them."""

import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet_xml(rows: str, behind: str = "", before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData>{behind}</worksheet>"
    )


def strings_xml(*items: str) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles_xml(*codes: str) -> str:
    """Styles 1, 2, … with formats of the file's own."""
    own = "".join(
        f'<numFmt numFmtId="{170 + n}" formatCode="{code}"/>' for n, code in enumerate(codes)
    )
    used = "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(codes)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def package(
    path: Path,
    sheet: str | bytes,
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
    target: str = "worksheets/sheet1.xml",
    part: str = "xl/worksheets/sheet1.xml",
    main: str = MAIN,
    office: str = OFFICE,
) -> Path:
    """A workbook of one sheet, 数据."""
    links = [("rId1", "worksheet", target)]
    parts: dict[str, str | bytes] = {part: sheet}
    for link, kind, text in (("rId2", "sharedStrings", strings), ("rId3", "styles", styles)):
        if text is not None:
            links.append((link, kind, f"{kind}.xml"))
            parts[f"xl/{kind}.xml"] = text
    parts["xl/_rels/workbook.xml.rels"] = _links(links, office)
    parts["_rels/.rels"] = _links([("rId1", "officeDocument", "xl/workbook.xml")], office)
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}'
        '<sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts["[Content_Types].xml"] = "<Types/>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _links(links: list[tuple[str, str, str]], office: str) -> str:
    one = "".join(
        f'<Relationship Id="{link}" Type="{office}/{kind}" Target="{target}"/>'
        for link, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}">{one}</Relationships>'
