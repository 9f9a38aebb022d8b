"""What is not taken from a sheet is told all the same: it stays in the file that is kept."""

from pathlib import Path

import pytest

from app.core.errors import FileTooLarge
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import LayoutPlan, Table
from tests.core.intake.books import write_xlsx

PEOPLE = [
    ["姓名", "电话", "村名"],
    ["王小伟", "13800000001", "东村"],
    ["李芳", "13800000002", "西村"],
]


def around(table: Table) -> str:
    return "\n".join(text for _, text in table.surroundings)


def test_a_table_beside_is_reviewed(tmp_path: Path, job: Job) -> None:
    left = [["编号", "名称"], ["1", "甲"], ["2", "乙"]]
    rows = [[*a, None, *b] for a, b in zip(left, PEOPLE, strict=True)]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    first = import_file(path, job)
    held = (*(text for column in first.data.to_pydict().values() for text in column), around(first))
    assert all(any(word in text for text in held if text) for word in ("13800000002", "西村"))


def test_a_table_below_is_reviewed(tmp_path: Path, job: Job) -> None:
    rows = [["编号", "名称"], ["1", "甲"], ["2", "乙"], [], ["附表：联系人"], *PEOPLE]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    first = import_file(path, job)
    assert first.columns == ("编号", "名称")
    assert "13800000002" in around(first)


def test_columns_that_a_plan_leaves_out_are_reviewed(tmp_path: Path, job: Job) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", PEOPLE)
    plan = LayoutPlan(tuple(PEOPLE[0]), columns=("村名",))
    table = import_file(path, job, plan=plan)
    assert table.columns == ("村名",)
    assert "13800000002" in around(table)


def test_a_long_text_in_very_many_cells_is_refused(
    tmp_path: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.intake.taker.MOST_REPEATED", 1 << 20)
    rows = [["编号", "说明"], *([str(n), "很长" * 2000] for n in range(200))]
    with pytest.raises(FileTooLarge):
        import_file(write_xlsx(tmp_path / "a.xlsx", rows), job)
    short = [["编号", "说明"], *([str(n), "不长" * 100] for n in range(5000))]
    assert import_file(write_xlsx(tmp_path / "b.xlsx", short), job).rows == 5000
