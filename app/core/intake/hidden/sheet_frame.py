"""What stands in a sheet's XML around its rows: headers, validations, filters, links, scenarios.

The rows in between may be a thousand million bytes, so they are passed over by a search for bytes;
the same pass tells whether styles that hide are used at all.
Source: ECMA-376 Part 1, 18.3.1.99 (worksheet); validations of Excel 2010 stand in its ``extLst``.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.intake.hidden.concealed import CUT, lines
from app.core.intake.hidden.conditional import Rule, Rules
from app.core.intake.hidden.headers import printed_sections
from app.core.intake.hidden.links import hyperlinks
from app.core.intake.hidden.parts import MAX_HELD, Bounded, Part
from app.core.intake.hidden.styles import Styles
from app.core.intake.hidden.xml_tags import Tag, closed

BLOCK = 1 << 18  # bytes
MAX_HEAD = 8 << 20  # bytes before the rows
MAX_SHEET = 2 << 30  # bytes of a sheet's XML

_ROWS = re.compile(rb"<(?:[A-Za-z]\w*:)?sheetData(?=[\s/>])[^<>]*>")
_ROWS_END = re.compile(rb"</(?:[A-Za-z]\w*:)?sheetData\s*>")
_LOOKS = re.compile(rb"rPr")  # sooner than by ``in``
_USUAL_NAME = re.compile(r"[A-Za-z]+\d*|")  # of a sheet's code: Sheet1
_LONGEST_TAG = 4096
_HEADERS = frozenset(
    ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
)


@dataclass(frozen=True)
class Frame:
    """A sheet's ``xml`` without its rows.

    ``used``: whether the pattern that was sought occurs among them; ``rich``: whether texts with
    runs of their own looks do; ``cut``: whether the XML ends before it should.
    """

    part: Part
    xml: bytes
    used: bool = False
    rich: bool = False
    cut: bool = False

    def tags(self) -> Iterator[Tag]:
        """The elements around the rows. Raises Malformed."""
        held = io.BytesIO(self.xml)
        if self.cut:
            return closed(_Cut(held), self.part.into.job)
        return closed(held, self.part.into.job)


def read_frame(stream: Bounded, part: Part, wanted: re.Pattern[bytes] | None) -> Frame:
    """What stands around the rows of a sheet, in one pass over it. Raises Damaged."""
    return _Pass(part, wanted).over(stream)


class _Pass:
    """Passes over the rows, with an eye on what they hold."""

    def __init__(self, part: Part, wanted: re.Pattern[bytes] | None) -> None:
        self._part, self._wanted = part, wanted
        self._used = self._rich = False

    def over(self, stream: Bounded) -> Frame:
        head, rest, empty = self._head(stream)
        tail = rest if empty else self._tail(stream, rest)
        if len(tail) >= MAX_HELD or stream.cut:
            self._part.into.remark("validation", self._part.where, CUT)
            stream.cut = True
        return Frame(self._part, head + tail, self._used, self._rich, stream.cut)

    def _head(self, stream: Bounded) -> tuple[bytes, bytes, bool]:
        """What stands before the rows; what was read beyond their tag; whether there are none."""
        head = b""
        while block := stream.read(BLOCK):
            self._part.into.job.report(len(head))
            head += block
            rows = _ROWS.search(head, max(len(head) - len(block) - _LONGEST_TAG, 0))
            if rows is not None:
                empty = rows[0].endswith(b"/>")
                return head[: rows.start()], head[rows.end() :], empty
            if len(head) >= MAX_HEAD:
                break
        return head, b"", True

    def _tail(self, stream: Bounded, block: bytes) -> bytes:
        """What stands behind the rows."""
        kept, done, has_inline = b"", 0, False
        while True:
            seen = kept + block
            # Rows of numbers and of shared strings have none of these letters, and one letter is
            # found ten times sooner than a word.
            place = seen.find(b"sheetData") if b"h" in seen else -1
            has_inline = has_inline or b"i" in seen  # texts with looks stand within <is>
            end = _ROWS_END.search(seen, max(place - 64, 0)) if place >= 0 else None
            if not self._used and self._wanted is not None:
                self._used = self._wanted.search(seen) is not None
            self._rich = self._rich or (has_inline and _LOOKS.search(seen) is not None)
            if end is not None:
                return self._rest(stream, seen[end.end() :])
            kept = seen[-_LONGEST_TAG:]
            block = stream.read(BLOCK)
            done += len(block)
            self._part.into.job.report(done)
            if not block:
                stream.cut = True
                return b""

    def _rest(self, stream: Bounded, tail: bytes) -> bytes:
        blocks = [tail]
        while sum(map(len, blocks)) < MAX_HELD and (block := stream.read(1 << 20)):
            self._part.into.job.report(len(blocks))
            blocks.append(block)
        return b"".join(blocks)


class _Cut:
    """Bytes that end before the XML does."""

    cut = True

    def __init__(self, held: io.BytesIO) -> None:
        self.read = held.read


def tell_frame(part: Part, frame: Frame, styles: Styles) -> list[Rule]:
    """Tell what hides around the rows of one sheet; the rules that may hide cells among them.

    Raises Malformed.
    """
    rules = Rules(part, styles)
    for tag in frame.tags():
        if tag.name == "conditionalFormatting" or tag.inside("conditionalFormatting"):
            rules.take(tag)
        elif tag.name == "sheetPr" and not _USUAL_NAME.fullmatch(tag.get("codeName")):
            part.add(tag.get("codeName"), part.cell("codeName"), "name")
        elif tag.name in _HEADERS:
            _header(part, tag)
        elif tag.name == "hyperlink":
            hyperlinks(part, tag)
        elif tag.name in ("formula1", "formula2", "f", "sqref") and tag.inside("dataValidation"):
            _keep_formula(tag)
        elif tag.name == "dataValidation":
            _validation(part, tag)
        elif tag.name in _TOLD:
            kind, names = _TOLD[tag.name]
            words = [tag.get(name) for name in names]
            part.add(lines(words), part.cell(_place(tag)), kind)
    return rules.rules


_TOLD = {
    "filter": ("filter", ("val",)),
    "customFilter": ("filter", ("val",)),
    "protectedRange": ("name", ("name", "securityDescriptor")),
    "scenario": ("object", ("name", "user", "comment")),
    "inputCells": ("object", ("val",)),
    "oleObject": ("object", ("progId", "link")),
    "webPublishItem": ("link", ("destinationFile", "title")),
    "customPr": ("property", ("name",)),
}


def _place(tag: Tag) -> str:
    """The reference of the element, or of the nearest one around it that has one."""
    around: Tag | None = tag
    while around is not None:
        for name in ("ref", "sqref", "r"):
            if around.get(name):
                return around.get(name)
        around = around.parent
    return tag.name


def _header(part: Part, tag: Tag) -> None:
    for words in printed_sections(tag.text):
        part.add(words, part.cell(tag.name), "header-footer")
        part.into.around(part.cell(tag.name), words)


def _keep_formula(tag: Tag) -> None:
    """Hand what stands in a part of a validation to the validation itself."""
    validation = tag.around("dataValidation")
    if validation is not None:
        if tag.name == "sqref":
            validation.attributes["sqref"] = tag.text
        else:
            validation.texts.append(f"{tag.text.strip()}\n")


def _validation(part: Part, tag: Tag) -> None:
    """The list of a validation, or its formulas, with its prompt and its message."""
    names = ("promptTitle", "prompt", "errorTitle", "error")
    formulas = [formula.strip().strip('"') for formula in tag.text.split("\n")]
    texts = [*formulas, *(tag.get(name) for name in names)]
    part.add(lines(texts), part.cell(tag.get("sqref")), "validation")
