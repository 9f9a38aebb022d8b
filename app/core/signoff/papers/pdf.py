"""A paper as PDF, set by typst from a template that an agency may replace.

A template finds its content in ``sys.inputs.content`` (JSON), the printed code in ``sys.inputs.code``
(SVG), and the other ``.typ`` files of its folder under their names. It can read nothing else, and
nothing of the paper lies in a file while it is being set.
"""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from app.core.signoff.papers import verdict_code
from app.core.signoff.papers.templates import PaperFontMissing, TemplateUnusable


def render(template: Path, content: dict[str, Any], code: str, made: datetime.datetime) -> bytes:
    """The PDF; the same content, code and moment give the same bytes.

    Raises :class:`TemplateUnusable` for a template that cannot be set, :class:`PaperFontMissing` where
    the system has no Chinese font.
    """
    (paper,) = _set(template, content, code, made, format="pdf")
    return paper


def pages(
    template: Path, content: dict[str, Any], code: str, made: datetime.datetime, ppi: float
) -> tuple[bytes, ...]:
    """The same paper as pictures (PNG), one a page, ``ppi`` pixels an inch. Raises as for the PDF."""
    return _set(template, content, code, made, format="png", ppi=ppi)


def _set(
    template: Path, content: dict[str, Any], code: str, made: datetime.datetime, **how: Any
) -> tuple[bytes, ...]:
    if not _has_chinese():
        raise PaperFontMissing
    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    if code:
        inputs["code"] = verdict_code.drawing(code)
    try:
        # Several files in memory, the first of them under "main"; its types know of one file only.
        files: Any = {file.name: file.read_bytes() for file in template.parent.glob("*.typ")}
        files["main"] = template.read_bytes()
        made = made.replace(microsecond=0)
        done: bytes | list[bytes] = typst.compile(files, sys_inputs=inputs, timestamp=made, **how)
    except (OSError, RuntimeError) as error:  # TypstError is one, and so is a file that is no text
        reason = getattr(error, "message", str(error))
        raise TemplateUnusable(name=template.name, reason=reason) from error
    return (done,) if isinstance(done, bytes) else tuple(done)


@cache
def _has_chinese() -> bool:
    """Whether some font has Han characters: without one, any two of them look the same."""
    first, second = (
        typst.compile(b"#sys.inputs.text", format="svg", sys_inputs={"text": text})
        for text in ("公", "开")
    )
    return first != second
