"""The papers, filled from real releases and read back from the files that come out."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from app.core import acts, agency, resources
from app.core.approval.values import Comment
from app.core.errors import ParameterInvalid, ReleaseUnknown
from app.core.jobs import Job
from app.core.model import Kind
from app.core.signoff.papers.templates import TemplateUnusable
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.answers import verdicts
from app.core.workspace.store import Workspace
from tests.releases import submitted


@pytest.fixture
def approved(ws: Workspace, clerk: Identity, reviewer: Identity, people_csv: Path, job: Job) -> str:
    release = submitted(ws, clerk, people_csv, job)
    why = "已脱敏 <b> & {{ 7*7 }}"
    comment = Comment("output", "乡镇", 2, "已核对")
    acts.review(ws, reviewer, release, "公开", "《政府信息公开条例》第十三条", why, [comment])
    return release


def in_pdf(paper: bytes) -> str:
    """Its text without blanks and breaks, which a table puts anywhere."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    return "".join(text.split())


def in_docx(paper: bytes) -> str:
    document = Document(io.BytesIO(paper))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "".join("".join([*(p.text for p in document.paragraphs), *cells]).split())


READ = {"pdf": in_pdf, "docx": in_docx}


@pytest.mark.parametrize("suffix", READ)
def test_the_form_tells_what_was_found_done_and_signed(
    ws: Workspace, approved: str, suffix: str, job: Job
) -> None:
    text = READ[suffix](acts.release_paper(ws, approved, "review-form", suffix, job))
    verdict = canonical.digest(verdicts(ws, approved)[-1])
    for told in (
        "公共信息资源开放保密审查表", approved, "清溪县民政局", "公民身份号码", "身份证号只留地区和出生年份",
        "☑公开", "☐退回", "批注：“乡镇”第2行：已核对", "《政府信息公开条例》第十三条", "张敏", "李静", verdict[:16],
        ws.standing(approved)[Kind.SOURCE], ws.standing(approved)[Kind.OUTPUT][:16],
    ):  # fmt: skip
        assert told in text, told
    assert "330199194912310020" not in text
    assert "演练" not in text


@pytest.mark.parametrize("suffix", READ)
def test_what_a_person_wrote_is_text_and_nothing_else(
    ws: Workspace, approved: str, suffix: str, job: Job
) -> None:
    text = READ[suffix](acts.release_paper(ws, approved, "review-form", suffix, job))
    assert "已脱敏<b>&{{7*7}}" in text


@pytest.mark.parametrize("suffix", READ)
def test_the_risk_report_gives_figures_and_what_they_mean(
    ws: Workspace, approved: str, suffix: str, job: Job
) -> None:
    text = READ[suffix](acts.release_paper(ws, approved, "risk-report", suffix, job))
    for told in ("效果等级", "评估所用准标识符", "检察官风险", "没有可比对的内容"):
        assert told in text, told


@pytest.mark.parametrize("suffix", READ)
def test_the_summary_counts_what_was_judged_in_its_month(
    ws: Workspace, clerk: Identity, reviewer: Identity, people_csv: Path, approved: str,
    suffix: str, job: Job,
) -> None:  # fmt: skip
    refused = submitted(ws, clerk, people_csv, job)
    acts.review(ws, reviewer, refused, "需报审", "", "拿不准")
    submitted(ws, clerk, people_csv, job)  # nobody has judged this one
    month = acts.judged_months(ws)[0]  # by the time of China
    text = READ[suffix](acts.month_paper(ws, month, suffix))
    assert "合计2项：公开1项" in text
    assert "需报审1项" in text
    assert "合计0项" in READ[suffix](acts.month_paper(ws, "2001-01", suffix))


@pytest.mark.parametrize("suffix", READ)
def test_a_paper_from_a_drill_says_so(ws: Workspace, approved: str, suffix: str, job: Job) -> None:
    agency.mark_as_drill(ws)
    paper = acts.release_paper(ws, approved, "review-form", suffix, job)
    if suffix == "pdf":
        assert "演练材料，不具效力" in in_pdf(paper)
    else:
        assert (
            "演练材料，不具效力"
            in Document(io.BytesIO(paper)).sections[0].header.paragraphs[0].text
        )


def test_the_same_evidence_gives_the_same_pdf(ws: Workspace, approved: str, job: Job) -> None:
    first, second = (acts.release_paper(ws, approved, "review-form", "pdf", job) for _ in "ab")
    assert first == second


