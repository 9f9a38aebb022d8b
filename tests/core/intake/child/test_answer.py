"""What is made of a file travels whole, whatever the file holds."""

import io
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.child import answer
from app.core.intake.picture import Picture, take_picture
from app.core.intake.sheet import Shown
from app.core.intake.table import import_file, inspect_file
from app.core.jobs import Job
from app.core.model import Hidden, Inspection, Layout, Notice, Source, Table
from app.core.text import Text
from tests.acceptance import odd_data, odd_files, odd_workbooks  # noqa: F401 — they fill the list
from tests.acceptance.odd import ODD
from tests.core.intake.readers import test_ods, test_xml_spreadsheet

T = TypeVar("T")


def travelled(value: T, kind: type[T]) -> T:
    """The value as the process that asked for it gets it."""
    sent, body = answer.write(value, io.BytesIO(), lambda: None)
    return answer.read(sent, body, kind, lambda: None)


def differs(sent: Any, got: Any) -> bool:
    """Whether anything in two values differs, be it only in its type; a text arrives as a plain one."""
    if isinstance(sent, str):
        return type(got) is not str or sent != got
    if type(sent) is not type(got):
        return True
    if isinstance(sent, pa.Table):
        return not (sent.schema.equals(got.schema, check_metadata=True) and sent.equals(got))
    if is_dataclass(sent):
        return any(differs(getattr(sent, f.name), getattr(got, f.name)) for f in fields(sent))
    if isinstance(sent, dict):
        return differs(tuple(sent.items()), tuple(got.items()))
    if isinstance(sent, tuple):
        pairs = zip(sent, got, strict=False)
        return len(sent) != len(got) or any(differs(*pair) for pair in pairs)
    return bool(sent != got)


def check(path: Path) -> None:
    """All that can be asked of a file comes back as it was."""
    table, seen = import_file(path, Job()), inspect_file(path, Job())
    assert not differs(table, travelled(table, Table))
    assert not differs(seen, travelled(seen, Inspection))
    for glance in (False, True):
        picture = take_picture(path, Job(), glance=glance)
        assert not differs(picture, travelled(picture, Picture))


@pytest.mark.parametrize("name", ODD)
def test_all_that_is_made_of_a_file_comes_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(ODD[name]())
    check(path)


def ods_of_numbers(folder: Path) -> Path:
    """Numbers wherever a text may stand: title, group, names, units, beside and hidden."""
    maker, number = test_ods, test_ods.number
    wide = 'table:number-columns-spanned="3"'
    covered = number(7).replace("table-cell", "covered-table-cell")
    rows = (
        maker.row(maker.cell("2024", wide), covered, covered),
        maker.row(maker.cell("镇"), number(2022), number(2023)),
        maker.row(maker.cell(), maker.cell("（万元）"), maker.cell("（万元）")),
        maker.row(number(1), number(0.5, "50%", "percentage"), number(3)),
        maker.row(number(2), number(4), number("1e20")),
        maker.row(number(9), number(9), number(9), more='table:visibility="collapse"'),
        maker.row(number(3), number(5), number(6), maker.cell(), number(8)),
        maker.row(number(2024)),
    )
    tables = maker.table("".join(rows)) + maker.table(maker.row(number(11)), "12")
    return maker.written(folder, tables)


def xml_of_numbers(folder: Path) -> Path:
    """The same in a workbook of Excel 2003 as XML."""
    maker = test_xml_spreadsheet

    def row(*values: object) -> str:
        return maker.row(*(maker.cell(value, "Number") for value in values))

    rows = (row(2024), row(2021, 2022, 2023), row(1, 0.5, 3), row(2, 4, "1e20"), row(2024))
    return maker.written(
        folder, maker.sheet("".join(rows)), styles=maker.style("Default", "General")
    )


@pytest.mark.parametrize("made", [ods_of_numbers, xml_of_numbers])
def test_numbers_come_back_wherever_they_stand(
    made: Callable[[Path], Path], tmp_path: Path
) -> None:
    check(made(tmp_path))


TEXTS = st.text() | st.builds(Shown, st.text(), st.text(), st.text())


@given(TEXTS, TEXTS, st.integers(0, 2**63))
def test_a_text_with_more_to_it_comes_back_as_its_text(one: str, other: str, size: int) -> None:
    sent = Table(
        name=one,
        data=pa.table({one: pa.array([other, None]).dictionary_encode()}),
        source=Source(one, other, size, one, other, (one, other)),
        layout=Layout(one, (1,), 2, 3, units={one: other}),
        hidden=(Hidden("row", one, other),),
        surroundings=((Text(one, other), other),),
        warnings=(Notice(one, Text(one, other), other),),
    )
    assert not differs(sent, travelled(sent, Table))
