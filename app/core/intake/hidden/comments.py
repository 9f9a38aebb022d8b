"""Comments, threaded comments and the persons who wrote them.

Source: ECMA-376 Part 1, 18.7 (comments); MS-XLSX 2.6.203 ff. (threaded comments, persons).
"""

from app.core.intake.hidden.concealed import lines
from app.core.intake.hidden.parts import Part


def comments(part: Part) -> None:
    """Classic comments at their cells, and their authors."""
    authors: list[str] = []
    words: list[str] = []
    for tag in part.closed():
        if tag.name == "author":
            authors.append(tag.text)
        elif tag.name == "t" and not tag.inside("rPh"):
            words.append(tag.text)
        elif tag.name == "comment":
            part.add("".join(words), part.cell(tag.get("ref")))
            words.clear()
    part.add(lines(authors), f"{part.where} 批注作者 authors")


def threaded_comments(part: Part) -> None:
    """Comments with their answers: who, when, what."""
    people = _people(part)
    for tag in part.closed():
        if tag.name == "text" and tag.parent is not None:
            one = tag.parent
            who = people.get(one.get("personId"), "")
            text = f"{who} {one.get('dT')}：{tag.text}"
            part.add(text, part.cell(one.get("ref")))


def persons(part: Part) -> None:
    """Names and account names of those who commented."""
    for tag in part.closed():
        if tag.name == "person":
            names = (tag.get("displayName"), tag.get("userId"), tag.get("providerId"))
            part.add(lines(names))


def _people(part: Part) -> dict[str, str]:
    """Display names by person id, out of every part of persons."""
    found: dict[str, str] = {}
    for name in part.package.entries:
        if name.lower().startswith("xl/persons/") and name.endswith(".xml"):
            for tag in Part(part.package, name, part.kind).closed():
                if tag.name == "person":
                    found[tag.get("id")] = tag.get("displayName")
    return found
