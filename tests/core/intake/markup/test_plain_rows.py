"""Plain rows are taken out before the parser; what is read must be the same."""

import re
from pathlib import Path

import pytest

from app.core.errors import FileUnreadable
from app.core.intake.markup.plain_rows import MOST, QUOTED, TEXT, PlainRows, Sieve, unescaped
from app.core.intake.markup.stream import feed

RUN = re.compile(rf'(?:<r(?: a="{QUOTED}")?>{TEXT}</r>)+'.encode())
PATH = Path("a.xml")


class Told:
    def __init__(self) -> None:
        self.events: list[str] = []
        self.runs: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.events.append(f"<{name}>")

    def end(self, name: str) -> None:
        self.events.append(f"</{name}>")

    def text(self, data: str) -> None:
        self.events.append(data)

    def run(self, run: str) -> None:
        self.runs.append(run)
        self.events += re.findall("<r>|</r>|[^<>]+(?=<)", unescaped(re.sub(' a="[^"]*"', "", run)))


def told(document: str, needs: tuple[bytes, ...] = (), size: int = 1 << 20) -> tuple[str, int]:
    handler = Told()
    data = document.encode()
    blocks = [data[at : at + size] for at in range(0, len(data), size)]
    for _ in feed(blocks, handler, PATH, PlainRows(RUN, needs, handler.run)):
        pass
    return "".join(handler.events), sum(run.count("</r>") for run in handler.runs)


def test_plain_rows_are_told_where_they_stand() -> None:
    document = "<t><r>甲</r><r a='1'>乙</r><r>丙</r><r>丁</r><s/></t>"
    assert told(document) == ("<t><r>甲</r><r>乙</r><r>丙</r><r>丁</r><s></s></t>", 3)


@pytest.mark.parametrize("size", [17, 40, 64])
def test_blocks_may_end_anywhere(size: int) -> None:
    document = "<t>" + "".join(f"<r>甲{n}</r>" for n in range(50)) + "</t>"
    events, taken = told(document, size=size)
    assert events == document
    assert taken > 20


@pytest.mark.parametrize(
    "document",
    [
        "<!-- <r>甲</r> --><t></t>",
        "<t><!-- <r>甲</r> --></t>",
        "<t><![CDATA[<r>甲</r>]]></t>",
        "<t><?rows?><?other <r>甲</r>?></t>",
        "<t><s xmlns='urn:x'/><r>甲</r></t>",
        "<t xmlns:b='urn:c'><r>甲</r></t>",
    ],
)
@pytest.mark.parametrize("size", [7, 1 << 20])
def test_nothing_is_taken_where_a_row_may_be_something_else(document: str, size: int) -> None:
    assert told(document, (b"xmlns:b='urn:b'",), size)[1] == 0


@pytest.mark.parametrize("row", ["<r>&b;</r>", "<r>\x01</r>", "<r a='<'></r>", "<r>a</b></r>"])
def test_what_is_no_xml_is_still_refused(row: str) -> None:
    with pytest.raises(FileUnreadable):
        told(f"<t><r>甲</r>{row}</t>")


def test_bytes_that_do_not_decode_are_refused() -> None:
    handler = Told()
    with pytest.raises(FileUnreadable):
        list(feed([b"<t><r>\xff</r></t>"], handler, PATH, PlainRows(RUN, (), handler.run)))


def test_little_is_kept_back() -> None:
    sieve = Sieve(PlainRows(RUN, ()))
    assert sieve.pass_on(b"<t><r>", False) == b"<t>"
    assert sieve.pass_on(b"x" * (MOST - 9), False) == b""
    assert len(sieve.pass_on(b"x" * 9, False)) == MOST + 3
    assert sieve.pass_on(b"</r><r>1</r>", False) == b"</r><r>1</r>"
