"""The classes on the command line: out as a table, edited, and in again whole or not."""

from pathlib import Path

import openpyxl

from app.core import acts
from app.core.workspace.store import Workspace
from tests.commands.conftest import Call
from tests.core.catalog.test_validate import changed


def test_classes_go_out_and_come_in_edited(call: Call, tmp_path: Path) -> None:
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县教育局", "--organisation-code", "11330000002482090Q")
    call("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk", *who, *where)
    table = tmp_path / "分类.xlsx"
    assert call("catalog", "classes", "export", *where, "-o", table)[0] == 0
    assert call("catalog", "classes", "export", *where, "-o", tmp_path / "a.txt")[0] == 2
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    sheet.insert_rows(rows["301"] + 1, 2)
    sheet.cell(rows["301"] + 1, 4, "教育")
    sheet.cell(rows["301"] + 2, 3, "甲/乙")
    book.save(table)
    into = ("catalog", "classes", "import", table, "--as", "张敏", *where)
    status, data = call(*into)
    assert (status, data["valid"]) == (1, False)
    (wrong,) = data["problems"]
    assert (wrong["sheet"], wrong["cell"], wrong["column"]) == (
        "信息资源分类", f"C{rows['301'] + 2}", "项",
    )  # fmt: skip
    assert call("catalog", "classes", "list", *where)[1]["binds"] is False
    sheet.delete_rows(rows["301"] + 2)
    book.save(table)
    assert call(*into)[0] == 0
    data = call("catalog", "classes", "list", *where)[1]
    found = {one["code"]: one["path"] for one in data["classes"]}
    assert data["binds"] is True
    assert found["301001"] == "部门/省级及以下/教育"

    with Workspace.open(tmp_path / "own", "pw") as ws:
        acts.register(ws, ws.unlock("张敏", "a"), [changed(code="301001/000001")])
    assert call("catalog", "code", "--class", "301001", *where)[1]["next"] == "301001/000002"
    text = tmp_path / "分类.csv"
    call("catalog", "classes", "export", *where, "-o", text, "--output-encoding", "gb18030")
    lines = text.read_bytes().decode("gb18030").splitlines()
    text.write_text("\n".join(line for line in lines if "教育" not in line), "utf-8")
    status, data = call("catalog", "classes", "import", text, "--as", "张敏", *where)
    assert (status, data["error"]["code"]) == (1, "class-in-use")
