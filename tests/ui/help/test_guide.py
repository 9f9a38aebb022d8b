"""The guide as files: complete in both languages, nothing that leads nowhere, no word that is not on the screen."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.core import resources
from app.core.text import Language
from app.ui.help.guide import CONTENTS, Guide, anchor, guide, plain
from app.ui.wording import label
from tests.guide import PICTURES
from tests.ui.test_translations import ROOT, messages

LANGUAGES: tuple[Language, ...] = ("zh", "en")
LINK = re.compile(r"(!?)\[[^]]*\]\(([^)#]*)(?:#([^)]*))?\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
MNEMONIC = re.compile(r"\s?\(&\w\)|&(?=\w)|…|（\{n\}）| \(\{n\}\)")
BOTH = re.compile(r'Text\(\s*"([^"]*)",\s*"([^"]*)",?\s*\)')


def files(language: Language) -> list[Path]:
    return sorted(guide(language).folder.glob("*.md"))


def headings(file: Path) -> set[str]:
    lines = file.read_text("utf-8").splitlines()
    return {anchor(line.lstrip("# ")) for line in lines if line.startswith("#")}


@cache
def on_the_screen(language: Language) -> frozenset[str]:
    """Every text that the window, or the core for it, has in a language; without keys and dots."""
    of_window = messages(resources.path("translations", "gongkai_en.ts"))
    words = {source if language == "zh" else text for (_, source), text in of_window.items()}
    place = LANGUAGES.index(language)
    for module in (ROOT / "app" / "core").rglob("*.py"):
        words |= {both[place] for both in BOTH.findall(module.read_text("utf-8"))}
    for pack in resources.packs():
        words |= set(said(pack.data, language))
    return frozenset(MNEMONIC.sub("", word) for word in words | set(map(label, words)))


def said(data: Any, language: Language) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get(language), str):
            yield data[language]
        for inner in data.values():
            yield from said(inner, language)
    elif isinstance(data, list):
        for inner in data:
            yield from said(inner, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_name_every_page_once_by_its_own_title(language: Language) -> None:
    pages = list(guide(language).pages)
    assert sorted(page.topic for page in pages) == sorted(
        file.stem for file in files(language) if file.stem != CONTENTS
    )
    for page in pages:
        title = guide(language).file(page.topic).read_text("utf-8").splitlines()[0]
        assert title == f"# {page.title}"


def test_both_languages_have_the_same_pages_in_one_order_with_the_same_sections() -> None:
    chinese, english = (guide(language) for language in LANGUAGES)
    assert [page.topic for page in chinese.pages] == [page.topic for page in english.pages]
    for page in chinese.pages:
        marks = [
            [line.split()[0] for line in told.file(page.topic).read_text("utf-8").splitlines()
             if line.startswith(("#", "!["))]
            for told in (chinese, english)
        ]  # fmt: skip
        assert [mark[:2] for mark in marks[0]] == [mark[:2] for mark in marks[1]], page.topic


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_leads_somewhere(language: Language) -> None:
    seen = set()
    for file in files(language):
        for picture, target, section in LINK.findall(file.read_text("utf-8")):
            place = file.parent / target if target else file
            assert place.is_file(), f"{file.name}: {target}"
            assert not section or section in headings(place), f"{file.name}: {target}#{section}"
            if picture:
                seen.add(place.stem)
    taken = {file.stem for file in (guide(language).folder / "pictures").iterdir()}
    assert seen == taken == set(PICTURES.values())


def test_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in resources.path("guide").rglob("*.png")) < 3 << 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_bold_is_a_word_of_the_program(language: Language) -> None:
    unknown = [
        f"{file.name}: {word}"
        for file in files(language)
        for bold in BOLD.findall(file.read_text("utf-8"))
        for word in bold.split(" › ")
        if word not in on_the_screen(language)
    ]
    assert unknown == []


def test_no_blank_stands_where_a_chinese_line_was_broken() -> None:
    broken = re.compile(r"[\u4e00-\u9fff，。；：、”）]\n[\u4e00-\u9fff“（]")
    assert [file.name for file in files("zh") if broken.search(file.read_text("utf-8"))] == []


def test_search_finds_sections_and_puts_titles_first() -> None:
    hits = guide("zh").search("撤回")
    assert hits[0].heading == "撤回"
    assert hits[0].place == "after#撤回"
    assert all("撤回" in f"{hit.heading}{hit.excerpt}" for hit in hits)
    assert guide("zh").search("撤回 没有这样的词") == guide("zh").search("  ") == []
    assert guide("en").search("RECEIPT")


def test_a_page_without_headings_or_words_is_found_by_nothing(tmp_path: Path) -> None:
    assert Guide(tmp_path, ()).search("回执") == []


def test_anchors_and_plain_text() -> None:
    assert anchor("Who can open the workspace?") == "who-can-open-the-workspace"
    assert anchor("一、先演练一遍") == "一先演练一遍"
    text = "![图](a.png)点 **上传**，见[送达](deliver.md)。\n| a | b |\n|---|---|"
    assert plain(text).startswith("点 上传，见送达。")
    assert "|" not in plain(text)


def test_packs_are_read_as_they_are_written() -> None:
    assert set(said(json.loads('[{"zh": "甲", "x": {"zh": "乙"}}]'), "zh")) == {"甲", "乙"}
