"""The report as a page and as a workbook."""

import io
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from app.core import acts
from app.core.catalog.infer import infer
from app.core.jobs import Job
from app.core.model import Entry, Report, Table
from app.core.quality.assess import assess
from app.core.quality.check import dimensions
from app.core.quality.reports import workbook
from app.core.quality.reports.content import Point
from app.core.text import Language
from app.core.trust import canonical
from tests.core.quality.test_checks import TODAY
from tests.core.tables import table

CELLS: dict[str, list[str | None]] = {
    "<名称>": ["甲 ", "乙", "乙", None],
    "数量": ["001", "2", "2", "440524188001010014"],
}


def assessed() -> tuple[Table, Entry, Report]:
    source = table(CELLS)
    entry = infer(source, provider="a", provider_code="b", sequence=1, today=TODAY)
    return source, entry, assess(source, entry, TODAY, Job())


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "meter"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "meter":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_is_sound_and_holds_no_value(language: Language) -> None:
    source, entry, report = assessed()
    reported = acts.Reported(source, entry, report, TODAY)
    text = acts.quality_report(reported, "html", Job(), language).decode()
    page = Tags()
    page.feed(text)
    assert page.open == []
    assert "<名称>" in page.words
    assert "<名称>" not in text
    assert "440524188001010014" not in text
    assert all(one.message.to(language) in page.words for one in report.problems)
    assert "<svg" not in text


def trend(*scores: float) -> tuple[Point, ...]:
    return tuple(
        Point(f"2026-{month:02d}-01", score, dict.fromkeys(dimensions(), score), 1)
        for month, score in enumerate(scores, 1)
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_draws_the_trend_and_tells_it(language: Language) -> None:
    source, entry, report = assessed()
    reported = acts.Reported(source, entry, report, TODAY, trend=trend(0.9, 0.8))
    text = acts.quality_report(reported, "html", Job(), language).decode()
    page = Tags()
    page.feed(text)
    assert page.open == []
    assert text.count("<svg") == 1
    assert all(told in page.words for told in ("2026-01-01", "2026-02-01", "▼ 10.0", "90.0%"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_paper_tells_what_the_page_tells(language: Language) -> None:
    source, entry, report = assessed()
    reported = acts.Reported(source, entry, report, TODAY, trend=trend(0.9, 0.8))
    paper = acts.quality_report(reported, "pdf", Job(), language)
    assert paper == acts.quality_report(reported, "pdf", Job(), language)
    text = "".join(
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages).split()
    )
    assert "440524188001010014" not in text
    told = [one.message.to(language) for one in report.problems]
    for words in (*told, "<名称>", "2026-02-01", "2026-11-23", f"{report.score:.1%}"):
        assert "".join(words.split()) in text


def test_paper_by_an_agency_s_own_template(tmp_path: Path) -> None:
    (tmp_path / "quality-report.typ").write_text(
        "#let content = json(bytes(sys.inputs.content))\n本局 #content.title\n", "utf-8"
    )
    source, entry, report = assessed()
    reported = acts.Reported(source, entry, report, TODAY)
    paper = acts.quality_report(reported, "pdf", Job(), "zh", tmp_path)
    assert "本局" in PdfReader(io.BytesIO(paper)).pages[0].extract_text()


def test_json_is_the_report() -> None:
    source, entry, report = assessed()
    reported = acts.Reported(source, entry, report, TODAY)
    written = acts.quality_report(reported, "json", Job(), "zh")
    assert canonical.decode(written, Report, "report") == report


def test_workbook_marks_every_faulty_cell() -> None:
    source, entry, report = assessed()
    reported = acts.Reported(source, entry, report, TODAY)
    book = openpyxl.load_workbook(io.BytesIO(acts.quality_report(reported, "xlsx", Job(), "zh")))
    data = book["数据"]
    assert [[cell.value for cell in row][1:] for row in data.iter_rows(min_row=2)] == [
        list(row) for row in zip(*CELLS.values(), strict=True)
    ]
    marked = {cell.coordinate for row in data.iter_rows() for cell in row if cell.comment}
    assert marked == {"B2", "A4", "B5"}
    assert data["C5"].data_type == "s"
    assert book["问题清单"].max_row == len(report.problems) + 1


def test_large_table_gives_its_faulty_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "WHOLE", 3)
    source, entry, report = assessed()
    reported = acts.Reported(source, entry, report, TODAY)
    book = openpyxl.load_workbook(io.BytesIO(acts.quality_report(reported, "xlsx", Job(), "en")))
    assert [row[0].value for row in book["Data"].iter_rows(min_row=2)] == [1, 3, 4]
