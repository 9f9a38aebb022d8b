"""Cells of an OpenDocument spreadsheet that their style hides."""

from pathlib import Path

import pytest

from tests.core.intake.hidden.test_open_document import NAMES, walked

FORMATS = (
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
)
CELL = '<table:table-cell table:style-name="ce1" office:value="99"><text:p>{}</text:p></table:table-cell>'
SILENT = (
    '<number:number-style style:name="P0"><number:text/></number:number-style>'
    '<number:text-style style:name="N1"><number:text/><style:map style:condition="value()&gt;0" '
    'style:apply-style-name="P0"/></number:text-style>'
)


def style(inner: str, more: str = "", name: str = "ce1") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" {more}>{inner}</style:style>'
    )


def ink(colour: str) -> str:
    return f'<style:text-properties fo:color="{colour}"/>'


def ground(colour: str) -> str:
    return f'<style:table-cell-properties fo:background-color="{colour}"/>'


def told(
    styles: str, folder: Path, cell: str = CELL.format("底价"), base: str = "", column: str = ""
) -> set[tuple[str, str, str]]:
    rows = (
        f"<table:table table:name='名单'><table:table-column {column} "
        "table:number-columns-repeated='3'/><table:table-row table:number-rows-repeated='2'>"
        "<table:table-cell table:number-columns-repeated='2'/></table:table-row><table:table-row>"
        f"<table:table-cell/>{cell}</table:table-row></table:table>"
    )
    parts: dict[str, str | bytes] = {
        "content.xml": f"<office:document-content {NAMES} {FORMATS}><office:automatic-styles>"
        f"{styles}</office:automatic-styles>{rows}</office:document-content>",
        "styles.xml": f"<office:document-styles {NAMES} {FORMATS}>{base}</office:document-styles>",
    }
    return {(hidden.kind, hidden.where, hidden.text) for hidden in walked(parts, folder).hidden}


@pytest.mark.parametrize(
    ("styles", "reason"),
    [
        (style(ink("#ffffff")), "white-text"),
        (style(ink("#fefefe") + ground("#FFFFFF")), "white-text"),
        (style(ink("#ff0000") + ground("#ff0000")), "white-text"),
        (style(ink("#ffffff") + ground("transparent")), "white-text"),
        (style('<style:text-properties fo:font-size="1pt"/>'), "tiny-text"),
    ],
)
def test_looks(styles: str, reason: str, tmp_path: Path) -> None:
    assert told(styles, tmp_path) == {(reason, "名单!B3", "底价")}


def test_a_format_that_shows_nothing_hides_the_stored_value(tmp_path: Path) -> None:
    styles = SILENT + style("", 'style:data-style-name="N1"')
    assert told(styles, tmp_path, CELL.format("")) == {("no-format", "名单!B3", "99")}


def test_a_style_takes_after_its_parent_and_a_cell_after_its_column(tmp_path: Path) -> None:
    base = style(ink("#ffffff"), name="Base")
    child = style("", 'style:parent-style-name="Base"')
    assert told(child, tmp_path, base=base) == {("white-text", "名单!B3", "底价")}
    circle = style(ink("#ffffff"), 'style:parent-style-name="ce1"')
    assert told(circle, tmp_path) == {("white-text", "名单!B3", "底价")}


def test_a_column_lends_its_style(tmp_path: Path) -> None:
    plain = "<table:table-cell><text:p>底价</text:p></table:table-cell>"
    column = "table:default-cell-style-name='ce1'"
    found = told(style(ink("#ffffff")), tmp_path, plain, column=column)
    assert found == {("white-text", "名单!B3", "底价")}


@pytest.mark.parametrize(
    "styles",
    [
        style(ink("#ffffff") + ground("#0000ff")),
        style(ink("#000000")),
        style(""),
        SILENT.replace("<number:text/></number:number", "<number:number/></number:number")
        + style("", 'style:data-style-name="N1"'),
        SILENT.replace("<number:text/>", "<number:text>无</number:text>")
        + style("", 'style:data-style-name="N1"'),
    ],
)
def test_what_can_be_read_is_not_told(styles: str, tmp_path: Path) -> None:
    assert told(styles, tmp_path) == set()


WAY = '<style:map style:condition="value()&gt;0" style:apply-style-name="Faint"/>'


def test_a_condition_puts_a_style_in_its_place(tmp_path: Path) -> None:
    base = style(ink("#ffffff"), name="Faint")
    assert told(style(WAY), tmp_path, base=base) == {("white-text", "名单!B3", "底价")}
    assert told(style(WAY.replace("Faint", "ce1")), tmp_path) == set()


@pytest.mark.parametrize(("back", "hidden"), [("", {"底价"}), ("#0000ff", set())])
def test_a_few_words_of_a_cell(back: str, hidden: set[str], tmp_path: Path) -> None:
    span = f'<style:style style:name="T1" style:family="text">{ink("#ffffff")}</style:style>'
    cell = CELL.format('甲<text:span text:style-name="T1">底价</text:span>')
    found = told(span + style(ground(back) if back else ""), tmp_path, cell)
    assert {text for kind, _, text in found if kind == "white-text"} == hidden
