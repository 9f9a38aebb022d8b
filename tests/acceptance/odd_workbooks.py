"""Odd but legal xlsx: what programs other than Excel write, and what people do to files."""

import io
import zipfile

import pytest

from tests.acceptance.odd import (
    DECLARED,
    MAIN,
    ROWS,
    STRICT_MAIN,
    STRICT_OFFICE,
    archive,
    inline,
    links_xml,
    odd,
    parts,
    refused,
    rows_xml,
    sheet_xml,
    workbook_xml,
    xlsx,
)


@odd("strict.xlsx")
def strict() -> bytes:
    return xlsx(
        root=links_xml({"rId1": ("officeDocument", "xl/workbook.xml")}, STRICT_OFFICE),
        book=workbook_xml(main=STRICT_MAIN, office=STRICT_OFFICE),
        links=links_xml({"rId1": ("worksheet", "worksheets/sheet1.xml")}, STRICT_OFFICE),
        sheet=sheet_xml(rows_xml(), STRICT_MAIN),
    )


@odd("prefixes.xlsx")
def prefixes() -> bytes:
    def prefixed(xml: str) -> str:
        for name in (
            "worksheet",
            "sheetData",
            "row",
            "c",
            "v",
            "is",
            "t",
            "workbook",
            "sheets",
            "sheet",
        ):
            for end in ">", " ", "/":
                xml = xml.replace(f"<{name}{end}", f"<x:{name}{end}")
            xml = xml.replace(f"</{name}>", f"</x:{name}>")
        return xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    return xlsx(book=prefixed(workbook_xml()), sheet=prefixed(sheet_xml(rows_xml())))


@odd("absolute-targets.xlsx")
def absolute() -> bytes:
    return xlsx(
        root=links_xml({"rId1": ("officeDocument", "/xl/workbook.xml")}),
        links=links_xml({"rId1": ("worksheet", "/xl/worksheets/sheet1.xml")}),
    )


@odd("dotted-targets.xlsx")
def dotted() -> bytes:
    return xlsx(links=links_xml({"rId1": ("worksheet", "../xl/./worksheets/sheet1.xml")}))


@odd("other-case.xlsx")
def other_case() -> bytes:
    return archive({name.upper(): part for name, part in parts().items()})


@odd("backslashes.xlsx")
def backslashes() -> bytes:
    return archive({name.replace("/", "\\"): part for name, part in parts().items()})


@odd("leading-slashes.xlsx")
def leading_slashes() -> bytes:
    return archive({f"/{name}": part for name, part in parts().items()})


@odd("escaped-target.xlsx")
def escaped_target() -> bytes:
    whole = parts(links=links_xml({"rId1": ("worksheet", "worksheets/sheet%201.xml")}))
    whole["xl/worksheets/sheet 1.xml"] = whole.pop("xl/worksheets/sheet1.xml")
    return archive(whole)


@odd("chinese-part-names.xlsx")
def chinese_names() -> bytes:
    whole = parts(links=links_xml({"rId1": ("worksheet", "worksheets/数据.xml")}))
    whole["xl/worksheets/数据.xml"] = whole.pop("xl/worksheets/sheet1.xml")
    return archive(whole)


@odd("other-folder.xlsx")
def other_folder() -> bytes:
    whole = parts(root=links_xml({"rId1": ("officeDocument", "book/main.xml")}))
    return archive(
        {
            name.replace("xl/workbook.xml", "book/main.xml")
            .replace("xl/_rels/workbook", "book/_rels/main")
            .replace("xl/", "book/"): part
            for name, part in whole.items()
        }
    )


@odd("no-root-links.xlsx")
def no_root_links() -> bytes:
    return xlsx(root=None, types=None)


@odd("rows-without-numbers.xlsx")
def rows_without_numbers() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml(numbered=False)))


@odd("cells-without-places.xlsx")
def cells_without_places() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml(placed=False)))


@odd("neither-numbers-nor-places.xlsx")
def neither() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml(numbered=False, placed=False)))


@odd("absolute-references.xlsx")
def absolute_references() -> bytes:
    xml = rows_xml()
    for letter in "ABC":
        xml = xml.replace(f'<c r="{letter}', f'<c r="${letter}$')
    return xlsx(sheet=sheet_xml(xml))


@odd("small-letters.xlsx")
def small_letters() -> bytes:
    xml = rows_xml()
    for letter in "ABC":
        xml = xml.replace(f'<c r="{letter}', f'<c r="{letter.lower()}')
    return xlsx(sheet=sheet_xml(xml))


