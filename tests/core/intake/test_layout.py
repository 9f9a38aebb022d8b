"""Golden sheets: the messes that offices make of a table, and what must come out of them."""

from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from app.core.errors import HeaderMissing, TableMissing
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import LayoutPlan, Table
from tests.core.intake.books import Grid, write_text, write_xlsx


@dataclass(frozen=True)
class Golden:
    """A sheet and what it must yield; ``dropped`` maps sheet rows (from 1) to their reasons."""

    id: str
    rows: Grid
    columns: tuple[str, ...]
    data: int
    merges: tuple[str, ...] = ()
    header: tuple[int, ...] = (1,)
    dropped: dict[int, str] = field(default_factory=dict)
    first: tuple[str | None, ...] | None = None


SCHOOLS = [
    ["1", "青石镇中心小学", "5001", "青石镇", "210"],
    ["2", "白沙乡希望小学", "5002", "白沙乡", "88"],
    ["3", "城关第一小学", "5003", "城关镇", "1350"],
]
SCHOOL_HEADER = ["序号", "学校名称", "学校标识码", "所在地", "学生人数"]
SCHOOL_COLUMNS = tuple(SCHOOL_HEADER)

GOLDEN = [
    Golden("plain", [SCHOOL_HEADER, *SCHOOLS], SCHOOL_COLUMNS, 3, first=tuple(SCHOOLS[0])),
    Golden(
        "title-merged",
        [["清溪县小学名录", "", "", "", ""], SCHOOL_HEADER, *SCHOOLS],
        SCHOOL_COLUMNS, 3, ("A1:E1",), (2,), {1: "title"},
    ),
    Golden(
        "attachment-title-date-unit",
        [["附件1", "", "", "", ""], ["清溪县小学名录", "", "", "", ""],
         ["填报单位：清溪县教育局", "", "", "", "单位：人"], SCHOOL_HEADER, *SCHOOLS],
        SCHOOL_COLUMNS, 3, ("A2:E2",), (4,), {1: "title", 2: "title", 3: "unit"},
    ),
    Golden(
        "title-not-merged-and-blank-row",
        [["清溪县小学名录"], [], SCHOOL_HEADER, *SCHOOLS],
        SCHOOL_COLUMNS, 3, (), (3,), {1: "title", 2: "blank"},
    ),
    Golden(
        "two-row-header",
        [["2024年财政收支表", "", "", "", ""], ["单位：万元", "", "", "", ""],
         ["地区", "收入", "", "支出", ""], ["", "预算", "决算", "预算", "决算"],
         ["青石镇", "100", "98.5", "80", "79"], ["白沙乡", "60", "61.2", "55", "54"],
         ["城关镇", "300", "310", "280", "275.5"]],
        ("地区", "收入_预算", "收入_决算", "支出_预算", "支出_决算"), 3,
        ("A1:E1", "A2:E2", "A3:A4", "B3:C3", "D3:E3"), (3, 4), {1: "title", 2: "unit"},
        ("青石镇", "100", "98.5", "80", "79"),
    ),
    Golden(
        "two-row-header-that-lost-its-merges",
        [["2024年财政收支表", "", "", "", ""], ["地区", "收入", "", "支出", ""],
         ["", "预算", "决算", "预算", "决算"], ["青石镇", "100", "98.5", "80", "79"],
         ["白沙乡", "60", "61.2", "55", "54"]],
        ("地区", "收入_预算", "收入_决算", "支出_预算", "支出_决算"), 2, (), (2, 3), {1: "title"},
    ),
    Golden(
        "filling-instructions-line-by-line",
        [["填表说明："], ["1.本表由各乡镇填报，每月5日前报送。"], ["2.标识码为十位数字，不得留空。"], [],
         SCHOOL_HEADER, *SCHOOLS],
        SCHOOL_COLUMNS, 3, (), (5,), {1: "note", 2: "note", 3: "note", 4: "blank"},
    ),
    Golden(
        "form-fields-above",
        [["清溪县小学统计表"], ["填报单位", "教育局", "填报日期", "2024-09-05", ""], SCHOOL_HEADER, *SCHOOLS],
        SCHOOL_COLUMNS, 3, (), (3,), {1: "title", 2: "note"},
    ),
    Golden(
        "three-row-header",
        [["单位", "在职人员", "", "", ""], ["", "编制内", "", "编制外", ""], ["", "男", "女", "男", "女"],
         ["教育局", "10", "12", "3", "4"], ["民政局", "8", "9", "2", "1"], ["农业局", "7", "6", "0", "2"]],
        ("单位", "在职人员_编制内_男", "在职人员_编制内_女", "在职人员_编制外_男", "在职人员_编制外_女"),
        3, ("A1:A3", "B1:E1", "B2:C2", "D2:E2"), (1, 2, 3),
    ),
    Golden(
        "groups-and-totals",
        [SCHOOL_HEADER, ["城区（1所）", "", "", "", ""], SCHOOLS[2], ["小计", "", "", "", "1350"],
         ["乡镇（2所）", "", "", "", ""], SCHOOLS[0], SCHOOLS[1], ["小 计：", "", "", "", "298"],
         ["合　计", "", "", "", "1648"]],
        SCHOOL_COLUMNS, 3, (), (1,),
        {2: "group", 4: "total", 5: "group", 8: "total", 9: "total"},
    ),
    Golden(
        "schools-that-are-called-total",
        [SCHOOL_HEADER, ["1", "合计小学", "5001", "合计村", "20"], ["2", "总计希望小学", "5002", "小计镇", "30"],
         ["3", "小计中学", "5003", "白沙乡", "40"]],
        SCHOOL_COLUMNS, 3,
    ),
    Golden(
        "names-first-that-are-called-total",
        [["学校名称", "学生人数", "所在地"], ["合计小学", "20", "青石镇"], ["小计镇中学", "30", "白沙乡"],
         ["共青团中央希望小学", "8", ""]],
        ("学校名称", "学生人数", "所在地"), 3,
    ),
    Golden(
        "notes-at-the-foot",
        [SCHOOL_HEADER, *SCHOOLS, ["注：学生人数截至2024年9月1日。", "", "", "", ""],
         ["填表人：张三", "", "审核人：李四", "", "填报日期：2024年9月5日"],
         ["数据来源：清溪县教育局", "", "", "", ""]],
        SCHOOL_COLUMNS, 3, (), (1,), {5: "note", 6: "note", 7: "note"},
    ),
    Golden(
        "repeated-header-of-a-printed-page",
        [["清溪县小学名录"], SCHOOL_HEADER, *SCHOOLS[:2], SCHOOL_HEADER, SCHOOLS[2], ["第1页 共1页"]],
        SCHOOL_COLUMNS, 3, (), (2,), {1: "title", 5: "repeated-header", 7: "note"},
    ),
    Golden(
        "column-numbers",
        [SCHOOL_HEADER, ["1", "2", "3", "4", "5"], *SCHOOLS],
        SCHOOL_COLUMNS, 3, (), (1,), {2: "column-numbers"},
    ),
    Golden(
        "column-numbers-with-stems",
        [["指标名称", "计量单位", "代码", "本年", "上年"], ["甲", "乙", "丙", "1", "2"],
         ["总人口", "人", "01", "1200", "1190"], ["户数", "户", "02", "400", "399"], ["面积", "亩", "03", "88", "88"]],
        ("指标名称", "计量单位", "代码", "本年", "上年"), 3, (), (1,), {2: "column-numbers"},
    ),
    Golden(
        "three-numbers-are-data",
        [["序号", "数量", "金额"], ["1", "2", "3"], ["2", "5", "9"], ["3", "4", "4"]],
        ("序号", "数量", "金额"), 3,
    ),
    Golden(
        "units-under-the-header",
        [["地区", "人口", "面积", "产值"], ["", "（人）", "（亩）", "（万元）"], ["青石镇", "3000", "120", "9.5"],
         ["白沙乡", "2000", "100", "3.5"], ["城关镇", "9000", "80", "99"]],
        ("地区", "人口", "面积", "产值"), 3, (), (1,), {2: "unit"},
    ),
    Golden(
        "filling-instructions-above",
        [["填表说明：1.请如实填写；2.标识码为十位数字；3.所在地填写到乡镇；4.学生人数以报表为准。", "", "", "", ""],
         SCHOOL_HEADER, *SCHOOLS],
        SCHOOL_COLUMNS, 3, ("A1:E1",), (2,), {1: "note"},
    ),
    Golden(
        "years-as-header",
        [["地区", "2019年", "2020年", "2021年"], ["青石镇", "11", "12", "13"], ["白沙乡", "21", "22", "23"],
         ["城关镇", "31", "32", "33"]],
        ("地区", "2019年", "2020年", "2021年"), 3,
    ),
    Golden(
        "bare-years-as-header",
        [["各乡镇人口", "", "", ""], ["地区", "2019", "2020", "2021"], ["青石镇", "11000", "12000", "13000"],
         ["白沙乡", "21000", "22000", "23000"], ["城关镇", "31000", "32000", "33000"]],
        ("地区", "2019", "2020", "2021"), 3, ("A1:D1",), (2,), {1: "title"},
    ),
    Golden(
        "blank-leading-column",
        [["", "清溪县公厕名录", "", ""], ["", "名称", "地址", "数量"], ["", "东门公厕", "东门路1号", "4"],
         ["", "西门公厕", "西门路2号", "6"], ["", "南门公厕", "南门路3号", "5"]],
        ("名称", "地址", "数量"), 3, (), (2,), {1: "title"},
    ),
    Golden(
        "unique-names-first",
        [["名称", "简称", "类别"], ["清溪县图书馆", "县图", "文化"], ["清溪县博物馆", "县博", "文化"],
         ["清溪县体育馆", "县体", "体育"]],
        ("名称", "简称", "类别"), 3,
    ),
    Golden(
        "names-repeated",
        [["名称", "数量", "数量"], ["东门公厕", "4", "5"], ["西门公厕", "6", "7"]],
        ("名称", "数量", "数量_2"), 2,
    ),
    Golden(
        "name-broken-over-lines",
        [["序号", "学校\n名称", "人 数"], ["1", "城关第一小学", "30"], ["2", "城关第二小学", "40"]],
        ("序号", "学校名称", "人数"), 2,
    ),
    Golden(
        "value-merged-over-rows",
        [["地区", "学校名称", "人数"], ["城关镇", "城关第一小学", "30"], ["", "城关第二小学", "40"],
         ["青石镇", "青石小学", "20"]],
        ("地区", "学校名称", "人数"), 3, ("A2:A3",), first=("城关镇", "城关第一小学", "30"),
    ),
    Golden(
        "blank-rows-between-and-below",
        [SCHOOL_HEADER, SCHOOLS[0], [], SCHOOLS[1], SCHOOLS[2], [], []],
        SCHOOL_COLUMNS, 3, (), (1,), {3: "blank"},
    ),
    Golden(
        "all-text",
        [["事项名称", "办理部门", "办理方式"], ["出生登记", "公安局", "窗口"], ["婚姻登记", "民政局", "网上"],
         ["社保转移", "人社局", "窗口"]],
        ("事项名称", "办理部门", "办理方式"), 3,
    ),
    Golden(
        "total-with-group-column",
        [["地区", "类型", "数量"], ["城关镇", "小学", "3"], ["", "中学", "2"], ["", "小计", "5"],
         ["青石镇", "小学", "1"], ["合计", "", "6"]],
        ("地区", "类型", "数量"), 3, (), (1,), {4: "total", 6: "total"},
    ),
]  # fmt: skip


