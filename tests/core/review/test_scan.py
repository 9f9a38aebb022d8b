"""The whole scan: findings, their places, marks around the table, and the gate."""

import random
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.core import resources
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import Findings, Hidden, Table
from app.core.review.detector import detectors
from app.core.review.scan import CELL_LIMIT, scan
from tests.core.review.columns import bank_card, contract, mobile, resident_id
from tests.core.tables import table

MARKS = ["机密★10年", "绝密★长期", "秘密★6个月", "秘密★会议开始前", "机密"]
INNOCENT = ["商业秘密", "保密期限", "非涉密", "机密性", "秘密投票"]


def scanned(source: Table) -> Findings:
    return scan(source, Job(), table_digest="0" * 64)


def people(rows: int, seed: int = 1) -> dict[str, list[str | None]]:
    generator = random.Random(seed)
    return {
        "姓名": ["王小伟"] * rows,
        "号码": [resident_id(generator) for _ in range(rows)],
        "电话": [mobile(generator) for _ in range(rows)],
        "卡": [bank_card(generator) for _ in range(rows)],
        "乡镇": ["青石镇"] * rows,
    }


def test_types_levels_and_gate() -> None:
    findings = scanned(table(people(30)))
    found = {finding.column: (finding.type, finding.level) for finding in findings.columns}
    assert found == {
        "姓名": ("person-name", "personal"),
        "号码": ("resident-id", "personal"),
        "电话": ("mobile", "personal"),
        "卡": ("bank-card", "sensitive-personal"),
    }
    assert findings.gate == "hold"
    assert all(finding.count == 30 and finding.ratio == 1 for finding in findings.columns)


def test_of_a_sentence_the_sample_is_what_was_found() -> None:
    texts = [f"反映{n}号路灯不亮，联系电话 142 0000 {1000 + n * 137}，请维修。" for n in range(30)]
    (finding,) = scanned(table({"诉求": texts})).columns
    assert finding.sample_masked == ("142*******000", "142*******137", "142*******274")


def test_samples_are_masked_and_places_lead_to_the_cell() -> None:
    source = table({"意见": [None, "无", "我的证号：３３０１９９１９４９１２３１００２０，请核"]})
    findings = scanned(source)
    (cell,) = findings.cells
    assert (cell.row, cell.column, cell.type) == (3, "意见", "resident-id")
    assert (
        source.data["意见"][2].as_py()[slice(*cell.span)] == "３３０１９９１９４９１２３１００２０"
    )
    assert "1949" not in str(findings.columns) + str(findings.marks)


def test_cells_count_even_beyond_those_listed() -> None:
    findings = scanned(
        table({"电话": ["14200000001"] * 3000, "手机": ["14200000002"] * 10 + [None] * 2990})
    )
    assert findings.cells_total == 3010
    assert len(findings.cells) == CELL_LIMIT


def test_one_text_is_claimed_once() -> None:
    """8 % of valid identity numbers pass Luhn, 3 % the credit code's check."""
    generator = random.Random(4)
    column = [resident_id(generator, "620199") for _ in range(400)]
    assert {finding.type for finding in scanned(table({"号": column})).columns} == {"resident-id"}


def test_numbers_of_things_are_clear() -> None:
    generator = random.Random(9)
    columns: dict[str, list[str | None]] = {
        "订单号": [f"1{generator.randrange(10**10):010d}" for _ in range(300)],
        "合同编号": [contract(generator, n) for n in range(300)],
        "资产编号": [f"{generator.randrange(10**15, 10**19)}" for _ in range(300)],
        "时间戳": [f"17{generator.randrange(10**11):011d}" for _ in range(300)],
        "邮编": [f"3301{n % 100:02d}" for n in range(300)],
    }
    findings = scanned(table(columns))
    assert (findings.gate, findings.columns, findings.marks) == ("clear", (), ())


def test_list_of_universities_is_clear() -> None:
    rows = 60
    columns: dict[str, list[str | None]] = {
        "序号": [str(n) for n in range(rows)],
        "学校名称": [f"清溪第{n}大学" for n in range(rows)],
        "学校标识码": [f"41110{n:05d}" for n in range(rows)],
        "主管部门": ["教育部"] * rows,
        "所在地": ["清溪市"] * rows,
        "办学层次": ["本科"] * rows,
        "备注": [None] * rows,
    }
    assert scanned(table(columns)).gate == "clear"


@pytest.mark.parametrize("mark", MARKS)
class TestMarksBlock:
    def test_in_a_cell(self, mark: str) -> None:
        findings = scanned(table({"名称": ["甲"] * 2000 + [mark]}))
        assert findings.gate == "block"
        assert findings.marks[0].where.en == "名称, row 2001"
        assert findings.marks[0].text in mark

    @pytest.mark.parametrize(
        "where", ["sheet name", "title", "file name", "folder name", "Sheet!oddHeader"]
    )
    def test_around_the_table(self, mark: str, where: str) -> None:
        assert scanned(table({"名称": ["甲"]}, ((where, mark),))).gate == "block"

    def test_as_one_word_of_a_row(self, mark: str) -> None:
        assert scanned(table({"名称": ["甲"]}, (("a!1", f"清溪县 {mark} 2024年"),))).gate == "block"

    @pytest.mark.parametrize("kind", ["sheet", "row", "column", "comment", "property"])
    def test_hidden(self, mark: str, kind: str) -> None:
        source = replace(
            table({"名称": ["甲"]}), hidden=(Hidden(kind, "x", f"其他\n{mark}\n其他"),)
        )  # type: ignore[arg-type]
        findings = scanned(source)
        assert findings.gate == "block"
        assert findings.marks[0].where.en.endswith(f"{kind} x")

    def test_as_column_name(self, mark: str) -> None:
        assert scanned(table({mark: ["甲"]})).gate == "block"


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_words_do_not_block(text: str) -> None:
    source = replace(
        table({"名称": [text], text: ["甲"]}, (("title", text),)),
        hidden=(Hidden("comment", "x", text),),
    )
    assert scanned(source).gate != "block"


