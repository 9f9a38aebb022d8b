"""Drawings: words of shapes, descriptions of pictures, values that charts keep.

A shape that shows is part of what surrounds the table; its description, and a shape that does not
show, are hidden. Source: ECMA-376 Part 1, 20.5 (drawings), 21.2 (charts); legacy drawings are VML.
"""

import re

from app.core.intake.column_letters import column_letters
from app.core.intake.hidden.concealed import lines
from app.core.intake.hidden.parts import Part
from app.core.intake.hidden.readable import bare, decoded, is_telling
from app.core.intake.hidden.xml_tags import Tag, index

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "cellImage")
_SHAPES = ("sp", "cxnSp", "grpSp", "pic", "graphicFrame")

_USUAL_NAME = re.compile(r"[\u3400-\u9fff]{1,8} ?\d{1,4}")  # that a program gives: 图片 1
_VML_NAMES = re.compile(r"\b(?:o:title|alt|o:href|href)=[\"']([^\"']*)[\"']")
_VML_MACRO = re.compile(r"<x:FmlaMacro>([^<]*)<", re.IGNORECASE)


def given(name: str) -> bool:
    """Whether a person gave a shape its name."""
    usual = _USUAL_NAME.fullmatch(name) is not None and "密" not in name
    return is_telling(name) and not usual


def drawing(part: Part) -> None:
    """Shapes and pictures at their cells. Also WPS's pictures in cells (``cellimages.xml``)."""
    shapes: list[_Shape] = []
    corner: dict[str, str] = {}
    for opened, tag in part.tags():
        if opened and tag.name in _SHAPES:
            shapes.append(_Shape())
        elif opened:
            continue
        elif tag.name in ("row", "col") and tag.parent is not None and tag.parent.name == "from":
            corner[tag.name] = tag.text
        elif tag.name in _ANCHORS:
            corner = {}
        elif shapes:
            shapes[-1].take(part, tag)
            if tag.name in _SHAPES:
                shapes.pop().tell(part, corner)


class _Shape:
    """One shape, as its elements close."""

    def __init__(self) -> None:
        self.name, self.hidden, self.flat = "", False, False
        self.described: list[str] = []
        self.words: list[str] = []
        self.pictures: list[str] = []

    def take(self, part: Part, tag: Tag) -> None:
        if tag.name == "cNvPr":
            self.name = tag.get("name")
            self.hidden = tag.get("hidden") in ("1", "true")
            self.described += [tag.get("descr"), tag.get("title")]

        elif tag.name == "ext" and tag.inside("spPr"):
            self.flat = tag.get("cx") == "0" and tag.get("cy") == "0"
        elif tag.name in ("sp", "cxnSp") and tag.get("macro"):
            part.add(tag.get("macro"), f"{part.where} {self.name}", "macro")
        elif tag.name == "t":
            self.words.append(tag.text)
        elif tag.name == "p":
            self.words.append("\n")
        elif tag.name in ("blip", "hlinkClick", "hlinkHover"):
            found = (part.relations.get(tag.get(key)) for key in ("r:embed", "r:link", "r:id"))
            self.pictures += [relation.target for relation in found if relation]

    def tell(self, part: Part, corner: dict[str, str]) -> None:
        place = f"{part.cell(_cell(corner))} {self.name}" if corner else f"{part.where} {self.name}"
        words = "".join(self.words)
        if self.hidden or self.flat:
            part.add(words, place)
        else:
            part.into.around(place, words)
        if given(self.name):
            part.add(self.name, place, "name")
        # What WPS and Excel call the file that a picture came from stands in its description.
        part.add(lines(self.described), place, "image" if self.pictures else "object")


def _cell(corner: dict[str, str]) -> str:
    row, column = index(corner.get("row", "0")), index(corner.get("col", "0"))
    return f"{column_letters(column + 1)}{row + 1}" if row >= 0 and column >= 0 else "?"


def chart(part: Part) -> None:
    """Titles, and the values that a chart keeps of its source, also one that is gone."""
    texts: list[str] = []
    for tag in part.closed():
        if tag.name in ("v", "t", "pt", "f"):
            texts.append(tag.text)
    part.add(lines(texts))


def words(part: Part) -> None:
    """A part of a drawing that shows words: a diagram, a shape."""
    part.add(lines([tag.text for tag in part.closed() if tag.name == "t"]))


def legacy_drawing(part: Part) -> None:
    """VML: names of pictures, macros of buttons, words of boxes that are no comments."""
    markup = part.data(4 << 20)
    text = decoded(markup) or markup.decode("utf-8", "replace")
    part.add(lines(_VML_NAMES.findall(text)), kind="image")
    for macro in _VML_MACRO.findall(text):
        part.add(macro, kind="macro")
    for shape in text.split("<v:shape ")[1:]:
        if 'ObjectType="Note"' not in shape:
            box = shape.partition("<v:textbox")[2].partition("</v:textbox>")[0]
            part.into.around(part.where, bare(f"<v:textbox{box}".encode()))
