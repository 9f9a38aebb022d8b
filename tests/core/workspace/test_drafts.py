"""Drafts: sealed, replaced, dropped by the act that files what they were drafts of."""

from pathlib import Path

import pytest

from app.core import acts
from app.core.jobs import Job
from app.core.model import Entry, Kind, Recipe, Treatment
from app.core.trust.identity import Identity
from app.core.workspace import drafts
from app.core.workspace.store import Workspace

RECIPE = Recipe((Treatment("姓名", "mask", {"keep_start": 1}, "姓氏可以公开"),))


@pytest.fixture
def release(ws: Workspace, clerk: Identity, people_csv: Path) -> str:
    return acts.take_in(ws, clerk, people_csv, Job())


def test_last_draft_counts_and_is_nobody_elses(ws: Workspace, release: str) -> None:
    drafts.keep(ws, release, Kind.RECIPE, Recipe(()))
    drafts.keep(ws, release, Kind.RECIPE, RECIPE)
    assert drafts.kept(ws, release, Kind.RECIPE, Recipe) == RECIPE
    assert drafts.kept(ws, release, Kind.ENTRY, Entry) is None
    assert drafts.kept(ws, "R0002", Kind.RECIPE, Recipe) is None
    drafts.drop(ws, release, Kind.RECIPE)
    assert drafts.kept(ws, release, Kind.RECIPE, Recipe) is None


def test_draft_leaves_chain_and_log_alone(ws: Workspace, release: str) -> None:
    before = ws.standing(release), ws.log_head()
    drafts.keep(ws, release, Kind.RECIPE, RECIPE)
    assert (ws.standing(release), ws.log_head()) == before
    sealed = ws.query("SELECT content FROM drafts")[0]["content"]
    assert "姓氏可以公开".encode() not in sealed


def test_act_that_files_it_drops_it(ws: Workspace, clerk: Identity, release: str) -> None:
    recipe = acts.suggested(ws, release)
    drafts.keep(ws, release, Kind.RECIPE, recipe)
    drafts.keep(ws, release, Kind.ENTRY, Entry("", {}, ()))
    acts.desensitize(ws, clerk, release, recipe, Job())
    assert drafts.kept(ws, release, Kind.RECIPE, Recipe) is None
    assert drafts.kept(ws, release, Kind.ENTRY, Entry) is not None
