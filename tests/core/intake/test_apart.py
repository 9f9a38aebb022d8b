"""Import in a process of its own: the same table, the same errors, nothing that a crash can take."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.core.errors import FileMissing, ImportFailed, SheetMissing
from app.core.intake import apart, table
from app.core.intake.child.process import CRASHED
from app.core.intake.gather import gather
from app.core.jobs import Job

pytestmark = pytest.mark.apart

ROOT = Path(__file__).resolve().parents[3]


def test_the_same_table(people_csv: Path, job: Job) -> None:
    assert apart.import_file(people_csv, job) == table.import_file(people_csv, job)


def test_the_same_view(people_csv: Path, job: Job) -> None:
    assert apart.inspect_file(people_csv, job) == table.inspect_file(people_csv, job)


def test_the_same_errors(people_csv: Path, job: Job) -> None:
    with pytest.raises(SheetMissing) as caught:
        apart.import_file(people_csv, job, "汇总")
    assert "汇总" in caught.value.told("zh")
    with pytest.raises(FileMissing):
        apart.import_file(people_csv.with_name("none.csv"), job)


def test_a_bug_becomes_an_error_about_the_file(
    people_csv: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("a bug in the process that imports")

    monkeypatch.setattr(apart, "in_child", broken)
    with pytest.raises(ImportFailed) as caught:
        apart.import_file(people_csv, job)
    assert "people.csv" in caught.value.told("en")


def test_several_files_in_one_process(people_csv: Path, tmp_path: Path, job: Job) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(people_csv.read_bytes())
    with gather([people_csv, other], job) as found:
        merged = apart.import_members(found, job, folder=tmp_path)
    assert merged.rows == 6
    assert [source.name for source in merged.source.members] == ["other.csv", "people.csv"]


def test_the_file_at_which_the_process_ended_is_named(
    people_csv: Path, tmp_path: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(people_csv.read_bytes())

    def ends(work: object, args: object, job: Job, **options: object) -> None:
        job.report(1, 2)
        raise ImportFailed(name="both", reason=CRASHED)

    monkeypatch.setattr(apart, "in_child", ends)
    with (
        gather([people_csv, other], job) as found,
        pytest.raises(ImportFailed, match=r"people\.csv"),
    ):
        apart.import_members(found, job)


def test_the_process_waits_for_no_more_than_the_file_needs() -> None:
    heavy = "{'cryptography', 'filelock', 'msoffcrypto', 'openpyxl', 'pandas', 'pyarrow.parquet'}"
    code = f"""
        import sys
        from app.core.intake import apart
        apart.table.readers.all()
        print(sorted({heavy} & sys.modules.keys()))
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, check=True
    )
    assert told.stdout.strip() == b"[]"
