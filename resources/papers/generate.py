"""Makes the Word templates of the papers; run it after a change here and commit what it writes.

Agencies edit the documents, not this file.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

HERE = Path(__file__).parent
NOTE = "本表由系统根据签名文书生成；扫描二维码可得文书的完整摘要，据以核对。"
FOUND = {
    "数据项": "column", "发现": "type", "级别": "level", "处数": "count", "处理": "treatment",
    "处理后": "after",
}  # fmt: skip


def main() -> None:
    """Write every template beside this file."""
    for name, make in (
        ("review-form", review_form),
        ("risk-report", risk_report),
        ("monthly-summary", monthly_summary),
    ):
        make().save(str(HERE / f"{name}.docx"))


def review_form() -> Word:
    document = _document()
    document.add_paragraph("编号：{{ release }}　　状态：{{ state }}")
    _code(document)
    _pairs(
        document,
        ("拟公开信息名称", "{{ name }}"),
        ("提供单位", "{{ entry.provider.text }}"),
        ("信息资源代码", "{{ entry.code.text }}"),
        ("信息资源分类", "{{ entry.classification.text }}"),
        ("主题", "{{ entry.theme.text }}"),
        ("开放类型", "{{ entry.open_type.text }}"),
        ("开放方式", "{{ entry.open_mode.text }}"),
        ("更新周期", "{{ entry.update_cycle.text }}"),
        ("数据属性", "{{ entry.data_attribute.text }}"),
        ("摘要", "{{ entry.abstract.text }}"),
        ("源文件", "{{ source.name }}，{{ source.size }}，{{ rows }} 行 {{ columns }} 列"),
        ("SHA-256", "{{ source.sha256 }}"),
        ("拟公开数据项", "{% for item in items %}{{ item.name }}（{{ item.type }}）{% endfor %}"),
    )
    document.add_heading("一、检测与处理", 2)
    _rows(document, "f in findings", FOUND)
    _pairs(
        document,
        ("密级标志", "{% for mark in gate.marks %}{{ mark }} {% endfor %}"),
        ("检测结论", "{{ gate.gate }}"),
        ("数据分级", "{{ gate.grade }}"),
        ("数据质量", "{{ quality.score }}（问题 {{ quality.problems }} 项）"),
        ("机器可读", "{{ quality.machine_readable }}"),
        ("汇聚关联风险", "{% for line in convergence %}{{ line }} {% endfor %}"),
    )
    document.add_heading("二、审查意见", 2)
    _pairs(
        document,
        (
            "承办人",
            "以上信息属实，提请审查。{{ request.name }}（{{ request.organisation }}）"
            "{{ request.at }}　签名文书：{{ request.digest }}…",
        ),
    )
    table = document.add_table(3, 2, "Table Grid")
    _loop(table, "o in opinions")
    table.cell(1, 0).text = "{{ o.role }}"
    table.cell(1, 1).text = "{{ o.boxes }}"
    for line in (
        "依据：{{ o.basis }}",
        "理由：{{ o.reason }}",
        "{{ o.name }}（{{ o.organisation }}）{{ o.at }}",
        "签名文书：{{ o.digest }}…",
    ):
        table.cell(1, 1).add_paragraph(line)
    document.add_heading("三、证据链", 2)
    _rows(document, "l in links", {"环节": "kind", "摘要（SHA-256 前 16 位）": "digest"})
    document.add_paragraph(
        "平台回执：{{ receipt.platform }}　{{ receipt.at }}　封装包 {{ receipt.package }}"
    )
    document.add_paragraph(NOTE)
    return document


def risk_report() -> Word:
    document = _document()
    document.add_paragraph("编号：{{ release }}　　状态：{{ state }}")
    _code(document)
    document.add_heading("一、评估对象", 2)
    _pairs(
        document,
        ("信息资源名称", "{{ name }}"),
        ("提供单位", "{{ entry.provider.text }}"),
        ("开放类型", "{{ entry.open_type.text }}"),
        ("规模", "{{ rows }} 行，{{ columns }} 列"),
        ("数据分级", "{{ gate.grade }}"),
        ("源文件", "{{ source.name }}"),
        ("SHA-256", "{{ source.sha256 }}"),
    )
    document.add_heading("二、结论", 2)
    _each(document, "sentence in conclusions", "{{ sentence }}")
    document.add_heading("三、敏感内容与处理", 2)
    _rows(document, "f in findings", FOUND)
    document.add_heading("四、重标识风险", 2)
    _rows(
        document,
        "f in figures",
        {"指标": "title", "数值": "value", "含义": "meaning", "提示": "care"},
    )
    document.add_heading("五、汇聚关联风险", 2)
    _each(document, "line in convergence", "{{ line }}")
    return document


def monthly_summary() -> Word:
    document = _document(wide=True)
    document.add_paragraph(
        "填报单位：{{ organisation }}　　{{ month }}　　填表日期：{{ made }}"
    ).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _rows(
        document,
        "r in rows",
        {
            "序号": "number", "信息资源名称": "name", "代码": "code", "提供单位": "provider",
            "承办人": "clerk", "审查人": "reviewers", "意见": "opinion", "依据": "basis",
            "审查时间": "at", "状态": "state",
        },
    )  # fmt: skip
    document.add_paragraph(
        "合计 {{ total }} 项：{% for t in totals %}{{ t.opinion }} {{ t.count }} 项　{% endfor %}"
    )
    document.add_paragraph("填表人：　　　　　　　　审核人：　　　　　　　　单位（盖章）：")
    return document


def _document(*, wide: bool = False) -> Word:
    """An A4 document in the fonts of office papers, with its title and the warning of a drill."""
    document = Document()
    section = document.sections[0]
    size = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.page_width, section.page_height = size
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(20)
    section.header.paragraphs[0].text = "{% if drill %}演练材料，不具效力{% endif %}"
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, font, points in (("Normal", "宋体", 10.5), ("Heading 2", "黑体", 12)):
        style = document.styles[name]
        style.font.name, style.font.size = font, Pt(points)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("{{ title }}")
    run.font.size, run.bold = Pt(18), True
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")
    return document


def _code(document: Word) -> None:
    document.add_paragraph("{{ code }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _pairs(document: Word, *pairs: tuple[str, str]) -> None:
    """A table of labels and what stands beside them."""
    table = document.add_table(len(pairs), 2, "Table Grid")
    for row, (label, text) in zip(table.rows, pairs, strict=True):
        row.cells[0].text, row.cells[1].text = label, text
        row.cells[0].width, row.cells[1].width = Mm(35), Mm(135)


def _rows(document: Word, each: str, columns: dict[str, str]) -> None:
    """A table with one row for ``each``; ``columns``: heading to key."""
    table = document.add_table(4, len(columns), "Table Grid")
    variable = each.split(maxsplit=1)[0]
    for number, (heading, key) in enumerate(columns.items()):
        table.cell(0, number).text = heading
        table.cell(2, number).text = f"{{{{ {variable}.{key} }}}}"
    _loop(table, each, first=1)


def _loop(table: Table, each: str, first: int = 0) -> None:
    """Repeat the row after ``first``; the rows of the two tags go when the paper is filled."""
    table.cell(first, 0).text = f"{{%tr for {each} %}}"
    table.cell(first + 2, 0).text = "{%tr endfor %}"


def _each(document: Word, each: str, text: str) -> None:
    for line in (f"{{%p for {each} %}}", text, "{%p endfor %}"):
        document.add_paragraph(line, "List Bullet" if line == text else None)


if __name__ == "__main__":
    main()
