"""A paper as a Word document, from a template that anyone can edit in Word or WPS.

A template is a document with ``{{ name }}`` where a value goes and ``{%tr for … %}`` around rows that
repeat (docxtpl). What is put in is text and never markup; a template can call nothing.
"""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

from app.core.signoff.papers import verdict_code
from app.core.signoff.papers.templates import TemplateUnusable

_CODE_WIDTH = 28  # mm
_SLIPS = (ArithmeticError, LookupError, TypeError, ValueError)  # of expressions in a template


def render(template: Path, content: dict[str, Any], code: str, made: datetime.datetime) -> bytes:
    """The document. Raises :class:`TemplateUnusable`, also for a name that the paper does not have."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(io.BytesIO(template.read_bytes()))
        values = dict(content)
        if code:
            picture = io.BytesIO(verdict_code.picture(code))
            values["code"] = InlineImage(document, picture, width=Mm(_CODE_WIDTH))
        document.render(values, environment, autoescape=True)
        properties = document.docx.core_properties
        properties.title = content["title"]
        properties.created = properties.modified = made
        written = io.BytesIO()
        document.save(written)
    except (OSError, zipfile.BadZipFile, TemplateError, *_SLIPS) as error:
        raise TemplateUnusable(name=template.name, reason=str(error)) from error
    return written.getvalue()
