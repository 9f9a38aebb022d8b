"""Several files as one release, and a new period under an earlier one."""

import dataclasses
import zipfile
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts import incoming
from app.core.errors import (
    ColumnsDiffer,
    FileMissing,
    FileUnreadable,
    OutputExists,
    SamePerson,
    SecretMarked,
    TableMissing,
    WorkspaceDamaged,
)
from app.core.intake.layout.renames import of_lines, with_renames
from app.core.intake.merge import SOURCE_COLUMN
from app.core.intake.sheet import Wish
from app.core.jobs import Job
from app.core.model import Findings, Kind, Recipe
from app.core.trust.canonical import digest_file
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

JANUARY = "名称,数\n甲,1\n乙,2\n"
FEBRUARY = "名称,数\n丙,3\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two months of one schema, one of them in a folder within, and a file that holds no data."""
    path = tmp_path / "月报"
    (path / "新").mkdir(parents=True)
    (path / "1月.csv").write_text(JANUARY, encoding="utf-8")
    (path / "新" / "2月.csv").write_text(FEBRUARY, encoding="gb18030")
    (path / "封面.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    return path


def test_a_folder_is_one_table_and_every_file_is_kept(
    ws: Workspace, clerk: Identity, folder: Path, tmp_path: Path, job: Job
) -> None:
    release = acts.take_in_many(ws, clerk, [folder], job)
    table = ws.load_table(release, Kind.TABLE)
    assert table.data.to_pydict() == {
        "名称": ["甲", "乙", "丙"],
        "数": ["1", "2", "3"],
        SOURCE_COLUMN: ["1月.csv", "1月.csv", "新/2月.csv"],
    }
    assert [n.where for n in table.warnings if n.code == "file-skipped"] == ["封面.png"]
    assert ws.standing(release)[Kind.SOURCE] == table.source.sha256
    acts.export_originals(ws, clerk, release, tmp_path / "out", job)
    for name in ("1月.csv", "新/2月.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (folder / name).read_bytes()
    assert ws.events()[-1]["act"] == "originals-exported"
    assert ws.verify_log().valid
    with pytest.raises(OutputExists):
        acts.export_originals(ws, clerk, release, tmp_path / "out", job)


def test_a_single_file_comes_back_too(
    ws: Workspace, clerk: Identity, people_csv: Path, tmp_path: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    acts.export_originals(ws, clerk, release, tmp_path / "out", job)
    assert (tmp_path / "out" / "people.csv").read_bytes() == people_csv.read_bytes()


def test_an_archive_leaves_nothing_unpacked(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job
) -> None:
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.csv", JANUARY)
        archive.writestr("2.csv", FEBRUARY)
    release = acts.take_in_many(ws, clerk, [path], job)
    assert [name for name, _ in ws.originals(release)] == ["1.csv", "2.csv"]
    assert list(ws.scratch().iterdir()) == []


def test_a_secret_mark_in_one_member_turns_all_away(
    ws: Workspace, clerk: Identity, folder: Path, job: Job
) -> None:
    (folder / "3月.csv").write_text("名称,数\n机密★10年,3\n", encoding="utf-8")
    with pytest.raises(SecretMarked):
        acts.take_in_many(ws, clerk, [folder], job)
    assert (ws.releases(), ws.vault.names()) == ([], set())
    assert ws.events()[-1]["act"] == "turned-away"


def test_a_secret_mark_in_the_name_of_a_folder_within(
    ws: Workspace, clerk: Identity, folder: Path, job: Job
) -> None:
    (folder / "新").rename(folder / "绝密★30年")
    with pytest.raises(SecretMarked):
        acts.take_in_many(ws, clerk, [folder], job)


def test_other_columns_are_refused_unless_all_are_wanted(
    ws: Workspace, clerk: Identity, folder: Path, job: Job
) -> None:
    (folder / "3月.csv").write_text("名称,单价\n丁,4\n", encoding="utf-8")
    with pytest.raises(ColumnsDiffer):
        acts.take_in_many(ws, clerk, [folder], job)
    assert ws.vault.names() == set()
    release = acts.take_in_many(ws, clerk, [folder], job, union=True)
    assert ws.load_table(release, Kind.TABLE).data["单价"].to_pylist() == [None, None, "4", None]


def test_a_renamed_column_is_mapped_once_and_read_so_from_then_on(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job
) -> None:
    months = [tmp_path / f"{n}.csv" for n in (1, 2, 3)]
    for month, name in zip(months, ("企业名称", "单位名称", "单位名称"), strict=True):
        month.write_text(f"序号,{name},金额\n1,{month.stem}号食品厂,5\n", encoding="utf-8")
    first = acts.take_in(ws, clerk, months[0], job)
    with pytest.raises(ColumnsDiffer) as caught:
        acts.take_in_next(ws, clerk, first, months[1], job)
    renames = of_lines(str(caught.value.params["renames"]).splitlines())
    assert renames == {"单位名称": "企业名称"}
    plan = with_renames(acts.plan_of(ws, first), renames)
    second = acts.take_in_next(ws, clerk, first, months[1], job, plan=plan)
    third = acts.take_in_next(ws, clerk, second, months[2], job)
    table = ws.load_table(third, Kind.TABLE)
    assert table.columns == ("序号", "企业名称", "金额", SOURCE_COLUMN)
    assert table.rows == 3
    assert all(notice.code != "drift" for notice in table.warnings)
    assert acts.remembered_plan(ws, ("序号", "单位名称", "金额")) is not None


def test_the_same_renames_hold_for_every_file_of_many(
    ws: Workspace, clerk: Identity, folder: Path, job: Job
) -> None:
    (folder / "3月.csv").write_text("单位,数\n丁,4\n", encoding="utf-8")
    plan = with_renames(None, {"单位": "名称"})
    release = acts.take_in_many(ws, clerk, [folder], job, plan=plan)
    assert ws.load_table(release, Kind.TABLE).data["名称"].to_pylist()[2:] == ["丁", "丙"]


def test_a_folder_without_data(ws: Workspace, clerk: Identity, tmp_path: Path, job: Job) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(TableMissing, match="空"):
        acts.take_in_many(ws, clerk, [tmp_path / "空"], job)


@pytest.mark.parametrize(("change", "error"), [("gone", FileMissing), ("other", FileUnreadable)])
def test_a_member_that_changes_before_it_is_kept(
    change: str,
    error: type[Exception],
    ws: Workspace,
    clerk: Identity,
    folder: Path,
    job: Job,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    examine = acts.examine

    def meanwhile(*args: object) -> Findings:
        if change == "gone":
            (folder / "1月.csv").unlink()
        else:
            (folder / "1月.csv").write_text(JANUARY.replace("2", "9"), encoding="utf-8")
        return examine(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(incoming, "examine", meanwhile)
    with pytest.raises(error):
        acts.take_in_many(ws, clerk, [folder], job)
    assert (ws.releases(), ws.vault.names()) == ([], set())


def test_the_next_period_stands_under_the_earlier_one(
    ws: Workspace, clerk: Identity, folder: Path, tmp_path: Path, job: Job
) -> None:
    first = acts.take_in(ws, clerk, folder / "1月.csv", job)
    second = acts.take_in_next(ws, clerk, first, folder / "新" / "2月.csv", job)
    march = tmp_path / "3月.csv"
    march.write_text("说明\n\n数,名称\n5,甲\n", encoding="utf-8")  # the plan finds its header
    third = acts.take_in_next(ws, clerk, second, march, job)
    table = ws.load_table(third, Kind.TABLE)
    assert table.data["名称"].to_pylist() == ["甲", "乙", "丙", "甲"]
    assert table.data[SOURCE_COLUMN].to_pylist() == ["1月.csv", "1月.csv", "2月.csv", "3月.csv"]
    assert {name: b"".join(content) for name, content in ws.originals(third)} == {
        "1月.csv": JANUARY.encode(),
        "2月.csv": FEBRUARY.encode("gb18030"),
        "3月.csv": march.read_bytes(),
    }
    assert ws.load_table(first, Kind.TABLE).rows == 2
    assert ws.verify_log().valid


def test_who_worked_on_an_earlier_period_cannot_review_the_next(
    ws: Workspace, clerk: Identity, folder: Path, job: Job
) -> None:
    first = acts.take_in(ws, clerk, folder / "1月.csv", job)
    other = ws.new_identity("王芳", "003", "clerk", "清溪县民政局", "c")
    second = acts.take_in_next(ws, other, first, folder / "新" / "2月.csv", job)
    assert {each.person for each in ws.handlers(second)} == {"001", "003"}
    same = ws.new_identity("张敏（审查）", "001", "reviewer", "清溪县民政局", "c")
    acts.desensitize(ws, other, second, Recipe(()), job)
    entry = acts.propose_entry(ws, second)
    fields = entry.fields | {"theme": "社会救助"}
    acts.catalogue(ws, other, second, dataclasses.replace(entry, fields=fields))
    acts.check_quality(ws, other, second, job)
    acts.submit(ws, other, second, job)
    with pytest.raises(SamePerson):
        acts.review(ws, same, second, "公开", "条例", "")


def test_originals_that_were_exchanged_are_not_handed_out(
    ws: Workspace, clerk: Identity, folder: Path, tmp_path: Path, job: Job
) -> None:
    release = acts.take_in_many(ws, clerk, [folder], job)
    (folder / "1月.csv").write_text(FEBRUARY, encoding="utf-8")
    other = acts.take_in_many(ws, clerk, [folder], job)
    swap = "UPDATE artefacts SET (blob, wrapped_key) = (SELECT blob, wrapped_key FROM artefacts "
    swap += "WHERE release = ? AND kind = 'source') WHERE release = ? AND kind = 'source'"
    ws.db.execute(swap, [other, release])
    with pytest.raises(WorkspaceDamaged):
        acts.export_originals(ws, clerk, release, tmp_path / "out", job)
    assert not (tmp_path / "out").exists()


def test_last_months_plan_is_found_by_its_header(
    ws: Workspace, clerk: Identity, folder: Path, people_csv: Path, job: Job
) -> None:
    acts.take_in(ws, clerk, people_csv, job)
    release = acts.take_in(ws, clerk, folder / "1月.csv", job, wish=Wish(encoding="utf-8"))
    again = acts.take_in(ws, clerk, folder / "1月.csv", job)
    assert acts.remembered_plan(ws, ("名称", "数")) == (again, acts.plan_of(ws, release))
    found = acts.remembered_plan(ws, ("序号", "姓名", "公民身份号码", "乡镇", "备注"))
    assert found is not None
    assert found[1].names == ("序号", "姓名", "公民身份号码", "乡镇")
    assert acts.remembered_plan(ws, ("地址", "面积")) is None


def test_a_member_is_told_by_its_own_digest(
    ws: Workspace, clerk: Identity, folder: Path, job: Job
) -> None:
    release = acts.take_in_many(ws, clerk, [folder / "1月.csv", folder / "新" / "2月.csv"], job)
    source = ws.load_front(release).source
    assert [member.sha256 for member in source.members] == [
        digest_file(folder / "1月.csv"),
        digest_file(folder / "新" / "2月.csv"),
    ]