@odd("single-quotes.xlsx")
def single_quotes() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml().replace('"', "'")))


@odd("comments-and-cdata.xlsx")
def comments() -> bytes:
    xml = rows_xml().replace("甲小学", "<![CDATA[甲小学]]>").replace("<row", "<!-- 行 --><row")
    return xlsx(sheet=sheet_xml(xml))


@odd("pretty.xlsx")
def pretty() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml().replace("><", ">\r\n\t<")))


@odd("references-for-characters.xlsx")
def references() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml().replace("甲", "&#x7532;").replace("乙", "&#20057;")))


@odd("rich-text.xlsx")
def rich_text() -> bytes:
    rich = (
        '<is><r><rPr><b/></rPr><t xml:space="preserve">甲</t></r><r><t>小学</t></r>'
        '<rPh sb="0" eb="1"><t>jiǎ</t></rPh><phoneticPr fontId="1"/></is>'
    )
    return xlsx(sheet=sheet_xml(rows_xml().replace(inline("甲小学"), rich)))


def shared() -> tuple[str, str]:
    """The rows with shared strings, and the part of these."""
    xml, strings = rows_xml(), []
    for text in dict.fromkeys(text for row in ROWS for text in row if not text.isdecimal()):
        xml = xml.replace(f't="inlineStr">{inline(text)}', f't="s"><v>{len(strings)}</v>')
        strings.append(text)
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    return xml, f'{DECLARED}<sst xmlns="{MAIN}" count="9" uniqueCount="9">{items}</sst>'


SHARED_LINKS = {
    "rId1": ("worksheet", "worksheets/sheet1.xml"),
    "rId2": ("sharedStrings", "sharedStrings.xml"),
    "rId3": ("styles", "styles.xml"),
}


@odd("shared-strings.xlsx")
def shared_strings() -> bytes:
    rows, strings = shared()
    return xlsx(
        sheet=sheet_xml(rows),
        strings=strings,
        links=links_xml(SHARED_LINKS),
        styles=f'<styleSheet xmlns="{MAIN}"/>',
    )


@odd("utf-16-parts.xlsx")
def utf_16_parts() -> bytes:
    rows, strings = shared()
    whole = parts(
        sheet=sheet_xml(rows),
        strings=strings,
        links=links_xml(SHARED_LINKS),
        styles=f'{DECLARED}<styleSheet xmlns="{MAIN}"/>',
    )
    return archive(
        {
            name: str(part).replace("UTF-8", "UTF-16").encode("utf-16")
            for name, part in whole.items()
        }
    )


@odd("marked-parts.xlsx")
def marked_parts() -> bytes:
    return archive({name: str(part).encode("utf-8-sig") for name, part in parts().items()})


@odd("gbk-parts.xlsx")
def gbk_parts() -> bytes:
    return archive(
        {name: str(part).replace("UTF-8", "GBK").encode("gbk") for name, part in parts().items()}
    )


@odd("strings-linked-and-missing.xlsx")
def strings_missing() -> bytes:
    return xlsx(links=links_xml(SHARED_LINKS))


@refused("empty-styles-and-strings.xlsx", "file-unreadable")
def empty_parts() -> bytes:
    return xlsx(links=links_xml(SHARED_LINKS), strings=b"", styles=b"")


@odd("style-out-of-range.xlsx")
def style_out_of_range() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml().replace("<c r=", '<c s="99" r=')))


@odd("formulas.xlsx")
def formulas() -> bytes:
    xml = rows_xml().replace("<v>12</v>", "<f>C2</f><v>12</v>")  # a cycle
    return xlsx(
        sheet=sheet_xml(xml.replace("<v>34</v>", '<f t="shared" ref="C3" si="0">1</f><v>34</v>'))
    )


@odd("same-names.xlsx")
def same_names() -> bytes:
    twice = "".join(f'<sheet name="数据" sheetId="{n}" r:id="rId{n}"/>' for n in (1, 2))
    targets = {f"rId{n}": ("worksheet", "worksheets/sheet1.xml") for n in (1, 2)}
    return xlsx(book=workbook_xml(twice), links=links_xml(targets))


@odd("sheet-without-a-name.xlsx")
def no_name() -> bytes:
    return xlsx(book=workbook_xml('<sheet r:id="rId1"/>'))


