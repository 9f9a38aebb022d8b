"""Revision logs of shared workbooks: who changed what, with the old values.

Source: ECMA-376 Part 1, 18.11.
"""

from app.core.intake.hidden.concealed import lines
from app.core.intake.hidden.parts import Part


def revision_headers(part: Part) -> None:
    """Who saved the shared workbook, and when."""
    for tag in part.closed():
        if tag.name == "header":
            part.add(lines((tag.get("userName"), tag.get("dateTime"))))


def revision_log(part: Part) -> None:
    """Old and new cells, names and comments, at their places."""
    texts: list[str] = []
    for tag in part.closed():
        if tag.name in ("v", "t", "f", "formula", "oldFormula"):
            texts.append(tag.text)
        elif tag.parent is not None and tag.parent.name == "revisions":
            texts += [tag.get(name) for name in ("author", "name", "newName", "oldName")]
            cell = next((tag.get(name) for name in ("cell", "ref", "sqref") if tag.get(name)), "")
            sheet = tag.get("sId") or tag.get("sheetId")
            part.add(lines(texts), f"{part.name} #{sheet} {cell}".strip())
            texts.clear()


def shared_users(part: Part) -> None:
    """The users who have the shared workbook open."""
    for tag in part.closed():
        if tag.name == "userInfo":
            part.add(lines((tag.get("name"), tag.get("dateTime"))))
