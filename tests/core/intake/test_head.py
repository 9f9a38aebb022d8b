"""Hidden rows take no part in finding a layout, and are told all the same."""

from app.core.intake.body import read_sheet
from app.core.intake.head import replayed
from app.core.intake.sheet import Merge, Row, Sheet
from app.core.jobs import Job
from app.core.model import FileEdits, LayoutPlan

CODES: Row = ("code", "name", "stock")
HEADER: Row = ("编号", "品名", "库存")
DATA: list[Row] = [(f"K{n}", f"货品{n}", str(n * 7)) for n in range(1, 7)]


def sheet(rows: list[Row], hidden: set[int], merges: tuple[Merge, ...] = ()) -> Sheet:
    return Sheet("表", "visible", lambda: iter(rows), merges, frozenset(hidden))


def test_hidden_field_codes_are_no_names_above_the_header_or_below_it(job: Job) -> None:
    for rows, hidden, header in (
        ([HEADER, CODES, *DATA], 2, (1,)),
        ([CODES, HEADER, *DATA], 1, (2,)),
    ):
        body = read_sheet(sheet(rows, {hidden}), job)
        assert body is not None
        assert body.layout.header_rows == header
        assert body.data.column_names == list(HEADER)
        assert body.data.num_rows == len(DATA)
        assert [(one.where, one.text) for one in body.hidden] == [
            (f"表!{hidden}", "code name stock")
        ]
        assert [(row.row, row.reason) for row in body.layout.dropped] == [(hidden, "hidden")]


def test_rows_that_a_filter_hides_tell_what_the_columns_hold(job: Job) -> None:
    body = read_sheet(sheet([HEADER, *DATA], set(range(3, 8))), job)
    assert body is not None
    assert body.layout.header_rows == (1,)
    assert body.data.num_rows == 1
    assert len(body.hidden) == 5


def test_a_name_that_reaches_out_of_a_hidden_row_stays(job: Job) -> None:
    rows: list[Row] = [("编号", "品名", "库存"), (None, "中文", "件"), *DATA]
    merges = (Merge(1, 1, 2, 1),)
    body = read_sheet(sheet(rows, {1}, merges), job)
    assert body is not None
    assert body.data.column_names[0] == "编号"


def test_a_hidden_row_that_a_person_chose_is_the_header() -> None:
    edits = FileEdits(source="ab", header_rows=(1,))
    plan = LayoutPlan(("code", "name", "stock"), edits=edits)
    told = replayed(plan, [CODES, HEADER, *DATA], sheet([], {1}), "ab")
    assert told.region.header.names == CODES
