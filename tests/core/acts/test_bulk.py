"""Entries of the register changed together: all or none, and told which are wrong."""

from dataclasses import replace

import pytest

from app.core import acts
from app.core.acts.bulk import entry_problems, reregister
from app.core.errors import EntryInvalid
from app.core.model import Entry
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.ui.test_register import entry


def changed(one: Entry, **fields: str) -> Entry:
    return replace(one, fields=one.fields | fields)


@pytest.fixture
def entries(ws: Workspace, clerk: Identity) -> list[Entry]:
    given = [entry(name, code=f"307010/00000{n}") for n, name in enumerate("甲乙丙", 1)]
    acts.register(ws, clerk, given)
    return given


def test_only_what_differs_is_written(ws: Workspace, clerk: Identity, entries: list[Entry]) -> None:
    assert reregister(ws, clerk, entries) == 0
    assert ws.events()[-1]["entries"] == 3  # nothing was told anew
    mine = [changed(entries[0], abstract="新的摘要"), *entries[1:]]
    assert reregister(ws, clerk, mine) == 1
    assert [e.fields["abstract"] for e in acts.registered(ws)] == [
        "新的摘要",
        "企业名录",
        "企业名录",
    ]
    assert (ws.events()[-1]["entries"], ws.events()[-1]["replaced"]) == (1, 1)


def test_one_that_is_wrong_keeps_all_out(
    ws: Workspace, clerk: Identity, entries: list[Entry]
) -> None:
    mine = [
        changed(entries[0], abstract="好"),
        changed(entries[1], update_cycle="常常"),
        entries[2],
    ]
    told = entry_problems(ws, mine)
    assert [[p.field for p in each] for each in told] == [[], ["update_cycle"], []]
    with pytest.raises(EntryInvalid):
        reregister(ws, clerk, mine)
    assert acts.registered(ws) == tuple(entries)


def test_a_code_is_not_given_twice(ws: Workspace, entries: list[Entry]) -> None:
    fresh = "307010/000009"
    told = entry_problems(ws, [changed(one, code=fresh) for one in entries[:2]])
    assert [[p.code for p in each] for each in told] == [["code-taken"], ["code-taken"]]
    taken = entry_problems(ws, [changed(entries[0], code=entries[2].fields["code"])])
    assert [p.code for p in taken[0]] == ["code-taken"]
