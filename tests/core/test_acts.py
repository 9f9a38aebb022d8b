"""The acts: steps together, with what they refuse."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from app.core import acts, agency
from app.core.desensitize.suggest import suggest
from app.core.errors import (
    ChainBroken,
    ColumnUnknown,
    EntryInvalid,
    ResidualFound,
    RoleRefused,
    SecretMarked,
)
from app.core.jobs import Job
from app.core.model import Entry, Findings, Kind, Profile, Recipe, Treatment
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox


def keep(column: str, reason: str = "在职公开") -> Treatment:
    return Treatment(column, "keep", {"reason": reason})


def test_a_secret_file_is_turned_away_and_leaves_no_trace(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job
) -> None:
    book = Workbook()
    book.active.append(["名称", "数量"])
    book.active.append(["甲计划九十七", "3"])
    book.create_sheet("备份").append(["机密★10年"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(SecretMarked):
        acts.take_in(ws, clerk, tmp_path / "x.xlsx", job)
    assert ws.releases() == []
    assert ws.vault.names() == set()
    event = ws.events()[-1]
    assert event["act"] == "turned-away"
    for path in ws.folder.rglob("*"):
        assert not path.is_file() or "甲计划九十七".encode() not in path.read_bytes()


def _sheet_name(book: Workbook) -> None:
    book.create_sheet("机密★10年")


def _header(book: Workbook) -> None:
    book.active.oddHeader.left.text = "机密★10年"


def _comment(book: Workbook) -> None:
    book.active["A2"].comment = Comment("机密★10年", "x")


def _property(book: Workbook) -> None:
    book.properties.title = "机密★10年"


def _title(book: Workbook) -> None:
    book.active.insert_rows(1)
    book.active["A1"] = "机密★10年"


def _column_name(book: Workbook) -> None:
    book.active["B1"] = "机密★10年"


def _hidden_row(book: Workbook) -> None:
    book.active.append(["机密★10年", "4"])
    book.active.row_dimensions[book.active.max_row].hidden = True


@pytest.mark.parametrize(
    "place", [_sheet_name, _header, _comment, _property, _title, _column_name, _hidden_row]
)
def test_nothing_is_kept_wherever_the_mark_stands(
    ws: Workspace,
    clerk: Identity,
    tmp_path: Path,
    job: Job,
    place: Callable[[Workbook], None],
) -> None:
    book = Workbook()
    for row in (["名称", "数量"], ["甲计划九十七", "3"], ["乙计划", "5"]):
        book.active.append(row)
    place(book)
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(SecretMarked):
        acts.take_in(ws, clerk, tmp_path / "x.xlsx", job)
    _assert_no_trace(ws, "机密★10年", "甲计划九十七")


@pytest.mark.parametrize("path", ["绝密★名单/x.csv", "名单（机密）.csv", "机密_名单.csv"])
def test_nothing_is_kept_when_names_are_marked(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job, path: str
) -> None:
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("名称,数量\n甲计划九十七,3\n", encoding="utf-8")
    with pytest.raises(SecretMarked):
        acts.take_in(ws, clerk, file, job)
    _assert_no_trace(ws, "名单", "甲计划九十七")


def _assert_no_trace(ws: Workspace, *texts: str) -> None:
    """The log holds the refusal and no content; no file of the workspace holds any of the texts."""
    assert (ws.releases(), ws.vault.names()) == ([], set())
    assert ws.events()[-1]["act"] == "turned-away"
    assert not any(text in str(ws.events()) for text in texts)
    for path in ws.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(text.encode() in content for text in texts)


def test_what_a_recipe_leaves_over_fails_the_act(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    with pytest.raises(ResidualFound, match="姓名"):
        acts.desensitize(ws, clerk, release, Recipe((Treatment("公民身份号码", "suppress"),)), job)
    assert ws.release(release).state is State.REVIEWED


def test_a_kept_column_passes_and_stands_in_the_evidence(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    recipe = Recipe((Treatment("公民身份号码", "suppress"), keep("#2")))
    acts.desensitize(ws, clerk, release, recipe, job)
    residual = ws.load(release, Kind.RESIDUAL, Findings)
    assert [finding.type for finding in residual.columns] == ["person-name"]


def test_a_recipe_for_another_table_changes_nothing(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    with pytest.raises(ColumnUnknown, match="户名"):
        acts.desensitize(ws, clerk, release, Recipe((Treatment("户名", "mask"),)), job)
    assert Kind.OUTPUT not in ws.standing(release)


def test_the_source_file_is_never_changed(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    before = people_csv.read_bytes(), people_csv.stat().st_mtime_ns
    acts.take_in(ws, clerk, people_csv, job)
    assert (people_csv.read_bytes(), people_csv.stat().st_mtime_ns) == before


def test_an_entry_with_problems_is_not_filed(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    acts.desensitize(ws, clerk, release, suggest(ws.load(release, Kind.FINDINGS, Findings)), job)
    entry = acts.propose_entry(ws, release)
    fields = entry.fields | {"provider_code": "123"}
    with pytest.raises(EntryInvalid, match="provider_code"):
        acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=fields))


def test_a_filled_entry_survives_another_recipe(
    ws: Workspace, clerk: Identity, submitted: str, job: Job
) -> None:
    acts.desensitize(
        ws,
        clerk,
        submitted,
        Recipe((Treatment("公民身份号码", "suppress"), Treatment("姓名", "suppress"))),
        job,
    )
    entry = acts.propose_entry(ws, submitted)
    assert entry.fields["theme"] == "社会救助"
    assert [item.name for item in entry.items] == ["序号", "乡镇"]


def test_items_stay_as_filled_but_for_what_the_table_says(
    ws: Workspace, clerk: Identity, submitted: str, job: Job
) -> None:
    entry = ws.load(submitted, Kind.ENTRY, Entry)
    items = (dataclasses.replace(i, description="填", value_range="旧") for i in entry.items)
    acts.catalogue(ws, clerk, submitted, dataclasses.replace(entry, items=tuple(items)))
    acts.desensitize(ws, clerk, submitted, ws.load(submitted, Kind.RECIPE, Recipe), job)
    told = acts.propose_entry(ws, submitted).items
    assert {item.description for item in told} == {"填"}
    assert {item.sensitive for item in told} == {True, False}
    # What a column held before it was treated must not be told by the entry.
    assert all((item.value_range == "旧") is not item.sensitive for item in told)


def test_roles_are_kept_apart(
    ws: Workspace, clerk: Identity, reviewer: Identity, submitted: str, job: Job
) -> None:
    with pytest.raises(RoleRefused):
        acts.review(ws, clerk, submitted, "公开", "", "")
    with pytest.raises(RoleRefused):
        acts.rescan(ws, reviewer, submitted, job)


def test_a_returned_release_can_be_mended_and_approved(
    ws: Workspace, clerk: Identity, reviewer: Identity, submitted: str, job: Job
) -> None:
    acts.review(ws, reviewer, submitted, "退回", "", "请补充摘要")
    assert ws.release(submitted).state is State.RETURNED
    acts.catalogue(ws, clerk, submitted, acts.propose_entry(ws, submitted))
    acts.check_quality(ws, clerk, submitted, job)
    acts.submit(ws, clerk, submitted, job)
    acts.review(ws, reviewer, submitted, "公开", "", "")
    assert ws.release(submitted).state is State.APPROVED


def test_a_package_changed_after_sealing_is_not_uploaded(
    ws: Workspace, clerk: Identity, package: Path, sandbox: Sandbox, profile: Profile, job: Job
) -> None:
    data = bytearray(package.read_bytes())
    data[-40] ^= 1
    package.write_bytes(data)
    with pytest.raises(ChainBroken, match="package"):
        acts.deliver(ws, clerk, "R0001", sandbox.profile, job)
    assert ws.release("R0001").state is State.SEALED


def test_hashes_agree_across_files_of_one_workspace(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    recipe = Recipe(
        (Treatment("公民身份号码", "hash"), Treatment("姓名", "mask", {"shape": "name"}))
    )
    columns = []
    for _ in range(2):
        release = acts.take_in(ws, clerk, people_csv, job)
        treated = acts.desensitize(ws, clerk, release, recipe, job)
        columns.append(treated.table.data["公民身份号码"].to_pylist())
    assert columns[0] == columns[1]


def test_a_number_of_a_kept_column_counts_in_the_table_that_came_in(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    """#2 is 姓名: once column 1 is gone from the output, the second column there is another."""
    release = acts.take_in(ws, clerk, people_csv, job)
    with pytest.raises(ResidualFound, match="公民身份号码"):
        acts.desensitize(
            ws, clerk, release, Recipe((Treatment("序号", "suppress"), keep("#2"))), job
        )
    recipe = Recipe((Treatment("序号", "suppress"), Treatment("#3", "suppress"), keep("#2")))
    acts.desensitize(ws, clerk, release, recipe, job)
    assert Kind.OUTPUT in ws.standing(release)