def check(table: Table, golden: Golden) -> None:
    assert table.layout.header_rows == golden.header
    assert table.columns == golden.columns
    assert table.rows == golden.data
    assert {row.row: row.reason for row in table.layout.dropped} == golden.dropped
    if golden.first is not None:
        assert tuple(table.data.slice(0, 1).to_pylist()[0].values()) == golden.first


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.id)
def test_workbook(golden: Golden, tmp_path: Path, job: Job) -> None:
    rows = [[cell or None for cell in row] for row in golden.rows]
    check(import_file(write_xlsx(tmp_path / "a.xlsx", rows, golden.merges), job), golden)


@pytest.mark.parametrize(
    "golden", [g for g in GOLDEN if not g.merges], ids=lambda golden: golden.id
)
@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8", "\t")],
)
def test_delimited(golden: Golden, encoding: str, delimiter: str, tmp_path: Path, job: Job) -> None:
    path = write_text(tmp_path / "a.csv", golden.rows, encoding, delimiter)
    check(import_file(path, job), golden)


def test_numbers_stored_as_numbers_have_the_same_layout(tmp_path: Path, job: Job) -> None:
    numbered = ([int(row[0]), row[1], int(row[2]), row[3], int(row[4])] for row in SCHOOLS)
    rows = [["清溪县小学名录"], SCHOOL_HEADER, *numbered]
    table = import_file(write_xlsx(tmp_path / "a.xlsx", rows), job)
    assert table.layout.header_rows == (2,)
    assert table.data["学校标识码"].to_pylist() == ["5001", "5002", "5003"]


