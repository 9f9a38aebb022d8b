"""Releases that have come some way, made by the acts."""

from dataclasses import replace
from pathlib import Path

from app.core import acts
from app.core.desensitize.suggest import suggest
from app.core.jobs import Job
from app.core.model import Findings, Kind
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


def submitted(ws: Workspace, clerk: Identity, file: Path, job: Job) -> str:
    """A file that has come to the quality check, and is handed to the reviewer."""
    release = checked(ws, clerk, file, job)
    acts.submit(ws, clerk, release, job)
    return release


def checked(ws: Workspace, clerk: Identity, file: Path, job: Job) -> str:
    """A file taken in, treated as proposed, described and checked."""
    release = acts.take_in(ws, clerk, file, job)
    _prepare(ws, clerk, release, job)
    return release


def resubmitted(ws: Workspace, clerk: Identity, release: str, job: Job) -> None:
    """A release that was scanned anew, brought to its reviewer once more."""
    _prepare(ws, clerk, release, job)
    acts.submit(ws, clerk, release, job)


def _prepare(ws: Workspace, clerk: Identity, release: str, job: Job) -> None:
    acts.desensitize(ws, clerk, release, suggest(ws.load(release, Kind.FINDINGS, Findings)), job)
    entry = acts.propose_entry(ws, release)
    acts.catalogue(ws, clerk, release, replace(entry, fields=entry.fields | {"theme": "社会救助"}))
    acts.check_quality(ws, clerk, release, job)
