"""Hierarchies from a folder: how files are found, decoded, and what is wrong with them."""

from pathlib import Path

import pytest

from app.core.desensitize.hierarchies.files import read_file, read_folder
from app.core.errors import (
    FileMissing,
    FileUnreadable,
    GongkaiError,
    HierarchyInvalid,
    HierarchyMissing,
)

LINES = "甲区;某市;*\n乙区;某市;*\n"


def write(path: Path, text: str = LINES, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("name", ["区划.csv", "people_hierarchy_区划.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_found_by_name_and_decoded(tmp_path: Path, name: str, encoding: str) -> None:
    write(tmp_path / name, LINES.replace("\n", "\r\n"), encoding)
    write(tmp_path / "x_hierarchy_新区划.csv", "别的\n")
    (found,) = read_folder(tmp_path, ["区划"])
    assert found.column == "区划"
    assert [level.labels.to_pylist() for level in found.levels] == [
        ["甲区", "乙区"],
        ["某市"],
        ["*"],
    ]


def test_the_plain_name_comes_first_and_quotes_hold_semicolons(tmp_path: Path) -> None:
    write(tmp_path / "a_hierarchy_区划.csv", "错;*\n")
    write(tmp_path / "区划.csv", '"甲;区";*\n\n"";*\n')
    (found,) = read_folder(tmp_path, ["区划"])
    assert found.values.to_pylist() == ["甲;区", ""]


def test_a_header_is_no_value(tmp_path: Path) -> None:
    named = read_file(write(tmp_path / "a.csv", "区划;市;全部\n甲区;某市;*\n"), "区划")
    assert named.values.to_pylist() == ["甲区"]
    assert [level.labels.to_pylist() for level in named.levels] == [["甲区"], ["某市"], ["*"]]
    with pytest.raises(HierarchyInvalid, match="no value"):
        read_file(write(tmp_path / "a.csv", "区划;市\n"), "区划")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("甲区,某市,*\n乙区,某市,*\n", "semicolons"),
        ("甲区;某市;*\n乙区;*\n", "乙区"),
        ('"甲区;某市\n', "unexpected end"),
        ("", "no value"),
    ],
)
def test_files_that_are_wrong(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(HierarchyInvalid, match=word):
        read_file(write(tmp_path / "a.csv", text), "区划")


def test_what_is_missing_or_ambiguous(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_folder(tmp_path / "nowhere", ["区划"])
    with pytest.raises(HierarchyMissing) as missing:
        read_folder(tmp_path, ["区划"])
    assert "区划.csv" in missing.value.advice("zh")
    write(tmp_path / "a_hierarchy_区划.csv")
    write(tmp_path / "b_hierarchy_区划.csv")
    with pytest.raises(HierarchyInvalid, match="several files"):
        read_folder(tmp_path, ["区划"])


def test_bytes_of_no_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xff;*\n")
    with pytest.raises(FileUnreadable):
        read_file(path, "区划")
    with pytest.raises(GongkaiError):
        read_file(tmp_path, "区划")  # a folder