def test_a_stricter_mark_is_not_drowned_by_many_mild_ones() -> None:
    findings = scanned(table({"备注": ["维稳"] * 1500 + ["工作秘密"]}))
    assert findings.gate == "hold"


def test_mild_words_only_warn() -> None:
    assert scanned(table({"备注": ["维稳"]})).gate == "warn"


def test_values_that_no_row_holds_any_more_are_not_found() -> None:
    """A slice of a table keeps the dictionary of the whole."""
    source = table({"电话": ["14200000001", "无"]})
    assert scanned(replace(source, data=source.data.slice(1))).columns == ()


def test_marks_of_a_whole_workbook(tmp_path: Path, job: Job) -> None:
    for place in (
        "cell of another sheet",
        "late cell of a hidden column",
        "cell beside the table",
        "comment",
        "header",
    ):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["名称", "底稿", "数"])
        for number in range(400):
            sheet.append(["甲", "乙", number])
        if place == "cell of another sheet":
            book.create_sheet("其他").append(["甲", "机密"])
        elif place == "late cell of a hidden column":
            sheet.column_dimensions["B"].hidden = True
            sheet["B399"] = "机密"
        elif place == "cell beside the table":
            sheet["K390"] = "机密"
        elif place == "comment":
            sheet["A5"].comment = openpyxl.comments.Comment("秘密★1年", "x")
        else:
            sheet.oddFooter.left.text = "绝密★长期"
        book.save(tmp_path / "a.xlsx")
        assert scanned(import_file(tmp_path / "a.xlsx", job)).gate == "block", place


def test_records_what_gave_the_answer() -> None:
    findings = scanned(table({"名称": ["甲"]}))
    assert findings.detectors == detectors.versions()
    assert findings.packs["marks"] == resources.pack("marks").sha256
    assert findings.table == "0" * 64


@pytest.mark.parametrize("columns", [{"a": []}, {"a": [None, None]}, {}])
def test_nothing_to_scan(columns: dict[str, list[str | None]]) -> None:
    assert scanned(table(columns)).gate == "clear"


def test_a_column_name_that_is_somebodys_data_holds() -> None:
    generator = random.Random(7)
    findings = scanned(table({resident_id(generator): ["x", "y"], "面积": ["1", "2"]}))
    assert findings.gate == "hold"
    assert [mark.rule for mark in findings.marks] == ["resident-id"]
    assert "*" in findings.marks[0].text


NUMBERS = {
    "resident-id": "11010519491231002X",
    "bank-card": "6222021234567890128",
    "mobile": "13812345678",
    "email": "li.si@example.com",
}


@pytest.mark.parametrize("id", NUMBERS)
@pytest.mark.parametrize("kind", ["sheet", "row", "comment", "property", "pivot-cache", "link"])
def test_numbers_of_persons_in_what_hides_hold(id: str, kind: str) -> None:
    text = f"订单 15912 99\n甲 {NUMBERS[id]}，乙\n20240301123456789"
    source = replace(table({"名称": ["甲"]}), hidden=(Hidden(kind, "x", text),))  # type: ignore[arg-type]
    findings = scanned(source)
    assert findings.gate == "hold"
    assert [(mark.rule, mark.where.en[-2:]) for mark in findings.marks] == [(id, " x")]
    assert NUMBERS[id] not in str(findings.marks)


@pytest.mark.parametrize("id", NUMBERS)
def test_numbers_of_persons_beside_the_table_hold_but_to_call_an_office_is_no_find(id: str) -> None:
    source = table({"名称": ["甲"]}, (("a!9", f"联系人：{NUMBERS[id]}"),))
    assert scanned(source).gate == ("clear" if id in ("mobile", "email") else "hold")


def test_an_identity_number_that_excel_has_rounded_is_found_where_it_hides() -> None:
    source = replace(
        table({"名称": ["甲"]}), hidden=(Hidden("column", "b", "号\n110105194912310000"),)
    )
    assert scanned(source).gate == "hold"


def test_codes_of_organisations_in_what_hides_are_no_find() -> None:
    source = replace(table({"名称": ["甲"]}), hidden=(Hidden("row", "1", "91350100M000100Y43"),))
    assert scanned(source).gate == "clear"


def test_hidden_numbers_are_told_within_bounds() -> None:
    rows = tuple(Hidden("row", str(n), NUMBERS["mobile"]) for n in range(CELL_LIMIT + 5))
    assert len(scanned(replace(table({"名称": ["甲"]}), hidden=rows)).marks) == CELL_LIMIT


def test_persons_among_contract_numbers_are_found() -> None:
    generator = random.Random(3)
    values = [contract(generator, n) for n in range(180)] + [
        resident_id(generator) for _ in range(20)
    ]
    findings = scanned(table({"编号": values}))
    assert [finding.type for finding in findings.columns] == ["resident-id"]
    assert findings.columns[0].count >= 10


@pytest.mark.parametrize("name", ["金额", "预算金额（元）"])
def test_amounts_are_no_mobile_numbers(name: str) -> None:
    assert scanned(table({name: ["13500000000", "13812345678.12", "200"]})).columns == ()
