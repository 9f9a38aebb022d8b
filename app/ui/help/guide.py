"""The user guide as text: its pages in the order of the contents, and what is found in them.

A page is a Markdown file in ``resources/guide``, one folder a language; its name without the suffix is the
help topic. It ships with the program, since an office PC may have no network.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.core import resources
from app.core.text import Language

CONTENTS = "index"
SUFFIX = ".md"

_CHAPTER = re.compile(r"^## (.+)$")
_ENTRY = re.compile(r"^- \[(.+?)\]\(([\w-]+)\.md\)")
_HEADING = re.compile(r"^#+ (.+)$")
_PICTURE = re.compile(r"!\[.*?\]\(.*?\)")
_LINK = re.compile(r"\[(.+?)\]\(.*?\)")
_MARKS = re.compile(r"\*\*|`|^[ >|:-]+$|^[>-] |\| ?", re.MULTILINE)
_PUNCTUATION = re.compile(r"[^\w\- ]")
_BEFORE, _AFTER = 6, 60  # characters of an excerpt on both sides of what was found


@dataclass(frozen=True)
class GuidePage:
    """One page. ``topic``: what it is asked for by."""

    topic: str
    title: str


@dataclass(frozen=True)
class Chapter:
    """Pages under one title of the contents."""

    title: str
    pages: tuple[GuidePage, ...]


@dataclass(frozen=True)
class Hit:
    """A section that holds all words; ``place``: its topic, with the section's anchor behind a “#”."""

    place: str
    page: str
    heading: str
    excerpt: str


@dataclass(frozen=True)
class Guide:
    """The guide in one language."""

    folder: Path
    chapters: tuple[Chapter, ...]

    @property
    def pages(self) -> Iterator[GuidePage]:
        """Every page but the contents."""
        return (page for chapter in self.chapters for page in chapter.pages)

    def file(self, topic: str) -> Path:
        """Where a page lies."""
        return self.folder / f"{topic}{SUFFIX}"

    def search(self, words: str) -> list[Hit]:
        """The sections that hold all words, those first that are called so."""
        wanted = words.casefold().split()
        found = [
            Hit(_place(page, heading), page.title, heading, _excerpt(text, wanted[0]))
            for page in self.pages
            for heading, text in _sections(self.file(page.topic).read_text("utf-8"))
            if wanted and all(word in f"{heading}\n{text}".casefold() for word in wanted)
        ]
        phrase = " ".join(wanted)

        def rank(hit: Hit) -> tuple[bool, bool]:
            return hit.heading.casefold() != phrase, phrase not in hit.heading.casefold()

        return sorted(found, key=rank)


@cache
def guide(language: Language) -> Guide:
    """The guide as its contents list it."""
    folder = resources.path("guide", language)
    chapters: list[tuple[str, list[GuidePage]]] = []
    for line in (folder / f"{CONTENTS}{SUFFIX}").read_text("utf-8").splitlines():
        if chapter := _CHAPTER.match(line):
            chapters.append((chapter[1], []))
        elif entry := _ENTRY.match(line):
            chapters[-1][1].append(GuidePage(entry[2], entry[1]))
    return Guide(folder, tuple(Chapter(title, tuple(pages)) for title, pages in chapters))


def anchor(heading: str) -> str:
    """What a link to a heading ends in; the rule that code hosts have as well."""
    return _PUNCTUATION.sub("", heading.strip().lower()).replace(" ", "-")


def plain(text: str) -> str:
    """Markdown as it reads aloud."""
    return _MARKS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", text)))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    heading, lines = "", list[str]()
    for line in text.splitlines():
        if found := _HEADING.match(line):
            if heading:
                yield heading, plain("\n".join(lines))
            heading, lines = found[1], []
        else:
            lines.append(line)
    if heading:
        yield heading, plain("\n".join(lines))


def _place(page: GuidePage, heading: str) -> str:
    return page.topic if heading == page.title else f"{page.topic}#{anchor(heading)}"


def _excerpt(text: str, word: str) -> str:
    line = " ".join(text.split())
    at = max(line.casefold().find(word), 0)
    start, end = max(at - _BEFORE, 0), at + len(word) + _AFTER
    while start and line[start - 1].isascii() and line[start - 1].isalnum():
        start -= 1  # a word is not cut; Han characters are words
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