def test_a_release_that_is_on_its_way_has_a_form_to_be_signed(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    text = in_pdf(acts.release_paper(ws, release, "review-form", "pdf", job))
    assert "保密审查人" in text
    assert "☑" not in text


def test_an_unknown_release_has_no_paper(ws: Workspace, job: Job) -> None:
    with pytest.raises(ReleaseUnknown):
        acts.release_paper(ws, "R9999", "review-form", "pdf", job)


@pytest.mark.parametrize("suffix", ["odt", ""])
def test_other_suffixes_are_refused(ws: Workspace, approved: str, suffix: str, job: Job) -> None:
    with pytest.raises(ParameterInvalid, match="pdf, docx"):
        acts.release_paper(ws, approved, "review-form", suffix, job)


@pytest.mark.parametrize("month", ["2026", "2026-13", "26-01", "上月"])
def test_months_are_months(ws: Workspace, month: str) -> None:
    with pytest.raises(ParameterInvalid):
        acts.month_paper(ws, month, "pdf")


class TestOwnTemplates:
    def test_one_may_take_the_place_of_one(
        self, ws: Workspace, approved: str, tmp_path: Path, job: Job
    ) -> None:
        own = '#let c = json(bytes(sys.inputs.content))\n#set text(font: "Noto Serif CJK SC")\n本局专用 #c.name'
        (tmp_path / "review-form.typ").write_text(own, encoding="utf-8")
        form, report = (
            in_pdf(acts.release_paper(ws, approved, paper, "pdf", job, tmp_path))
            for paper in ("review-form", "risk-report")
        )
        assert "本局专用" in form
        assert "数据安全风险评估报告" in report

    @pytest.mark.parametrize(
        "template",
        ["#c.nothing", "#read(\"/etc/passwd\")", "#image(\"../../secret.png\")", "#import \"@preview/x:1.0.0\"", "#("],
    )  # fmt: skip
    def test_a_typst_template_reads_nothing_else(
        self, ws: Workspace, approved: str, tmp_path: Path, template: str, job: Job
    ) -> None:
        (tmp_path / "review-form.typ").write_text(template, encoding="utf-8")
        with pytest.raises(TemplateUnusable, match=r"review-form\.typ"):
            acts.release_paper(ws, approved, "review-form", "pdf", job, tmp_path)

    @pytest.mark.parametrize(
        "text", ["{{ nothing }}", "{{ name.__class__.__mro__ }}", "{% for %}", "{{ 1 / 0 }}"]
    )
    def test_a_word_template_calls_nothing(
        self, ws: Workspace, approved: str, tmp_path: Path, text: str, job: Job
    ) -> None:
        document = Document()
        document.add_paragraph(text)
        document.save(str(tmp_path / "review-form.docx"))
        with pytest.raises(TemplateUnusable, match=r"review-form\.docx"):
            acts.release_paper(ws, approved, "review-form", "docx", job, tmp_path)

    @pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
    def test_a_file_that_is_no_document(
        self, ws: Workspace, approved: str, tmp_path: Path, content: bytes, job: Job
    ) -> None:
        (tmp_path / "review-form.docx").write_bytes(content)
        with pytest.raises(TemplateUnusable):
            acts.release_paper(ws, approved, "review-form", "docx", job, tmp_path)


def test_the_templates_that_ship_are_what_their_source_makes(tmp_path: Path) -> None:
    for file in resources.path("papers").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    subprocess.run([sys.executable, tmp_path / "generate.py"], check=True)
    for name in ("review-form.docx", "risk-report.docx", "monthly-summary.docx"):
        made, kept = (
            zipfile.ZipFile(folder / name).read("word/document.xml")
            for folder in (tmp_path, resources.path("papers"))
        )
        assert made == kept, name


def test_without_a_chinese_font_nobody_gets_empty_boxes(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
    code = (
        "import datetime, pathlib\n"
        "from app.core.signoff.papers import pdf\n"
        "pdf.render(pathlib.Path('x.typ'), {}, '', datetime.datetime.now(datetime.UTC))"
    )
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert "PaperFontMissing" in done.stderr


def test_the_documents_name_every_key(ws: Workspace, approved: str) -> None:
    from app.core.acts.papers import _evidence
    from app.core.signoff.papers import monthly_summary, review_form, risk_report

    told = (resources.ROOT.parent / "docs" / "papers.md").read_text(encoding="utf-8")
    evidence = _evidence(ws, approved)
    for content in (
        review_form.content(evidence),
        risk_report.content(evidence),
        monthly_summary.content("2026-11", "某局", [evidence], "2026-11-30"),
    ):
        for key in content:
            assert any(f"`{key}{end}" in told for end in ("`", "[]`", ".")), key


def test_the_form_holds_every_level_of_the_route(
    ws: Workspace, clerk: Identity, reviewer: Identity, people_csv: Path, job: Job
) -> None:
    agency.choose_route(ws, clerk, "two")
    release = submitted(ws, clerk, people_csv, job)
    head = ws.new_identity("王强", "004", "head", "清溪县民政局", "h")
    for signer, reason in ((head, "情况属实"), (reviewer, "不涉密")):
        acts.review(ws, signer, release, "公开", "条例第十三条", reason)
    text = in_docx(acts.release_paper(ws, release, "review-form", "docx", job))
    for told in ("王强", "处室负责人", "情况属实", "李静", "保密审查人", "不涉密"):
        assert told in text, told
    for verdict in verdicts(ws, release):
        assert canonical.digest(verdict)[:16] in text


def test_a_paper_is_looked_at_page_by_page(ws: Workspace, approved: str, job: Job) -> None:
    shown = acts.release_pages(ws, approved, "review-form", 50, job)
    printed = PdfReader(io.BytesIO(acts.release_paper(ws, approved, "review-form", "pdf", job)))
    assert len(shown) == len(printed.pages)
    assert all(page.startswith(b"\x89PNG") for page in shown)
    (month,) = acts.judged_months(ws)
    assert len(acts.month_pages(ws, month, 50)) == 1
    small, large = (acts.month_pages(ws, month, ppi)[0] for ppi in (50, 100))
    assert len(large) > len(small)