def beside_other_sheets(kind: str, folder: str, content: str) -> bytes:
    sheets = (
        '<sheet name="图" sheetId="1" r:id="rId1"/><sheet name="数据" sheetId="2" r:id="rId2"/>'
    )
    whole = parts(
        book=workbook_xml(sheets),
        links=links_xml(
            {"rId1": (kind, f"{folder}/sheet1.xml"), "rId2": ("worksheet", "worksheets/sheet1.xml")}
        ),
    )
    return archive({**whole, f"xl/{folder}/sheet1.xml": content})


@odd("chart-sheet-first.xlsx")
def chart_sheet() -> bytes:
    return beside_other_sheets("chartsheet", "chartsheets", f'<chartsheet xmlns="{MAIN}"/>')


@odd("dialog-sheet-first.xlsx")
def dialog_sheet() -> bytes:
    return beside_other_sheets("dialogsheet", "dialogsheets", f'<dialogsheet xmlns="{MAIN}"/>')


@odd("macro-sheet-first.xlsm")
def macro_sheet() -> bytes:
    macro = f'<xm:macrosheet xmlns="{MAIN}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData/></xm:macrosheet>'
    return beside_other_sheets("xlMacrosheet", "macrosheets", macro)


@odd("empty-sheet-first.xlsx")
def empty_sheet() -> bytes:
    return beside_other_sheets(
        "worksheet", "other", f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    )


@refused("sheet-of-no-bytes-first.xlsx", "file-unreadable")
def zero_bytes() -> bytes:
    return beside_other_sheets("worksheet", "other", "")


@odd("missing-sheet-first.xlsx")
def missing_sheet() -> bytes:
    sheets = (
        '<sheet name="丢" sheetId="1" r:id="rId9"/><sheet name="数据" sheetId="2" r:id="rId1"/>'
    )
    return xlsx(book=workbook_xml(sheets))


@odd("alternate-content.xlsx")
def alternate_content() -> bytes:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    before = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x15"><x15ac:absPath '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\"/>'
        "</mc:Choice></mc:AlternateContent>"
    )
    behind = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x14"><controls/></mc:Choice>'
        "</mc:AlternateContent>"
    )
    return xlsx(book=workbook_xml(before=before), sheet=sheet_xml(rows_xml(), behind=behind))


@odd("far-used-range.xlsx")
def far_used_range() -> bytes:
    styled = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(5, 3000))
    last = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    before = '<dimension ref="A1:XFD1048576"/>'
    return xlsx(sheet=sheet_xml(rows_xml() + styled + last, before=before))


@odd("false-dimension.xlsx")
def false_dimension() -> bytes:
    return xlsx(sheet=sheet_xml(rows_xml(), before='<dimension ref="A1"/>'))


# ── zip ──────────────────────────────────────────────────────────────────────────────────────


@odd("stored.xlsx")
def stored() -> bytes:
    return archive(parts(), zipfile.ZIP_STORED)


@odd("bzip2.xlsx")
def bzip2() -> bytes:
    return archive(parts(), zipfile.ZIP_BZIP2)


@odd("zip64.xlsx")
def zip64() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts().items():
            with file.open(name, "w", force_zip64=True) as part:
                part.write(data if isinstance(data, bytes) else data.encode())
    return out.getvalue()


class _Unseekable(io.RawIOBase):
    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        more = bytes(data)  # type: ignore[call-overload]
        self.data += more
        return len(more)


@odd("data-descriptors.xlsx")
def data_descriptors() -> bytes:
    out = _Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:  # type: ignore[arg-type]
        for name, data in parts().items():
            with file.open(name, "w") as part:
                part.write(data if isinstance(data, bytes) else data.encode())
    return bytes(out.data)


@odd("folders-as-entries.xlsx")
def folders() -> bytes:
    return archive({"xl/": b"", "xl/worksheets/": b"", "_rels/": b"", **parts()})


@odd("trailing-bytes.xlsx")
def trailing_bytes() -> bytes:
    return xlsx() + b"\r\n" + b"\0" * 1000


@odd("leading-bytes.xlsx")
def leading_bytes() -> bytes:
    """A download that a faulty page began with a blank line."""
    return b"\r\n" + xlsx()


@odd("archive-comment.xlsx")
def archive_comment() -> bytes:
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as file:
        file.comment = "清溪县统计局".encode("gbk") * 100
    return out.getvalue()


@odd("part-twice.xlsx")
def part_twice() -> bytes:
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("docProps/app.xml", "<a/>")
        file.writestr("docProps/app.xml", "<b/>")
    return out.getvalue()
