"""What a reader has seen around the rows of a sheet is not sought by another pass over them."""

from pathlib import Path

import pytest

from app.core.intake.hidden.package import hidden_in_package
from app.core.intake.readers.xlsx import XlsxReader
from app.core.jobs import Job
from tests.core.intake.ooxml.packages import MAIN, package, sheet_xml

PART = "xl/worksheets/sheet1.xml"
ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1"><v>1</v></c></row>'
WHITE = '<r><rPr><color rgb="FFFFFFFF"/></rPr><t>白字</t></r>'
RICH = f'<row r="1"><c r="A1" t="inlineStr"><is>{WHITE}</is></c></row>'
BEHIND = (
    '<dataValidations><dataValidation type="list" sqref="A1"><formula1>"甲,乙"</formula1>'
    "</dataValidation></dataValidations>"
    "<headerFooter><oddHeader>&amp;C内部资料</oddHeader></headerFooter>"
)
CODE = '<sheetPr codeName="底稿"/>'
RULE = (
    '<conditionalFormatting sqref="B1"><cfRule type="cellIs" dxfId="0" operator="equal">'
    "<formula>1</formula></cfRule></conditionalFormatting>"
)
HIDING = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<cellXfs><xf/><xf fontId="1"/></cellXfs>'
    '<dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>'
)
SHEETS = {
    "plain": sheet_xml(ROWS),
    "around": sheet_xml(ROWS, BEHIND, CODE),
    "no rows": sheet_xml("", BEHIND, CODE).replace("<sheetData></sheetData>", "<sheetData/>"),
    "prefixed": sheet_xml(ROWS, BEHIND, CODE)
    .replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x="),
    "rule": sheet_xml(ROWS, RULE + BEHIND),
    "rich": sheet_xml(RICH, BEHIND),
    "hidden style": sheet_xml(ROWS.replace('r="B1"', 'r="B1" s="1"'), BEHIND),
    "commented": sheet_xml(ROWS, f"<!-- 草稿 -->{BEHIND}"),
    "long": sheet_xml(ROWS, BEHIND + f"<extLst><ext>{'注' * (1 << 19)}</ext></extLst>"),
    "broken": sheet_xml(ROWS, "<headerFooter><oddHeader>内部资料"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("styles", [None, HIDING])
def test_the_same_is_told_without_another_pass(
    kind: str, styles: str | None, tmp_path: Path
) -> None:
    path = package(tmp_path / "book.xlsx", SHEETS[kind], styles=styles)
    book = XlsxReader().open(path, Job())
    assert (PART in book.frames) == (kind not in ("rich", "commented", "long"))
    found = hidden_in_package(path, Job(), book.frames)
    assert found == hidden_in_package(path, Job())
    assert kind == "plain" or found.hidden


def test_looks_that_begin_in_the_next_block_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.intake.archive.BLOCK", 64)
    book = XlsxReader().open(package(tmp_path / "book.xlsx", SHEETS["rich"]), Job())
    assert not book.frames


def test_a_known_frame_spares_the_pass(tmp_path: Path) -> None:
    path = package(tmp_path / "book.xlsx", SHEETS["plain"])
    known = hidden_in_package(path, Job(), {PART: SHEETS["around"].encode()})
    assert "内部资料" in str(known.surroundings)