def test_merged_value_stands_in_every_row(tmp_path: Path, job: Job) -> None:
    rows = [
        ["地区", "学校名称", "人数"],
        ["城关镇", "城关第一小学", 30],
        [None, "城关第二小学", 40],
    ]
    table = import_file(write_xlsx(tmp_path / "a.xlsx", rows, ["A2:A3"]), job)
    assert table.data["地区"].to_pylist() == ["城关镇", "城关镇"]


def test_one_column_is_a_table_with_a_notice(tmp_path: Path, job: Job) -> None:
    table = import_file(write_text(tmp_path / "a.csv", [["名称"], ["甲"], ["注：乙"], ["丙"]]), job)
    assert table.data["名称"].to_pylist() == ["甲", "注：乙", "丙"]
    assert [notice.code for notice in table.warnings] == ["one-column"]


@pytest.mark.parametrize("rows", [[["说明"]], [[]]])
def test_no_header_and_no_data_is_no_table(rows: Grid, tmp_path: Path, job: Job) -> None:
    with pytest.raises(TableMissing):
        import_file(write_xlsx(tmp_path / "a.xlsx", rows), job)


@pytest.mark.parametrize("rows", [[SCHOOL_HEADER], [SCHOOL_HEADER, []]])
def test_a_header_alone_is_an_empty_table(rows: Grid, tmp_path: Path, job: Job) -> None:
    table = import_file(write_xlsx(tmp_path / "a.xlsx", rows), job)
    assert (table.rows, table.columns) == (0, tuple(SCHOOL_HEADER))
    assert "no-rows" in [notice.code for notice in table.warnings]


