"""Parts that are told as a whole: all their words, whatever their format."""

from app.core.intake.hidden.concealed import UNKNOWN, lines
from app.core.intake.hidden.embedded import embedded_text
from app.core.intake.hidden.parts import Part


def all_words(part: Part) -> None:
    """Every text and every attribute of an XML part, distinct."""
    texts: list[str] = []
    for tag in part.closed():
        texts += [*tag.attributes.values(), tag.text]
    part.add(lines([text for text in texts if not text.isdecimal()]))


def whole(part: Part) -> None:
    """A part of any format: its text, or the runs of text in it."""
    if part.name.lower().endswith((".xml", ".rels")):
        all_words(part)
        return
    data = part.data()
    text = embedded_text(data, part.name, part.into.job)
    part.add(text)
    if not text:
        part.into.remark(part.kind, part.where, UNKNOWN)
