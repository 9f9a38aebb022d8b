"""What a file of markup is, told by its first element: one answer, so that one reader takes it.

Words that only look like another kind's (``<body>`` and ``<Style>`` are fields of records and parts
of workbooks too; a text may quote a whole page) must not lead a file to the wrong reader.
"""

import codecs
import re
from typing import Literal

from app.core.intake.encoding.unicode_head import unicode_head

Kind = Literal["page", "spreadsheet-2003", "open-document", "records", "other", ""]

SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
XHTML = "http://www.w3.org/1999/xhtml"
OTHERS = ("urn:schemas-microsoft-com:office:", "urn:oasis:names:tc:opendocument")

# What a page, or the piece of one that a system offers as a workbook, may begin with.
PAGE = frozenset(
    (
        "html", "head", "body", "meta", "style", "script", "title", "link", "div", "center", "font",
        "p", "span", "br", "hr", "h1", "h2", "h3", "img",
    )
)  # fmt: skip
NO_RECORDS = frozenset(("svg", "plist"))

# Nothing stands before an XML declaration, yet many pages and some workbooks begin with a blank line.
_PROLOG = re.compile(
    r"\s*(?:<\?xml(?:\s[^>]*)?>)?(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?\s*>)*",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<([\w:][\w:.\-]*)(?=[\s/>])")
_PAGE_TYPE = re.compile(r"\s*(?:<[?!][^>]*>\s*)*<!doctype\s+html[\s>]", re.IGNORECASE)
_QUOTED = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)  # which other markup has too, but no such rows
_ROW = re.compile(r"<(?:tr|td|th|thead|tbody|col|colgroup|caption)[\s>]", re.IGNORECASE)


def kind(head: bytes) -> Kind:
    """The kind of markup that a file begins with; empty where it is none.

    ``head``: its first bytes, in any encoding. ``other`` is markup that holds no table.
    """
    text = decoded(head)
    prolog = _PROLOG.match(text)
    if prolog is None or not text.lstrip().startswith("<"):
        return ""
    if _PAGE_TYPE.match(text):
        return "page"
    root = _ROOT.match(text, prolog.end())
    if root is None:  # it is too far down to be seen
        return "records" if text.startswith(("<?xml", "<!--")) else ""
    return _by_root(text, root, declared=text.lstrip().startswith("<?xml"))


def decoded(head: bytes) -> str:
    """The text of the first bytes, as far as markup goes: what does not decode is replaced."""
    text = unicode_head(head)
    if text is not None:
        return text
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return head.decode("gb18030", "replace")


def _by_root(text: str, root: re.Match[str], *, declared: bool) -> Kind:
    name = root[1].rpartition(":")[2].casefold()
    rest = _QUOTED.sub("", text[root.start() :])
    if name == "html" or _is_of(XHTML, root[1], rest):
        return "page"
    if SPREADSHEET_2003 in rest:
        return "spreadsheet-2003"
    if OPEN_DOCUMENT in rest:
        return "open-document"
    if (_TABLE.search(rest) and _ROW.search(rest)) or (name in PAGE and not declared):
        return "page"
    if name in NO_RECORDS or any(space in rest for space in OTHERS):
        return "other"
    return "records" if declared or "</" in rest or "/>" in rest else ""


def _is_of(space: str, root: str, rest: str) -> bool:
    """Whether the root element is of a namespace; that it names one, for parts below, says nothing."""
    prefix = root.rpartition(":")[0]
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    tag = rest.partition(">")[0]
    return re.search(rf"""\s{name}\s*=\s*["']{re.escape(space)}["']""", tag) is not None
