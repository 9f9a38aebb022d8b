"""The classes of a workspace: what ships proposes, the agency's own tree binds."""

from pathlib import Path

import pytest

from app.core import acts
from app.core.acts.bulk import catalog_problems, entry_problems
from app.core.acts.classes import class_tree, classes_in_use, keep_classes, own_tree
from app.core.catalog.classes import editing
from app.core.catalog.classes.tree import shipped
from app.core.catalog.format import render
from app.core.catalog.workbook.reader import read_workbook
from app.core.errors import ClassInUse, EntryInvalid
from app.core.model import Entry, Kind
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.core.acts.conftest import Bring
from tests.core.catalog.test_validate import changed

OWN = editing.add(shipped(), "301", "民政")


def test_what_ships_proposes_and_binds_nobody(ws: Workspace) -> None:
    assert (class_tree(ws), own_tree(ws)) == (shipped(), None)
    assert entry_problems(ws, [changed(classification="任意")]) == ((),)


def test_an_own_tree_binds_and_the_log_tells(ws: Workspace, clerk: Identity) -> None:
    keep_classes(ws, clerk, OWN)
    assert class_tree(ws) == own_tree(ws) == OWN
    assert [e["act"] for e in ws.events()][-1] == "classes-set"
    good = changed(classification="部门/省级及以下/民政", code="301001/000001")
    wrong = changed(name="甲", classification="部门/省级及以下/民政", code="301/000002")
    assert [[p.code for p in found] for found in entry_problems(ws, [good, wrong])] == [
        [],
        ["class-differs"],
    ]


def test_an_entry_of_no_class_is_not_filed(
    ws: Workspace, clerk: Identity, prepare: Bring, people_csv: Path
) -> None:
    release = prepare(people_csv)
    entry = ws.load(release, Kind.ENTRY, Entry)
    keep_classes(ws, clerk, editing.rename(OWN, "301", "省直部门"))
    with pytest.raises(EntryInvalid, match="classification"):
        acts.catalogue(ws, clerk, release, entry)


def test_a_class_with_codes_is_neither_given_up_nor_moved(ws: Workspace, clerk: Identity) -> None:
    keep_classes(ws, clerk, OWN)
    acts.register(ws, clerk, [changed(code="301001/000004")])
    assert classes_in_use(ws) == {"301001": 1}
    gone = editing.remove(OWN, "301", ())
    with pytest.raises(ClassInUse, match="省级及以下/民政"):
        keep_classes(ws, clerk, gone)
    assert own_tree(ws) == OWN
    keep_classes(ws, clerk, editing.rename(OWN, "301001", "民政局"))


def test_a_code_of_before_there_was_a_tree_bars_no_tree(ws: Workspace, clerk: Identity) -> None:
    acts.register(ws, clerk, [changed(code="777/000001")])
    keep_classes(ws, clerk, OWN)
    keep_classes(ws, clerk, editing.remove(OWN, "301001", ()))


def test_entries_from_a_workbook_keep_to_the_classes_too(
    ws: Workspace, clerk: Identity, tmp_path: Path
) -> None:
    keep_classes(ws, clerk, OWN)
    right = changed(name="甲", classification="部门/省级及以下/民政", code="301001/000001")
    wrong = changed(name="乙", classification="部门/省级及以下/民证", code="301001/000002")
    path = tmp_path / "目录.xlsx"
    path.write_bytes(render("guide", right))
    assert read_workbook(path, lambda found: catalog_problems(ws, found)).misfits == ()
    path.write_bytes(render("guide", wrong))
    (misfit,) = read_workbook(path, lambda found: catalog_problems(ws, found)).misfits
    assert misfit.problem.code == "class-unknown"
    assert "是否" in misfit.problem.message.zh
