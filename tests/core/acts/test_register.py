"""The department's register, and the pilot's indicators over all that it knows."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.model import Entry
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.core.acts.conftest import Bring
from tests.core.catalog.test_validate import GOOD


def entry(name: str, **fields: str) -> Entry:
    return replace(GOOD, fields=GOOD.fields | {"name": name} | fields)


def test_entries_are_kept_sealed_and_replaced_by_name(
    ws: Workspace, clerk: Identity, tmp_path: Path
) -> None:
    assert acts.register(ws, clerk, [entry("甲"), entry("乙")]) == (2, 0)
    assert acts.register(ws, clerk, [entry("乙", abstract="改过"), entry("丙")]) == (1, 1)
    assert [e.fields["name"] for e in acts.registered(ws)] == ["甲", "乙", "丙"]
    assert acts.registered(ws)[1].fields["abstract"] == "改过"
    assert ws.verify_log().valid
    content = b"".join(file.read_bytes() for file in tmp_path.rglob("workspace.db*"))
    assert "清溪县小学名录".encode() not in content
    assert GOOD.fields["abstract"].encode() not in content


def test_nothing_stays_of_what_fails(ws: Workspace, clerk: Identity) -> None:
    def broken() -> list[Entry]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        acts.register(ws, clerk, broken())
    assert acts.registered(ws) == ()


def test_releases_count_when_they_are_delivered(
    ws: Workspace, clerk: Identity, publish: Bring, people_csv: Path
) -> None:
    publish(people_csv, "低保发放名单")
    acts.register(
        ws,
        clerk,
        [
            entry("低保发放名单", publish_date=""),
            entry("学校", publish_date="2020-01-01"),
            entry("明年", publish_date="2999-01-01"),
            entry("不开", open_type="不予开放"),
        ],
    )
    known = {one.entry.fields["name"]: one.opened for one in acts.known_resources(ws)}
    assert list(known) == ["低保发放名单", "学校", "明年", "不开"]
    assert [day is not None for day in known.values()] == [True, True, False, False]
    figures = {one.id: one.value for one in acts.pilot_standing(ws).indicators}
    assert figures["datasets"] == 2
    assert acts.pilot_standing(ws).closed_without_basis == ("不开",)
    assert acts.pilot_standing(ws).next == ("明年",)
