"""The department's register, and the pilot's indicators over all that it knows."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts.agenda import Duty, overview
from app.core.errors import ParameterInvalid
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


SECRET, PRIVATE = "政府信息公开条例第十四条", "政府信息公开条例第十五条"


def closed(name: str, basis: str = PRIVATE, **fields: str) -> Entry:
    told = {"open_type": "不予开放", "open_to_public": "否", "not_open_basis": basis}
    return entry(name, **(told | fields))


def judged_at(ws: Workspace, clerk: Identity, time: str) -> None:
    """As if every entry had been judged then."""
    with ws.recording("none", clerk.card) as db:
        db.execute("UPDATE register SET judged = ?", [time])


def test_what_is_closed_waits_for_a_judgement_every_year(
    ws: Workspace, clerk: Identity, reviewer: Identity
) -> None:
    acts.register(ws, clerk, [closed("甲"), closed("乙"), entry("开")])
    assert [one.name for one in acts.kept_back(ws)] == ["乙", "甲"]
    assert not any(one.is_near for one in acts.kept_back(ws))
    judged_at(ws, clerk, "2020-01-01T04:00:00+00:00")
    assert all(one.left < 0 and one.basis == PRIVATE for one in acts.kept_back(ws))
    tasks = [t for t in overview(ws, clerk.card).tasks if t.duty is Duty.REEVALUATE]
    assert [(t.subject, t.remark and t.remark.zh) for t in tasks] == [
        ("乙", PRIVATE),
        ("甲", PRIVATE),
    ]
    assert overview(ws, reviewer.card).tasks == ()


def test_judged_anew_the_year_begins_again_and_the_log_tells_it(
    ws: Workspace, clerk: Identity
) -> None:
    acts.register(ws, clerk, [closed("甲"), closed("乙")])
    judged_at(ws, clerk, "2020-02-29T04:00:00+00:00")
    assert {(str(one.judged), str(one.due)) for one in acts.kept_back(ws)} == {
        ("2020-02-29", "2021-02-28")
    }
    assert acts.keep_closed(ws, clerk, ["乙"], SECRET) == 1
    first, second = acts.kept_back(ws)
    assert (first.name, second.name, second.basis) == ("甲", "乙", SECRET)
    assert first.left < 0 < second.left
    event = ws.events()[-1]
    assert (event["act"], event["basis"]) == ("reevaluated", SECRET)
    assert ws.verify_log().valid
    for names, basis in ((["甲"], "我说的"), (["丙"], SECRET)):
        with pytest.raises(ParameterInvalid):
            acts.keep_closed(ws, clerk, names, basis)


def test_another_word_of_an_entry_is_no_judgement_but_another_basis_is(
    ws: Workspace, clerk: Identity
) -> None:
    acts.register(ws, clerk, [closed("甲"), closed("乙")])
    judged_at(ws, clerk, "2020-01-01T04:00:00+00:00")
    acts.register(ws, clerk, [closed("甲", abstract="改过"), closed("乙", SECRET)])
    assert [(one.name, one.left < 0) for one in acts.kept_back(ws)] == [("甲", True), ("乙", False)]