def test_title_becomes_the_name_of_the_table(tmp_path: Path, job: Job) -> None:
    rows = [["附件2"], ["清溪县 小学名录"], ["填报单位：教育局"], SCHOOL_HEADER, *SCHOOLS]
    assert import_file(write_xlsx(tmp_path / "a.xlsx", rows), job).name == "清溪县小学名录"


def test_every_sheet_row_is_header_data_or_has_a_reason(tmp_path: Path, job: Job) -> None:
    """Nothing is dropped silently, in any of the golden sheets."""
    for number, golden in enumerate(GOLDEN):
        rows = [[cell or None for cell in row] for row in golden.rows]
        table = import_file(write_xlsx(tmp_path / f"{number}.xlsx", rows, golden.merges), job)
        layout = table.layout
        filled = {n for n, row in enumerate(golden.rows, 1) if any(row)}
        accounted = set(layout.header_rows) | {row.row for row in layout.dropped if row.text}
        assert len(filled - accounted) == table.rows


def written(tmp_path: Path, text: str) -> Table:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return import_file(path, Job())


def test_a_table_without_a_header_keeps_its_first_row_as_data(tmp_path: Path) -> None:
    rows = "".join(f"王小{n},33019919{n}0101001X,1420000{n:04d},{n}\n" for n in range(50, 70))
    table = written(tmp_path, rows)
    assert table.rows == 20
    assert table.columns == ("列1", "列2", "列3", "列4")
    assert table.layout.header_rows == ()
    assert "no-header" in {notice.code for notice in table.warnings}


def test_numbers_are_no_column_names(tmp_path: Path) -> None:
    assert written(tmp_path, "1,2,3\n1,2,3\n4,5,6\n").rows == 3


