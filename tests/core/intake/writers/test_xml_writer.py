"""XML's schema, beside the file."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.core.errors import CharactersLost, OutputExists
from app.core.intake.writer import write_table
from app.core.jobs import Job
from tests.core.tables import data

XS = "{http://www.w3.org/2001/XMLSchema}"


def test_schema_names_the_columns(tmp_path: Path, job: Job) -> None:
    table = data({'名"称<&>\t': ["甲"], "数": [None]})
    told = write_table(table, tmp_path / "清单.xml", job)
    assert told.files == ("清单.xml", "清单.xsd")
    schema = ET.parse(tmp_path / "清单.xsd").getroot()  # noqa: S314 — our own output
    names = [choice.get("value") for choice in schema.iter(f"{XS}enumeration")]
    assert names == table.column_names
    assert [element.get("name") for element in schema.iter(f"{XS}element")] == [
        "cell",
        "table",
        "row",
    ]


def test_schema_is_never_written_over(tmp_path: Path, job: Job) -> None:
    (tmp_path / "a.xsd").write_text("mine")
    with pytest.raises(OutputExists):
        write_table(data({"a": ["1"]}), tmp_path / "a.xml", job)
    assert [file.name for file in tmp_path.iterdir()] == ["a.xsd"]


def test_schema_of_a_name_that_xml_cannot_hold(tmp_path: Path, job: Job) -> None:
    with pytest.raises(CharactersLost):
        write_table(data({"\x01": ["1"]}), tmp_path / "a.xml", job)
    assert list(tmp_path.iterdir()) == []
