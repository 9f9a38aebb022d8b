"""Which kind of markup a file is: one answer, whatever words stand further down."""

import pytest

from app.core.intake.markup.kind import kind

EXCEL_2003 = (
    '{before}<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<{prefix}Workbook xmlns{colon}="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">'
    '<Styles><Style ss:ID="Default" ss:Name="Normal"><Font/></Style></Styles>'
)


@pytest.mark.parametrize("before", ["", "\n"])
@pytest.mark.parametrize("prefix", ["", "ss:"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_workbook_of_2003(before: str, prefix: str, encoding: str) -> None:
    """Its ``<Style>`` is no style sheet of a page."""
    colon = ":ss" if prefix else ""
    head = EXCEL_2003.format(before=before, prefix=prefix, colon=colon)
    assert kind(head.encode(encoding)) == "spreadsheet-2003"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<html xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">', "page"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "a.dtd">', "page"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "page"),
        ("\r\n\r\n<!-- 导出 --><HTML><BODY>", "page"),
        ("<xml><table><tr><td>1", "page"),
        ("<center><h3>名单</h3></center>", "page"),
        ('<o:d xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">', "open-document"),
        (
            '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
            "open-document",
        ),
        ('<名单 xmlns:h="http://www.w3.org/1999/xhtml"><人/></名单>', "records"),
        ("<h:section xmlns:h = 'http://www.w3.org/1999/xhtml'><h:p/>", "page"),
        ('<w:wordDocument xmlns:w="urn:schemas-microsoft-com:office:word:2003">', "other"),
        ("<?xml version='1.0'?><list><item><style>简约</style><body>文", "records"),
        ("<list><![CDATA[<html><table><tr>]]></list>", "records"),
        ("<list><!-- <table><tr> --><a/></list>", "records"),
        ("<数据><行/></数据>", "records"),
        ("<?xml version='1.0'?><title>", "records"),
        ("<学生>,<年级>\n甲,一\n", ""),
        ("<5,人数\n甲,1\n", ""),
        ("名称,<a>\n", ""),
        ("", ""),
        ("<", ""),
        ("<!DOCTYPE", ""),
    ],
)
def test_first_element_decides(head: str, expected: str) -> None:
    assert kind(head.encode()) == expected


def test_noise_takes_no_time() -> None:
    """A prolog without an end is looked at once."""
    for noise in (b"<", b"<!", b"<!--", b"<?", b"<!doctype [", b"<!-- -->", b"<? ?> "):
        assert isinstance(kind(noise * (4096 // len(noise))), str)