def test_a_row_that_knows_only_its_first_cell_is_data(tmp_path: Path) -> None:
    table = written(tmp_path, "镇,人数,备注\n甲镇,10,\n乙镇,,\n丙镇,12,好\n")
    assert table.data["镇"].to_pylist() == ["甲镇", "乙镇", "丙镇"]


def test_a_group_above_the_header_is_the_first_of_those_below(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = (
        "一、初中\n姓名,岗位,单位\n甲,语文,一中\n乙,数学,二中\n{}\n姓名,岗位,单位\n丙,体育,一小\n"
    )
    for line, groups in (
        ("二、小学", ["一、初中", "一、初中", "二、小学"]),
        ("（二）小学", [None, None, "（二）小学"]),
    ):
        path.write_text(rows.format(line), encoding="utf-8")
        plan = LayoutPlan(("姓名", "岗位", "单位"), groups="column")
        table = import_file(path, Job(), plan=plan)
        assert table.data["分组"].to_pylist() == groups


def test_a_title_may_tell_where_the_seal_goes(tmp_path: Path) -> None:
    table = written(tmp_path, "{}\n姓名,岗位\n甲,语文\n乙,数学\n".format("教师汇总表（盖章）,"))
    assert [row.reason for row in table.layout.dropped] == ["title"]
    table = written(tmp_path, "{}\n姓名,岗位\n甲,语文\n乙,数学\n".format("县教育局（盖章）,"))
    assert [row.reason for row in table.layout.dropped] == ["note"]


def test_numbered_rows_merged_over_two_columns_head_groups_only_over_rows(
    tmp_path: Path, job: Job
) -> None:
    header = ["办理结果", "", "自然人", "总计"]
    new, left = ["一、本年新收", "", "12", "15"], ["二、上年结转", "", "1", "1"]
    given, refused = ["公开", "全部", "6", "8"], ["不公开", "秘密", "7", "8"]
    path = write_xlsx(tmp_path / "a.xlsx", [header, given, refused, new, left], ["A4:B4", "A5:B5"])
    assert import_file(path, job).rows == 4
    path = write_xlsx(tmp_path / "b.xlsx", [header, new, given, left, refused], ["A2:B2", "A4:B4"])
    assert import_file(path, job).rows == 2


def test_a_period_merged_beside_a_blank_corner_is_an_upper_name(tmp_path: Path, job: Job) -> None:
    rows = [
        ["", "2023年", ""],
        ["", "语文", "数学"],
        ["三年级", "82.1", "79"],
        ["四年级", "80", "77"],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", rows, ["B1:C1"])
    assert import_file(path, job).columns == ("列1", "2023年_语文", "2023年_数学")
    path = write_xlsx(tmp_path / "b.xlsx", rows, ["A1:C1"])
    assert import_file(path, job).columns == ("列1", "语文", "数学")


def test_points_beside_the_table_are_no_column_of_it(tmp_path: Path) -> None:
    text = "街道,人口,\n甲街道,30122,,{}\n乙街道,28110,,{}\n丙街道,41002,,{}\n"
    table = written(tmp_path, text.format("备注", "1.人口为推算", "2.含外来人口"))
    assert table.columns == ("街道", "人口")
    for data in (("1.5", "2.5", "3.5"), ("1.补登", "1.注销", "2.更正")):
        assert written(tmp_path, text.format(*data)).columns == ("街道", "人口", "列4")


def test_a_plan_passes_over_a_cover_sheet(tmp_path: Path, job: Job) -> None:
    book = openpyxl.Workbook()
    for row in (["项目", "内容"], ["填报单位", "某局"], ["填报日期", "2026-01-01"]):
        book.active.append(row)
    data = book.create_sheet("2月")
    for row in (["序号", "企业名称", "金额"], [1, "食品厂", 5], [2, "五金店", 6]):
        data.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    plan = LayoutPlan(("序号", "企业名称", "金额"))
    assert import_file(path, job, plan=plan).layout.sheet == "2月"
    with pytest.raises(HeaderMissing):
        import_file(path, job, sheet="Sheet", plan=plan)
    with pytest.raises(HeaderMissing):
        import_file(path, job, plan=LayoutPlan(("设备", "型号")))
