"""Every odd file ends in its table or in a clear error that tells no values."""

from pathlib import Path

import pytest

from app.core.errors import GongkaiError
from app.core.intake.table import import_file, inspect_file
from app.core.jobs import Job
from tests.acceptance import odd_data, odd_files, odd_workbooks  # noqa: F401 — they fill the lists
from tests.acceptance.odd import ODD, REFUSED, ROWS


@pytest.mark.parametrize("name", ODD)
def test_odd_but_legal(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(ODD[name]())
    table = import_file(path, Job())
    cells = zip(*(column.to_pylist() for column in table.data.columns), strict=True)
    assert (table.columns, *cells) == ROWS
    assert any(seen.table is not None for seen in inspect_file(path, Job()).sheets)


@pytest.mark.parametrize("name", REFUSED)
def test_no_table(name: str, tmp_path: Path) -> None:
    code, make = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(GongkaiError) as caught:
        import_file(path, Job())
    told = caught.value.told("zh") + caught.value.advice("en")
    assert caught.value.code == code
    assert name in told
    assert not any(cell in told for row in ROWS for cell in row)
