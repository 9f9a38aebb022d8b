"""Codes over a workspace: the next one, the same for the same resource, none given twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.catalog.marks import item_mark
from app.core.desensitize.suggest import suggest
from app.core.errors import EntryInvalid
from app.core.jobs import Job
from app.core.model import Entry, Findings, Kind
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.core.acts.conftest import Bring
from tests.core.catalog.test_validate import changed


def code_of(ws: Workspace, release: str) -> str:
    return ws.load(release, Kind.ENTRY, Entry).fields["code"]


def described(ws: Workspace, clerk: Identity, release: str, job: Job) -> Entry:
    acts.desensitize(ws, clerk, release, suggest(ws.load(release, Kind.FINDINGS, Findings)), job)
    return acts.propose_entry(ws, release)


def test_each_resource_gets_the_next_code_and_the_register_counts(
    ws: Workspace, clerk: Identity, prepare: Bring, people_csv: Path
) -> None:
    assert acts.next_code(ws) == "301/000001"
    acts.register(
        ws, clerk, [changed(name="路灯", code="301/000006"), changed(name="井盖", code="")]
    )
    release = prepare(people_csv)
    assert code_of(ws, release) == "301/000007"
    assert acts.next_code(ws) == "301/000008"
    assert acts.next_code(ws, "3010021") == "3010021/000001"
    assert acts.code_collisions(ws) == {}


def test_a_code_is_never_given_again(
    ws: Workspace,
    clerk: Identity,
    sandbox: Sandbox,
    publish: Bring,
    prepare: Bring,
    people_csv: Path,
) -> None:
    release = publish(people_csv)
    acts.withdraw(ws, clerk, release, "发现身份证号", sandbox.profile)
    assert code_of(ws, release) == "301/000001"
    acts.register(ws, clerk, [changed(name="路灯", code="301/000005")])
    acts.register(ws, clerk, [changed(name="路灯", code="301/000002")])
    assert acts.next_code(ws) == "301/000006"
    later = prepare(people_csv, "另一份名单")
    for taken in ("301/000001", "301/2", "301/000005"):
        entry = ws.load(later, Kind.ENTRY, Entry)
        with pytest.raises(EntryInvalid, match="code"):
            acts.catalogue(ws, clerk, later, replace(entry, fields=entry.fields | {"code": taken}))
    assert code_of(ws, later) == "301/000006"


def test_a_registered_resource_keeps_its_code(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    name = ws.load_front(release).name
    acts.register(ws, clerk, [changed(name=name, code="302/000009")])
    assert described(ws, clerk, release, job).fields["code"] == "302/000009"


def test_the_next_period_begins_with_the_entry_of_the_last(
    ws: Workspace, clerk: Identity, publish: Bring, people_csv: Path, job: Job
) -> None:
    first = publish(people_csv)
    later = acts.take_in_next(ws, clerk, first, people_csv, job)
    entry = described(ws, clerk, later, job)
    before = ws.load(first, Kind.ENTRY, Entry)
    assert entry.fields == before.fields | {"abstract": entry.fields["abstract"]}
    new = item_mark("来源文件", "value_range")  # a column that the period before did not have
    assert set(entry.inferred) == {"name", "abstract", new, *before.inferred}
    renamed = entry.fields | {"name": "下一期名单"}
    acts.catalogue(ws, clerk, later, replace(entry, fields=renamed))
    assert acts.code_collisions(ws) == {}


def test_collisions_of_the_register_are_found(ws: Workspace, clerk: Identity) -> None:
    acts.register(ws, clerk, [changed(name="路灯"), changed(name="井盖", code="301/1")])
    assert acts.code_collisions(ws) == {"301/000001": ("路灯", "井盖")}
