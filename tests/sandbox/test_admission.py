"""What a platform asks of entry and data."""

from pathlib import Path

import pytest

from app.core.errors import ChainBroken
from app.core.model import Entry, InfoItem
from app.sandbox.admission import Admission

FIELDS = dict.fromkeys(
    ("name", "code", "provider", "abstract", "update_cycle", "publish_date", "theme", "open_department",
     "data_attribute", "open_mode", "use_terms"), "x",
) | {"open_type": "无条件开放"}  # fmt: skip
ITEMS = (InfoItem("a", "C", 9), InfoItem("b", "C", 9))


def check(tmp_path: Path, data: bytes, **fields: str) -> int:
    (tmp_path / "data.csv").write_bytes(data)
    entry = Entry("guide-2017", FIELDS | fields, ITEMS)
    return Admission(tmp_path).check(entry, tmp_path / "data.csv")


def test_rows_are_counted(tmp_path: Path) -> None:
    assert check(tmp_path, b'a,b\r\n1,"x\r\ny"\r\n2,\r\n') == 2
    assert check(tmp_path, b"a,b\r\n") == 0


@pytest.mark.parametrize(
    "data",
    [b"", b"b,a\r\n", b"a,b\r\n1\r\n", b"a,b\r\n1,2,3\r\n", b"a,b\r\n\xff,2\r\n", b'a,b\r\n"1,2\r\n',
     b"\xef\xbb\xbfa,b\r\n"],
)  # fmt: skip
def test_data_that_is_not_the_entrys_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ChainBroken) as broken:
        check(tmp_path, data)
    assert broken.value.params["rule"] == "format"


@pytest.mark.parametrize(
    ("changed", "rule"), [({"theme": " "}, "fields"), ({"open_type": "不予开放"}, "opening")]
)
def test_fields_are_named_in_words(tmp_path: Path, changed: dict[str, str], rule: str) -> None:
    with pytest.raises(ChainBroken) as broken:
        check(tmp_path, b"a,b\r\n", **changed)
    assert broken.value.params["rule"] == rule
    if rule == "fields":
        assert "主题分类" in broken.value.told("zh")
        assert "theme" in broken.value.told("en")
