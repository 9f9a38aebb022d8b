"""Repairs on the command line: shown, and written in the encoding that was asked for."""

from pathlib import Path

import pytest

from tests.commands.conftest import Call


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "工程.csv"
    path.write_text(
        "工程,金额,日期\n甲,12万元,2024/3/1\n乙,3500元,2024年3月2日\n丙,1万元,2024/3/3\n", "gb18030"
    )
    return path


def test_before_and_after_are_shown_and_nothing_is_written(call: Call, source: Path) -> None:
    status, data = call("repair", source)
    assert status == 0
    assert [(r["column"], r["operator"], r["cells"]) for r in data["repairs"]] == [
        ("金额", "in-unit", 3),
        ("日期", "iso-date", 3),
    ]
    assert ["3500元", "0.35"] in data["repairs"][0]["examples"]
    assert [o["kind"] for o in call("quality", source)[1]["obstacles"]].count("cells") == 2
    assert call("repair", source, "--column", "日期")[1]["repairs"] == data["repairs"][1:]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_repaired_table_names_its_units(
    call: Call, source: Path, tmp_path: Path, encoding: str
) -> None:
    out = tmp_path / "out.csv"
    assert call("repair", source, "-o", out, "--output-encoding", encoding)[0] == 0
    assert out.read_bytes().decode(encoding).splitlines()[:3] == [
        "工程,金额（万元）,日期", "甲,12,2024-03-01", "乙,0.35,2024-03-02",
    ]  # fmt: skip
    assert call("repair", out)[1]["repairs"] == []
    assert call("repair", source, "-o", out)[0] == 2
