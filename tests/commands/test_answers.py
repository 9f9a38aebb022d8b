"""Routes, opinions and comments on the command line."""

from pathlib import Path

import pytest

from tests.commands.conftest import Call

OWN = "清溪县民政局"


@pytest.fixture
def office(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a clerk and two signers, whose route has two levels."""
    monkeypatch.setenv("GONGKAI_PASSPHRASE", "workspace")
    monkeypatch.setenv("GONGKAI_KEY_PASSPHRASE", "own")
    folder = tmp_path / "office"
    for name, person, role in (
        ("张敏", "001", "clerk"),
        ("王强", "004", "head"),
        ("李静", "002", "reviewer"),
    ):
        options = ["--name", name, "--person", person, "--role", role, "--organisation", OWN]
        options += ["--organisation-code", "11330000002482090Q"]
        assert call("key", "new", "--workspace", folder, *options)[0] == 0
    status, told = call("settings", "--workspace", folder, "--route", "two", "--as", "张敏")
    assert (status, told["route"]["id"], "four" in told["routes"]) == (0, "two", True)
    return folder


def test_a_route_is_walked_level_by_level(call: Call, office: Path, tmp_path: Path) -> None:
    here = ["--workspace", office]
    table = tmp_path / "设施.csv"
    table.write_text("名称,图书数量\n图书馆,300\n文化馆,200\n", encoding="utf-8")
    _, told = call("review", "new", table, *here, "--as", "张敏")
    release = told["release"]
    assert (told["state"], told["awaited"]["role"]) == ("submitted", "head")
    status, told = call("review", "sign", release, *here, "--as", "李静", "--basis", "条例")
    assert (status, told["error"]["code"]) == (1, "role-refused")
    _, told = call("review", "sign", release, *here, "--as", "王强", "--basis", "条例")
    assert (told["state"], told["awaited"]["role"]) == ("submitted", "reviewer")
    assert told["signatures"][-1]["act"] == "endorse"
    _, told = call("status", *here)
    (row,) = told["releases"]
    assert (row["awaited"]["missing"], row["awaited"]["overdue"]) == (1, 0)
    comment = ["--comment", "名称", "2", "名称有误", "--comment-original", "图书数量", "0", "整列"]
    _, told = call(
        "review", "refuse", release, *here, "--as", "李静", "--reason", "见批注", *comment
    )
    assert (told["state"], told["awaited"]) == ("returned", None)
    assert [verdict["opinion"] for verdict in told["verdicts"]] == ["公开", "退回"]
    places = [(c["table"], c["column"], c["row"]) for c in told["comments"]]
    assert places == [("output", "名称", 2), ("table", "图书数量", 0)]


def test_a_comment_needs_a_row_and_a_route_a_name(call: Call, office: Path) -> None:
    here = ["--workspace", office]
    comment = ["--comment", "乡镇", "二", "名称有误"]
    status, told = call(
        "review", "refuse", "R0001", *here, "--as", "李静", "--reason", "x", *comment
    )
    assert (status, told["error"]["code"]) == (2, "parameter-invalid")
    status, told = call("settings", *here, "--route", "nine", "--as", "张敏")
    assert (status, told["error"]["code"]) == (2, "plugin-unknown")
