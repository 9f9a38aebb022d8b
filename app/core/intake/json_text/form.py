"""Whether a file is JSON, one text or one a line, told by its first bytes."""

import re
from collections.abc import Iterator
from typing import Literal

from app.core.intake.encoding.unicode_head import unicode_head

_TOKEN = re.compile(
    r'[ \t\n\r]+|(?P<punct>[{}\[\]:,])|(?P<string>"(?:[^"\\\x00-\x1f]|\\.)*")'
    r"|(?P<scalar>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))",
    re.DOTALL,
)


def form(head: bytes) -> Literal["json", "jsonl"] | None:
    """What the first bytes of a file are: one JSON text, a JSON text a line, or neither.

    A line of ordinary text may begin with ``{`` or ``[注]``: the first tokens must be JSON's own,
    and nothing but another JSON text may follow the first.
    """
    depth, first_line, before = 0, True, ""
    for place, mark in enumerate(_tokens(_decoded(head))):
        if place < 4 and mark not in _FIRST[before]:
            return None
        if depth == 0 and place:
            if mark == "\n":
                before = "\n"
            elif mark not in "{[":
                return None
            else:
                return "jsonl" if first_line and before == "\n" else "json"
        elif mark == "\n":
            first_line = False
        if mark != "\n":
            before = mark
        depth += (mark in ("{", "[")) - (mark in ("}", "]"))
    return "json" if before else None


_FIRST: dict[str, tuple[str, ...]] = {
    "": ("{", "[", "\n"),
    "{": ("string", "}", "\n"),
    "[": ("{", "[", "string", "scalar", "]", "\n"),
    "string": (":", ",", "]", "}", "\n"),
    "scalar": (",", "]", "}", "\n"),
    ":": ("{", "[", "string", "scalar", "\n"),
    ",": ("{", "[", "string", "scalar", "\n"),
    "}": (",", "]", "}", "{", "\n"),
    "]": (",", "]", "}", "[", "\n"),
    "\n": ("{", "[", "}", "]", "string", "scalar", ":", ",", "\n"),
}


def _tokens(head: str) -> Iterator[str]:
    """The kinds of the first tokens: marks as they are, ``string``, ``scalar``, ``\\n``.

    What is no token is ``?``, unless it is one that the end of the head has cut.
    """
    at = 0
    while at < len(head):
        match = _TOKEN.match(head, at)
        if match is None:
            if head[at] != '"' or "\n" in head[at:]:
                yield "?"
            return
        at = match.end()
        if match.lastgroup == "punct":
            yield match["punct"]
        elif match.lastgroup:
            yield match.lastgroup
        elif "\n" in match[0]:
            yield "\n"


def _decoded(head: bytes) -> str:
    """The head as text; a character that its end cuts is left out. "" where it is none."""
    text = unicode_head(head)
    # Marks, digits and quotes are the same bytes in every other encoding that is in use.
    return head.decode("latin-1") if text is None else text
