"""The metadata against the rules of CSVW, by a validator that is not ours, together with the data."""

import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.catalog.format import render
from app.core.model import Entry, InfoItem
from tests.core.catalog.formats.conftest import FILES

csvw = pytest.importorskip("csvw", reason="the validator csvw is not here")
HEAD = "学校代码,名称,学生人数,经费,建校日期,寄宿,更新时间"
ROWS = (
    "0012,第一小学,830,12.50,2001-09-01,是,2024-01-01 10:00",
    "0013,第二小学,,,1998年,,",
)


def complaints(folder: Path, entry: Entry, *rows: str, head: str = HEAD) -> list[str] | None:
    """What the validator says of the metadata beside a file; None: nothing."""
    (folder / "data").mkdir()
    (folder / "csv-metadata.json").write_bytes(render("csvw", entry, FILES[:1]))
    (folder / "data" / "table.csv").write_bytes("\r\n".join((head, *rows, "")).encode())
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")  # the validator counts those that are shown
        try:
            found = csvw.CSVW(str(folder / "csv-metadata.json"), validate=True)
            if found.is_valid:
                return None
        except ValueError as error:  # a key that stands twice
            return [str(error)]
    return [str(one.message) for one in found.warnings]


def test_metadata_and_data_are_valid_together(tmp_path: Path, rich: Entry) -> None:
    assert complaints(tmp_path, rich, *ROWS) is None


def test_every_item_type_is_a_datatype(tmp_path: Path, rich: Entry) -> None:
    types = ("C", "N", "Y", "D", "T", "L", "M", "G", "B", "I", "F")
    items = tuple(InfoItem(f"列{code}", code, 1) for code in types)
    head = ",".join(item.name for item in items)
    row = "a,1.5,2.50,2024年3月1日,2024-03-01 10:00,是,长文,YQ==,1.5,7,2.5"
    assert complaints(tmp_path, replace(rich, items=items), row, head=head) is None


@pytest.mark.parametrize(
    "row",
    ["0014,第三小学,许多,1,,,", "0012,第一小学,1,1,,,", "0014,第三小学,3,十元,,,"],
)
def test_the_validator_sees_what_is_wrong(tmp_path: Path, rich: Entry, row: str) -> None:
    assert complaints(tmp_path, rich, *ROWS, row) is not None


def test_the_validator_sees_another_header(tmp_path: Path, rich: Entry) -> None:
    assert complaints(tmp_path, rich, *ROWS, head=HEAD.replace("名称", "校名")) is not None
