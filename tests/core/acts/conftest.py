"""An office that publishes lists of invented grantees, one after another."""

import csv
import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import acts
from app.core.jobs import Job
from app.core.model import Findings, Kind, Profile, Recipe, Table, Treatment
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

Bring = Callable[..., str]


def write(table: Table, path: Path) -> Path:
    """A table as a file that somebody brings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(table.columns)
        rows.writerows(zip(*(table.data[name].to_pylist() for name in table.columns), strict=True))
    return path


@pytest.fixture
def prepare(ws: Workspace, clerk: Identity, job: Job) -> Bring:
    """Bring a file to where it can be submitted; what was found is kept, for a reason."""

    def bring(path: Path, name: str = "低保发放名单") -> str:
        release = acts.take_in(ws, clerk, path, job)
        found = ws.load(release, Kind.FINDINGS, Findings)
        kept = dict.fromkeys(f.column for f in found.columns)
        recipe = Recipe(tuple(Treatment(c, "keep", {"reason": "依法公示"}) for c in kept))
        acts.desensitize(ws, clerk, release, recipe, job)
        entry = acts.propose_entry(ws, release)
        fields = entry.fields | {"name": name, "theme": "社会救助"}
        acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=fields))
        acts.check_quality(ws, clerk, release, job)
        return release

    return bring


@pytest.fixture
def publish(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    sandbox: Sandbox,
    profile: Profile,
    prepare: Bring,
    job: Job,
) -> Bring:
    """Bring a file to its receipt."""
    sandbox.platform.trust(clerk.card, reviewer.card)

    def bring(path: Path, name: str = "低保发放名单") -> str:
        release = prepare(path, name)
        acts.submit(ws, clerk, release, job)
        acts.review(ws, reviewer, release, "公开", "条例第十九条", "已公示过")
        acts.seal(ws, clerk, release, profile, job)
        acts.deliver(ws, clerk, release, sandbox.profile, job)
        return release

    return bring