def plates_only_warned_of(
    ws: Workspace, clerk: Identity, folder: Path, province: str, job: Job
) -> str:
    """A list of plates in a workspace whose own rules do not hold plates."""
    source, packs = folder / "车辆.csv", folder / "packs"
    source.write_text("号牌号码,品牌\n浙A12345,甲牌\n浙A23456,乙牌\n", encoding="utf-8")
    packs.mkdir()
    document = {"pack": "ours", "version": "1", "source": "本单位", "gates": {"plate": "warn"}}
    (packs / "ours.json").write_text(json.dumps(document), encoding="utf-8")
    agency.change(ws, clerk, province=province, packs=packs)
    return acts.take_in(ws, clerk, source, job)


def test_what_may_be_opened_under_conditions_only_is_catalogued_so(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job
) -> None:
    """An agency that only warns of plates still opens them no further than their grade allows."""
    release = plates_only_warned_of(ws, clerk, tmp_path, "zhejiang", job)
    acts.desensitize(ws, clerk, release, Recipe(()), job)
    assert ws.load(release, Kind.RESIDUAL, Findings).gate == "warn"
    entry = acts.propose_entry(ws, release)
    assert entry.fields["open_type"] == "有条件开放"
    wide = entry.fields | {"theme": "交通运输", "open_type": "无条件开放"}
    with pytest.raises(EntryInvalid, match="open_type"):
        acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=wide))
    narrow = wide | {"open_type": "有条件开放", "open_condition": "实名申请"}
    acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=narrow))
    assert Kind.ENTRY in ws.standing(release)


def test_a_province_that_does_not_open_a_grade_holds_it(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job
) -> None:
    """The agency only warns, the province says no: the gate holds, until a person gives a reason."""
    release = plates_only_warned_of(ws, clerk, tmp_path, "shanghai", job)
    with pytest.raises(ResidualFound, match="号牌号码"):
        acts.desensitize(ws, clerk, release, Recipe(()), job)
    acts.desensitize(ws, clerk, release, Recipe((keep("号牌号码"),)), job)
    residual = ws.load(release, Kind.RESIDUAL, Findings)
    assert residual.grade is not None
    assert (residual.gate, residual.grade.may) == ("hold", "not-open")
    assert acts.grade_of_output(ws, release) is None  # there a person has decided


def test_a_military_paper_is_turned_away_with_its_place(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job
) -> None:
    source = tmp_path / "名单.csv"
    source.write_text("编号,备注\n1,现役南字第123456号\n", encoding="utf-8")
    with pytest.raises(SecretMarked, match="备注"):
        acts.take_in(ws, clerk, source, job)
